"""A field's file, key by key, as its author writes it. `reading` makes a Field of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date

from gongkai.core.disclosure.logic import Logic
from gongkai.core.disclosure.schema import ChartKind, ColumnType, Example, Group, Map, Mode, Personal, Shown
from gongkai.core.disclosure.timing import Covers, Every


@dataclass(frozen=True, slots=True)
class ColumnText:
    """`enum`: plain values, or {value, title}. `minimum`, `maximum`: numbers, or dates for dates."""

    name: str
    title: str
    type: ColumnType
    required: bool = False
    unique: bool = False
    enum: tuple[object, ...] = ()
    pattern: str = ""
    minimum: object = None
    maximum: object = None
    min_length: int | None = None
    max_length: int | None = None
    unit: str = ""
    decimals: int | None = None
    references: str = ""
    personal: Personal | None = None
    shown: Shown | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormText:
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartText:
    kind: ChartKind
    x: str
    y: str = "count"
    by: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PresentationText:
    """`sort`: columns with commas between, "-" before one from high to low."""

    list: tuple[str, ...]
    page_title: str
    sort: str
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    period: str = ""
    chart: ChartText | None = None
    map: Map | None = None


@dataclass(frozen=True, slots=True)
class CadenceText:
    text: str
    stays: str = "长期"
    from_: str = ""
    covers: Covers | None = None
    within: int | None = None
    zero_return: Every | None = None
    legal_basis: str = ""
    level: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    audience: str = "全社会"


@dataclass(frozen=True, slots=True)
class DataText:
    name: str
    title: str
    key: tuple[str, ...]
    owed_by: tuple[str, ...]
    column: tuple[ColumnText, ...]
    presentation: PresentationText
    cadence: CadenceText
    sample: tuple[Mapping[str, object], ...]
    example: tuple[Example, ...]
    form: FormText = FormText()
    series: bool = False
    mode: Mode = Mode.UPSERT
    logic: tuple[Logic, ...] = ()
    about: str = ""
    counted_by: tuple[str, ...] = ()
    summed: str = ""


@dataclass(frozen=True, slots=True)
class FieldText:
    field: str
    title: str
    part: str
    in_force: date
    legal_basis: tuple[str, ...]
    about: str
    why: str
    data: tuple[DataText, ...]
    english: Mapping[str, str] = made(default_factory=dict)
