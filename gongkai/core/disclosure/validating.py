"""Rows and tables against their declaration: each cell, what must be there, what must be unique, what must
exist elsewhere. Nothing is repaired; every refusal names its cell.

`Checker` compiles a data set once. Rows come with the place they were found at (“第 12 行”), columns by name.
"""

import json
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from gongkai.core.disclosure.cast_errors import CellRefusedError, shown
from gongkai.core.disclosure.casting import Cast, caster, is_blank
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, Reference
from gongkai.core.messages import N_, Message

type Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell; `column` is "" for the whole row."""

    column: str
    message: Message


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as read. `content` holds canonical values, blank cells left out; `key` is "" when it can't be
    told. A row with problems is refused whole."""

    place: int
    key: str
    content: Content
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """`repeated`: places of rows that say again what an earlier one said, with the earlier place: left out,
    and told."""

    accepted: tuple[CheckedRow, ...]
    refused: tuple[CheckedRow, ...]
    repeated: Mapping[int, int] = field(default_factory=dict)


class Known(Protocol):
    """What the store knows, asked once a column for all values of a table."""

    def existing(self, reference: Reference, values: Collection[str]) -> Collection[str]:
        """Those of the values that occur in current rows of the column referred to."""

    def holders(self, column: str, values: Collection[str]) -> Mapping[str, str]:
        """For a unique column of this data set: value → key of the current row that holds it."""

    def bodies(self, codes: Collection[str]) -> Collection[str]:
        """Those of the codes that organisations of the city have."""


class KnowsNothing:
    """For a table judged by itself alone: every reference is believed."""

    def existing(self, _: Reference, values: Collection[str]) -> Collection[str]:
        return values

    def holders(self, _: str, __: Collection[str]) -> Mapping[str, str]:
        return {}

    def bodies(self, codes: Collection[str]) -> Collection[str]:
        return codes


def key_of(data_set: DataSet, content: Content) -> str:
    """The row's key as one text: the value itself, or a JSON list where several columns make the key."""
    values = [content[name] for name in data_set.key]
    if len(values) == 1:
        return as_text(values[0])
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_text(value: object) -> str:
    """A canonical value as text: texts as they are, others as JSON writes them."""
    if type(value) is str:
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Checker:
    """The declaration of one data set, ready to check rows."""

    def __init__(self, data_set: DataSet) -> None:
        self.data_set = data_set
        self._casts: tuple[tuple[str, Cast, bool], ...] = tuple(
            (column.name, caster(column), column.required) for column in data_set.columns
        )
        self._names = frozenset(data_set.names)
        self._key = frozenset(data_set.key)

    def row(self, raw: Mapping[str, object], place: int = 1) -> CheckedRow:
        """One row by itself. `raw` holds cells by column name."""
        content: dict[str, object] = {}
        problems: list[Problem] = []
        get = raw.get
        for name, cast, required in self._casts:
            cell = get(name)
            try:
                value = None if cell is None else cast(cell)
            except CellRefusedError as error:
                problems.append(Problem(name, error.message))
                continue
            if value is not None:
                content[name] = value
            elif required:
                problems.append(Problem(name, Message(N_("必须填写"))))
        if not raw.keys() <= self._names:
            problems.extend(self._unknown(raw))
        key = key_of(self.data_set, content) if self._key <= content.keys() else ""
        return CheckedRow(place, key, content, tuple(problems))

    def _unknown(self, raw: Mapping[str, object]) -> Iterator[Problem]:
        for name, cell in raw.items():
            if name not in self._names and not is_blank(cell):
                yield Problem(name, Message(N_("数据集没有“{name}”这一列"), {"name": shown(name)}))

    def table(
        self, rows: Iterable[tuple[int, Mapping[str, object]]], known: Known | None = None
    ) -> CheckedTable:
        """Every row, then what only the whole shows: keys and unique values met twice, references."""
        checked = [self.row(raw, place) for place, raw in rows]
        repeated: dict[int, int] = {}
        problems: dict[int, list[Problem]] = {}
        kept = self._keyed(checked, repeated, problems)
        asked = KnowsNothing() if known is None else known
        for column in self.data_set.columns:
            if column.unique:
                self._check_unique(column, kept, asked, problems)
            if column.references is not None:
                self._check_reference(column, column.references, kept, asked, problems)
            if column.type is ColumnType.BODY:
                self._check_bodies(column, kept, asked, problems)
        self._refuse_orphans(kept, asked, problems)
        if problems:
            checked = [_with(row, problems.get(row.place, ())) for row in checked]
        return CheckedTable(
            tuple(row for row in checked if not row.problems and row.place not in repeated),
            tuple(row for row in checked if row.problems),
            repeated,
        )

    def _keyed(
        self, rows: Sequence[CheckedRow], repeated: dict[int, int], problems: dict[int, list[Problem]]
    ) -> list[CheckedRow]:
        """The first row of each key. The same again is left out; something else under the same key is
        refused, because nobody can tell which is right."""
        first: dict[str, CheckedRow] = {}
        kept: list[CheckedRow] = []
        for row in rows:
            if not row.key:
                continue
            earlier = first.setdefault(row.key, row)
            if earlier is row:
                kept.append(row)
            elif earlier.content == row.content and not row.problems:
                repeated[row.place] = earlier.place
            else:
                said = Message(N_("与第 {place} 行是同一条，内容却不同"), {"place": earlier.place})
                problems.setdefault(row.place, []).append(Problem(self.data_set.key[0], said))
        return kept

    def _check_unique(
        self, column: Column, rows: Sequence[CheckedRow], known: Known, problems: dict[int, list[Problem]]
    ) -> None:
        seen: dict[str, CheckedRow] = {}
        for row in _having(column, rows):
            earlier = seen.setdefault(as_text(row.content[column.name]), row)
            if earlier is not row:
                said = Message(N_("与第 {place} 行相同，这一列不能重复"), {"place": earlier.place})
                problems.setdefault(row.place, []).append(Problem(column.name, said))
        for value, key in known.holders(column.name, seen.keys()).items():
            row = seen[value]
            if key != row.key:
                said = Message(N_("“{value}”已用于另一条：{key}"), {"value": shown(value), "key": shown(key)})
                problems.setdefault(row.place, []).append(Problem(column.name, said))

    def _check_reference(
        self,
        column: Column,
        reference: Reference,
        rows: Sequence[CheckedRow],
        known: Known,
        problems: dict[int, list[Problem]],
    ) -> None:
        """A reference to the data set itself may be to a row of the same table."""
        values = {as_text(row.content[column.name]) for row in _having(column, rows)}
        there = set(known.existing(reference, values))
        if reference.data_set == self.data_set.name:
            there.update(
                as_text(row.content[reference.column])
                for row in rows
                if not row.problems and reference.column in row.content
            )
        said = N_("“{value}”在“{data_set}”中没有；请先公开那一条，或者改正")
        _refuse_missing(column, rows, there, said, reference.data_set, problems)

    def _refuse_orphans(
        self, rows: Sequence[CheckedRow], known: Known, problems: dict[int, list[Problem]]
    ) -> None:
        """A row that refers to a row of the same table falls with it, and so on."""
        standing = [row for row in rows if not row.problems and row.place not in problems]
        links = [
            _Within(column, column.references, standing, known)
            for column in self.data_set.columns
            if column.references is not None and column.references.data_set == self.data_set.name
        ]
        falling = deque((link, row) for link in links for row in link.lost())
        fallen: set[int] = set()
        while falling:
            link, row = falling.popleft()
            value = shown(row.content[link.column.name])
            said = Message(N_("引用的“{value}”被拒绝了"), {"value": value})
            problems.setdefault(row.place, []).append(Problem(link.column.name, said))
            if row.place not in fallen:
                fallen.add(row.place)
                falling.extend(
                    (each, other)
                    for each in links
                    for other in each.without(row)
                    if other.place not in fallen
                )

    def _check_bodies(
        self, column: Column, rows: Sequence[CheckedRow], known: Known, problems: dict[int, list[Problem]]
    ) -> None:
        codes = {as_text(row.content[column.name]) for row in _having(column, rows)}
        said = N_("没有代码为“{value}”的机关")
        _refuse_missing(column, rows, set(known.bodies(codes)), said, "", problems)


class _Within:
    """The references of one column to rows of the same table: who says a value, and who refers to it."""

    def __init__(
        self, column: Column, reference: Reference, rows: Sequence[CheckedRow], known: Known
    ) -> None:
        self.column, self.reference, self.known = column, reference, known
        self.told = Counter(
            as_text(row.content[reference.column]) for row in rows if reference.column in row.content
        )
        self.asking: dict[str, list[CheckedRow]] = {}
        for row in _having(column, rows):
            self.asking.setdefault(as_text(row.content[column.name]), []).append(row)

    @cached_property
    def _elsewhere(self) -> Collection[str]:
        """What stands already; asked only when something falls."""
        return self.known.existing(self.reference, set(self.asking))

    def lost(self) -> list[CheckedRow]:
        """The rows that refer to what nobody says."""
        values = [value for value in self.asking if not self.told[value] and value not in self._elsewhere]
        return [row for value in values for row in self.asking[value]]

    def without(self, row: CheckedRow) -> list[CheckedRow]:
        """The rows that refer to what nobody says any more when `row` falls."""
        if self.reference.column not in row.content:
            return []
        value = as_text(row.content[self.reference.column])
        self.told[value] -= 1
        if self.told[value] or value not in self.asking or value in self._elsewhere:
            return []
        return self.asking.pop(value)


def _having(column: Column, rows: Iterable[CheckedRow]) -> Iterator[CheckedRow]:
    return (row for row in rows if column.name in row.content)


def _refuse_missing(
    column: Column,
    rows: Iterable[CheckedRow],
    there: Collection[str],
    text: str,
    data_set: str,
    problems: dict[int, list[Problem]],
) -> None:
    for row in _having(column, rows):
        value = as_text(row.content[column.name])
        if value not in there:
            message = Message(text, {"value": shown(value), "data_set": data_set})
            problems.setdefault(row.place, []).append(Problem(column.name, message))


def _with(row: CheckedRow, problems: Sequence[Problem]) -> CheckedRow:
    return CheckedRow(row.place, row.key, row.content, (*row.problems, *problems)) if problems else row
