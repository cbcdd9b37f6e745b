"""Bytes into text when the label is missing, wrong, or right.

Chinese mail says gb2312 and holds gb18030, says utf-8 and holds GBK, or says nothing. The label is one
candidate among several; what reads as ordinary Chinese wins, and the label wins a tie.
"""

import codecs
import re

_OURS = "gb18030"  # holds gb2312 and gbk
_KNOWN = {
    "utf-8", "utf-7", "utf-16", "utf-16-be", "utf-16-le", "ascii", "gb18030", "hz", "big5", "big5hkscs",
    "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-15", "cp1250", "cp1251", "cp1252", "koi8-r",
    "shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949",
}  # fmt: skip
_EMPTY_LABELS = {"ascii", "iso8859-1", "cp1252"}  # what programs write when they don't know
_OTHER_NAMES = {"gb_2312-80": _OURS, "x-gbk": _OURS, "gb-2312": _OURS, "euc-cn": _OURS, "utf8mb4": "utf-8"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 20_000  # bytes that decide for all
_LEVEL_ONE = range(0xB0, 0xD8)  # first byte in GB 2312 of its 3,755 common characters
_PUNCTUATION = re.compile(r"[\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2026\u2014\u00b7]")
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x80-\x9f\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text_of(content: bytes, declared: str = "") -> tuple[str, bool]:
    """The text, and whether every byte of it could be read."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content.removeprefix(mark) if encoding == "utf-8" else content, encoding)
    label = known(declared)
    if label in {"utf-7", "hz"} or label.startswith(("utf-16", "iso2022")):
        return _decoded(content, label)
    if content.isascii():
        return content.decode("ascii"), True
    return _decoded(content, _likeliest(content, label))


def known(declared: str) -> str:
    """Our name for a declared charset; empty when it says nothing we can use."""
    name = declared.strip(" \"'\t").lower()
    name = _OTHER_NAMES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found in {"gb2312", "gbk"}:
        return _OURS
    return found if found in _KNOWN else ""


def plain(text: str) -> str:
    """Without what a database or a page can't hold: NUL, control characters, halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", text)


def _likeliest(content: bytes, label: str) -> str:
    """The first of the candidates that reads best."""
    said_something = label and label not in _EMPTY_LABELS
    candidates = [label] if said_something else []
    candidates += [each for each in ("utf-8", _OURS, label) if each and each not in candidates]
    sample = content[:_SAMPLE]
    return max(candidates, key=lambda each: _reads(sample, each, each == label and bool(said_something)))


def _reads(sample: bytes, encoding: str, is_label: bool) -> float:
    """How well it reads: common characters count for it, what can't be read three times against it."""
    text = sample.decode(encoding, "replace")
    foreign = [each for each in text if not each.isascii()]
    if not foreign:
        return 0.0
    odd = len(_ODD.findall(text.removesuffix("\ufffd")))  # the sample may end within a character
    score = (sum(map(_weight, foreign)) - 3 * odd) / len(foreign)
    # Bytes of another encoding hardly ever make whole three-byte characters of UTF-8, rare names included.
    if encoding == "utf-8" and not odd and any(each > "\u07ff" for each in foreign):
        score += 0.5
    return score + (0.1 if is_label else 0.0)


def _weight(character: str) -> float:
    if _PUNCTUATION.match(character):
        return 1.0
    try:
        first, *second = character.encode("gb2312")
    except UnicodeEncodeError:
        return 0.0
    return 1.0 if second and first in _LEVEL_ONE else 0.6


def _decoded(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return content.decode(encoding), True
    except UnicodeDecodeError:
        return content.decode(encoding, "replace"), False
