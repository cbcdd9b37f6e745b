"""Tables as people send them: what is taken, what is refused and where. No database."""

import datetime
import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from gongkai.disclosure.reading import Wanted, read_file, read_pasted
from gongkai.disclosure.reading.table import NotATableError

WANTED = Wanted(
    {"文号": "number", "number": "number", "金额（万元）": "amount", "金额": "amount", "日期": "on"},
    {"number": "文号"}, "处罚",
)  # fmt: skip
HEAD = ("文号*", "金额(万元)", "日期")


def book(*change: Callable[[Workbook], object]) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "表一"
    for row in (HEAD, ("1号", 1.5, datetime.date(2020, 1, 2)), ("2号", 2, "2020年1月3日"), ("3号", 3, None)):
        sheet.append(row)
    for each in change:
        each(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def titled(made: Workbook) -> None:
    sheet = made["表一"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "某市处罚情况表"
    sheet.merge_cells("A1:C1")


def doubtful(made: Workbook) -> None:
    sheet = made["表一"]
    sheet["B2"] = "=1+1"
    sheet["C3"] = "#REF!"
    sheet["C3"].data_type = "e"
    sheet.merge_cells("A4:A5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["E2"] = "多出来的"


def second_sheet(made: Workbook) -> None:
    made.create_sheet("表二").append(("别的",))


def named_sheet(made: Workbook) -> None:
    second_sheet(made)
    made["表一"].title = "处罚"


def hidden_sheet(made: Workbook) -> None:
    second_sheet(made)
    made["表二"].sheet_state = "hidden"


def test_a_workbook_with_a_title_above_its_head():
    table = read_file(book(titled), WANTED)
    assert [number for number, _ in table.rows] == [4, 5, 6]
    assert table.rows[0][1] == ["1号", 1.5, datetime.date(2020, 1, 2)]
    assert (table.where(4, "amount"), table.problems) == ("B4", [])
    assert "当作标题" in str(table.notes[0])


def test_what_is_in_doubt_is_told_by_its_cell():
    told = {(each.row, each.cell): str(each.message) for each in read_file(book(doubtful), WANTED).problems}
    assert {(2, "B2"), (3, "C3"), (4, "A4"), (3, ""), (0, ""), (2, "E2")} <= set(told)
    assert "公式" in told[2, "B2"]
    assert "合并" in told[4, "A4"]
    assert "合并" in told[5, "A4"]
    assert "隐藏" in told[3, ""]


def test_of_several_sheets_one_must_be_meant():
    with pytest.raises(NotATableError, match="几个工作表"):
        read_file(book(second_sheet), WANTED)
    assert len(read_file(book(named_sheet), WANTED).rows) == 3
    assert len(read_file(book(hidden_sheet), WANTED).rows) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_there_are(encoding: str):
    table = read_file('文号,金额（万元）\n1号,2\n\n2号,"1,204"\n'.encode(encoding), WANTED)
    assert table.rows == [(2, ["1号", "2"]), (4, ["2号", "1,204"])]
    assert any("GB18030" in str(each) for each in table.notes) == (encoding == "gb18030")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有内容"),
        ("甲,乙\n1,2", "没有找到表头"),
        ("文号,金额,罚没\n1,2,3", "“罚没”不是这个数据集的列"),
        ("文号,金额,金额\n1,2,3", "重复"),
        ("金额,日期\n1,2", "缺少必填的列：文号"),
        ('文号,金额\n1,"2\n3,4', "引号不成对"),
        ("文号,金额（元）,日期\n1,2,3", "不是这个数据集的列"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(text: str, reason: str):
    with pytest.raises(NotATableError, match=reason):
        read_pasted(text, WANTED)


def test_a_file_that_is_no_table():
    with pytest.raises(NotATableError, match="打不开"):
        read_file(b"PK\x03\x04" + b"x" * 200, WANTED)
    with pytest.raises(NotATableError, match="编码"):
        read_file(b"\xff\xff\xfe\x81\x00abc", WANTED)
