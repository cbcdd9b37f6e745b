"""What the machine points at before a person judges: personal data, marks, hidden layers, properties of
files.

A finding is known by its words and its place, not by its position: a judgement outlives a change of text
elsewhere, and never covers other words.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core import anonymise
from gongkai.core.publishing.marks import find_marks


class FindingKind(StrEnum):
    """Kinds of personal data as core.anonymise knows them, marks, and what files hide."""

    NAME = "name"
    ID_CARD = "id_card"
    MOBILE = "mobile"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ACCOUNT = "account"
    VEHICLE = "vehicle"
    ADDRESS = "address"
    CLASSIFICATION = "classification"
    INTERNAL_LABEL = "internal_label"
    COPY_NUMBER = "copy_number"
    SIGNED_BY = "signed_by"
    HANDLING_SLIP = "handling_slip"
    TELEGRAM = "telegram"
    DRAFT_LABEL = "draft_label"
    HIDDEN_TEXT = "hidden_text"  # a layer readers don't see: comments, deletions, hidden rows, white text
    PROPERTY = "property"  # author, company, last editor in the properties of a file
    EMBEDDED_FILE = "embedded_file"  # a file within a file
    UNREADABLE = "unreadable"  # a scan or a kind without text: a person must look at it


class Part(StrEnum):
    """Where in an edition."""

    TITLE = "title"
    SUMMARY = "summary"
    BODY = "body"
    CHANGE_NOTE = "change_note"
    NOTICE = "notice"  # the public words of a change of standing
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Place:
    """`file`: name of the attachment. `where`: page, paragraph or cell within it, for people. `hidden`: in a
    layer readers don't see."""

    part: Part
    file: str = ""
    where: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """`start`, `end`: half-open span in the passage. `words`: what was found; personal, stays out of the
    ledger."""

    kind: FindingKind
    place: Place
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """Equal for the same words of the same kind in the same part and file, wherever they stand in it."""
        parts = (
            self.kind,
            self.place.part,
            self.place.file,
            "hidden" if self.place.hidden else "",
            self.words,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def findings(
    text: str, place: Place, names: Iterable[str] = (), keep: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """What a passage holds that must be judged. `names`: people the office knows not to be named. `keep`: the
    office's own telephone, address and the like, which it publishes anyway.

    A passage of a hidden layer is itself a finding, beside what it holds.
    """
    found = (
        [Finding(FindingKind.HIDDEN_TEXT, place, 0, len(text), text)] if place.hidden and text.strip() else []
    )
    found += _spans(text, place, names, keep)
    return tuple(found)


def _spans(text: str, place: Place, names: Iterable[str], keep: Iterable[str]) -> Iterator[Finding]:
    personal = anonymise.find_personal_data(text, names, keep)
    spans = [
        *((each.kind.value, each.start, each.end) for each in personal),
        *((each.kind.value, each.start, each.end) for each in find_marks(text)),
    ]
    for kind, start, end in sorted(spans, key=lambda each: each[1:]):
        yield Finding(FindingKind(kind), place, start, end, text[start:end])


def property_findings(properties: Iterable[tuple[str, str]], file: str) -> Iterator[Finding]:
    """One for each property of a file that names a person, a body or a program's user. `properties`: name and
    value as the file holds them."""
    for name, value in properties:
        if value.strip():
            place = Place(Part.ATTACHMENT, file, name, hidden=True)
            yield Finding(FindingKind.PROPERTY, place, 0, len(value), value)


def embedded_finding(name: str, file: str) -> Finding:
    """A file within `file`."""
    return Finding(FindingKind.EMBEDDED_FILE, Place(Part.ATTACHMENT, file, hidden=True), 0, len(name), name)


def unreadable_finding(file: str, why: str) -> Finding:
    """`file` gave no text; `why` for people."""
    return Finding(FindingKind.UNREADABLE, Place(Part.ATTACHMENT, file), 0, 0, why)
