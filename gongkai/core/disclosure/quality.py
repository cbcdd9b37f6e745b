"""How good a published data set is: named criteria, each met or not with its reason, and a score of 100.

Kept up: released in time, no period missing, cells filled. Open: formats that programs read. Explained: what
it is, who answers, what the figures count. No criterion is met by saying so; each is looked up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import ColumnType, DataSet, State
from gongkai.core.messages import N_, Message, declared, listed

_OPEN_FORMATS = frozenset({"csv", "json", "parquet", "xlsx"})
_LEAST_ABOUT = 15  # characters
_FILLED_ENOUGH = Decimal("0.5")
_NAMED = 5
_NEEDS_WORDS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.DURATION})


@dataclass(frozen=True, slots=True)
class Published:
    """What is looked at. `rows`: current rows, or as many of them as were
    looked at; `filled`: how many of those have a value, by column. `obligations`: those of the
    last year. `contact`: telephone or address of who answers. `formats`: in which it can be downloaded.
    `open_corrections`: reports of mistakes that nobody has answered in time."""

    data_set: DataSet
    about: str
    rows: int
    filled: Mapping[str, int]
    obligations: Sequence[Obligation]
    last_released: date | None
    contact: str
    formats: frozenset[str]
    open_corrections: int = 0


class Criterion(StrEnum):
    ON_TIME = "on_time"
    NOTHING_MISSING = "nothing_missing"
    REQUIRED_COMPLETE = "required_complete"
    OPTIONAL_COMPLETE = "optional_complete"
    HAS_ROWS = "has_rows"
    DESCRIBED = "described"
    DOCUMENTED = "documented"
    CONTACT = "contact"
    OPEN_FORMAT = "open_format"
    LEGAL_BASIS = "legal_basis"
    MISTAKES_ANSWERED = "mistakes_answered"


@dataclass(frozen=True, slots=True)
class Judged:
    """`share` met, 0 to 1. `reason` says what is wanting, None when nothing is."""

    criterion: Criterion
    title: str
    points: int
    share: Decimal
    reason: Message | None = None

    @property
    def met(self) -> bool:
        return self.share == 1


@dataclass(frozen=True, slots=True)
class Quality:
    judged: tuple[Judged, ...]

    @property
    def score(self) -> int:
        """Of 100, rounded half up."""
        reached = sum((each.points * each.share for each in self.judged), Decimal(0))
        whole = sum(each.points for each in self.judged)
        return int((reached * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def failing(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.judged if not each.met)


type Finding = tuple[Decimal, Message | None]

_FULL: Finding = (Decimal(1), None)


def _none(text: str, **values: object) -> Finding:
    return Decimal(0), Message(text, values)


def on_time(published: Published) -> Finding:
    """Share of the obligations that were due and done which were done in time."""
    due = [each for each in published.obligations if each.state in (State.FULFILLED, State.LATE)]
    late = [each for each in due if each.state is State.LATE]
    if not late:
        return _FULL
    said = Message(N_("{count} 次公开晚于规定时限"), {"count": len(late)})
    return Decimal(len(due) - len(late)) / len(due), said


def nothing_missing(published: Published) -> Finding:
    """Share of the obligations past due that were answered at all."""
    past = [each for each in published.obligations if each.state is not State.NOT_YET_DUE]
    missing = [each for each in past if each.state is State.MISSING]
    if not missing:
        return _FULL
    said = Message(N_("{count} 期到期没有公开，也没有说明"), {"count": len(missing)})
    return Decimal(len(past) - len(missing)) / len(past), said


def required_complete(published: Published) -> Finding:
    """Share of required cells that are filled; less than all only where a newer declaration asks for more."""
    names = [column.name for column in published.data_set.columns if column.required]
    return _filled(published, names, Decimal(1), N_("必填的列有空缺：{columns}"))


def optional_complete(published: Published) -> Finding:
    """Share of the optional columns that at least half of the rows fill."""
    names = [column.name for column in published.data_set.columns if not column.required]
    return _filled(published, names, _FILLED_ENOUGH, N_("选填的列大多空着：{columns}"))


def _filled(published: Published, names: Sequence[str], enough: Decimal, text: str) -> Finding:
    if not published.rows or not names:
        return _FULL
    wanting = [name for name in names if Decimal(published.filled.get(name, 0)) < enough * published.rows]
    if not wanting:
        return _FULL
    titles = listed(declared(published.data_set.column(name).title) for name in wanting)
    return Decimal(len(names) - len(wanting)) / len(names), Message(text, {"columns": titles})


def has_rows(published: Published) -> Finding:
    if published.rows and published.last_released:
        return _FULL
    return _none(N_("还没有公开任何内容"))


def described(published: Published) -> Finding:
    """A description in sentences, not the title again."""
    about = (published.data_set.about or published.about).strip()
    if len(about) >= _LEAST_ABOUT and about != published.data_set.title:
        return _FULL
    if about and about != published.data_set.title:
        return _none(N_("介绍不到 {least} 个字，说不清这是什么数据"), least=_LEAST_ABOUT)
    return _none(N_("没有用一两句话说明这是什么数据"))


def documented(published: Published) -> Finding:
    """Every figure has a unit or words that say what it counts."""
    columns = [column for column in published.data_set.columns if column.type in _NEEDS_WORDS]
    bare = [column for column in columns if not (column.help or column.enum or column.unit or column.pattern)]
    if not bare:
        return _FULL
    share = Decimal(len(columns) - len(bare)) / len(columns)
    titles = listed(declared(column.title) for column in bare[:_NAMED])
    return share, Message(N_("{count} 列没有说明：{columns}"), {"count": len(bare), "columns": titles})


def contact(published: Published) -> Finding:
    return _FULL if published.contact.strip() else _none(N_("没有写明由谁解答、怎样联系"))


def open_format(published: Published) -> Finding:
    """A format that programs read without asking its maker."""
    return _FULL if published.formats & _OPEN_FORMATS else _none(N_("不能以开放格式下载"))


def legal_basis(published: Published) -> Finding:
    return _FULL if published.data_set.cadence.legal_basis else _none(N_("没有写明公开依据"))


def mistakes_answered(published: Published) -> Finding:
    if not published.open_corrections:
        return _FULL
    return _none(N_("{count} 条纠错没有按时答复"), count=published.open_corrections)


_CRITERIA: tuple[tuple[Criterion, str, int, Callable[[Published], Finding]], ...] = (
    (Criterion.ON_TIME, N_("按时更新"), 20, on_time),
    (Criterion.NOTHING_MISSING, N_("没有缺期"), 15, nothing_missing),
    (Criterion.REQUIRED_COMPLETE, N_("必填项完整"), 15, required_complete),
    (Criterion.OPTIONAL_COMPLETE, N_("选填项充实"), 5, optional_complete),
    (Criterion.HAS_ROWS, N_("有内容"), 10, has_rows),
    (Criterion.DESCRIBED, N_("有介绍"), 5, described),
    (Criterion.DOCUMENTED, N_("有数据项说明"), 5, documented),
    (Criterion.CONTACT, N_("有联系方式"), 5, contact),
    (Criterion.OPEN_FORMAT, N_("有开放格式"), 10, open_format),
    (Criterion.LEGAL_BASIS, N_("有公开依据"), 5, legal_basis),
    (Criterion.MISTAKES_ANSWERED, N_("纠错有回音"), 5, mistakes_answered),
)


def quality(published: Published) -> Quality:
    """Every criterion judged, in a fixed order."""
    judged = []
    for criterion, title, points, judge in _CRITERIA:
        share, reason = judge(published)
        judged.append(Judged(criterion, title, points, share, reason))
    return Quality(tuple(judged))
