"""Declarations of fields: what is read, and what is refused with file and line."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import (
    Across,
    Aggregate,
    NoSuchDataSetError,
    Part,
    Shown,
    SortKey,
    Upward,
)
from gongkai.core.disclosure.timing import Every, TimingKind
from tests.core.disclosure.declared import TEXT, altered, field, permit_counts, permits


def test_a_declaration_is_read_whole() -> None:
    data_set = permits()
    assert data_set.column("party").shown is Shown.MASKED
    assert data_set.column("fee").unit == "元"
    assert data_set.presentation.sort == (SortKey("decided_on", True), SortKey("number"))
    chart = data_set.presentation.chart
    assert chart is not None
    assert (chart.x, chart.y) == (Across("decided_on", Part.MONTH), Upward(Aggregate.SUM, "fee"))
    assert data_set.cadence.timing.kind is TimingKind.EVENT
    assert data_set.cadence.zero_return is Every.MONTH
    assert data_set.samples[2]["decided_on"] == "2017-10-11"
    assert data_set.samples[0]["fee"] == 3550
    assert [group.columns for group in data_set.form.groups] == [data_set.names]
    assert permit_counts().column("count").minimum == Decimal(0)


LAST_EXAMPLE = '[[data.example]]\nabout = "九月的"'
LAST = 'state = "missing"'
REFUSED: list[tuple[str, ...]] = [
    ('title = "许可"\n', 'title = "许可"\ncolour = "red"\n', "不认识的键“colour”"),
    ('{ name = "seal", title', '{ nome = "x", name = "seal", title', "不认识的键“nome”"),
    ('key = ["number"]', 'key = ["numero"]', "没有名为“numero”的列"),
    ('key = ["number"]', 'key = ["seal"]', "应当必填"),
    ('key = ["number"]', "key = []", "用哪些列区分"),
    ('owed_by = ["all"]', 'owed_by = ["-all"]', "没有写明由谁公开"),
    ('name = "seal", title = "印章编号"', 'name = "Seal", title = "印章编号"', "不能作列名"),
    ('name = "seal", title = "印章编号"', 'name = "party", title = "印章编号"', "写了两次"),
    ('name = "seal", title = "印章编号"', 'name = "seal", title = "相对人"', "都叫“相对人”"),
    ('type = "string", unique = true', 'type = "string", minimum = 1', "不能有“minimum”"),
    ('type = "money", unit = "元"', 'type = "money", unit = "美元"', "元、万元、亿元"),
    ('type = "money", unit = "元"', 'type = "monney"', "应为"),
    ('required = true, max_length = 20', 'required = true, pattern = "("', "正则表达式"),
    ('required = true, minimum = 0 }', 'required = true, minimum = 9, maximum = 3 }', "小于最小值"),
    ('type = "body"', 'type = "string", shown = "masked"', "标明个人信息"),
    ('references = "permits.number"', 'references = "firms.code"', "没有名为“firms”的数据集"),
    ('references = "permits.number"', 'references = "permits.fee"', "不能区分各行"),
    ('references = "permits.number"', 'references = "number"', "数据集.列"),
    ('list = ["number", "party"', 'list = ["nummer", "party"', "没有名为“nummer”的列"),
    ('filters = ["decided_on"]', 'filters = ["party"]', "掩码"),
    ('search = ["number"]', 'search = ["fee"]', "不是文字"),
    ('sort = "-decided_on,number"', 'sort = "-decided"', "没有名为“decided”的列"),
    ('page_title = "{party} {number}"', 'page_title = "{part}"', "没有名为“part”的列"),
    ('page_title = "{party} {number}"', 'page_title = "许可"', "至少引用一列"),
    ('period = "decided_on"', 'period = "fee"', "不是日期"),
    ('x = "month(decided_on)"', 'x = "month(fee)"', "不能按时间分组"),
    ('y = "sum(fee)"', 'y = "sum(number)"', "不是数"),
    ('y = "sum(fee)"', 'y = "median(fee)"', "纵轴写成"),
    ('columns = ["month", "count"]', 'columns = ["month"]', "没有列入表单", "[data.form]"),
    ('columns = ["month", "count"]', 'columns = ["month", "month", "count"]', "写了两次"),
    ('text = "每月15日前"', 'text = "每月31日前"', "不是每一期都有"),
    ('text = "每月15日前"', 'text = "差不多的时候"', "能识别的写法"),
    ('text = "每月15日前"', 'text = "每月15日前"\nfrom = "month"', "按日历公开的"),
    ('text = "每月15日前"', 'text = "每月15日前"\nwithin = 3', "只有“及时”"),
    ('text = "每月15日前"', 'text = "每月15日前"\nstays = "一阵子"', "公开期限"),
    ('from = "decided_on"', 'from = "fee"', "不是日期"),
    ('from = "decided_on"\n', "", "写明起算日期", "[data.cadence]"),
    ('row = { decided_on = 2017-10-09 }', 'row = { number = "1号" }', "起算日期"),
    ('about = "九月的"', 'about = "九月的"\nrow = { month = "2017-09" }', "只写其中一个", LAST_EXAMPLE),
    ('row = { decided_on', 'row = { colour = 1, decided_on', "没有名为“colour”的列"),
    ('period = "2017-09"\ntoday', 'period = "2017-Q3"\ntoday', "应写成 2017-10", 'period = "2017-Q3"'),
    ('page_title = "{party} {number}"', 'page_title = "{party!r}"', "只写列名"),
    ('title = "件数", type', 'title = " ", type', "名称不能空着"),
    ('title = "件数", type', 'title = "件\\n数", type', "名称里不能有换行"),
    ('title = "件数", type', 'title = "MONTH", type', "都叫“MONTH”"),
    ('title = "每月件数"', 'title = "许可决定"', "“许可决定”写了两次", 'title = "许可决定"\nkey = ["month'),
    ('title = "许可"\n', '"ti\\u0074le" = "许可"\n"co\\u006cour" = 1\n', "不认识的键“colour”"),
    ('title = "许可"\n', f'title = "许可"\ndeep = {"[" * 9000}{"]" * 9000}\n', "括号套得太深"),
    ('part = "S37"', 'part = "Z1"', "S29 这样的代号"),
    (LAST, f'{LAST}\n[english]\n"许可证" = "Licence"', "没有给人看的“许可证”"),
    (LAST, f'{LAST}\n[english]\n"许可" = " "', "英文空着"),
    (LAST, f'{LAST}\n[english]\n"{{party}} {{number}}" = "{{party}}"', "花括号应当和中文的一样"),
    ('legal_basis = ["某办法第一条"]', 'legal_basis = []', "至少写一项依据"),
    ('name = "permit_counts"', 'name = "view"', "系统用的网址"),
    ('key = ["number"]', 'key = ["number", "number"]', "写了两次"),
    ('owed_by = ["all"]', 'owed_by = [1]', "“owed_by”的第 1 项应为文字"),
    ('required = true, minimum = 0 }', 'required = true, minimum = nan }', "应为数"),
    ('required = true, minimum = 0 }', f'required = true, minimum = {"9" * 5000} }}', "数字太长"),
    ('type = "money", unit = "元"', 'type = "money", decimals = -2', "“decimals”不能是 -2"),
    ('required = true, max_length = 20', 'required = true, max_length = 0', "“max_length”不能是 0"),
    ('type = "string", unique = true', 'type = "string", pattern = "(a+)+$"', "会算上几个小时"),
    ('type = "string", unique = true', 'type = "place", unique = true', "不能标明 unique"),
    ('type = "string", unique = true', 'type = "string", enum = ["甲", "甲 "]', "前后有空格"),
    ('type = "string", unique = true', 'type = "string", enum = ["乙", { value = "甲", title = "乙" }]',
     "写了两次"),
    ('filters = ["decided_on"]', 'filters = ["decided_on", "decided_on"]', "写了两次"),
    ('sort = "-decided_on,number"', 'sort = "-decided_on,decided_on"', "写了两次"),
    ('text = "自作出决定之日起7个工作日"', 'text = "自作出决定之日起-7个工作日"', "能识别的写法"),
    ('text = "自作出决定之日起7个工作日"', 'text = "自作出决定之日起1.5个工作日"', "能识别的写法"),
    ('type = "yearmonth"', 'type = "text"', "不能用来区分各行", 'key = ["month"]'),
    ('fee = 35.5', 'fee = "很多"', "示例数据第 1 行“费用”"),
    ('replaces = "1号"', 'colour = "红"', "数据集没有“colour”"),
    ('number = "2号", party', 'number = "1号", party', "内容却不同", 'number = "1号", party = "李'),
    ('  { month = "2017-07", count = 1 },\n', "", "至少写 3 行", '[[data]]\nname = "permit_counts"'),
    ("in_force = 2017-01-01", 'in_force = "2017"', "应为日期"),
    ('owed_by = ["all"]', 'owed_by = ["all"]\nlogic = ["divination"]', "之一"),
    ('owed_by = ["all"]', 'owed_by = ["all"]\nsummed = "count"', "没有名为“count”的金额列"),
    ('owed_by = ["all"]', 'owed_by = ["all"]\ncounted_by = ["count"]', "不能用来计件"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "says", "on"), [(*each, "")[:4] for each in REFUSED])
def test_what_does_not_fit_is_refused_with_its_line(before: str, after: str, says: str, on: str) -> None:
    text = altered(before, after)
    with pytest.raises(DeclarationError) as refused:
        read_fields([Declaration(text, "fields/licensing.toml")])
    assert says in str(refused.value.message)
    assert refused.value.file == "fields/licensing.toml"
    stands = text.index(on or after.strip().rpartition("\n")[2])
    assert refused.value.line == text.count("\n", 0, stands) + 1


def test_a_reference_holds_also_when_the_other_field_changes() -> None:
    firms = altered('field = "licensing"', 'field = "firms"').replace('"permit', '"firm')
    firms = firms.replace('references = "permits', 'references = "firms')
    ours = altered('references = "permits.number"', 'references = "firms.seal"')
    read_fields([Declaration(ours, "a.toml"), Declaration(firms, "b.toml")])
    later = firms.replace("in_force = 2017", "in_force = 2019").replace(", unique = true", "")
    with pytest.raises(DeclarationError, match=r"a.toml 第 .* 行：“firms.seal”不能区分各行"):
        read_fields(
            [
                Declaration(each, f"{name}.toml")
                for name, each in zip("abc", (ours, firms, later), strict=True)
            ]
        )


def test_a_data_set_belongs_to_one_field() -> None:
    other = altered('field = "licensing"', 'field = "other"')
    with pytest.raises(DeclarationError, match="已属于领域"):
        read_fields([Declaration(TEXT, "a.toml"), Declaration(other, "b.toml")])
    with pytest.raises(DeclarationError, match="自同一天起施行"):
        read_fields([Declaration(TEXT, "a.toml"), Declaration(TEXT, "b.toml")])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('key = ["month"]', 'key = ["month", "count"]', "区分各行的列"),
        ('title = "印章编号", type = "string"', 'title = "印章编号", type = "body"', "原来的类型是 string"),
    ],
)
def test_a_later_version_keeps_key_and_types(before: str, after: str, says: str) -> None:
    later = altered(before, after).replace("in_force = 2017", "in_force = 2019")
    with pytest.raises(DeclarationError, match=says):
        read_fields([Declaration(later, "b.toml"), Declaration(TEXT, "a.toml")])


def test_a_day_is_judged_by_the_version_of_its_day() -> None:
    later = altered("in_force = 2017-01-01", "in_force = 2018-07-01").replace("每月15日前", "每月10日前")
    fields = read_fields([Declaration(TEXT, "licensing.toml"), Declaration(later, "licensing-2018.toml")])
    cadences = [
        fields.data_set("permit_counts", day).cadence.text for day in (date(2018, 6, 30), date(2018, 7, 1))
    ]
    assert cadences == ["每月15日前", "每月10日前"]
    assert fields.on(date(2016, 12, 31)) == ()
    assert fields.names == {"permits", "permit_counts"}
    with pytest.raises(NoSuchDataSetError):
        fields.data_set("permits", date(2016, 12, 31))
    old, new = (fields.field_of("permits", day) for day in (date(2017, 1, 1), date(2019, 1, 1)))
    assert old.digest != new.digest
    assert field().digest == old.digest
