"""Shapes in which web pages and extracted texts print tables: bars, padding, empty cells as empty lines."""

from gongkai.core.cells import State
from gongkai.core.reading import Reading
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import forms
from gongkai.reporting.readers import read

HEAD = (
    "清河镇人民政府2020年政府信息公开工作年度报告\n\n一、总体情况\n\n2020年，我镇主动公开政府信息85条。\n\n"
)


def reading_of(text: str, name: str = "年报.txt") -> Reading:
    return recognise(read(text.encode(), name), forms(), name)


def value(reading: Reading, code: str) -> tuple[State, int | None]:
    cell = reading.cells[code].cell
    return cell.state, cell.value


def number(value: int) -> tuple[State, int]:
    return State.NUMBER, value


BLANK = (State.BLANK, None)

PADDED = (
    HEAD
    + """二、主动公开政府信息情况
第二十条第(一)项 | ||||
信息内容 | 本年新 | 本年新 | 对外公开总数量 | |
规章 | 0 | 1 | 2 | |
规范性文件 | 3 | 4 | 5 | |
第二十条第(五)项 | ||||
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |
行政许可 | 6 | -7 | 8 | |
其他对外管理服务事项 | 9 | +10 | 11 | |
第二十条第(六)项 | ||||
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |
行政处罚 | 12 | 0 | 13 | |
行政强制 | 0 | / | 0 | |
第二十条第(八)项 | ||||
信息内容 | 上一年项目数量 | 本年增/减 | ||
行政事业性收费 | 14 | 15 | ||
第二十条第(九)项 | ||||
信息内容 | 采购项目数量 | 采购总金额（万元） | ||
政府集中采购 | 13 | 477.35 |
三、收到和处理政府信息公开申请情况
(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 | ||||||||
自然人 | 法人或其他组织 | 总计 | |||||||
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||
一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5 | ||
二、上年结转政府信息公开申请数量 | 0 | | 0 | 0 | 0 | 0 | 0 | ||
三、本年度办理结果 | (一)予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 | |
(二)部分公开(区分处理的,只计这一情形,不计其他情形) | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
(三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
4.保护第三方合法权益 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||
5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
(四)无法提供 | 1.本机关不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
(五)不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
(六)其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
(七)总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5 | ||
四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 | |||||||||||||
未经复议直接起诉 | 复议后起诉 | |||||||||||||
"""
    + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    + """
1 | 0 | 0 | 0 | 1 | 0 | 2 | 0 | 0 | 2 | 0 | 0 | 3 | 0 | 3 |
五、存在的主要问题及改进情况
无。
"""
)


def test_rows_with_bars_and_padding() -> None:
    reading = reading_of(PADDED)
    assert (reading.form.code, reading.body, reading.year) == ("2019", "清河镇人民政府", 2020)
    assert len(reading.cells) == 198
    assert value(reading, "T2.b1.delta") == number(-7)
    assert value(reading, "T2.b2.delta") == number(10)
    assert value(reading, "T2.c2.delta")[0] is State.STRUCK
    assert value(reading, "T2.a2.totalpub") == number(5)
    assert value(reading, "T2.e1.amount") == number(477_350_000)
    assert value(reading, "T3.R2.C2") == BLANK
    assert value(reading, "T3.R2.C7") == number(0)
    assert value(reading, "T3.R3.1.C7") == number(3)
    assert value(reading, "T4.C5") == number(3)
    assert reading.findings == ()


def cells_one_a_line(rows: list[list[str]]) -> str:
    """Each cell a line and an empty line after it; an empty cell is one empty line."""
    return "".join("\n" if not text else f"{text}\n\n" for row in rows for text in row)


SPARSE_ROWS = [
    ["一、本年新收政府信息公开申请数量", "", "", "", "", "", "", "4"],
    ["二、上年结转政府信息公开申请数量", "1", "", "", "", "", "", "1"],
    ["三、本年度办理结果"],
    ["(一)予以公开", "2", "", "3", "", "", "", "5"],
    ["(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "0", "0", "0", "0", "0", "0", "0"],
    ["(三)不予公开"],
    *(
        [label, "0", "0", "0", "0", "0", "0", "0"]
        for label in (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        )
    ),
]


def test_an_empty_cell_that_left_an_empty_line() -> None:
    text = HEAD + "三、收到和处理政府信息公开申请情况\n\n" + cells_one_a_line(SPARSE_ROWS)
    reading = reading_of(text)
    found = {
        code: value(reading, code)
        for code in reading.cells
        if code.startswith(("T3.R1.", "T3.R2.", "T3.R3.1."))
    }
    assert [found[f"T3.R1.C{at}"] for at in range(1, 8)] == [BLANK] * 6 + [number(4)]
    assert [found[f"T3.R2.C{at}"] for at in range(1, 8)] == [number(1), *[BLANK] * 5, number(1)]
    assert [found[f"T3.R3.1.C{at}"] for at in range(1, 8)] == [
        number(2),
        BLANK,
        number(3),
        *[BLANK] * 3,
        number(5),
    ]


def test_a_row_with_too_few_figures_is_not_guessed() -> None:
    rows = [[text for text in row if text] for row in SPARSE_ROWS]
    reading = reading_of(
        HEAD + "三、收到和处理政府信息公开申请情况\n" + "\n".join(t for row in rows for t in row)
    )
    assert "T3.R1.C1" not in reading.cells
    assert value(reading, "T3.R3.2.C7") == number(0)
    assert {finding.rule for finding in reading.findings} == {"short-row"}


def test_columns_piled_up_are_refused_whole() -> None:
    labels = [row[0] for row in SPARSE_ROWS]
    text = (
        HEAD
        + "三、收到和处理政府信息公开申请情况\n"
        + "\n".join([*labels[:2], *(["7"] * 70), *labels[2:], *(["3"] * 7)])
    )
    reading = reading_of(text)
    assert not [code for code in reading.cells if code.startswith("T3")]


def test_the_years_before_2014_have_no_form() -> None:
    rows = [
        "主动公开信息数 条 1200",
        "其中：1.政府网站 条 1100",
        "2.政府公报 条 100",
        "受理依申请公开信息总数 条 12",
        "其中：1.当面申请数 条 3",
        "2.传真申请数 条 0",
        "3.电子邮件申请数 条 1",
        "4.网上申请数 条 6",
        "5.信函申请数 条 2",
        "本年度对申请的答复总数 条 12",
        "其中：1.同意公开答复数 条 10",
        "2.同意部分公开答复数 条 1",
        "行政复议数 件 0",
        "行政诉讼数 件 0",
    ]
    reading = reading_of("南山市人民政府2012年政府信息公开工作年度报告\n一、概述\n" + "\n".join(rows))
    assert (reading.form, reading.body, reading.year) == (None, "南山市人民政府", 2012)
    assert reading.cells == {}
