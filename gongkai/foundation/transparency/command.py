"""`gongkai verify FILE`: was this text published then, and has it changed since? Needs no installation."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import urlopen

from gongkai.core.messages import Message
from gongkai.core.transparency import reading
from gongkai.core.transparency.proof import Act, Entry, Examined, Holds, examine, examine_since
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.signing import PublicKey, checker, public_keys

KEYS_AT = "/.well-known/gongkai-keys.json"
SINCE_AT = "/proofs/since.json"
_SECONDS = 20
_LARGEST = 16 << 20  # bytes of an answer
_STATUS = {Holds.CURRENT: 0, Holds.CHANGED: 0, Holds.UNKNOWN_KEY: 2, Holds.BROKEN: 1}
_ACTS = {Act.PUBLISHED: "公开新版本", Act.STANDING: "效力变化", Act.WITHDRAWN: "撤回"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, help="证明文件（信息页面上的“公开证明”）")
    parser.add_argument("--keys", type=Path, help="网站公布的公钥文件")
    parser.add_argument("--site", help="向网站取公钥，并且问现在有没有变化，例如 https://www.example.gov.cn")
    parser.add_argument(
        "--attachment", type=Path, action="append", default=[], help="同时核对附件（可写多次）"
    )


def run(arguments: argparse.Namespace) -> int:
    """0: published so; 1: not so, or the file was altered; 2: can't be said for want of the key."""
    try:
        proof = reading.file(arguments.file.read_bytes())
    except OSError as error:
        return _told(f"读不到证明文件：{error}", 2)
    except reading.NoProofError as error:
        return _told(f"不成立：{_words(error.words)}", 1)
    try:
        keys = _keys(arguments)
    except (OSError, HTTPException) as error:
        return _told(f"读不到公钥：{error}", 2)
    except ValueError:
        return _told("这不是公钥文件（应为网站公布的 gongkai-keys.json）。", 2)
    found = examine(proof, DIGESTS, checker(keys))
    for line in said(found, asks=bool(arguments.site)):
        print(line)
    status = _STATUS[found.holds]
    if arguments.site and found.holds in (Holds.CURRENT, Holds.CHANGED):
        status = max(status, _asked_again(arguments.site, found, keys))
    return 1 if _altered(arguments.attachment, found) else status


def _asked_again(site: str, found: Examined, keys: list[PublicKey]) -> int:
    """What the site says today of this entry: what came later can be cut out of a file."""
    assert found.entry
    entry = {"address": found.entry.address, "edition": found.entry.edition, "act": found.entry.act.value}
    try:
        now = examine_since(_fetched(site, f"{SINCE_AT}?{urlencode(entry)}"), found, DIGESTS, checker(keys))
    except (OSError, HTTPException, ValueError) as error:
        print(f"没有问到网站，不知道现在有没有变化：{error}")
        return 0
    if now.holds is Holds.BROKEN:
        print(f"网站现在的答复与本文件对不上：{_words(now.problem)}")
        return 1
    assert now.head
    print(f"网站答复，到 {_time(now.head.at)} 为止：")
    if not now.later:
        print("此后没有变化。")
    for each in now.later:
        print(_change(each))
    return 0


def _altered(paths: Iterable[Path], found: Examined) -> bool:
    """Tell of each attachment whether it is one of those published then."""
    altered = False
    for path in paths:
        try:
            there = found.holds is not Holds.BROKEN and _is_attached(path, found)
        except OSError as error:
            print(f"读不到附件：{error}")
            altered = True
            continue
        if there:
            print(f"附件 {path.name} 是当时公开的附件，没有改动。")
        else:
            print(f"附件 {path.name} 不在当时公开的附件之中，或者内容已经不同。")
            altered = True
    return altered


def said(found: Examined, *, asks: bool = False) -> Iterable[str]:
    """The answer in lines for people; `asks`: the site is asked next."""
    if found.holds is Holds.BROKEN:
        yield f"不成立：{_words(found.problem)}"
        return
    assert found.entry
    assert found.head
    title = _words(reading.named(found.content))
    if "release" in found.content:
        yield f"{title}（{reading.printable(found.entry.address)}）"
    else:
        yield f"{title}（{reading.printable(found.entry.address)}，第 {found.entry.edition} 版）"
    if found.holds is Holds.UNKNOWN_KEY:
        key = found.signature.key if found.signature else ""
        yield f"文件前后一致，但没有可核对的公钥，签名密钥标识为 {reading.printable(key)}。"
        yield "请用 --keys 或 --site 给出网站公布的公钥。"
        return
    issuer = reading.printable(found.head.issuer) or "公布者"
    yield f"成立：{issuer}于 {_time(found.entry.at)} {_act(found.entry)}，内容与本文件一致。"
    yield f"目录树根签发于 {_time(found.head.at)}，含 {found.head.size} 条公开记录。"
    if not found.later:
        hint = "" if asks else "现在有没有变化，要问网站：加 --site 网址，或者在网站上核对。"
        yield f"本文件没有记载此后的变化。{hint}"
    for each in found.later:
        yield _change(each)


def _change(entry: Entry) -> str:
    return f"此后有变化：{_time(entry.at)} {_act(entry)}（第 {entry.edition} 版）。"


def _words(problem: Message | None) -> str:
    return problem.text.format(**problem.values) if problem else ""


def _act(entry: Entry) -> str:
    return _ACTS[entry.act]


def _time(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def _keys(arguments: argparse.Namespace) -> list[PublicKey]:
    if arguments.keys:
        return public_keys(json.loads(arguments.keys.read_text(encoding="utf-8-sig")))
    if arguments.site:
        return public_keys(_fetched(arguments.site, KEYS_AT))
    return []


def _fetched(site: str, where: str) -> Any:
    if not site.startswith(("https://", "http://")):
        raise URLError("网址应以 https:// 开头")
    with urlopen(urljoin(site, where), timeout=_SECONDS) as answer:
        return json.loads(answer.read(_LARGEST))


def _is_attached(path: Path, found: Examined) -> bool:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    files = found.content.get("files")
    listed = files if isinstance(files, list) else []
    return any(isinstance(each, dict) and each.get("sha256") == digest for each in listed)


def _told(text: str, status: int) -> int:
    print(text, file=sys.stderr)
    return status
