"""Files as offices really send them: taken as they were meant, or refused where the doubt is. No database."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl import Workbook

from gongkai.core.disclosure.validating import CheckedRow, Checker
from gongkai.disclosure.checking import personal
from gongkai.disclosure.checking.opening import of_table, wanted_of
from gongkai.disclosure.reading.table import NotATableError
from gongkai.disclosure.reading.text import read_csv
from gongkai.disclosure.reading.workbook import read_workbook

from .conftest import FINES, fields_of

DATA_SET = fields_of(FINES).versions[0].data[0]
HEAD = ("决定书文号", "当事人", "处罚种类", "罚款金额（万元）", "决定日期", "违法事实")
ROW = ("1号", "张小样", "罚款", 1.5, "2026-01-03", "占地")
READ = {"number": "1号", "party": "张小样", "kind": "fine", "amount": 1_500_000, "decided_on": "2026-01-03",
        "facts": "占地"}  # fmt: skip
DAY = {"decided_on": "2017-06-03"}


def book(*rows: Sequence[Any], dates: bool = False, shown: Mapping[str, str] = MappingProxyType({})) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if dates:
        sheet["E2"].number_format = "yyyy-mm-dd"
    for cell, number_format in shown.items():
        sheet[cell].number_format = number_format
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def having(**cells: Any) -> tuple[Any, ...]:
    """The row with other cells, by the names of their columns."""
    names = DATA_SET.names
    order = ("number", "party", "kind", "amount", "decided_on", "facts")
    assert set(order) == set(names)
    return tuple(cells.get(name, said) for name, said in zip(order, ROW, strict=True))


def text(separator: str, encoding: str, end: str = "\n") -> bytes:
    return end.join(separator.join(map(str, row)) for row in (HEAD, ROW)).encode(encoding)


def ods(*rows: Sequence[Any]) -> bytes:
    """A sheet of another office suite: its cells as text, but the amount."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{each}"/>'
            if isinstance(each, float)
            else f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
            for each in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        file.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="甲">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


TAKEN: list[tuple[str, bytes, dict[str, Any]]] = [
    ("titles above the head", book(["某市处罚表"], ["填报单位：林业局"], HEAD, ROW), {}),
    ("blanks, line breaks and narrow brackets in the head",
     book([" 决定书 文号 ", "当事人*", "处罚\n种类", "罚款金额\n (万元)", "决定日期", "违法事实"], ROW), {}),
    ("heads without the unit", book([each.partition("（")[0] for each in HEAD], ROW), {}),
    ("another order of columns", book(HEAD[::-1], ROW[::-1]), {}),
    ("no column that may be lacking", book(HEAD[:5], ROW[:5]), {"facts": None}),
    ("dates with points", book(HEAD, having(decided_on="2017.6.3")), DAY),
    ("dates in words", book(HEAD, having(decided_on="2017年6月3日")), DAY),
    ("dates without marks", book(HEAD, having(decided_on="20170603")), DAY),
    ("dates in wide digits", book(HEAD, having(decided_on="２０１７－０６－０３")), DAY),
    ("dates of the workbook", book(HEAD, having(decided_on=date(2017, 6, 3))), DAY),
    ("serial numbers shown as dates", book(HEAD, having(decided_on=42889), dates=True), DAY),
    ("thousands set apart", book(HEAD, having(amount="1,204.5")), {"amount": 1_204_500_000}),
    ("an amount with its own unit", book(HEAD, having(amount="5000元")), {"amount": 500_000}),
    ("what reckoning makes of 0.3", book(HEAD, having(amount=0.1 + 0.2)), {"amount": 300_000}),
    ("semicolons", text(";", "utf-8"), {}),
    ("tabs", text("\t", "utf-8"), {}),
    ("a mark of the encoding", text(",", "utf-8-sig"), {}),
    ("UTF-16", text("\t", "utf-16"), {}),
    ("GB18030 with CR LF", text(",", "gb18030", "\r\n"), {}),
    ("a column that counts", book(("序号", *HEAD), (1, *ROW)), {}),
    ("the unit behind a stroke", book([each.replace("（", "/").replace("）", "") for each in HEAD], ROW), {}),
    ("the unit in heavy brackets", book([each.replace("（", "【").replace("）", "】") for each in HEAD], ROW),
     {}),
    ("what a spreadsheet must not change", text(",", "utf-8").replace("1号".encode(), '="1号"'.encode()), {}),
    ("another office suite", ods(HEAD, ROW), {}),
    ("CR alone", text(",", "utf-8", "\r"), {}),
]  # fmt: skip

REFUSED: list[tuple[bytes, str, str]] = [
    (book(HEAD, having(decided_on=42889)), "decided_on", "是数字，不是日期"),
    (book(HEAD, having(decided_on="17.6.3")), "decided_on", "不是日期"),
    (book(HEAD, having(decided_on="6/3/2017")), "decided_on", "不是日期"),
    (book(HEAD, having(decided_on="2017-02-30")), "decided_on", "不是日期"),
    (book(HEAD, having(decided_on=datetime(2017, 6, 3, 12, 30))), "decided_on", "带有时间"),
    (book(HEAD, having(amount="￥3")), "amount", "货币符号"),
    (book(HEAD, having(amount="12%")), "amount", "是百分数"),
    (book(HEAD, having(amount=0.05), shown={"D2": "0%"}), "amount", "“5%”是百分数"),
    (book(HEAD, having(amount="壹万元")), "amount", "不是数"),
    (book(HEAD, having(amount="1.2345678")), "amount", "比一分还小"),
    (book(HEAD, having(kind="罚 款")), "kind", "是不是“罚款”"),
    (book(HEAD, having(number=1234567890123456789)), "number", "前 15 位"),
    (book(HEAD, having(number="1号\u200b")), "number", "看不见的字符"),
    (book(HEAD, having(party=None)), "party", "必须填写"),
    (book(HEAD, ROW, having(party="李小样")), "number", "与第 2 行是同一条"),
]

NO_TABLE: list[tuple[bytes, str]] = [
    (b"", "没有内容"),
    (book(HEAD), "表头下面没有内容"),
    (book(HEAD[1:], ROW[1:]), "缺少必填的列：决定书文号"),
    (book((*HEAD, "科室"), (*ROW, 1)), "G1 的表头“科室”不是这个数据集的列"),
    (b"%PDF-1.7", "不是表格"),
    (book((*HEAD, "当事人"), (*ROW, "李")), "G1 的表头“当事人”重复"),
    (b"\xd0\xcf\x11\xe0" + b"x" * 600, "打不开"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "不是表格"),
    (text("|", "utf-8"), "没有找到表头"),
    (text("\t", "utf-16-be"), "编码"),
]


def read(content: bytes) -> Any:
    opened = read_workbook if content.startswith((b"PK", b"\xd0\xcf")) else read_csv
    table = opened(content, wanted_of(DATA_SET))
    assert not table.problems
    rows = [(number, dict(zip(table.columns, cells, strict=True))) for number, cells in table.rows]
    return Checker(DATA_SET).table(rows)


@pytest.mark.parametrize(
    ("content", "differing"), [each[1:] for each in TAKEN], ids=[each[0] for each in TAKEN]
)
def test_taken_as_it_was_meant(content: bytes, differing: dict[str, Any]):
    (row,) = read(content).accepted
    assert row.content == {name: said for name, said in {**READ, **differing}.items() if said is not None}


@pytest.mark.parametrize(("content", "column", "words"), REFUSED)
def test_refused_at_the_cell(content: bytes, column: str, words: str):
    told = [(each.column, str(each.message)) for row in read(content).refused for each in row.problems]
    assert [name for name, said in told if words in said] == [column], told


@pytest.mark.parametrize(("content", "words"), NO_TABLE)
def test_refused_as_a_whole(content: bytes, words: str):
    with pytest.raises(NotATableError, match=words):
        read(content)


def test_a_format_that_hides_what_is_hidden_says_so():
    notes = read_workbook(ods(HEAD, ROW), wanted_of(DATA_SET)).notes
    assert ["看不出隐藏" in str(each) for each in notes] == [True]


@pytest.mark.parametrize(
    ("column", "said", "found"),
    [
        ("facts", "身份证990000199003070001", "id_card"),
        ("facts", "身份证９９００００　１９９００３０７　０００１", "id_card"),
        ("facts", "身份证9 9 0 0 0 0 1 9 9 0 0 3 0 7 0 0 0 1", "id_card"),
        ("facts", "身份证990000\u200b19900307\u200b0001", "id_card"),
        ("facts", "身份证九九零零零零一九九零零三零七零零零一", "id_card"),
        ("facts", "台胞证：C00000000", "account"),
        ("facts", "对张 小样处罚", "name"),
        ("party", "张小样 身份证号９９００００１９９００３０７０００１", "id_card"),
        ("party", "张小样（电话１３８０００００００１）", "mobile"),
        ("party", "张小样", ""),
        ("facts", "2017-10-09 08:00 决定，第 12 条", ""),
    ],
)
def test_personal_data_where_none_is_expected(column: str, said: str, found: str):
    row = CheckedRow(2, "1号", {"party": "张小样", column: said}, ())
    assert [(each["column"], each["kind"]) for each in personal.found(DATA_SET, [row])] == (
        [(column, found)] if found else []
    )


def test_a_percentage_is_what_people_see():
    rows = [having(facts=0.0705), having(facts=0.3), having(facts=5), having(facts=1 / 3), having(facts="12")]
    shown = {"F2": "0.00%", "F3": '[Red]"约"0.0%', "F4": '0"%"', "F5": "0%", "F6": "0%", "F7": "0%"}
    read = read_workbook(book(HEAD, *rows, shown=shown), wanted_of(DATA_SET))
    assert [cells[5] for _, cells in read.rows] == ["7.05%", "30%", 5, "33.3333333333333%", "12"]


def test_lines_that_are_no_rows_are_told():
    lines = [HEAD, ("2号", *ROW[1:]), ("以上合计（万元）", None, None, 3), ("填表人：某",)]
    made = of_table(read_workbook(book(HEAD, ROW, *lines), wanted_of(DATA_SET)), DATA_SET)
    assert [(each.row, str(each.message)[5:9]) for each in made.problems] == [
        (3, "又是表头"),
        (5, "像是合计"),
        (6, "像是表下"),
    ]
