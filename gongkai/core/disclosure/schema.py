"""A field of recurring disclosure as declared: data sets, columns, form, presentation, cadence.

A field (领域) is one dated TOML file in rules/fields/ or in a city's own folder; `reading` makes these
objects from it. The record of a day is judged by the version of its day. Columns follow Table Schema, the
cadence follows the columns of the standard catalogue (国办发〔2019〕54号).
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import field as made  # `Field` has a `field` of its own
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from gongkai.core.disclosure.logic import Logic
from gongkai.core.disclosure.timing import Every, Stay, Timing, TimingKind

type Day = date  # so that a field may be called `date`


class ColumnType(StrEnum):
    """What a column holds. Beside it: the canonical value, as it stands in a row's JSON."""

    STRING = "string"  # one line of text: str
    TEXT = "text"  # several lines: str
    INTEGER = "integer"  # int
    NUMBER = "number"  # decimal: str, "12.50"
    MONEY = "money"  # fen: int; `unit` (元, 万元, 亿元) is the unit read and shown
    PERCENT = "percent"  # decimal of hundredths: "94.05" is 94.05 %
    BOOLEAN = "boolean"  # bool
    DATE = "date"  # "2017-10-09"
    DATETIME = "datetime"  # "2017-10-09T08:00:00", civil time of the city
    YEAR = "year"  # int
    YEARMONTH = "yearmonth"  # "2017-10"
    QUARTER = "quarter"  # "2017-Q3"
    DURATION = "duration"  # ISO 8601: "P3M", "PT30M"
    PLACE = "place"  # {"lat": "35.104100", "lon": "118.356400"}, WGS 84 or CGCS2000
    GEOJSON = "geojson"  # a geometry, RFC 7946: dict
    URL = "url"  # str, http or https
    CREDIT_CODE = "credit_code"  # 统一社会信用代码, GB 32100: str
    DIVISION = "division"  # 行政区划代码, GB/T 2260: str of 6, 9 or 12 digits
    BODY = "body"  # code of an organisation of the city: str


class Personal(StrEnum):
    """Which kind of personal data a column holds (《个人信息保护法》第四条)."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    BANK_CARD = "bank_card"


class Shown(StrEnum):
    """How a personal column is shown to the public."""

    MASKED = "masked"
    HIDDEN = "hidden"
    WHOLE = "whole"


class Mode(StrEnum):
    """What a release says of rows it does not hold."""

    UPSERT = "upsert"  # nothing: they stay
    WHOLE = "whole"  # they are gone from the list


class ChartKind(StrEnum):
    BAR = "bar"
    LINE = "line"
    PIE = "pie"


class Part(StrEnum):
    """Which part of a date an axis groups by; WHOLE takes the value as it is."""

    WHOLE = "whole"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class Aggregate(StrEnum):
    """What an axis shows of the rows of one group. VALUE: each group has one row, shown as it is."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a closed list, and how people read it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The column of another data set in whose current rows the value must occur."""

    data_set: str
    column: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `minimum` and `maximum` are both allowed values, in the unit shown (money: in `unit`);
    dates as dates. `decimals`: most digits after the point. Lengths count characters."""

    name: str
    title: str
    type: ColumnType
    required: bool = False
    unique: bool = False
    enum: tuple[Option, ...] = ()
    pattern: str = ""
    minimum: Decimal | Day | None = None
    maximum: Decimal | Day | None = None
    min_length: int | None = None
    max_length: int | None = None
    unit: str = ""
    decimals: int | None = None
    references: Reference | None = None
    personal: Personal | None = None
    shown: Shown = Shown.WHOLE
    help: str = ""

    def title_of(self, value: str) -> str:
        """How people read a value of the closed list; the value itself where there is none."""
        return next((option.title for option in self.enum if option.value == value), value)


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that stand together on the form."""

    title: str
    columns: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SortKey:
    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """The horizontal axis, "month(decided_on)" or "street"."""

    column: str
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Upward:
    """The vertical axis, "count", "sum(amount)" or "index"; `column` is "" for a count."""

    aggregate: Aggregate
    column: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`by`: the column whose values are drawn apart, "" for none."""

    kind: ChartKind
    x: Across
    y: Upward
    by: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """`place`: a column of type place or geojson; `label`: what a mark is called."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Presentation:
    """`page_title`: pattern with {column} holes. `period`: the column by which years are compared and in
    whose period a row falls, "" for none."""

    list: tuple[str, ...]
    page_title: str
    sort: tuple[SortKey, ...]
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    period: str = ""
    chart: Chart | None = None
    map: Map | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """Who owes what by when, in the words of the catalogue and as read. `starts`: the column whose date
    starts an event's time (TOML key `from`), "" for calendar cadences. `zero_return`: how often a body
    without such an event must say so (零报告), None for never."""

    text: str
    timing: Timing
    stays_text: str
    stay: Stay
    starts: str = ""
    legal_basis: str = ""
    level: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    audience: str = "全社会"
    zero_return: Every | None = None


class State(StrEnum):
    """What became of an obligation."""

    FULFILLED = "fulfilled"  # released in time
    LATE = "late"  # released, after the due date
    MISSING = "missing"  # past due and nothing released or stated
    EMPTY = "empty"  # a zero return: stated, with its reason, that there was nothing
    NOT_APPLICABLE = "not_applicable"
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True, slots=True)
class Example:
    """One worked obligation; runs as a test. Given a `row`, or a `period` ("2017-10", "2017-Q3", "2017",
    "2017-H1", "2017-W41", "2017-10-09"), and the day it was released or stated on, then on the day `today`
    the obligation is due on `due` and in `state`."""

    about: str
    today: date
    due: date
    state: State
    period: str = ""
    row: Mapping[str, object] = field(default_factory=dict)
    released_on: date | None = None
    nothing_stated_on: date | None = None
    not_applicable: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class DataSet:
    """One table of a field. `key`: columns that together name a row among the current ones. `owed_by`: codes
    or kinds of bodies, "all"; with "-" before it an exception. `series`: a large series of readings. `logic`:
    functions of core.disclosure.logic. `samples` are canonical rows. `counted_by`: columns of the key whose
    values together are one thing in the statistics (a decision with its certificates); empty: each row is.
    `summed`: the money that is added up for the statistics, of the years of `year_column`; "" for none.
    `english`: as of the field."""

    name: str
    title: str
    key: tuple[str, ...]
    owed_by: tuple[str, ...]
    columns: tuple[Column, ...]
    form: Form
    presentation: Presentation
    cadence: Cadence
    series: bool = False
    mode: Mode = Mode.UPSERT
    logic: tuple[Logic, ...] = ()
    about: str = ""
    samples: tuple[Mapping[str, object], ...] = ()
    examples: tuple[Example, ...] = ()
    counted_by: tuple[str, ...] = ()
    summed: str = ""
    english: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """Raises KeyError for a column the data set does not have."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def year_column(self) -> str:
        """The column that says in which year a row happened; "" where none does."""
        return self.cadence.starts or self.presentation.period

    @property
    def streams(self) -> bool:
        """True for readings that must flow every day; any other list owes each change on its day."""
        return self.series and self.cadence.timing.kind is TimingKind.LIVE

    @property
    def personal_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.personal is not None)


@dataclass(frozen=True, slots=True)
class Field:
    """A field (领域) as of `in_force`. `part`: the part of the source report it answers. `about`: what it is,
    `why`: what it is for, both for people. `file`, `digest`: the file's name and SHA-256 (hex), which name
    this version exactly. `english`: the author's own for words of his file; that of ours has a catalogue."""

    field: str
    title: str
    part: str
    in_force: date
    legal_basis: tuple[str, ...]
    about: str
    why: str
    data: tuple[DataSet, ...]
    file: str = ""
    digest: str = ""
    english: Mapping[str, str] = made(default_factory=dict)


class NoSuchDataSetError(LookupError):
    """No declaration in force on the day holds a data set of this name."""


@dataclass(frozen=True)
class Fields:
    """Every declaration, all versions."""

    versions: tuple[Field, ...] = ()

    @cached_property
    def _changes(self) -> tuple[date, ...]:
        """The days on which a version comes into force, in order."""
        return tuple(sorted({version.in_force for version in self.versions}))

    @cached_property
    def _known(self) -> dict[date, tuple[Field, ...]]:
        """The fields in force from a day of change on, filled as days are asked for."""
        return {}

    def on(self, day: date) -> tuple[Field, ...]:
        """The fields in force on `day`, each in its version of the day, by name of the field."""
        place = bisect_right(self._changes, day)
        if not place:
            return ()
        change = self._changes[place - 1]
        if change not in self._known:
            self._known[change] = self._chosen(change)
        return self._known[change]

    def _chosen(self, day: date) -> tuple[Field, ...]:
        chosen: dict[str, Field] = {}
        for version in self.versions:
            known = chosen.get(version.field)
            if version.in_force <= day and (known is None or known.in_force < version.in_force):
                chosen[version.field] = version
        return tuple(chosen[name] for name in sorted(chosen))

    def field_of(self, data_set: str, day: date) -> Field:
        """The version that holds `data_set` on `day`. Raises NoSuchDataSetError."""
        for version in self.on(day):
            if any(each.name == data_set for each in version.data):
                return version
        raise NoSuchDataSetError(data_set)

    def data_set(self, name: str, day: date) -> DataSet:
        """The data set as declared on `day`. Raises NoSuchDataSetError."""
        return next(each for each in self.field_of(name, day).data if each.name == name)

    @cached_property
    def english(self) -> Mapping[str, str]:
        """Every word for which a file gives an English of its own; of two versions the later's."""
        versions = sorted(self.versions, key=lambda version: version.in_force)
        return {word: said for version in versions for word, said in version.english.items()}

    def data_sets(self, day: date) -> tuple[DataSet, ...]:
        """Every data set of the fields in force on `day`, field by field, in the order of the files."""
        return tuple(data_set for version in self.on(day) for data_set in version.data)

    @property
    def names(self) -> frozenset[str]:
        """Every data set that any version holds."""
        return frozenset(data_set.name for version in self.versions for data_set in version.data)
