"""uuencoded files within a text, as old mail programs and gateways send them."""

import binascii
import re
from collections.abc import Iterator

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,250})\r?\n", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_MOST_TRIES = 20  # of lines that look like a beginning


def without_files(content: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    """The text without the files in it, and the files as (name as sent, content)."""
    texts: list[bytes] = []
    files: list[tuple[bytes, bytes]] = []
    at = 0
    for _try in range(_MOST_TRIES):
        begin = _BEGIN.search(content, at)
        end = _END.search(content, begin.end()) if begin else None
        if begin is None or end is None:
            break
        try:
            files.append((begin[1].strip(), decoded(content[begin.end() : end.start()])))
        except binascii.Error:  # words that look like one: they stay in the text
            texts.append(content[at : begin.end()])
            at = begin.end()
        else:
            texts.append(content[at : begin.start()])
            at = end.end()
    return b"".join([*texts, content[at:]]), tuple(files)


def decoded(lines: bytes) -> bytes:
    """The content of the lines between begin and end. Raises binascii.Error."""
    return b"".join(_decoded(lines))


def _decoded(lines: bytes) -> Iterator[bytes]:
    for line in lines.splitlines():
        if not line.strip():
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders pad the last group with rubbish: the first byte tells how much counts.
            yield binascii.a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3])
