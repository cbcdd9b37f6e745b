"""The 14 columns of the standard catalogue: read from tables as counties publish them, and written back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing.boxes import Boxes, read_boxes, written_boxes
from gongkai.core.publishing.catalogue import (
    FOURTEEN,
    TITLES,
    Column,
    Row,
    group_named,
    head,
    items,
    read_table,
    row_problems,
    with_limit,
    written_row,
)
from gongkai.core.publishing.time_limits import read_limit
from gongkai.foundation import rulebook

CHANNELS = rulebook.publishing().channels
UPPER, LOWER = head()
TITLE_LINE = ["示例县社会救助领域基层政务公开标准目录"] + [""] * 13
GUIDE = [
    "1", "最低生活保障", "办事指南", "办理事项；办理条件；救助标准；申请材料",
    "《社会救助暂行办法》\n《政府信息公开条例》", "制定或获取信息之日起10个工作日内",
    "县民政部门、乡镇人民政府", "■政府网站 □两微一端\n■政务服务中心 ■社区/企事业单位/村公示栏（电子屏）",
    "√", "", "√", "", "√", "√", ]  # fmt: skip
LIST = [
    "2", "", "审核信息", "初审对象名单及相关信息", "《社会救助暂行办法》", "同上", "乡镇人民政府",
    "■社区/企事业单位/村公示栏（电子屏）", "", "√（低保申请人所在村村民）", "√", "", "", "√",
]  # fmt: skip


def table(*lines):
    return [TITLE_LINE, list(UPPER), list(LOWER), *lines]


def test_a_table_as_counties_publish_it():
    reading = read_table(table(GUIDE, LIST), CHANNELS)
    assert reading.problems == ()
    guide, listed = reading.rows[4], reading.rows[5]
    assert guide.elements == ("办理事项", "办理条件", "救助标准", "申请材料")
    assert guide.basis == ("《社会救助暂行办法》", "《政府信息公开条例》")
    assert guide.channels == Boxes(("website", "service_centre", "notice_board"), ("new_media",))
    assert (guide.everybody, guide.group, guide.county, guide.township) == (True, "", True, True)
    assert (listed.first, listed.second) == ("最低生活保障", "审核信息")
    assert (listed.everybody, listed.group) == (False, "低保申请人所在村村民")
    assert listed.limit == guide.limit


def test_same_as_above_without_a_line_above_is_told():
    (problem,) = read_table(table([*LIST[:1], "某事", *LIST[2:]]), CHANNELS).problems
    assert (problem.line, problem.column) == (4, Column.LIMIT)
    assert "同上" in str(problem.message)


def test_same_as_above_resolves_through_several_lines():
    reading = read_table(table(GUIDE, LIST, [*LIST[:1], "", *LIST[2:]]), CHANNELS)
    assert {each.limit.text for each in reading.rows.values()} == {GUIDE[5]}


def changed(**cells):
    line = list(GUIDE)
    for name, text in cells.items():
        line[list(Column).index(Column(name))] = text
    return line


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        (changed(everybody=""), "group", "选一个"),
        (changed(group="√（低保对象）"), "group", "选一个"),
        (changed(everybody="", group="√"), "group", "请写明"),
        (changed(proactive=""), "on_request", "选一个"),
        (changed(on_request="√"), "on_request", "选一个"),
        (changed(county="", township=""), "county", "至少选一级"),
        (changed(channels=""), "channels", "至少选一个"),
        (changed(channels="□政府网站"), "channels", "至少选一个"),
        (changed(limit="按上级要求"), "limit", "按上级要求"),
        (changed(elements=""), "elements", "没有填"),
        (changed(basis=""), "basis", "没有填"),
        (changed(body=""), "body", "没有填"),
        (changed(first=""), "first", "没有填"),
    ],
)
def test_each_fault_is_told_once_with_line_and_column(line, column, told):
    (problem,) = read_table(table(line), CHANNELS).problems
    assert (problem.line, problem.column) == (4, Column(column))
    assert told in str(problem.message)


def test_both_levels_may_be_ticked_and_either_alone():
    for county, township in (("√", "√"), ("√", ""), ("", "√")):
        assert not read_table(table(changed(county=county, township=township)), CHANNELS).problems


def test_a_merged_second_item_carries_down_but_not_into_another_first_item():
    same = changed(number="2", first="", second="")
    other = changed(number="3", first="临时救助", second="")
    reading = read_table(table(GUIDE, same, other), CHANNELS)
    assert [each.second for each in reading.rows.values()] == ["办事指南", "办事指南", ""]
    assert [problem.column for problem in reading.problems] == [Column.SECOND]


def test_remarks_and_blank_lines_are_no_items():
    remark = ["注：■为必选，□为可选"] + [""] * 13
    assert list(read_table(table(GUIDE, [""] * 14, remark), CHANNELS).rows) == [4]


def test_columns_in_another_order_and_added_ones():
    columns = [Column.FIELD, Column.THIRD, *reversed(FOURTEEN)]
    cells = dict(zip(FOURTEEN, GUIDE, strict=True)) | {Column.FIELD: "社会救助", Column.THIRD: "城市低保"}
    lines = [[TITLES[each] for each in columns], [cells[each] for each in columns]]
    reading = read_table(lines, CHANNELS)
    assert reading.problems == ()
    (row,) = reading.rows.values()
    assert (row.field, row.third, row.body) == ("社会救助", "城市低保", GUIDE[6])


def test_a_table_without_second_items():
    """涉农资金 of a town: one column of items, three levels and kinds left out."""
    upper = ["序号", "公开事项", "公开内容 (要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
    upper += ["公开对象", "", "公开方式", "", "公开层级"]
    lower = [""] * 7 + ["全社会", "特定群体", "主动", "依申请", "乡级"]
    line = ["1", "政策文件", "1、中央及地方政府下发涉农资金相关文件 2、我镇涉农资金相关文件"]
    line += ["《中华人民共和国政府信息公开条例》(国令第711号)", "信息形成或者变更之日起20个工作日内"]
    line += ["镇级人民政府", "■政府网站  □政府公报 □两微一端 ■公开查阅点□行政服务中心", "√", "", "√", "", "√"]
    reading = read_table([["涉农资金领域基层政务公开标准目录"], upper, lower, line], CHANNELS)
    assert reading.problems == ()
    (row,) = reading.rows.values()
    assert row.elements == ("中央及地方政府下发涉农资金相关文件", "我镇涉农资金相关文件")
    assert row.channels == Boxes(("website", "reading_point"), ("gazette", "new_media", "service_centre"))
    assert (row.first, row.second, row.township, row.county) == ("政策文件", "", True, False)


ANOTHER_HEAD = [
    "序　号", "公开事项", "公开事项", "公开内容\n（要素）", "政策依据", "公开时间", "责任单位",
    "公开渠道与载体", "公开对象", "公开对象", "公开方式", "公开方式", "公开层级", "公开层级", "备注",
]  # fmt: skip
BELOW = [
    "序　号", "一级公开事项", "二级公开事项", "公开内容\n（要素）", "政策依据", "公开时间", "责任单位",
    "公开渠道与载体", "面向全社会", "特定人群（请写明）", "主动公开",
    "依申请公开", "县（市、区）级", "乡镇（街道）级", "备注",
]  # fmt: skip


def test_an_odd_table_loses_nothing_and_tells_what_it_leaves_out():
    """Lines above the header, merged cells filled, headings in other words, the header printed again, titles
    between, strokes for no, full-width digits, words of the header in the first rows."""
    above = [[f"填表说明{at}", *[""] * 14] for at in range(9)]
    words = changed(
        number="１", group="/", on_request="×", limit="信息形成之日起２０个工作日内", township="—"
    )
    ticks = changed(number="2", everybody="P", proactive="V", county="是", township="ü")
    between, note = ["（一）办事类"] * 15, ["注", *["■为必选"] * 13, ""]
    lines = [words, between, ANOTHER_HEAD, BELOW, ["主动", *[""] * 14], ticks, [""] * 15, note]
    table_of_it = [
        *above,
        ANOTHER_HEAD,
        BELOW,
        *([*line, "同意"] if len(line) == 14 else line for line in lines),
    ]
    reading = read_table(table_of_it, CHANNELS)
    assert [(each.line, str(each.message)[:4]) for each in reading.problems] == [(10, "“备注”")]
    assert list(reading.rows) == [12, 17]
    first, second = reading.rows.values()
    assert (first.everybody, first.group, first.on_request, first.township) == (True, "", False, False)
    assert [each.count for each in first.limit.parts] == [20]
    assert (second.first, second.everybody, second.proactive, second.township) == (
        "最低生活保障",
        True,
        True,
        True,
    )


def test_rows_that_look_like_headings_below_a_header_are_read():
    """公开方式 in words: “主动” in a cell is no header."""
    said = changed(proactive="主动", everybody="全社会", county="县级")
    assert list(read_table(table(said, GUIDE), CHANNELS).rows) == [4, 5]
    assert {each.line for each in read_table(table(said, GUIDE), CHANNELS).problems} == {4}


def test_a_table_that_lacks_columns_is_refused_with_their_names():
    kept = [
        at
        for at, column in enumerate(FOURTEEN)
        if column not in {Column.BASIS, Column.COUNTY, Column.TOWNSHIP}
    ]
    reading = read_table([[line[at] for at in kept] for line in table(GUIDE)], CHANNELS)
    assert reading.rows == {}
    told = [(each.line, str(each.message)[:11]) for each in reading.problems]
    assert told == [(2, "表头里没有“公开依据”"), (2, "表头里没有“县级”一栏")]


def test_without_a_header_nothing_is_guessed():
    reading = read_table([GUIDE], CHANNELS)
    assert reading.rows == {}
    assert "没有找到表头" in str(reading.problems[0].message)


@pytest.mark.parametrize(
    ("cell", "boxes"),
    [
        ("■政府网站", Boxes(("website",))),
        ("☑政府网站\n☐政府公报", Boxes(("website",), ("gazette",))),
        ("■政府网站   □政府公报  ■其他：投资项目在线审批监管平台",
         Boxes(("website", "other"), ("gazette",), ("投资项目在线审批监管平台",))),
        ("■其他（国家企业信用信息公示系统）", Boxes(("other",), (), ("国家企业信用信息公示系统",))),
        ("□其他____", Boxes((), ("other",))),
        ("政府网站、公开查阅点", Boxes(("website", "reading_point"))),
        ("■村公示栏", Boxes(("notice_board",))),
        ("■政府网站    ■两微一端\n■投资项目在线审批监管平台",
         Boxes(("website", "new_media", "other"), (), ("投资项目在线审批监管平台",))),
        ("■政府网站 □信用中国网站", Boxes(("website",), ("other",), ("信用中国网站",))),
        ("■政府网站\n口两微一端\n□广播电视\n口公开查阅点 口便民服务站",
         Boxes(("website",), ("new_media", "broadcast", "reading_point", "convenience_station"))),
        ("t政府网站□政府公報".replace("報", "报"), Boxes(("website",), ("gazette",))),
        ("", Boxes()),
    ],
)  # fmt: skip
def test_boxes(cell, boxes):
    assert read_boxes(cell, CHANNELS) == boxes


@pytest.mark.parametrize(
    ("cell", "listed"),
    [
        ("1.《预算法》\n2.《政府信息公开条例》", ("《预算法》", "《政府信息公开条例》")),
        ("1.背景 2.目标", ("背景", "目标")),
        ("（1）背景；（2）目标", ("背景", "目标")),
        ("2.5万元以上的项目", ("2.5万元以上的项目",)),
        ("办理事项、条件、标准", ("办理事项、条件、标准",)),
        ("①背景②目标", ("背景", "目标")),
        ("", ()),
    ],
)
def test_lists_in_a_cell(cell, listed):
    assert items(cell) == listed


@pytest.mark.parametrize(
    ("cell", "group"),
    [("√（低保对象）", "低保对象"), ("低保对象", "低保对象"), ("√", ""), ("√ 村民", "村民")],
)
def test_groups(cell, group):
    assert group_named(cell) == group


CODES = [each.code for each in CHANNELS.channel]
WORDS = st.text("社会救助办事指南审核信息示例", min_size=1, max_size=8)
BOXES = st.sets(st.sampled_from(CODES), min_size=1).flatmap(
    lambda must: st.builds(
        lambda may: Boxes(
            tuple(code for code in CODES if code in must),
            tuple(code for code in CODES if code in may - must),
            ("在线审批监管平台",) if "other" in must | may else (),
        ),
        st.sets(st.sampled_from(CODES)),
    )
)
ROWS = st.builds(
    Row,
    number=st.integers(1, 999).map(str),
    first=WORDS,
    second=WORDS,
    elements=st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    basis=st.lists(WORDS.map("《{}》".format), min_size=1, max_size=3).map(tuple),
    limit=st.sampled_from(["及时公开", "信息形成20个工作日内", "每年1月31日前"]).map(read_limit),
    body=WORDS,
    channels=BOXES,
    everybody=st.just(True),
    group=st.just(""),
    proactive=st.booleans(),
    on_request=st.just(False),
    county=st.just(True),
    township=st.booleans(),
).map(lambda row: replace(row, on_request=not row.proactive))


@given(st.lists(ROWS, max_size=5))
def test_what_is_written_reads_back(rows):
    reading = read_table(table(*(written_row(row, CHANNELS) for row in rows)), CHANNELS)
    assert list(reading.rows.values()) == rows
    assert reading.problems == ()


@given(BOXES)
def test_boxes_written_read_back(boxes):
    assert read_boxes(written_boxes(boxes, CHANNELS), CHANNELS) == boxes


def test_a_row_with_another_limit():
    row = read_table(table(GUIDE), CHANNELS).rows[4]
    assert [column for column, _ in row_problems(with_limit(row, "看情况"))] == [Column.LIMIT]


def test_the_26_fields():
    fields = rulebook.publishing().fields
    assert len(fields.field) == 26
    assert fields.named("卫生健康领域").code == "health"
    assert fields.named("天气") is None
