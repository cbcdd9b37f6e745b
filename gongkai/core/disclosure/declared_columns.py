"""Columns of a data set from the text of their declaration; what contradicts itself is refused."""

import re
from datetime import date, datetime
from decimal import Decimal

from gongkai.core.cells import is_money
from gongkai.core.disclosure.at import At
from gongkai.core.disclosure.heads import heads_of
from gongkai.core.disclosure.patterns import explodes
from gongkai.core.disclosure.schema import Column, ColumnType, Option, Reference, Shown
from gongkai.core.disclosure.written import ColumnText
from gongkai.core.messages import N_

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

TEXTS = frozenset({ColumnType.STRING, ColumnType.TEXT})
NUMBERS = frozenset(
    {ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.YEAR}
)
DAYS = frozenset({ColumnType.DATE, ColumnType.DATETIME})
DATED = DAYS | {ColumnType.YEAR, ColumnType.YEARMONTH, ColumnType.QUARTER}
LISTED = frozenset({ColumnType.STRING, ColumnType.INTEGER, ColumnType.YEAR})
_WITH_DECIMALS = frozenset({ColumnType.NUMBER, ColumnType.PERCENT, ColumnType.MONEY})
_FREE_TEXT = TEXTS | {ColumnType.URL}
_UNLIKE = frozenset(
    {ColumnType.TEXT, ColumnType.PLACE, ColumnType.GEOJSON}
)  # nobody writes one twice the same
_MOST_DECIMALS = 20


def read_columns(columns: tuple[ColumnText, ...], at: At) -> tuple[Column, ...]:
    """Raises DeclarationError."""
    if not columns:
        raise at.refused(N_("数据集没有列"))
    seen: set[str] = set()
    heads: dict[str, str] = {}
    for place, column in enumerate(columns):
        if not NAME.fullmatch(column.name):
            raise (at / place / "name").refused(
                N_("“{name}”不能作列名：用小写英文字母开头，只含小写字母、数字和下划线，最多 40 个字符"),
                name=column.name,
            )
        if column.name in seen:
            raise (at / place / "name").refused(N_("列“{name}”写了两次"), name=column.name)
        refuse_blank(column.title, at / place / "title")
        for head in heads_of(column.title, column.name, column.unit):
            if heads.setdefault(head, column.name) != column.name:
                raise (at / place / "title").refused(
                    N_("两列都叫“{title}”，上传的表头将无法区分"), title=column.title
                )
        seen.add(column.name)
    return tuple(_column(column, at / place) for place, column in enumerate(columns))


def refuse_blank(title: str, at: At, lines: bool = False) -> None:
    """People read titles; a blank one names nothing, one of several lines breaks the page it heads."""
    if not title.strip():
        raise at.refused(N_("名称不能空着"))
    if not lines and not title.isprintable():
        raise at.refused(N_("名称里不能有换行、制表符或者看不见的字符"))


def _column(text: ColumnText, at: At) -> Column:
    _refuse_misplaced(text, at)
    low, high = _bound(text, text.minimum, at / "minimum"), _bound(text, text.maximum, at / "maximum")
    if low is not None and high is not None and _order(low) > _order(high):
        raise (at / "maximum").refused(N_("最大值小于最小值"))
    for key, count, least, most in (
        ("min_length", text.min_length, 0, None),
        ("max_length", text.max_length, 1, None),
        ("decimals", text.decimals, 0, _MOST_DECIMALS),
    ):
        if count is not None and (count < least or (most is not None and count > most)):
            raise (at / key).refused(N_("“{key}”不能是 {count}"), key=key, count=count)
    if text.min_length and text.max_length is not None and text.min_length > text.max_length:
        raise (at / "max_length").refused(N_("最大长度小于最小长度"))
    shown = text.shown or (Shown.MASKED if text.personal else Shown.WHOLE)
    return Column(
        text.name, text.title, text.type, text.required, text.unique, _options(text, at / "enum"),
        _pattern(text, at / "pattern"), low, high, text.min_length, text.max_length,
        text.unit or ("元" if text.type is ColumnType.MONEY else ""), text.decimals,
        _reference(text, at / "references"), text.personal, shown, text.help,
    )  # fmt: skip


def _refuse_misplaced(text: ColumnText, at: At) -> None:
    """A constraint that this type can't have would never be checked, so it is no constraint."""
    allowed = (
        ("pattern", text.pattern, _FREE_TEXT),
        ("min_length", text.min_length, _FREE_TEXT),
        ("max_length", text.max_length, _FREE_TEXT),
        ("minimum", text.minimum, NUMBERS | DAYS),
        ("maximum", text.maximum, NUMBERS | DAYS),
        ("decimals", text.decimals, _WITH_DECIMALS),
        ("enum", text.enum, LISTED),
        ("unit", text.unit, NUMBERS),
        ("personal", text.personal, TEXTS),
    )
    for key, value, types in allowed:
        if value not in (None, "", ()) and text.type not in types:
            fitting = "、".join(each.value for each in ColumnType if each in types)
            raise (at / key).refused(
                N_("类型为 {type} 的列不能有“{key}”，只用于：{types}"),
                type=text.type.value,
                key=key,
                types=fitting,
            )
    if text.unique and text.type in _UNLIKE:
        raise (at / "unique").refused(N_("类型为 {type} 的列不能标明 unique"), type=text.type.value)
    if text.type is ColumnType.MONEY and text.unit and not is_money(text.unit):
        raise (at / "unit").refused(N_("金额的单位应为元、万元、亿元之一"))
    if text.shown is not None and text.personal is None:
        raise (at / "shown").refused(N_("只有标明个人信息（personal）的列才写 shown"))


def _bound(text: ColumnText, value: object, at: At) -> Decimal | date | None:
    if value is None:
        return None
    if text.type in DAYS:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        raise at.refused(N_("日期列的最小值、最大值应为日期，例如 2017-01-01"))
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and Decimal(value).is_finite():
        return Decimal(value)
    raise at.refused(N_("最小值、最大值应为数"))


def _order(bound: Decimal | date) -> Decimal:
    return Decimal(bound.toordinal()) if isinstance(bound, date) else bound


def _pattern(text: ColumnText, at: At) -> str:
    try:
        re.compile(text.pattern)
    except re.error as error:
        raise at.refused(N_("不是正确的正则表达式：{detail}"), detail=str(error)) from None
    if explodes(text.pattern):
        raise at.refused(
            N_("重复里又有长短不定的重复，遇到某些文字会算上几个小时；请拿掉一层，或者在中间写明分隔的字符")
        )
    return text.pattern


def _options(text: ColumnText, at: At) -> tuple[Option, ...]:
    options: list[Option] = []
    kind = str if text.type is ColumnType.STRING else int
    for place, item in enumerate(text.enum):
        value: object = item
        title: object = str(item)
        if isinstance(item, dict):
            if set(item) != {"value", "title"}:
                raise (at / place).refused(
                    N_("选项写成 {{value, title}}，两项都要有，不能有别的"), key="enum"
                )
            value, title = item["value"], item["title"]
        if type(value) is not kind or not isinstance(title, str):
            raise (at / place).refused(N_("选项的值与列的类型 {type} 不符"), type=text.type.value)
        for said in (str(value), title):
            if said != said.strip() or not said or not said.isprintable():
                raise (at / place).refused(N_("选项“{said}”空着，或者前后有空格、换行"), said=said)
            if any(said in (known.value, known.title) for known in options):
                raise (at / place).refused(N_("选项“{title}”写了两次"), title=said)
        options.append(Option(str(value), title))
    return tuple(options)


def _reference(text: ColumnText, at: At) -> Reference | None:
    if not text.references:
        return None
    data_set, dot, column = text.references.partition(".")
    if not dot or not NAME.fullmatch(data_set) or not NAME.fullmatch(column):
        raise at.refused(N_("“{text}”应写成“数据集.列”"), text=text.references)
    return Reference(data_set, column)
