"""Labels broken over lines of plain text."""

from gongkai.core.document import Document, Line
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import form, forms


def test_a_number_inside_an_open_bracket_belongs_to_the_label():
    """“（…相同信息计 1” broken before “条）”: the figure of the row is the next line's."""
    texts = ["某县人民政府2016年政府信息公开工作年度报告", "一、主动公开情况"]
    texts += ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计 1", "条   30812", "条）"]
    rows = [row for row in form("2014").rows if row.unit and row.code != "1.1"]
    texts += [f"{row.label}   {row.unit}   7" for row in rows]
    lines = tuple(Line(text, 1, number) for number, text in enumerate(texts, 1))
    reading = recognise(Document("a.txt", "txt", lines), forms())
    assert reading.cells["1.1"].cell.value == 30812
