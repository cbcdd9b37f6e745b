"""Binding the papers of a case into one PDF: cover with index, the papers, page numbers on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, OutlineItem

from gongkai.casework.documents.pdf import compiled
from gongkai.casework.documents.tags import Tags

LANGUAGE = "zh-CN"

type Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the file. `pdf` is None for a paper that can't be made pages: it goes in as an attached
    file with its `content`, or is only listed with where it is (`elsewhere`)."""

    title: str
    pdf: bytes | None
    name: str = ""
    content: bytes = b""
    elsewhere: str = ""

    @property
    def size(self) -> int:
        """Bytes it brings with it."""
        return len(self.pdf or self.content)

    def place(self, page: int) -> str:
        """What the index says of where it is."""
        return str(page) if self.pdf else self.elsewhere or f"附件：{self.name}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: widths in shares, head, rows."""

    heading: str
    widths: tuple[int, ...]
    head: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet the program writes itself."""

    title: str
    body: str
    facts: Rows = ()
    parts: tuple[Table, ...] = field(default=())


def sheet_pdf(sheet: Sheet) -> bytes:
    return compiled(
        "sheets.typ",
        sheet={
            "title": sheet.title,
            "body": sheet.body,
            "facts": [list(row) for row in sheet.facts],
            "parts": [
                {
                    "heading": part.heading,
                    "widths": list(part.widths),
                    "head": list(part.head),
                    "rows": [list(row) for row in part.rows],
                }
                for part in sheet.parts
            ],
        },
    )


def bound(cover: Sheet, papers: Sequence[Paper]) -> bytes:
    """The file as one PDF. The cover's index names each paper with its first page, or says that it is
    attached; bookmarks lead to the papers, and each paper is a section of what is read aloud (`tags`).
    Metadata: title, office and language only."""
    counts = [_pages(paper.pdf) if paper.pdf else 0 for paper in papers]
    front = sheet_pdf(_indexed(cover, papers, [1] * len(papers)))
    first = _firsts(_pages(front), counts)
    front = sheet_pdf(_indexed(cover, papers, first))
    with pikepdf.new() as file:
        tags = Tags(file)
        _append(file, tags, front, cover.title)
        for paper in papers:
            if paper.pdf:
                _append(file, tags, paper.pdf, paper.title)
            elif not paper.elsewhere:
                file.attachments[paper.name] = AttachedFileSpec(file, paper.content, filename=paper.name)
        tags.write()
        _number(file, cover.title)
        with file.open_outline() as outline:
            outline.root.append(OutlineItem(cover.title, 0))
            for paper, page in zip(papers, first, strict=True):
                if paper.pdf:
                    outline.root.append(OutlineItem(paper.title, page - 1))
        _describe(file, cover)
        out = BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def _describe(file: pikepdf.Pdf, cover: Sheet) -> None:
    """Title, office and language, for catalogues and for whoever has it read aloud."""
    file.docinfo = file.make_indirect(Dictionary(Title=cover.title, Author=cover.body))
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = cover.title
        metadata["dc:creator"] = [cover.body]
        metadata["dc:language"] = {LANGUAGE}
    file.Root.Lang = pikepdf.String(LANGUAGE)
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _indexed(cover: Sheet, papers: Sequence[Paper], first: Sequence[int]) -> Sheet:
    rows = [
        (str(at), paper.title, paper.place(page))
        for at, (paper, page) in enumerate(zip(papers, first, strict=True), 1)
    ]
    index = Table("卷内目录", (1, 8, 3), ("序号", "材料名称", "页次"), rows)
    return Sheet(cover.title, cover.body, cover.facts, (*cover.parts, index))


def _firsts(front: int, counts: Sequence[int]) -> list[int]:
    """The page each paper begins on, from 1."""
    firsts, page = [], front + 1
    for count in counts:
        firsts.append(page)
        page += count
    return firsts


def _pages(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def _append(file: pikepdf.Pdf, tags: Tags, content: bytes, title: str) -> None:
    """The pages, without what acts or leads elsewhere; what was filled in or stamped on stays on them."""
    before = len(file.pages)
    with pikepdf.open(BytesIO(content)) as pdf:
        if any(Name.Annots in page.obj for page in pdf.pages):
            pdf.flatten_annotations("all")
        file.pages.extend(pdf.pages)
        added = [file.pages[at] for at in range(before, len(file.pages))]
        for page in added:
            for key in (Name.AA, Name.Annots):
                if key in page.obj:
                    del page.obj[key]
        tags.take(pdf, added, title)


def _number(file: pikepdf.Pdf, title: str) -> None:
    """第 n 页　共 N 页 at the foot of every page."""
    sizes = [_size(page) for page in file.pages]
    overlay = compiled("numbers.typ", sheet={"title": title, "sizes": [list(size) for size in sizes]})
    with pikepdf.open(BytesIO(overlay)) as numbers:
        for page, number in zip(file.pages, numbers.pages, strict=True):
            page.add_overlay(number, None)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as seen, in points."""
    left, bottom, right, top = (float(each) for each in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    return (height, width) if int(page.obj.get(Name.Rotate, 0)) % 180 else (width, height)
