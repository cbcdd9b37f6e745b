"""An issue as every paper of it says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from gongkai.core.workdays import written
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.publishing.gazette import law
from gongkai.publishing.gazette.models import Entry, Issue
from gongkai.publishing.gazette.papers.blocks import (
    Block,
    Paragraph,
    Picture,
    Run,
    blocks_of,
    from_lines,
    pictures_of,
    told_in_words,
)
from gongkai.publishing.models import EditionFile, FilePart, StandingNotice

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """`attachments`: names of files that stand on the site only. `is_gone`: it was withdrawn, `blocks` are
    its notice."""

    id: int
    title: str
    number: str
    maker: str
    blocks: tuple[Block, ...]
    attachments: tuple[str, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class PrintedSection:
    code: str
    title: str
    entries: tuple[PrintedEntry, ...]


@dataclass(frozen=True, slots=True)
class PrintedIssue:
    """`line`: 2026年第3期（总第45期）. `without`: documents that were withdrawn. `pictures`: file number →
    (ending, content)."""

    title: str
    line: str
    dated: str
    issn: str
    serial_number: str
    editor: str
    contact: str
    statement: str
    sections: tuple[PrintedSection, ...]
    without: tuple[int, ...]
    pictures: dict[int, tuple[str, bytes]]

    @property
    def entries(self) -> tuple[PrintedEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)


def line_of(issue: Issue) -> str:
    """2026年第3期（总第45期）."""
    total = f"（总第{issue.total_number}期）" if issue.total_number else ""
    return f"{issue.year}年第{issue.number}期{total}"


def printed(issue: Issue) -> PrintedIssue:
    """The issue as it is now; of a withdrawn document the notice only."""
    rows = list(
        Entry.objects.filter(issue=issue)
        .select_related("edition", "document", "corrects__issue")
        .order_by("order")
    )
    sections = tuple(
        PrintedSection(code, law.rules().section_title(code), tuple(map(_entry, group)))
        for code, group in groupby(rows, key=lambda row: row.section)
    )
    gone = tuple(
        sorted(row.document.pk for row in rows if row.document and row.document.standing == "withdrawn")
    )
    shown = {
        file for section in sections for entry in section.entries for file in pictures_of(entry.blocks)
    }  # fmt: skip
    gazette = issue.gazette
    return PrintedIssue(
        gazette.title, line_of(issue), str(written(issue.dated)), gazette.issn, gazette.serial_number,
        gazette.editor, gazette.contact, law.rules().statement, sections, gone, _pictures(shown),
    )  # fmt: skip


def _entry(row: Entry) -> PrintedEntry:
    if row.document is not None and row.document.standing == "withdrawn":
        return PrintedEntry(
            row.pk, "（已撤回的文件）", row.number, row.maker, _notice(row.document.pk), (), True
        )
    attachments: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = from_lines(row.text)
    if row.edition is not None:
        files = list(EditionFile.objects.filter(edition=row.edition).order_by("order", "pk"))
        blocks = with_pictures(blocks_of(row.edition.html), files)
        attachments = tuple(each.name for each in files if each.part == FilePart.ATTACHMENT)
    elif row.corrects is not None:
        blocks = (_where(row.corrects), *blocks)
    return PrintedEntry(row.pk, row.title, row.number, row.maker, blocks, attachments, False)


def with_pictures(blocks: tuple[Block, ...], files: Sequence[EditionFile]) -> tuple[Block, ...]:
    """Pictures with what tells them in words; those that stand not within the text come behind it."""
    words = {each.file_id: each.alternative or each.name for each in files}
    within = set(pictures_of(blocks))
    behind = (each for each in files if each.part == FilePart.PICTURE and each.file_id not in within)
    return (
        *told_in_words(blocks, words),
        *(Picture(each.file_id, words[each.file_id]) for each in behind),
    )


def _where(corrected: Entry) -> Paragraph:
    """Which words are corrected: issue, page, title."""
    page = f"第{corrected.page}页" if corrected.page else ""
    said = f"{line_of(corrected.issue)}{page}《{corrected.title}》更正如下："
    return Paragraph((Run(said),))


def _notice(document_id: int) -> tuple[Block, ...]:
    last = StandingNotice.objects.filter(document=document_id, standing="withdrawn").order_by("-pk").first()
    if last is None:
        return ()
    on = written(timezone.localdate(last.at))
    return from_lines(f"本文件已于{on}撤回，本刊不再刊载。\n理由：{last.reason}")


def _pictures(files: set[int]) -> dict[int, tuple[str, bytes]]:
    return {
        number: (_ENDINGS[card.content_type], content_of(card))
        for number, card in cards(files).items()
        if card.content_type in _ENDINGS
    }
