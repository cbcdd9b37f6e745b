"""Reading a proof file to the letter: what is missing, too much, or written otherwise than it is written by
those who publish is told, and nothing is put right in silence."""

import json
import re
from collections.abc import Mapping
from typing import Any

from gongkai.core.messages import N_, Message

NOT_ONE = Message(N_("这不是公开证明文件，或者文件不完整。"))
_ENTRY = {"address": str, "edition": int, "act": str, "at": str, "content": str}
_STEP = {"entry": dict, "position": int, "path": list}
_SIGNED = {"head": dict, "signature": dict}
_HEAD = {"issuer": str, "size": int, "root": str, "at": str, "digest": str}
_SIGNATURE = {"algorithm": str, "key": str, "value": str}
_PROOF = {"format": str, "content": dict, **_STEP, "later": list, **_SIGNED}
_SINCE = {"format": str, "entries": list, **_SIGNED}
_HEX = re.compile(r"[0-9a-f]+")
_HASH = 64  # hexadecimal digits
_LONGEST = 40  # letters of a name that is repeated to the reader


class NoProofError(ValueError):
    """The file is no proof file, or is written otherwise; `words` tell in what."""

    def __init__(self, words: Message) -> None:
        super().__init__(words.text)
        self.words = words


def file(content: bytes) -> Mapping[str, Any]:
    """The JSON of a file. A name that stands twice would be read as one and shown as the other, so it is
    refused. Raises NoProofError."""
    try:
        told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except NoProofError:
        raise
    except (ValueError, RecursionError):
        raise NoProofError(NOT_ONE) from None
    if not isinstance(told, dict):
        raise NoProofError(NOT_ONE)
    return told


def proof(told: Mapping[str, Any], form: str) -> Mapping[str, Any]:
    """A proof file whose every part is there, once, and as it is written. Raises NoProofError."""
    _form(told, form)
    _exact(told, _PROOF, "")
    _step({name: told[name] for name in _STEP}, "")
    for number, each in enumerate(told["later"], start=1):
        _step(each, f"later {number}/")
    _signed(told)
    return told


def since(told: Mapping[str, Any], form: str) -> Mapping[str, Any]:
    """What the publisher answers about an entry, read in the same way. Raises NoProofError."""
    _form(told, form)
    _exact(told, _SINCE, "")
    for number, each in enumerate(told["entries"], start=1):
        _step(each, f"entries {number}/")
    _signed(told)
    return told


def named(content: Mapping[str, Any]) -> Message:
    """What was published, as people call it: its title, or which release of data or which draw it was."""
    told = {name: printable(str(content.get(name, ""))) for name in _NAMING}
    if "release" in content:
        return Message(_RELEASE if "digest" in content else _UNDONE, told)
    if "title" not in content and "draw" in content:
        return Message(N_("随机抽取 {draw}"), told)
    return Message("{title}", told)


_NAMING = ("title", "data_set", "release", "added", "changed", "removed", "draw")
_RELEASE = N_("数据集 {data_set} 第 {release} 次更新：新增 {added} 行，更改 {changed} 行，移出 {removed} 行")
_UNDONE = N_("数据集 {data_set} 第 {release} 次更新的撤销")


def printable(text: str) -> str:
    """Without what would write over a screen or can't be written at all."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NoProofError(_about(N_("文件被改动过：“{part}”写了两次。"), twice))
    return told


def _form(told: Mapping[str, Any], form: str) -> None:
    if told.get("format") != form:
        raise NoProofError(NOT_ONE)


def _step(told: Any, where: str) -> None:
    _exact(told, _STEP, where)
    _exact(told["entry"], _ENTRY, f"{where}entry/")
    for each in told["path"]:
        _hex(each, f"{where}path", _HASH)


def _signed(told: Mapping[str, Any]) -> None:
    _exact(told["head"], _HEAD, "head/")
    _exact(told["signature"], _SIGNATURE, "signature/")
    _hex(told["head"]["root"], "head/root", _HASH)
    _hex(told["signature"]["value"], "signature/value", 2 * _HASH)


def _exact(told: Any, wanted: Mapping[str, type], where: str) -> None:
    if not isinstance(told, dict):
        raise NoProofError(_about(_OTHERWISE, where.rstrip("/")))
    for name in wanted:
        if name not in told:
            raise NoProofError(_about(N_("文件不完整：缺少“{part}”。"), where + name))
    for name, value in told.items():
        if name not in wanted:
            raise NoProofError(_about(N_("文件被改动过：多出了“{part}”。"), where + name))
        if not isinstance(value, wanted[name]) or isinstance(value, bool):
            raise NoProofError(_about(_OTHERWISE, where + name))


def _hex(value: Any, where: str, length: int) -> None:
    if not isinstance(value, str) or len(value) != length or not _HEX.fullmatch(value):
        raise NoProofError(_about(_OTHERWISE, where))


_OTHERWISE = N_("文件被改动过：“{part}”的写法不对。")


def _about(text: str, part: str) -> Message:
    return Message(text, {"part": printable(part[:_LONGEST])})
