"""The template filled in, as an office would."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from gongkai.casework import importing
from gongkai.casework.importing.columns import CHALLENGES, SHEET

ROW = {
    "原编号": "旧-001", "申请人类别": "自然人", "姓名或者名称": "张样本", "证件类型": "居民身份证",
    "证件号码": "990000199001010012", "联系电话": "13800001234",
    "所需政府信息内容描述": "2016年度造林补助名单",
    "收到方式": "当面", "提交日期": date(2024, 3, 1), "办理结果": "予以公开",
    "答复或者终止日期": date(2024, 3, 20), "答复文号": "某林公开〔2024〕第1号",
}  # fmt: skip
"""A request of 2024, closed."""


def filled(*lines: Mapping[str, Any], contested: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """By the heads of the columns; `contested` goes on the other sheet."""
    book = load_workbook(BytesIO(importing.template()))
    for name, rows in ((SHEET, lines), (CHALLENGES, contested)):
        sheet = book[name]
        place = {sheet.cell(1, at).value.removesuffix("*"): at for at in range(1, sheet.max_column + 1)}
        for row, line in enumerate(rows, start=2):
            for title, value in line.items():
                sheet.cell(row, place[title], value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
