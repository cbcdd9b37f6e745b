"""Header lines as senders write them: encoded words, raw 8-bit, parameters, addresses, dates."""

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from gongkai.foundation.mail.reading.charsets import plain, text_of

_WORD = re.compile(rb"=\?([^?\s]{0,40})\?([bBqQ])\?([^?]*)\?=")
_ADDRESS = re.compile(
    r"[^\s<>@,;:\"'()\[\]，；：、（）《》]{1,64}@[A-Za-z0-9\u4e00-\u9fff._-]{1,250}[A-Za-z0-9\u4e00-\u9fff]"
)
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,400}>")
_CONTINUED = re.compile(r"^(.*?)\*(?:(\d{1,4})(\*)?)?$")
_LONGEST = 64 * 1024  # of one header line; what follows is not looked at


@dataclass(frozen=True, slots=True)
class Address:
    """A name, which may be empty, and an address."""

    name: str
    address: str


def text(raw: bytes) -> str:
    """A header's words as one line."""
    return " ".join(plain(_words(raw[:_LONGEST])).split())


def addresses(raw: bytes) -> tuple[Address, ...]:
    """Every address of a From or To line."""
    # Apart before the names are decoded: a decoded name may hold commas and brackets of its own.
    line = " ".join(plain(text_of(raw[:_LONGEST])[0]).split())
    try:
        pairs = getaddresses([line])
    except RecursionError:  # comments within comments
        pairs = []
    found = [Address(text(name.encode()), address) for name, address in pairs if _ADDRESS.fullmatch(address)]
    if not found:
        found = [Address("", address) for address in _ADDRESS.findall(text(raw))]
    return tuple(each for each in found if len(each.address) <= 254)


def message_ids(raw: bytes) -> tuple[str, ...]:
    """The identifiers in a Message-ID, In-Reply-To or References line."""
    return tuple(_MESSAGE_ID.findall(text(raw)))


def date(raw: bytes) -> datetime | None:
    """The time a Date line tells, in UTC; None for what is no time."""
    try:
        found = parsedate_to_datetime(text(raw))
        # Without an offset it says "somewhere": taken as UTC, as the standard has it.
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if 1980 <= found.year <= 2200 else None


def parameters(raw: bytes) -> tuple[str, dict[str, str]]:
    """A Content-Type or Content-Disposition line: its value in lower case, and its parameters."""
    first, *rest = _apart(raw[:_LONGEST])
    simple: dict[str, str] = {}
    continued: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for piece in rest:
        key, _, value = piece.partition(b"=")
        name = key.strip().decode("ascii", "replace").lower()
        value = _unquoted(value.strip())
        match = _CONTINUED.match(name)
        if match is None:
            simple.setdefault(name, text(value))
        else:
            base, number, star = match.groups()
            continued.setdefault(base, {})[int(number or 0)] = (value, number is None or star is not None)
    simple |= {name: _joined(pieces) for name, pieces in continued.items()}
    return first.strip().decode("ascii", "replace").lower(), simple


def _words(raw: bytes) -> str:
    """Encoded words decoded; neighbours of one charset together, for they may share a character."""
    pieces: list[str] = []
    run: list[tuple[bytes, bytes, bytes]] = []
    end = 0
    for match in _WORD.finditer(raw):
        between = raw[end : match.start()]
        if between.strip() or (run and run[-1][0].lower() != match[1].lower()):
            pieces += [_run(run), text_of(between)[0] if between.strip() else ""]
            run = []
        run.append((match[1], match[2].upper(), match[3]))
        end = match.end()
    rest = raw[end:]
    return "".join([*pieces, _run(run), text_of(rest)[0]])


def _run(words: list[tuple[bytes, bytes, bytes]]) -> str:
    if not words:
        return ""
    charset = words[0][0].partition(b"*")[0].decode("ascii", "replace")  # RFC 2231 adds a language after *
    content = b"".join(_payloads(words))
    return text_of(content, charset)[0]


def _payloads(words: list[tuple[bytes, bytes, bytes]]) -> Iterator[bytes]:
    """Their bytes. Base64 that was cut anywhere, not at a whole group, is joined before it is decoded."""
    base64_run = b""
    for _charset, kind, payload in words:
        if kind == b"B":
            base64_run += re.sub(rb"[^A-Za-z0-9+/=]", b"", payload)
            if len(base64_run) % 4 and not base64_run.endswith(b"="):
                continue
            yield from_base64(base64_run)
        else:
            yield from_base64(base64_run)
            yield quopri.decodestring(re.sub(rb"\r?\n[ \t]*", b"", payload).replace(b" ", b"_"), header=True)
        base64_run = b""
    yield from_base64(base64_run)


def from_base64(content: bytes) -> bytes:
    """Whatever can be had: without padding, with foreign characters, several encoded contents in a row."""
    letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", content)
    decoded = []
    for piece in re.findall(rb"[A-Za-z0-9+/]+", letters):
        whole = piece[: len(piece) - 1] if len(piece) % 4 == 1 else piece
        decoded.append(base64.b64decode(whole + b"=" * (-len(whole) % 4)))
    return b"".join(decoded)


def _apart(raw: bytes) -> list[bytes]:
    """At the semicolons outside quotes and outside encoded words."""
    pieces, piece, quoted, at = [], bytearray(), False, 0
    while at < len(raw):
        word = _WORD.match(raw, at)
        if word:
            piece += word[0]
            at = word.end()
            continue
        byte = raw[at : at + 1]
        if byte == b"\\" and quoted and raw[at - 1] < 0x80:  # after that it is half a GBK character
            piece += raw[at : at + 2]
            at += 2
            continue
        if byte == b'"':
            quoted = not quoted
        if byte == b";" and not quoted:
            pieces.append(bytes(piece))
            piece = bytearray()
        else:
            piece += byte
        at += 1
    return [*pieces, bytes(piece)]


def _unquoted(value: bytes) -> bytes:
    if value[:1] == b'"':
        return re.sub(rb'(?<![\x80-\xff])\\(["\\])', rb"\1", value[1:].rstrip().removesuffix(b'"'))
    return value


def _joined(pieces: dict[int, tuple[bytes, bool]]) -> str:
    """RFC 2231: numbered pieces, percent-encoded or not, with the charset before the first."""
    first, first_encoded = pieces[min(pieces)]
    charset = ""
    if first_encoded and first.count(b"'") >= 2:
        label, _language, first = first.split(b"'", 2)
        charset = label.decode("ascii", "replace")
        pieces = {**pieces, min(pieces): (first, True)}
    content = b"".join(
        _percent(value) if encoded else value for _number, (value, encoded) in sorted(pieces.items())
    )
    return " ".join(plain(text_of(content, charset)[0] if b"=?" not in content else _words(content)).split())


def _percent(value: bytes) -> bytes:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), value)
