"""A made-up annual report as titles, paragraphs and tables with spans, before any format is chosen."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from gongkai.core.cells import Cell, State, from_unit, is_money
from gongkai.core.forms import Block, Form, Kind, Row

BODY = "青川市人民政府"
OTHER = "R3.6"


@dataclass(frozen=True)
class Box:
    """A printed cell with the columns and rows it covers."""

    text: str
    wide: int = 1
    high: int = 1


type Sheet = list[list[Box]]


@dataclass
class Report:
    """Blocks in order: ("title" | "heading" | "text", str) or ("table", Sheet)."""

    year: int
    printed: dict[str, str]
    blocks: list[tuple[str, str | Sheet]] = field(default_factory=list)

    def expected(self, form: Form) -> dict[str, Cell]:
        return {code: _cell(text, form.cells[code].unit) for code, text in self.printed.items()}


def _cell(text: str, unit: str | None) -> Cell:
    if not text:
        return Cell()
    if text in ("/", "-", "—", "空", "无"):
        return Cell(State.STRUCK, None, text)
    number = Decimal(text.replace(",", "").replace("，", ""))
    return Cell.number(from_unit(number, unit if is_money(unit) else None), text)


def figures(form: Form, seed: int, blanks: bool = False, strokes: bool = False) -> dict[str, str]:
    """A text for each cell of `form`, by chance."""
    chance = Random(seed)

    def one(code: str, unit: str | None) -> str:
        draw = chance.random()
        if blanks and draw < 0.06:
            return ""
        if strokes and draw < 0.12:
            return chance.choice(["/", "-", "—", "空", "无"])
        if draw < 0.4:
            return "0"
        if is_money(unit):
            return f"{chance.randrange(1, 99999)}.{chance.randrange(1, 99):02d}"
        most = {"T3": 5, "T4": 3}.get(code[:2], 7)
        return str(chance.randrange(1, 10 ** chance.randint(1, most)))

    return {code: one(code, spec.unit) for code, spec in form.cells.items()}


PROSE = (
    "本报告由青川市人民政府办公室按照《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至"
    "{year}年12月31日止。本报告电子版可在青川市人民政府网站下载。如有疑问，请与青川市人民政府办公室联系（地址：青川市"
    "人民路1号，邮编：628100，电话：0839-7200000）。"
)
BODY_TEXT = (
    "{year}年，全市主动公开政府信息29736条，发布政策解读1233条，举办新闻发布会17场。全市共收到政府信息公开申请1108件，"
    "其中当面申请43件，网络申请234件；依法依规办理，未发生因政府信息公开引起的失泄密事件。"
)


def modern(form: Form, year: int, printed: dict[str, str], single_other: bool = False) -> Report:
    """A report by the form of 2019 or 2021. `single_other`: （六）其他处理 as one row."""
    report = Report(year, dict(printed))
    add = report.blocks.append
    add(("title", BODY))
    add(("title", f"{year}年政府信息公开工作年度报告"))
    add(("text", PROSE.format(year=year)))
    add(("heading", "一、总体情况"))
    add(("text", BODY_TEXT.format(year=year)))
    add(("heading", "二、主动公开政府信息情况"))
    tables = {table.code: table for table in form.tables}
    add(("table", _disclosure(list(tables["T2"].blocks), printed)))
    add(("heading", "三、收到和处理政府信息公开申请情况"))
    add(("table", _requests(tables["T3"].blocks[0], printed, single_other)))
    add(("heading", "四、政府信息公开行政复议、行政诉讼情况"))
    add(("table", _reviews(tables["T4"].blocks[0], printed)))
    add(("heading", "五、存在的主要问题及改进情况"))
    add(("text", BODY_TEXT.format(year=year)))
    add(("heading", "六、其他需要报告的事项"))
    add(("text", f"{year}年，本机关未收取信息处理费。"))
    if single_other:
        for code in list(report.printed):
            if code.startswith(("T3.R3.6.1", "T3.R3.6.2")):
                del report.printed[code]
    return report


def _disclosure(blocks: list[Block], printed: dict[str, str]) -> Sheet:
    width = 1 + max(len(block.columns) for block in blocks)
    sheet: Sheet = []
    for block in blocks:
        sheet.append([Box(block.head, wide=width)])
        sheet.append([Box("信息内容"), *_stretch([column.label for column in block.columns], width - 1)])
        for row in block.rows:
            texts = [printed[f"T2.{row.code}.{column.code}"] for column in block.columns]
            sheet.append([Box(row.label), *_stretch(texts, width - 1)])
    return sheet


def _stretch(texts: list[str], width: int) -> list[Box]:
    share = width // len(texts)
    boxes = [Box(text, wide=share) for text in texts[:-1]]
    return [*boxes, Box(texts[-1], wide=width - share * len(boxes))]


def _requests(block: Block, printed: dict[str, str], single_other: bool) -> Sheet:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    names = [column.label for column in block.columns]
    sheet: Sheet = [
        [Box(note, wide=3, high=3), Box("申请人情况", wide=7)],
        [Box(names[0], high=2), Box("法人或其他组织", wide=5), Box(names[6], high=2)],
        [Box(name) for name in names[1:6]],
    ]
    rows = [row for row in block.rows if not (single_other and row.parent == OTHER)]
    inner = [row for row in rows if row.code.startswith("R3.")]
    leaves = [row for row in inner if row.kind is not Kind.HEADING or (single_other and row.code == OTHER)]
    for row in rows:
        code = f"{OTHER}.3" if single_other and row.code == OTHER else row.code
        if row.kind is Kind.HEADING and code == row.code:
            continue
        cells = [Box(printed[f"T3.{code}.{column.code}"]) for column in block.columns]
        sheet.append([*_labels(row, rows, leaves, single_other), *cells])
    return sheet


def _labels(row: Row, rows: list[Row], leaves: list[Row], single_other: bool) -> list[Box]:
    if not row.code.startswith("R3."):
        return [Box(row.label, wide=3)]
    labels = []
    if row is leaves[0]:
        top = next(other for other in rows if other.code == "R3")
        labels.append(Box(top.label, high=len(leaves)))
    group = next((other for other in rows if other.code == row.parent), None)
    if group is None or group.code == "R3":
        return [*labels, Box(row.label, wide=2)]
    members = [leaf for leaf in leaves if leaf.parent == group.code]
    if row is members[0]:
        labels.append(Box(group.label, high=len(members)))
    return [*labels, Box(row.label)]


def _reviews(block: Block, printed: dict[str, str]) -> Sheet:
    fates = [column.label for column in block.columns]
    return [
        [Box("行政复议", wide=5, high=2), Box("行政诉讼", wide=10)],
        [Box("未经复议直接起诉", wide=5), Box("复议后起诉", wide=5)],
        [Box(label) for label in fates],
        [Box(printed[f"T4.{column.code}"]) for column in block.columns],
    ]


def listed(form: Form, year: int, printed: dict[str, str]) -> Report:
    """A report by the form of 2014: text and the list as its annex."""
    report = Report(year, {code: text for code, text in printed.items() if code != "N7"})
    add = report.blocks.append
    add(("title", f"{BODY}{year}年政府信息公开工作年度报告"))
    add(("text", PROSE.format(year=year)))
    for heading in ("一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在的主要问题及改进情况"):
        add(("heading", heading))
        add(("text", BODY_TEXT.format(year=year)))
    add(("title", "政府信息公开情况统计表"))
    add(("title", f"（{year}年度）"))
    sheet: Sheet = [[Box("统计指标"), Box("单位"), Box("统计数")]]
    for row in form.tables[0].blocks[0].rows:
        sheet.append([Box(row.label), Box(row.unit or ""), Box(report.printed.get(row.code, ""))])
    add(("table", sheet))
    return report
