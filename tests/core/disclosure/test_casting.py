"""Cells as people write them: what is taken, as what, and what is refused with which words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.disclosure.cast_errors import CellRefusedError
from gongkai.core.disclosure.casting import caster
from gongkai.core.disclosure.schema import Column, ColumnType, Option

T = ColumnType


def column(kind: ColumnType, **more: Any) -> Column:
    return Column("it", "它", kind, **more)


MONEY = column(T.MONEY, unit="万元")
CHOICE = column(T.STRING, enum=(Option("fine", "罚款"), Option("warning", "警告")))

POINT = {"type": "Point", "coordinates": [118.3, 35.0]}

TAKEN: list[tuple[Column, object, object]] = [
    (column(T.STRING), "  桃酥\u3000", "桃酥"),
    (column(T.STRING), 2017.0, "2017"),
    (column(T.STRING), "", None),
    (column(T.STRING), None, None),
    (column(T.STRING), "　 ", None),
    (column(T.TEXT), "第一行\n第二行", "第一行\n第二行"),
    (column(T.INTEGER), "1,204", 1204),
    (column(T.INTEGER), "１２０４", 1204),
    (column(T.INTEGER), 1204.0, 1204),
    (column(T.INTEGER), 0, 0),
    (column(T.INTEGER, unit="件"), "35件", 35),
    (column(T.NUMBER), "12.50", "12.5"),
    (column(T.NUMBER), -0.1, "-0.1"),
    (column(T.NUMBER), 0.1 + 0.2, "0.3"),
    (column(T.NUMBER), "－３．５", "-3.5"),
    (column(T.NUMBER), "0.00", "0"),
    (MONEY, "12.5", 12_500_000),
    (MONEY, "5000元", 500_000),
    (MONEY, "1.2亿元", 12_000_000_000),
    (MONEY, 0.5, 500_000),
    (column(T.MONEY, unit="元"), "￥1,234.56", 123_456),
    (column(T.PERCENT), "94.05%", "94.05"),
    (column(T.PERCENT), "94.05", "94.05"),
    (column(T.PERCENT), "0.5％", "0.5"),
    (column(T.PERCENT), 0, "0"),
    (column(T.PERCENT), Decimal("0.21"), "0.21"),
    (column(T.BOOLEAN), "是", True),
    (column(T.BOOLEAN), "√", True),
    (column(T.BOOLEAN), "×", False),
    (column(T.BOOLEAN), 0, False),
    (column(T.DATE), "2017-10-9", "2017-10-09"),
    (column(T.DATE), "2017/10/09", "2017-10-09"),
    (column(T.DATE), "2017.10.9", "2017-10-09"),
    (column(T.DATE), "20171009", "2017-10-09"),
    (column(T.DATE), 20171009.0, "2017-10-09"),
    (column(T.DATE), "２０１７年１０月９日", "2017-10-09"),
    (column(T.DATE), "2017-10-09 00:00:00", "2017-10-09"),
    (column(T.DATE), datetime(2017, 10, 9), "2017-10-09"),
    (column(T.DATETIME), "2017-10-09 8:05", "2017-10-09T08:05:00"),
    (column(T.DATETIME), "2017年10月9日8时30分", "2017-10-09T08:30:00"),
    (column(T.DATETIME), date(2017, 10, 9), "2017-10-09T00:00:00"),
    (column(T.DATETIME), "2017-10-09T00:30:00Z", "2017-10-09T08:30:00"),
    (column(T.DATETIME), datetime(2017, 10, 9, 0, 30, tzinfo=UTC), "2017-10-09T08:30:00"),
    (column(T.YEAR), "2017年度", 2017),
    (column(T.YEAR), 2017.0, 2017),
    (column(T.YEARMONTH), "2017年9月", "2017-09"),
    (column(T.YEARMONTH), date(2017, 9, 1), "2017-09"),
    (column(T.QUARTER), "2017年第三季度", "2017-Q3"),
    (column(T.QUARTER), "2017Q4", "2017-Q4"),
    (column(T.DURATION), "3个月", "P3M"),
    (column(T.DURATION), "1年2个月", "P1Y2M"),
    (column(T.DURATION), "20日12小时", "P20DT12H"),
    (column(T.DURATION), "PT30M", "PT30M"),
    (column(T.PLACE), "35.1041，118.3564", {"lat": "35.1041", "lon": "118.3564"}),
    (column(T.PLACE), {"lat": 35.5, "lon": 118}, {"lat": "35.5", "lon": "118"}),
    (column(T.GEOJSON), '{"type":"Point","coordinates":[118.3,35]}', POINT),
    (column(T.URL), "https://www.linyi.example/a?b=1", "https://www.linyi.example/a?b=1"),
    (column(T.CREDIT_CODE), "91990000MA0000001B", "91990000MA0000001B"),
    (column(T.DIVISION), 371300, "371300"),
    (column(T.BODY), "czj", "czj"),
    (CHOICE, "罚款", "fine"),
    (CHOICE, "warning", "warning"),
    (column(T.INTEGER, enum=(Option("1", "一级"),)), "一级", 1),
]  # fmt: skip

REFUSED: list[tuple[Column, object, str]] = [
    (column(T.STRING), "第一行\n第二行", "只能写一行"),
    (column(T.STRING), "桃\u200b酥", "看不见的字符"),
    (column(T.STRING, max_length=3), "四个字啊", "最多 3 个"),
    (column(T.STRING, min_length=3), "二字", "至少 3 个"),
    (column(T.STRING), 990000199001010014.0, "前 15 位"),
    (column(T.STRING), True, "不是文字"),
    (column(T.STRING), {"a": 1}, "不是文字"),
    (column(T.STRING), date(2017, 1, 2), "日期格式的单元格"),
    (column(T.STRING, pattern=r"\d{4}", help="四位数字"), "12a4", "四位数字"),
    (column(T.INTEGER), "12.5", "不是整数"),
    (column(T.INTEGER), "12,04", "不是数"),
    (column(T.INTEGER), "约100", "不是数"),
    (column(T.INTEGER), "1 204", "不是数"),
    (column(T.INTEGER), "(5)", "不是数"),
    (column(T.INTEGER), "1e5", "不是数"),
    (column(T.INTEGER), "—", "没有数的请留空"),
    (column(T.INTEGER), float("nan"), "不是数"),
    (column(T.INTEGER), True, "不是数"),
    (column(T.INTEGER, unit="件"), "35户", "单位不是这一列的单位"),
    (column(T.INTEGER, minimum=Decimal(0)), "-1", "不能小于 0"),
    (column(T.NUMBER, decimals=1), "1.25", "小数多于 1 位"),
    (column(T.NUMBER, maximum=Decimal(100)), 100.5, "不能大于 100"),
    (MONEY, "￥5000", "货币符号"),
    (MONEY, "5000美元", "单位不能识别"),
    (MONEY, "0.0000001", "比一分还小"),
    (column(T.PERCENT), 0.9405, "可能是 94.05%"),
    (column(T.PERCENT), "1", "可能是 100%"),
    (column(T.BOOLEAN), "一", "不是是或否"),
    (column(T.BOOLEAN), 2, "不是是或否"),
    (column(T.DATE), "17-10-9", "不是日期"),
    (column(T.DATE), "10/9/2017", "不是日期"),
    (column(T.DATE), 43017, "是数字，不是日期"),
    (column(T.DATE), "2017-02-30", "不是日期"),
    (column(T.DATE), "0217-10-09", "不是日期"),
    (column(T.DATE), datetime(2017, 10, 9, 8), "只写日期"),
    (column(T.DATE, minimum=date(2008, 5, 1)), "2007-12-31", "不能早于 2008-05-01"),
    (column(T.DATETIME), "2017-10-09", "缺少时间"),
    (column(T.DATETIME), "2017-10-09 25:00", "不是时间"),
    (column(T.YEAR), "17", "不是年份"),
    (column(T.YEARMONTH), "2017-13", "不是年月"),
    (column(T.YEARMONTH), 2017.1, "不是年月"),
    (column(T.YEARMONTH), date(2017, 9, 15), "是某一天"),
    (column(T.QUARTER), "2017-Q5", "不是季度"),
    (column(T.DURATION), "20个工作日", "不是一段时间"),
    (column(T.PLACE), "118.3564,35.1041", "写反了"),
    (column(T.PLACE), "沂水县", "不是坐标"),
    (column(T.GEOJSON), '{"type":"Polygon","coordinates":[[[118,35],[119,35],[119,36]]]}', "没有闭合"),
    (column(T.GEOJSON), '{"type":"Point","coordinates":[118,135]}', "超出范围"),
    (column(T.GEOJSON), "POINT(1 2)", "不是图形"),
    (column(T.URL), "www.linyi.example", "不是网址"),
    (column(T.URL), "javascript:alert(1)", "不是网址"),
    (column(T.CREDIT_CODE), "91990000MA0000001C", "校验位"),
    (column(T.DIVISION), "3713", "6、9 或 12 位"),
    (CHOICE, "罚 款", "是不是“罚款”"),
    (CHOICE, "没收", "不在选项之内"),
]


@pytest.mark.parametrize(("it", "raw", "value"), TAKEN)
def test_what_is_taken(it: Column, raw: object, value: object) -> None:
    assert caster(it)(raw) == value


@pytest.mark.parametrize(("it", "raw", "says"), REFUSED)
def test_what_is_refused_and_with_which_words(it: Column, raw: object, says: str) -> None:
    with pytest.raises(CellRefusedError) as refused:
        caster(it)(raw)
    assert says in str(refused.value.message)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_in_every_listed_form(on: date) -> None:
    read = caster(column(T.DATE))
    year, month, day = on.year, on.month, on.day
    plain = (f"{year}-{month}-{day}", f"{year}/{month:02}/{day:02}", f"{year}.{month}.{day}")
    forms = (*plain, f"{year}年{month}月{day}日", f"{year}{month:02}{day:02}", on)
    assert {read(form) for form in forms} == {on.isoformat()}


@given(st.integers(-(10**15), 10**15))
def test_money_is_exact_in_every_unit(fen: int) -> None:
    yuan = f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"
    assert caster(column(T.MONEY, unit="元"))(yuan) == fen
    assert caster(MONEY)(f"{yuan}元") == fen
    assert caster(MONEY)(format(Decimal(fen) / 1_000_000, "f")) == fen


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_means_the_same_however_it_is_written(value: Decimal) -> None:
    read = caster(column(T.NUMBER))
    said = {read(format(value, "f")), read(f"{value:,f}"), read(value), read(float(value))}
    assert len(said) == 1
    assert Decimal(str(said.pop())) == value


@given(
    st.sampled_from(list(ColumnType)),
    st.one_of(
        st.text(max_size=30),
        st.text(alphabet="0123456789.,-/年月日季度万元%：:TZ 是否", max_size=20),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.datetimes(),
        st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
        st.lists(st.integers(), max_size=3),
    ),
)
def test_whatever_comes_is_taken_or_refused_in_words(kind: ColumnType, raw: object) -> None:
    read = caster(column(kind, unit="元" if kind is T.MONEY else ""))
    said = "taken"
    try:
        read(raw)
    except CellRefusedError as error:
        said = str(error.message)
    assert said
    assert "{" not in said or "{" in str(raw)


AGAIN = (
    T.STRING, T.INTEGER, T.NUMBER, T.DATE, T.DATETIME, T.YEAR, T.YEARMONTH, T.QUARTER, T.DURATION, T.DIVISION,
)  # fmt: skip


@given(st.sampled_from(AGAIN), st.text(alphabet="0123456789.-年月日QPMT: ", max_size=16))
def test_a_canonical_value_read_again_is_itself(kind: ColumnType, raw: str) -> None:
    read = caster(column(kind))
    try:
        value = read(raw)
    except CellRefusedError:
        return
    assert value is None or read(value) == value
