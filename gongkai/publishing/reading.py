"""What can be read in the files of an edition, and what the machine points at in file and text."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from django.db.models import QuerySet

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.findings import (
    Finding,
    FindingKind,
    Part,
    Place,
    embedded_finding,
    findings,
    property_findings,
    unreadable_finding,
)
from gongkai.foundation.files import contents, kinds, queries
from gongkai.foundation.texts import Layer, Passage, passages, seen_text
from gongkai.foundation.texts.passage import read as passages_told
from gongkai.foundation.texts.passage import written as told_passages
from gongkai.publishing.models import Edition, EditionFile, FilePart, FileReading
from gongkai.publishing.sanitising import behind_words

_AROUND = 30  # characters shown on either side of a finding
_LONGEST_WHERE = 300
_SHORT, _KEPT = 4000, 500  # characters, texts
_LINK = "链接的地址或者说明"
_BROKEN = frozenset({FindingKind.ID_CARD, FindingKind.BANK_CARD, FindingKind.MOBILE})


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding, the file it stands in (None: the edition's own words), and the words around it."""

    finding: Finding
    file: int | None
    excerpt: str


def read_file(file_id: int) -> dict[str, object]:
    """The columns of a file's reading. Works in a process of its own; takes its time."""
    card = queries.cards([file_id])[file_id]
    content = contents.content_of(card)
    kind = kinds.kind_of(content)
    if kind in kinds.FILMS:
        return {"passages": [], "problem": str(Message(N_("视频的画面和声音要由人看过")))}
    told = kind if isinstance(kind, Message) else passages(content, kind)
    if isinstance(told, Message):
        return {"passages": [], "problem": str(told)[:200]}
    return {"passages": json.loads(told_passages(told)), "problem": ""}


def passages_of(reading: FileReading) -> tuple[Passage, ...]:
    """What was read in a file, with its places."""
    return passages_told(json.dumps(reading.passages).encode())


def words_in_files(editions: Iterable[Edition]) -> dict[int, str]:
    """What a reader sees in the published files of each edition, for search. Two statements for all."""
    rows = EditionFile.objects.filter(edition__in=list(editions)).exclude(part=FilePart.ORIGINAL)
    files = list(rows.order_by("order", "pk").values_list("edition_id", "file_id"))
    readings = _readings([file for _, file in files])
    found: dict[int, list[str]] = {}
    for edition, file in files:
        if file in readings:
            found.setdefault(edition, []).append(seen_text(passages_of(readings[file])))
    return {edition: "\n".join(texts) for edition, texts in found.items()}


def published_files(edition: Edition) -> list[EditionFile]:
    """The files the public gets, in their order."""
    if edition.loaded_files is not None:
        return edition.loaded_files
    return list(_published().filter(edition=edition))


def load_files(editions: Sequence[Edition]) -> None:
    """Read the published files of many editions, and what was read in them, before they are asked for one by
    one: two statements for all. Nobody may change the files while these objects are used."""
    rows = list(_published().filter(edition__in=editions))
    readings = _readings([row.file_id for row in rows])
    by_edition: dict[int, list[EditionFile]] = {}
    for row in rows:
        row.loaded_reading = readings.get(row.file_id)
        by_edition.setdefault(row.edition_id, []).append(row)
    for edition in editions:
        edition.loaded_files = by_edition.get(edition.pk, [])


def unread(edition: Edition) -> list[EditionFile]:
    """Published files that have not been read yet."""
    rows = published_files(edition)
    done = _readings_of(edition, rows)
    return [row for row in rows if row.file_id not in done]


def pointed_at(edition: Edition) -> tuple[Pointed, ...]:
    """Everything that must be judged in the edition as it stands: its words, its files, what they hide."""
    return (*_in_words(edition), *_in_files(edition))


def findings_in_words(text: str, part: Part) -> tuple[Pointed, ...]:
    """What the machine points at in one part of an edition, or in a public notice. What is short is kept: an
    edition is looked at when it is sent and again when it is let through."""
    return _found_before(text, part) if len(text) <= _SHORT else _found(text, part)


def _found(text: str, part: Part) -> tuple[Pointed, ...]:
    found = findings(text, Place(part))
    return tuple(Pointed(_placed(each, text), None, around(text, each.start, each.end)) for each in found)


_found_before = lru_cache(_KEPT)(_found)


def around(text: str, start: int, end: int) -> str:
    """The words with what stands beside them."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before}{text[start:end]}{after}"


def _in_words(edition: Edition) -> Iterator[Pointed]:
    for part, text in (
        (Part.TITLE, edition.title),
        (Part.SUMMARY, edition.summary),
        (Part.BODY, edition.text),
        (Part.CHANGE_NOTE, edition.change_note),
        (Part.SUMMARY, "\n".join(edition.keywords)),
    ):
        yield from findings_in_words(text, part)
    for text in behind_words(edition.html):
        for each in findings_in_words(text, Part.BODY):
            place = replace(each.finding.place, where=_LINK)
            yield replace(each, finding=replace(each.finding, place=place))


def _placed(finding: Finding, text: str) -> Finding:
    """With the paragraph it stands in, where there are several."""
    if "\n" not in text:
        return finding
    paragraph = text.count("\n", 0, finding.start) + 1
    return replace(finding, place=replace(finding.place, where=f"第 {paragraph} 段"))


def _in_files(edition: Edition) -> Iterator[Pointed]:
    rows = published_files(edition)
    readings = _readings_of(edition, rows)
    for row in rows:
        yield from _named(row)
        for pointed in findings_in_words(row.alternative, Part.ATTACHMENT):
            yield replace(pointed, file=row.file_id)
        reading = readings.get(row.file_id)
        if reading is None:
            continue
        if reading.problem:
            yield Pointed(unreadable_finding(row.name, reading.problem), row.file_id, "")
        for finding, excerpt in found_in(passages_of(reading), row.name):
            yield Pointed(finding, row.file_id, excerpt)


def _named(row: EditionFile) -> Iterator[Pointed]:
    """A file's name is read by everybody too."""
    place = Place(Part.ATTACHMENT, row.name)
    for finding in findings(row.name.rpartition(".")[0], place):
        yield Pointed(finding, row.file_id, row.name)


def found_in(passages: Sequence[Passage], file: str) -> Iterator[tuple[Finding, str]]:
    """What the passages of a file hold, each with the words around it; then what runs from one to the
    next."""
    for passage in passages:
        for finding in _in_passage(passage, file):
            yield finding, _excerpt(passage, finding)
    yield from _across(passages, file)


def _in_passage(passage: Passage, file: str) -> Iterator[Finding]:
    where = str(passage.place)[:_LONGEST_WHERE]
    if passage.layer is Layer.UNREAD:
        yield unreadable_finding(file, where)
        return
    if passage.layer is Layer.PROPERTY:
        yield from property_findings([(where, passage.text)], file)
    elif passage.layer is Layer.ATTACHED:
        yield embedded_finding(passage.text, file)
    hidden = not passage.is_seen
    place = Place(Part.ATTACHMENT, file, where, hidden=hidden)
    named = passage.layer in (Layer.PROPERTY, Layer.ATTACHED)
    for finding in _by_lines(passage, place):
        if not (named and finding.kind is FindingKind.HIDDEN_TEXT):
            yield finding


def _by_lines(passage: Passage, place: Place) -> Iterator[Finding]:
    """Read twice: line by line, for a mark has a line to itself and two numbers are not one; and without the
    ends of lines, for what runs over them."""
    flowing = findings(passage.flowing, place)
    if "\n" not in passage.text:
        yield from flowing
        return
    taken: list[Finding] = []
    for each in findings(passage.text, place):
        if each.kind is not FindingKind.HIDDEN_TEXT:
            start = each.start - passage.text.count("\n", 0, each.start)
            end = each.end - passage.text.count("\n", 0, each.end)
            taken.append(replace(each, start=start, end=end, words=passage.flowing[start:end]))
    for each in flowing:
        if not any(one.start < each.end and each.start < one.end for one in taken):
            taken.append(each)
    hidden = [each for each in flowing if each.kind is FindingKind.HIDDEN_TEXT]
    yield from hidden
    yield from sorted((each for each in taken if each not in hidden), key=lambda each: each.start)


def _excerpt(passage: Passage, finding: Finding) -> str:
    """The words with what stands around them, a blank where a line ends, so that numbers stay apart."""
    places = [at for at, each in enumerate(passage.text) if each != "\n"]
    if finding.start >= finding.end or len(places) == len(passage.text):
        return around(passage.flowing, finding.start, finding.end)
    start, end = places[finding.start], places[finding.end - 1] + 1
    before, after = passage.text[max(0, start - _AROUND) : start], passage.text[end : end + _AROUND]
    words = passage.flowing[finding.start : finding.end]
    return f"{before}{words}{after}".replace("\n", " ")


def _across(passages: Sequence[Passage], file: str) -> Iterator[tuple[Finding, str]]:
    """Numbers set over several paragraphs, lines or cells, as in forms with a box a digit."""
    read = [each for each in passages if each.is_seen and each.text.strip()]
    text = "\n".join(each.flowing for each in read)
    starts = [0, *accumulate(len(each.flowing) + 1 for each in read)]
    for each in findings(text, Place(Part.ATTACHMENT, file)):
        if each.kind in _BROKEN and "\n" in each.words:
            first = read[bisect_right(starts, each.start) - 1]
            place = replace(each.place, where=str(first.place)[:_LONGEST_WHERE])
            words = "".join(each.words.split())
            before, after = (
                text[max(0, each.start - _AROUND) : each.start],
                text[each.end : each.end + _AROUND],
            )
            yield replace(each, place=place, words=words), f"{before}{words}{after}".replace("\n", " ")


def _published() -> QuerySet[EditionFile]:
    rows = EditionFile.objects.exclude(part=FilePart.ORIGINAL).select_related("file", "beside")
    return rows.order_by("order", "pk")


def _readings_of(edition: Edition, rows: Sequence[EditionFile]) -> dict[int, FileReading]:
    if edition.loaded_files is None:
        return _readings([row.file_id for row in rows])
    return {row.file_id: row.loaded_reading for row in rows if row.loaded_reading is not None}


def _readings(file_ids: list[int]) -> dict[int, FileReading]:
    return {each.file_id: each for each in FileReading.objects.filter(file__in=file_ids)}
