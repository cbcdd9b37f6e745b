"""`gongkai verify FILE`: was this text published then, and has it changed since? Needs no installation."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from gongkai.core.transparency.proof import Act, Entry, Examined, Holds, examine
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.signing import KeyFileError, PublicKey, checker, public_keys

KEYS_AT = "/.well-known/gongkai-keys.json"
_SECONDS = 20
_STATUS = {Holds.CURRENT: 0, Holds.CHANGED: 0, Holds.UNKNOWN_KEY: 2, Holds.BROKEN: 1}
_ACTS = {Act.PUBLISHED: "公开新版本", Act.STANDING: "效力变化", Act.WITHDRAWN: "撤回"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, help="证明文件（信息页面上的“公开证明”）")
    parser.add_argument("--keys", type=Path, help="网站公布的公钥文件")
    parser.add_argument("--site", help="向网站取公钥，例如 https://www.example.gov.cn")
    parser.add_argument(
        "--attachment", type=Path, action="append", default=[], help="同时核对附件（可写多次）"
    )


def run(arguments: argparse.Namespace) -> int:
    """0: published so; 1: not so, or the file was altered; 2: can't be said for want of the key."""
    try:
        proof = json.loads(arguments.file.read_text(encoding="utf-8"))
        keys = _keys(arguments)
    except OSError as error:
        return _told(f"读不到：{error}", 2)
    except (KeyFileError, ValueError):
        return _told("不是证明文件或公钥文件（应为 JSON）。", 1)
    found = examine(proof if isinstance(proof, dict) else {}, DIGESTS, checker(keys))
    for line in said(found):
        print(line)
    altered = [path for path in arguments.attachment if not _is_attached(path, found)]
    for path in altered:
        print(f"附件 {path.name} 不在当时公开的附件之中，或者内容已经不同。")
    return 1 if altered else _STATUS[found.holds]


def said(found: Examined) -> Iterable[str]:
    """The answer in lines for people."""
    if found.holds is Holds.BROKEN:
        yield f"不成立：{found.problem.text if found.problem else ''}".format(
            **(found.problem.values if found.problem else {})
        )
        return
    assert found.entry
    assert found.head
    yield f"{found.content.get('title', '')}（{found.entry.address}，第 {found.entry.edition} 版）"
    if found.holds is Holds.UNKNOWN_KEY:
        key = found.signature.key if found.signature else ""
        yield f"文件前后一致，但没有可核对的公钥，签名密钥标识为 {key}。"
        yield "请用 --keys 或 --site 给出网站公布的公钥。"
        return
    yield f"成立：{found.head.issuer}于 {_time(found.entry.at)} {_act(found.entry)}，内容与本文件一致。"
    yield f"目录树根签发于 {_time(found.head.at)}，含 {found.head.size} 条公开记录。"
    if not found.later:
        yield "到签发时为止，此后没有变化。"
    for each in found.later:
        yield f"此后有变化：{_time(each.at)} {_act(each)}（第 {each.edition} 版）。"


def _act(entry: Entry) -> str:
    return _ACTS[entry.act]


def _time(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def _keys(arguments: argparse.Namespace) -> list[PublicKey]:
    if arguments.keys:
        return public_keys(json.loads(arguments.keys.read_text(encoding="utf-8")))
    if arguments.site:
        return public_keys(_fetched(arguments.site))
    return []


def _fetched(site: str) -> Any:
    if not site.startswith(("https://", "http://")):
        raise URLError("网址应以 https:// 开头")
    with urlopen(urljoin(site, KEYS_AT), timeout=_SECONDS) as answer:
        return json.load(answer)


def _is_attached(path: Path, found: Examined) -> bool:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return any(each.get("sha256") == digest for each in found.content.get("files", ()))


def _told(text: str, status: int) -> int:
    print(text, file=sys.stderr)
    return status
