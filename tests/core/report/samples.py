"""Two real reports as figures: 临沂 2017 (form 2014) and 淮安 2024 (form 2021)."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from gongkai.core.cells import Cell, from_unit
from gongkai.core.declarations import Declaration
from gongkai.core.forms import Form
from gongkai.core.report import Report, Wording, compose, read_wording
from gongkai.foundation import rulebook

SAMPLES = Path(__file__).parents[2] / "samples"
FORMS = ("2014", "2019", "2021")

LINYI = "临沂市人民政府"
LINYI_TEXTS = {
    "opening": "如有疑问，请与临沂市政府信息公开工作办公室联系（电话：0539-8727092）。",
    "一": (
        "2017年，临沂市把开展好政务公开工作作为重要抓手。\n（一）强化组织领导\n主要领导亲自部署。\n"
        "1.夯实工作机制\n规范发布程序。"
    ),
    "三": "主要涉及土地征收、房屋补偿，其中网络申请{3.1.3}件。",
    "七": "出台了《2017年临沂市政务公开工作要点》，分解落实到30个市直牵头单位。",
    "八": "一是公开意识有待进一步增强。下一步，我市将完善工作机制。",
}
HUAIAN = "淮安市人民政府"
HUAIAN_TEXTS = {
    "一（一）": "市政府网站主动公开各类政府信息5500余条，召开新闻发布会12场。",
    "一（三）": "坚持“先审查、后公开”。",
    "一（四）": "进一步优化政务公开专栏设置。",
    "一（五）": "全年组织4次政府信息公开栏目全覆盖检查。",
    "五": "一是政策解读质量仍需提升。针对存在问题，我市将着力提升解读质效。",
    "六": "2024年，全年收取政府信息公开信息处理费3940元。",
}
T2_NAMES = {
    "规章|制发": "a1.made",
    "规章|废止": "a1.repealed",
    "规章|现行有效": "a1.valid",
    "行政规范性文件|制发": "a2.made",
    "行政规范性文件|废止": "a2.repealed",
    "行政规范性文件|现行有效": "a2.valid",
    "行政许可": "b1.decisions",
    "行政处罚": "c1.decisions",
    "行政强制": "c2.decisions",
    "行政事业性收费(万元)": "d1.fee",
}


def wording(code: str) -> Wording:
    return read_wording(declared(code), rulebook.form(code))


def declared(code: str) -> Declaration:
    path = rulebook.RULES / "returns" / "text" / f"{code}.toml"
    return Declaration(path.read_text(encoding="utf-8"), path.name)


def filled(form: Form, code: str, read: object) -> Cell:
    return Cell.number(from_unit(Decimal(str(read)), form.cells[code].unit))


def linyi_cells() -> dict[str, Cell]:
    """The annex as printed, in the order of the form's rows."""
    form = rulebook.form("2014")
    printed = json.loads((SAMPLES / "annex-2017.json").read_text(encoding="utf-8"))["rows"]
    rows = form.tables[0].blocks[0].rows
    return {
        row.code: filled(form, row.code, entry["value"])
        for row, entry in zip(rows, printed, strict=True)
        if entry["value"] is not None
    }


def huaian_cells() -> dict[str, Cell]:
    form = rulebook.form("2021")
    figures = json.loads((SAMPLES / "huaian-2024.expected.json").read_text(encoding="utf-8"))["figures"]
    t3 = next(table for table in form.tables if table.code == "T3").blocks[0]
    columns = {column.label: column.code for column in t3.columns}
    rows = [row.code for row in t3.rows if f"T3.{row.code}.C7" in form.cells]
    names = list(dict.fromkeys(name.split("|")[0] for name in figures if name.startswith("表三")))
    row_of = dict(zip(names, rows, strict=True))
    t4 = [f"T4.{group}{number}" for group in "ABC" for number in range(1, 6)]
    read = {f"T2.{code}": figures[f"表二 {name}"] for name, code in T2_NAMES.items()}
    read |= dict(zip(t4, (value for name, value in figures.items() if name.startswith("表四")), strict=True))
    for name, value in figures.items():
        if name.startswith("表三"):
            row, column = name.split("|")
            read[f"T3.{row_of[row]}.{columns[column]}"] = value
    return {code: filled(form, code, value) for code, value in read.items()}


def scaled(cells: Mapping[str, Cell], factor: float) -> dict[str, Cell]:
    return {code: Cell.number(int((cell.value or 0) * factor)) for code, cell in cells.items()}


def linyi_report(**changes: object) -> Report:
    cells = linyi_cells()
    given: dict = {
        "wording": wording("2014"),
        "body": LINYI,
        "year": 2017,
        "previous": scaled(cells, 0.9),
        "history": {2015: scaled(cells, 0.8)},
        "by_body": {"兰山区": {"3.1": Cell.number(180)}, "费县": {"3.1": Cell.number(75)}},
        "texts": LINYI_TEXTS,
        "issued_on": date(2018, 3, 22),
    }
    return compose(rulebook.form("2014"), **{"cells": cells, **given, **changes})


def huaian_report(**changes: object) -> Report:
    cells = huaian_cells()
    given: dict = {
        "wording": wording("2021"),
        "body": HUAIAN,
        "year": 2024,
        "previous": scaled(cells, 0.9),
        "texts": HUAIAN_TEXTS,
        "issued_on": date(2025, 1, 24),
    }
    return compose(rulebook.form("2021"), **{"cells": cells, **given, **changes})
