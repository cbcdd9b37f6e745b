"""How people read types, states and marks of structured disclosure."""

from collections.abc import Iterable, Mapping

from gongkai.core.disclosure.schema import Column, ColumnType, Mode, Personal, Shown, State
from gongkai.core.disclosure.timing import Every
from gongkai.core.messages import N_, Message

TYPES: Mapping[ColumnType, str] = {
    ColumnType.STRING: N_("文字"),
    ColumnType.TEXT: N_("长文字"),
    ColumnType.INTEGER: N_("整数"),
    ColumnType.NUMBER: N_("数"),
    ColumnType.MONEY: N_("金额"),
    ColumnType.PERCENT: N_("百分数"),
    ColumnType.BOOLEAN: N_("是或否"),
    ColumnType.DATE: N_("日期"),
    ColumnType.DATETIME: N_("时间"),
    ColumnType.YEAR: N_("年份"),
    ColumnType.YEARMONTH: N_("年月"),
    ColumnType.QUARTER: N_("季度"),
    ColumnType.DURATION: N_("时长"),
    ColumnType.PLACE: N_("坐标"),
    ColumnType.GEOJSON: N_("图形"),
    ColumnType.URL: N_("网址"),
    ColumnType.CREDIT_CODE: N_("统一社会信用代码"),
    ColumnType.DIVISION: N_("行政区划代码"),
    ColumnType.BODY: N_("机关代码"),
}

STATES: Mapping[State, str] = {
    State.FULFILLED: N_("按时公开"),
    State.LATE: N_("迟公开"),
    State.MISSING: N_("到期未公开"),
    State.EMPTY: N_("本期没有内容"),
    State.NOT_APPLICABLE: N_("不适用"),
    State.NOT_YET_DUE: N_("未到期"),
}

PERSONAL: Mapping[Personal, str] = {
    Personal.NAME: N_("姓名"),
    Personal.ID_NUMBER: N_("证件号码"),
    Personal.PHONE: N_("电话"),
    Personal.ADDRESS: N_("住址"),
    Personal.BANK_CARD: N_("银行账号"),
}

SHOWN: Mapping[Shown, str] = {
    Shown.MASKED: N_("掩码后公开"),
    Shown.HIDDEN: N_("不公开"),
    Shown.WHOLE: N_("公开"),
}

MODES: Mapping[Mode, str] = {
    Mode.UPSERT: N_("每次公开新增和变化的行"),
    Mode.WHOLE: N_("每次公开整张名单，不在其中的即移出"),
}

PERIODS: Mapping[Every, str] = {
    Every.DAY: N_("每日"),
    Every.WORKDAY: N_("每个工作日"),
    Every.WEEK: N_("每周"),
    Every.MONTH: N_("每月"),
    Every.QUARTER: N_("每季度"),
    Every.HALF_YEAR: N_("每半年"),
    Every.YEAR: N_("每年"),
}


_OWING: Mapping[str, str] = {
    "all": N_("各机关"),
    "province": N_("省级机关"),
    "city": N_("市级机关"),
    "county": N_("县级机关"),
    "township": N_("乡级机关"),
    "village": N_("村级组织"),
    "government": N_("各级人民政府"),
    "department": N_("部门及直属机构"),
    "zone_committee": N_("开发区（功能区）管委会"),
    "institution": N_("事业单位"),
}


def owing_of(owed_by: Iterable[str]) -> str:
    """Who owes, as people read it; codes of single bodies stay codes."""
    named = [_OWING.get(each, each) for each in owed_by if not each.startswith("-")]
    out = [_OWING.get(each[1:], each[1:]) for each in owed_by if each.startswith("-")]
    return "、".join(named) + (f"（{'、'.join(out)}除外）" if out else "")


def limits_of(column: Column) -> tuple[Message, ...]:
    """The column's constraints in short, for a dictionary or beside a form."""
    said: list[Message] = []
    if column.unique:
        said.append(Message(N_("不重复")))
    for text, bound in (
        (N_("不小于 {bound}{unit}"), column.minimum),
        (N_("不大于 {bound}{unit}"), column.maximum),
    ):
        if bound is not None:
            said.append(Message(text, {"bound": bound, "unit": column.unit}))
    for text, count in (
        (N_("至少 {count} 字"), column.min_length),
        (N_("最多 {count} 字"), column.max_length),
        (N_("小数最多 {count} 位"), column.decimals),
    ):
        if count is not None:
            said.append(Message(text, {"count": count}))
    if column.pattern:
        said.append(Message(N_("写法 {pattern}"), {"pattern": column.pattern}))
    if column.references:
        reference = f"{column.references.data_set}.{column.references.column}"
        said.append(Message(N_("取自 {reference}"), {"reference": reference}))
    return tuple(said)
