"""Taking a message apart: its texts and its files. Bounded in depth and number; what is beyond is told."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as _Parsed
from email.policy import compat32
from typing import Any, cast

from gongkai.core.messages import N_, Message
from gongkai.foundation.mail.reading import headers, tnef, uu
from gongkai.foundation.mail.reading.charsets import plain, text_of
from gongkai.foundation.mail.reading.markup import text_of_html

MOST_PARTS = 2000
MOST_FILES = 200
DEEPEST = 50
_DEEPEST_PACKED = 5
_MOST_WORK = 50_000_000  # lines times enclosing boundaries, which the parser compares one with another
_UU = {"x-uuencode", "uuencode", "x-uue", "uue"}
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/html": "html",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/rtf": "rtf",
    "application/rtf": "rtf",
}

TOO_TANGLED = Message(N_("邮件的结构过于复杂，正文和附件未能拆开，请下载原件查看"))
TOO_MANY = Message(N_("邮件的部分过多，只拆出前一部分，请下载原件核对"))
UNREADABLE = Message(N_("部分文字的编码有误，无法识别的字以“�”代替，请对照原件"))
NO_BOUNDARY = Message(N_("邮件的分隔标志缺失或损坏，已尽量拆分，请对照原件"))
CUT_SHORT = Message(N_("邮件不完整：结尾缺失，可能在传送中被截断"))


class Part(_Parsed):
    """A part as the parser sees it."""

    @property
    def as_sent(self) -> list["Part"] | bytes:
        """What is in it: parts, or bytes in the encoding they travelled in.

        `get_payload` would already have decoded 8-bit text by its label, which may be wrong.
        """
        payload = self._payload  # type: ignore[attr-defined]  # not in the stubs
        if isinstance(payload, list):
            return [each for each in payload if isinstance(each, Part)]
        return _raw(payload or "")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail. `declared_type` is what the sender's program says, not to be believed."""

    name: str
    content: bytes
    declared_type: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text part. `choice` is the multipart/alternative that offers it, 0 for none."""

    text: str
    is_page: bool = False
    choice: int = 0


@dataclass(slots=True)
class Contents:
    """What was found, in the order it stands in the mail."""

    words: list[Words] = field(default_factory=list)
    packed: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    inner: list[Part] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Every text once: of a choice between plain text and page the plain one, unless it is empty."""
        plain_ones = {
            each.choice for each in self.words if each.choice and not each.is_page and each.text.strip()
        }
        read = [each.text.strip() for each in self.words if not (each.is_page and each.choice in plain_ones)]
        return "\n\n".join([each for each in read if each] or self.packed)

    def tell(self, problem: Message) -> None:
        """Each problem once."""
        if problem not in self.problems:
            self.problems.append(problem)


def parsed(raw: bytes) -> Part | None:
    """The message as the parser sees it; None when it is too tangled for it."""
    if raw.count(b"\n") * max(raw.lower().count(b"boundary="), 1) > _MOST_WORK:
        return None
    try:
        message: Any = message_from_bytes(raw, Part, policy=compat32)
    except (RecursionError, ValueError, IndexError, AttributeError, TypeError):
        return None
    return cast(Part, message)


def header(part: Part, name: str) -> bytes:
    """The first such header, as sent; empty without one."""
    return next((_raw(value) for key, value in part.raw_items() if key.lower() == name), b"")


def contents(message: Part) -> Contents:
    """Texts and files of a message and of the messages within it."""
    found = Contents()
    for number, (part, choice) in enumerate(_leaves(message, found, 0, 0)):
        if number >= MOST_PARTS or len(found.files) >= MOST_FILES:
            found.tell(TOO_MANY)
            break
        _read(part, choice, found)
    return found


def _leaves(part: Part, found: Contents, depth: int, choice: int) -> Iterator[tuple[Part, int]]:
    if depth > DEEPEST:
        found.tell(TOO_TANGLED)
        return
    kind, _parameters = headers.parameters(header(part, "content-type"))
    _tell_defects(part, found)
    mail = _attached_mail(part, kind)
    if mail is not None:
        kind = "message/rfc822"
    children = _children(part, kind, found) if mail is None else [mail]
    if children is None:
        yield part, choice
        return
    if kind.startswith("message/") and children:
        found.inner.append(children[0])
        if not kind.endswith(("delivery-status", "disposition-notification")):
            _introduce(children[0], found)
    if kind == "multipart/alternative":
        choice = id(part)
    elif kind.startswith("message/"):
        choice = 0
    for child in children:
        yield from _leaves(child, found, depth + 1, choice)


def _attached_mail(part: Part, kind: str) -> Part | None:
    """A mail that was attached as a file, as Foxmail and webmail forward it."""
    if kind.startswith(("multipart/", "message/")) or not _name_of(part).lower().endswith(".eml"):
        return None
    mail = parsed(_decoded(part))
    return mail if mail is not None and mail.keys() else None


def _name_of(part: Part) -> str:
    _disposition, more = headers.parameters(header(part, "content-disposition"))
    return more.get("filename") or headers.parameters(header(part, "content-type"))[1].get("name") or ""


def _children(part: Part, kind: str, found: Contents) -> list[Part] | None:
    """What the part is made of; None for a leaf. A delivery report stays in one piece."""
    if kind in {"message/delivery-status", "text/rfc822-headers"}:
        return None
    inside = part.as_sent
    if isinstance(inside, list):
        encoding = header(part, "content-transfer-encoding").strip().lower()
        packed = inside[0].as_sent if inside and not inside[0].keys() else []
        if kind == "message/rfc822" and encoding == b"base64" and isinstance(packed, bytes):
            inner = parsed(headers.from_base64(packed))
            return [inner] if inner is not None else []
        return inside
    return _mended(inside, kind, found) if kind.startswith("multipart/") else None


def _mended(content: bytes, kind: str, found: Contents) -> list[Part] | None:
    """A multipart whose boundary is not the declared one: the first line that looks like one is tried."""
    found.tell(NO_BOUNDARY)
    line = re.search(rb"^--([^\s-][^\r\n]{0,68}?)[ \t]*\r?\n[A-Za-z-]+:", content, re.MULTILINE)
    if line is None:
        return None
    mended = parsed(b'Content-Type: %s; boundary="%s"\r\n\r\n%s' % (kind.encode(), line[1], content))
    inside = mended.as_sent if mended is not None else b""
    return inside if isinstance(inside, list) else None


def _tell_defects(part: Part, found: Contents) -> None:
    for defect in part.defects:
        name = type(defect).__name__
        if name == "CloseBoundaryNotFoundDefect":
            found.tell(CUT_SHORT)
        elif name in {
            "StartBoundaryNotFoundDefect",
            "NoBoundaryInMultipartDefect",
            "MultipartInvariantViolationDefect",
        }:
            found.tell(NO_BOUNDARY)


def _introduce(inner: Part, found: Contents) -> None:
    """A message within: who wrote it, of what, before its own words."""
    sender, subject = headers.text(header(inner, "from")), headers.text(header(inner, "subject"))
    if sender or subject:
        lines = f"-------- 转发的邮件 --------\n发件人：{sender}\n主题：{subject}"
        found.words.append(Words(lines))


def _read(part: Part, choice: int, found: Contents) -> None:
    kind, parameters = headers.parameters(header(part, "content-type"))
    disposition, _more = headers.parameters(header(part, "content-disposition"))
    content, name = _decoded(part), _name_of(part)
    if kind in {"message/delivery-status", "text/rfc822-headers"}:
        found.reports.append(content)
    elif kind in {"application/ms-tnef", "application/vnd.ms-tnef"} or name.lower() == "winmail.dat":
        _unpack(content, kind, name, found)
    elif disposition == "attachment" or name or not _is_words(kind):
        _keep(found, name, content, kind)
    elif kind == "text/html":
        page = _told(found, text_of_html(content, parameters.get("charset", "")))
        found.words.append(Words(page, True, choice))
    else:
        words, files = uu.without_files(content)
        found.words.append(Words(_told(found, text_of(words, parameters.get("charset", ""))), False, choice))
        for raw_name, file in files:
            _keep(found, headers.text(raw_name), file, "")


def _is_words(kind: str) -> bool:
    """Without or with a broken type it is text, as the standard has it."""
    if "/" not in kind or kind.startswith(("multipart/", "message/")):
        return True
    return kind.startswith("text/") and kind not in _ENDINGS.keys() - {"text/plain", "text/html"}


def _told(found: Contents, read: tuple[str, bool]) -> str:
    words, whole = read
    if not whole:
        found.tell(UNREADABLE)
    return plain(words)


def _unpack(content: bytes, kind: str, name: str, found: Contents, depth: int = 0) -> None:
    """winmail.dat: its text and files, and those of the mails that were attached within."""
    unpacked = tnef.unpack(content)
    if unpacked is None or not unpacked.whole:
        problem = N_("附件 {name} 是 Outlook 专用格式，未能完全拆开，请申请人另行发送其中的文件")
        found.tell(Message(problem, {"name": name or "winmail.dat"}))
    if unpacked is None:
        _keep(found, name or "winmail.dat", content, kind)
        return
    if unpacked.text.strip():
        found.packed.append(plain(unpacked.text).strip())
    elif unpacked.html:
        found.packed.append(_told(found, text_of_html(unpacked.html, "")))
    for each, file in unpacked.files:
        if depth < _DEEPEST_PACKED and tnef.is_packed(file):
            _unpack(file, "", each, found, depth + 1)
        else:
            _keep(found, each, file, "")


def _keep(found: Contents, name: str, content: bytes, kind: str) -> None:
    """An empty part is no file, unless it has a name: then the clerk should know that it came empty."""
    if not content and not name:
        return
    name = " ".join(plain(name).replace("\\", "/").rpartition("/")[2].split())[:200]
    if not name:
        name = f"附件{len(found.files) + 1}.{_ENDINGS.get(kind, 'dat')}"
    found.files.append(Attachment(name, content, kind[:100]))


def _decoded(part: Part) -> bytes:
    content = part.as_sent
    if isinstance(content, list):  # a delivery report: the parser makes a message of each paragraph
        return b"\n".join(_lines(each) for each in content)
    encoding = header(part, "content-transfer-encoding").strip().lower().decode("ascii", "replace")
    if encoding == "base64":
        return headers.from_base64(content)
    if encoding == "quoted-printable":
        return quopri.decodestring(content)
    if encoding in _UU:
        _rest, files = uu.without_files(content)
        return files[0][1] if files else content
    return content


def _lines(part: Part) -> bytes:
    lines = [_raw(name) + b": " + _raw(value) for name, value in part.raw_items()]
    return b"\n".join([*lines, b"", part.as_sent if isinstance(part.as_sent, bytes) else b""])


def _raw(text: str) -> bytes:
    """The bytes the parser read; it keeps what is beyond ASCII as halves of characters."""
    return text.encode("utf-8", "surrogateescape")
