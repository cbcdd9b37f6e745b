"""Reading what arrived: a workbook, or a zip with the workbook and its files. Every cell that can't be
taken is told by row and column, and what to do."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import python_calamine

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute, Settled, attribute_problems
from gongkai.core.publishing.document_numbers import number_problem, read_loosely
from gongkai.core.publishing.kinds import Required
from gongkai.core.publishing.metadata import Metadata, iso_date, metadata_problems
from gongkai.foundation.files import accepting
from gongkai.foundation.files.inspecting import containers
from gongkai.publishing import law
from gongkai.publishing.importing import listing
from gongkai.publishing.importing.columns import SHEET, Column, Holds, columns
from gongkai.publishing.importing.container import Container
from gongkai.publishing.importing.folders import Folder, Placed, file_problem, folder_of, in_folders
from gongkai.publishing.importing.problems import NotImportableError
from gongkai.publishing.models import FilePart

LARGEST = 200 << 20  # bytes of what arrives
MOST_ROWS = 60_000
_APART = re.compile(r"[;；\n]+")
_ZIP = b"PK\x03\x04"
_MOST_LEFT = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place. `column` is the head of the column, empty for the row as a whole; `key` is
    what programs call it."""

    row: int
    column: str
    message: Message
    key: str = ""


@dataclass(frozen=True, slots=True)
class Arriving:
    """One item as the workbook tells it. `row` is the sheet's row, from 1; `placed` are its files."""

    row: int
    texts: Mapping[str, str]
    days: Mapping[str, date | None]
    placed: tuple[Placed, ...] = ()

    @property
    def external(self) -> str:
        return self.texts["external"]

    @property
    def said(self) -> str:
        """What it says, with its structure or without."""
        return self.texts[listing.HTML] or self.texts["text"]

    @property
    def keywords(self) -> tuple[str, ...]:
        return _several(self.texts["keywords"])

    @property
    def days_of_edition(self) -> dict[str, date | None]:
        return {name: self.days[name] for name in ("formed_on", "effective_on", "expires_on")}

    @property
    def settled(self) -> Settled:
        attribute = Attribute(self.texts["attribute"])
        again = None if attribute is Attribute.OPEN else self.days["reassess_on"]
        return Settled(attribute, self.texts["ground"], self.texts["reason"], again)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Everything that arrived: the good rows, what is wrong with the others, how many there were."""

    rows: tuple[Arriving, ...]
    problems: tuple[Problem, ...]
    read: int
    container: Container


def read(content: bytes, today: date) -> Arrived:
    """All rows. Raises NotImportableError."""
    if len(content) > LARGEST:
        raise NotImportableError(accepting.too_large(len(content), LARGEST))
    told, files = _told(content)
    files.name(each for _, cells in told for each in _several(_said(cells.get("files", ""))))
    rows: list[Arriving] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in told:
        reader = _Row(number, cells, files, today)
        row = reader.read()
        if row is not None:
            reader.only_here(row, seen)
        problems.extend(reader.problems)
        if row is not None and not reader.problems:
            rows.append(row)
    rows.sort(key=lambda row: bool(row.texts["interprets"]))  # what they interpret is there before them
    return Arrived(tuple(rows), (*problems, *files.left()), len(told), files.container)


type Told = list[tuple[int, Mapping[str, object]]]
"""Rows by number, each as column → what stands there."""


class _Files:
    """The files beside the workbook; `left`: those that no row has asked for."""

    def __init__(self, container: Container, names: Collection[str]) -> None:
        self.container, self.names = container, frozenset(each for each in names if not _of_the_system(each))
        self.folders = in_folders(self.names)
        self._asked: set[str] = set()

    def name(self, names: Iterable[str]) -> None:
        """Those that a row names are this row's only, wherever they lie."""
        self.folders = in_folders(self.names - set(names))

    def ask(self, external: str, names: Iterable[str]) -> None:
        """There is a row for them, good or bad."""
        self._asked.update(names, self.folders.get(folder_of(external), ()))

    def left(self) -> list[Problem]:
        """Not one of a row: said, so that nobody believes it came in."""
        found = sorted(self.names - self._asked)
        said = N_("压缩包里的“{name}”不属于任何一行，没有导入。文件夹用原编号命名，或者在附件列写文件名。")
        return [Problem(0, "", Message(said, {"name": each[:100]}), "files") for each in found[:_MOST_LEFT]]


def _of_the_system(name: str) -> bool:
    """What a computer puts into folders by itself."""
    return "__MACOSX" in name.split("/") or name.rpartition("/")[2] in (
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
    )


def _told(content: bytes) -> tuple[Told, _Files]:
    """The rows, of the workbook or of the list, and the files beside."""
    book, files = _book(content)
    if not book.startswith(_ZIP):
        return listing.rows_of(book, frozenset(_Row.columns), MOST_ROWS), files
    heads, *lines = _lines(book) or [[]]
    places = _places(heads)
    filled = [(number, line) for number, line in enumerate(lines, start=2) if any(map(_said, line))]
    return [
        (number, {key: line[at] if at < len(line) else "" for key, at in places.items()})
        for number, line in filled
    ], files


def _book(content: bytes) -> tuple[bytes, _Files]:
    """The workbook or the list, and the files beside it. The book is looked into whole before it is read;
    the files one by one, with their rows."""
    if not content.startswith(_ZIP):
        raise NotImportableError(Message(N_("请上传 .xlsx 工作簿，或者装有工作簿和附件的 .zip 压缩包。")))
    container = Container(content)
    names = frozenset(container.names)
    if "xl/workbook.xml" in names:
        return _safe(content), _Files(container, ())
    if listing.NAME in names:
        return _content(container, listing.NAME), _Files(container, names - {listing.NAME})
    books = [name for name in names if name.lower().endswith(".xlsx") and "/" not in name]
    if len(books) != 1:
        raise NotImportableError(Message(N_("压缩包的最外层应当有一个、而且只有一个 .xlsx 工作簿。")))
    return _safe(_content(container, books[0])), _Files(container, names - {books[0]})


def _content(container: Container, name: str) -> bytes:
    content = container.read(name)
    if isinstance(content, Message):
        raise NotImportableError(content)
    return content


def _safe(book: bytes) -> bytes:
    refused = containers.problem(book)
    if refused is not None:
        raise NotImportableError(refused)
    return book


def _lines(book: bytes) -> list[list[object]]:
    try:
        opened = python_calamine.load_workbook(BytesIO(book))
    except (python_calamine.PasswordError, python_calamine.CalamineError) as error:
        raise NotImportableError(Message(N_("文件打不开，请去掉密码、重新保存为 .xlsx 后再试。"))) from error
    if SHEET not in opened.sheet_names:
        raise NotImportableError(Message(N_("缺少工作表“{sheet}”，请用下载的模板填写。"), {"sheet": SHEET}))
    sheet = opened.get_sheet_by_name(SHEET)
    if sheet.total_height > MOST_ROWS:
        raise NotImportableError(Message(N_("一次最多导入 {most} 行，请分成几个文件。"), {"most": MOST_ROWS}))
    return [list(line) for line in sheet.to_python(skip_empty_area=False)]


def _places(heads: Sequence[object]) -> dict[str, int]:
    """Where each column stands: by its head, in whatever order."""
    by_title = {each.title: each for each in columns()}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        title = _said(head).removesuffix("*").strip()
        if not title:
            continue
        column = by_title.get(title)
        if column is None or column.key in found:
            raise NotImportableError(
                Message(N_("第 1 行的“{title}”不是模板的列，或者重复了。"), {"title": title})
            )
        found[column.key] = at
    missing = [each.title for each in columns() if each.required and each.key not in found]
    if missing:
        values = {"titles": "、".join(missing)}
        raise NotImportableError(Message(N_("第 1 行缺少必填的列：{titles}。请用下载的模板填写。"), values))
    return found


class _Row:
    """Takes one line apart and notes what is wrong with it."""

    columns = {each.key: each for each in columns()}

    def __init__(self, number: int, cells: Mapping[str, object], files: _Files, today: date) -> None:
        self.line, self.cells, self.files, self.today = number, cells, files, today
        self.problems: list[Problem] = []

    def wrong(self, key: str, message: Message) -> None:
        title = self.columns[key].title if key else ""
        self.problems.append(Problem(self.line, title, message, key))

    def read(self) -> Arriving | None:
        texts = {each.key: self._text(each) for each in self.columns.values() if each.holds is not Holds.DATE}
        days = {each.key: self._day(each) for each in self.columns.values() if each.holds is Holds.DATE}
        self.files.ask(texts["external"], _several(texts["files"]))
        if self.problems:
            return None
        texts[listing.HTML] = _said(self.cells.get(listing.HTML, ""))
        row = Arriving(self.line, texts, days, self._placed(texts))
        if not row.placed and not row.said:
            self.wrong("text", Message(N_("正文和附件都是空的。")))
        self._attribute(row)
        self._metadata(row)
        return row

    def only_here(self, row: Arriving, seen: dict[tuple[str, str], int]) -> None:
        """原编号, 发文字号 and 登记号 stand in one row only."""
        for key in ("external", "number", "registration"):
            said = row.texts[key]
            first = seen.setdefault((key, said), self.line) if said else self.line
            if first != self.line:
                self.wrong(key, Message(N_("与第 {row} 行相同，每行应当不同。"), {"row": first}))

    def _text(self, column: Column) -> str:
        said = _said(self.cells.get(column.key, ""))
        if column.required and not said:
            self.wrong(column.key, Message(N_("必填，没有填写。")))
        if column.choices and said and said not in column.choices and said not in column.codes:
            self.wrong(column.key, Message(N_("“{said}”不在列表中，请从列表中选择。"), {"said": said[:30]}))
        if column.key == "number" and said and number_problem(said):
            meant = read_loosely(said)
            if meant is None:
                self.wrong(column.key, number_problem(said) or Message(N_("发文字号不对。")))
            return str(meant or said)
        if column.key in ("external", "registration") and len(said) > 40:
            self.wrong(column.key, Message(N_("编号不超过 40 个字符。")))
        return column.choices.get(said, said) if column.choices else said

    def _day(self, column: Column) -> date | None:
        value = self.cells.get(column.key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        said = _said(value)
        found = iso_date(said) if said else None
        if said and found is None:
            self.wrong(
                column.key, Message(N_("“{said}”不是日期，请写成 2017-03-05 这样。"), {"said": said[:20]})
            )
        if column.required and not said:
            self.wrong(column.key, Message(N_("必填，没有填写。")))
        return found

    def _placed(self, texts: Mapping[str, str]) -> tuple[Placed, ...]:
        """The files named, then those of the row's folder; what is wrong with each is told by its name."""
        listed = _several(texts["files"])
        own = self.files.folders.get(folder_of(texts["external"]), [])
        pictured = texts["kind"] == "picture"
        words = (texts["summary"] or texts["title"]) if pictured else ""
        part = FilePart.PICTURE if pictured else FilePart.ATTACHMENT
        named = [Placed(each, part, words) for each in listed]
        for each in named:
            if each.name not in self.files.names:
                self.wrong("files", Message(N_("压缩包里没有“{name}”。"), {"name": each.name[:60]}))
            elif (problem := file_problem(self.files.container, each)) is not None:
                self.wrong("files", problem)
        folder = Folder(self.files.container, own)
        found = folder.placed()
        for problem in folder.problems:
            self.wrong("files", problem)
        return (*named, *found)

    def _attribute(self, row: Arriving) -> None:
        rules = law.attribute_rules(self.today)
        for problem in attribute_problems(rules, row.settled, self.today):
            self.wrong("attribute", problem.reason)

    def _metadata(self, row: Arriving) -> None:
        kind = law.kind_of(row.texts["kind"])
        if kind.needs(Required.REGISTRATION) and not row.texts["registration"]:
            self.wrong("registration", Message(N_("规范性文件要填写登记号。")))
        for problem in metadata_problems(law.rules().metadata, kind, self._given(row), self.today):
            self.wrong("", problem.reason)

    def _given(self, row: Arriving) -> Metadata:
        texts, days = row.texts, row.days
        return Metadata(
            texts["title"], texts["summary"], texts["subject"], texts["genre"], row.keywords,
            days["formed_on"], days["effective_on"], days["expires_on"], texts["number"],
            texts["registration"],
            attachments=len(row.placed), text_alternative=row.said, interprets=bool(texts["interprets"]),
            catalogue=texts["catalogue"],
        )  # fmt: skip


def _several(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _APART.split(said) if part.strip()))


def _said(value: object) -> str:
    """A cell as people read it: whole numbers without a point, no spaces around."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
