"""What offices change within a layout: how figures, labels, heads and tables are printed."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.core.cells import State, from_unit
from gongkai.core.reading import Reading
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import form, forms
from gongkai.reporting.readers import read
from tests.reporting.readers import renderings
from tests.reporting.readers.report import Box, Report, Sheet, figures, listed, modern

YEARS = {"2014": 2016, "2019": 2019, "2021": 2023}
SHAPES = [
    renderings.html_word,
    renderings.docx_plain,
    renderings.pdf_ruled,
    renderings.pdf_unruled,
    renderings.txt_row_a_line,
    renderings.txt_cell_a_line_spaced,
    renderings.txt_closed_cells,
]


def made(code: str, seed: int = 11) -> Report:
    build = listed if code == "2014" else modern
    return build(form(code), YEARS[code], figures(form(code), seed, strokes=True))


def reprinted(report: Report, change: Callable[[str], str]) -> Report:
    """The report with every printed cell of its tables changed."""
    blocks = []
    for kind, block in report.blocks:
        if isinstance(block, list):
            block = [[replace(box, text=change(box.text)) for box in row] for row in block]
        blocks.append((kind, block))
    return Report(report.year, report.printed, blocks)


def reading_of(shape: Callable[[Report], tuple[str, bytes]], report: Report) -> Reading:
    name, data = shape(report)
    return recognise(read(data, name), forms(), name)


def assert_reads(reading: Reading, report: Report, code: str) -> None:
    assert reading.form is not None
    assert reading.form.code == code
    expected = {c: (cell.state, cell.value) for c, cell in report.expected(form(code)).items()}
    assert {c: (found.cell.state, found.cell.value) for c, found in reading.cells.items()} == expected


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def with_commas(text: str) -> str:
    return f"{Decimal(text):,}" if is_number(text) else text


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")) if is_number(text) else text


def with_full_commas(text: str) -> str:
    return with_commas(text).replace(",", "，")


def with_units(text: str) -> str:
    return f"{text}件" if text.isdigit() else text


def half_width_labels(text: str) -> str:
    return text if is_number(text) else text.translate(str.maketrans("（）：，", "():,"))


def other_numbering(text: str) -> str:
    """ "1.属于" as "1、属于", "（一）" as "(一)、" """
    if text[:1].isdigit() and text[1:2] == ".":
        return f"{text[0]}、{text[2:]}" if not is_number(text) else text
    return text


def spaced_labels(text: str) -> str:
    return "　".join(text) if 0 < len(text) <= 4 and not is_number(text) and text not in "/-—空无" else text


def without_notes(text: str) -> str:
    """（二）部分公开（区分处理的，只计这一情形，不计其他情形） as （二）部分公开"""
    head, mark, _ = text.partition("（区分")
    return head if mark else text


def traditional(text: str) -> str:
    pairs = (
        "规規",
        "范範",
        "许許",
        "处處",
        "罚罰",
        "强強",
        "费費",
        "数數",
        "项項",
        "单單",
        "总總",
        "结結",
        "审審",
        "诉訴",
        "议議",
        "内內",
    )
    for pair in pairs:
        text = text.replace(*pair)
    return text


@pytest.mark.parametrize("code", YEARS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize(
    "change",
    [
        with_commas,
        full_width,
        with_full_commas,
        with_units,
        half_width_labels,
        other_numbering,
        spaced_labels,
        without_notes,
        traditional,
    ],
    ids=lambda change: change.__name__,
)
def test_however_figures_and_labels_are_printed(
    code: str, shape: object, change: Callable[[str], str]
) -> None:
    if shape in (renderings.pdf_ruled, renderings.pdf_unruled) and code == "2019":
        pytest.skip("2021 shows the same, and making PDFs takes its time")
    if shape is renderings.pdf_unruled and change is with_units:
        pytest.skip("fifteen columns without rules are too narrow for units: the figures break")
    report = made(code)
    reading = reading_of(shape, reprinted(report, change))
    assert_reads(reading, report, code)
    assert [finding.rule for finding in reading.findings] == []


MISPRINTS = {
    "2.其他法律行政法规禁止公开": "2.其他法律行政法规禁公开",
    "1.信访举报投诉类申请": "1.信访举报投拆类申请",
    "7.属于行政执法案卷": "7.属于行政执法案件",
}


@pytest.mark.parametrize("shape", SHAPES[:3], ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("label", MISPRINTS)
def test_a_misprinted_label_is_read_and_noted(shape: object, label: str) -> None:
    report = made("2021")
    reading = reading_of(shape, reprinted(report, lambda text: MISPRINTS[label] if text == label else text))
    assert_reads(reading, report, "2021")
    assert [(finding.rule, finding.computed) for finding in reading.findings] == [("label-misprint", label)]


def swapped(report: Report, table: int, change: Callable[[Sheet], Sheet]) -> Report:
    """The report with its table number `table` changed."""
    seen, blocks = -1, []
    for kind, block in report.blocks:
        if isinstance(block, list):
            seen += 1
            block = change(block) if seen == table else block
        blocks.append((kind, block))
    return Report(report.year, report.printed, blocks)


def in_three_rows(sheet: Sheet) -> Sheet:
    """表四 as three rows of five under one line of heads."""
    fates, values = sheet[2], sheet[3]
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    rows = [[Box(name), *values[at * 5 : at * 5 + 5]] for at, name in enumerate(names)]
    return [[Box("类型"), *fates[:5]], *rows]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_reviews_in_three_rows(shape: object) -> None:
    report = made("2021")
    assert_reads(reading_of(shape, swapped(report, 2, in_three_rows)), report, "2021")


def without_row_spans(sheet: Sheet) -> Sheet:
    """Merged label cells undone: each row has its own cells, those below the first left empty."""
    places, _ = renderings.spread(sheet)
    rows = [[Box(box.text if first else "") for box, first in row] for row in places]
    return rows


@pytest.mark.parametrize(
    "shape", [*SHAPES[:3], renderings.txt_closed_cells], ids=lambda shape: shape.__name__
)
def test_requests_without_merged_cells(shape: object) -> None:
    report = made("2021")
    changed = swapped(
        report, 1, lambda sheet: [row for row in without_row_spans(sheet) if any(box.text for box in row)]
    )
    if shape is renderings.txt_closed_cells:
        pytest.skip("an empty cell and the beginning of a row look alike in this shape")
    assert_reads(reading_of(shape, changed), report, "2021")


def with_serial_numbers(sheet: Sheet) -> Sheet:
    return [[Box("序号"), *sheet[0]], *([Box(str(at)), *row] for at, row in enumerate(sheet[1:], start=1))]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_list_with_serial_numbers(shape: object) -> None:
    report = made("2014")
    assert_reads(reading_of(shape, swapped(report, 0, with_serial_numbers)), report, "2014")


NATIONAL_ONLY = ("3.1.5", "6.1", "6.2", "6.3", "7", "8", "9", "10", "11")


def national(report: Report) -> Report:
    """The national table: no provincial rows, the fee as 七, then 八 and 九."""

    def change(sheet: Sheet) -> Sheet:
        rows = form("2014").tables[0].blocks[0].rows
        renamed = {
            "12": "八、机构建设和保障经费情况",
            "13": "九、政府信息公开会议和培训情况",
            "6": "六、举报投诉数量",
        }
        kept = [sheet[0]]
        for row, printed in zip(rows, sheet[1:], strict=True):
            if row.code == "12":
                kept.append([Box("七、依申请公开信息收取的费用"), Box("万元"), Box("12.5")])
            if row.code.startswith(("7", "8", "9", "10", "11")) or row.code in NATIONAL_ONLY:
                continue
            kept.append([Box(renamed.get(row.code, row.label)), *printed[1:]])
        return kept

    changed = swapped(report, 0, change)
    gone = [code for code in report.printed if code.split(".")[0] in NATIONAL_ONLY or code in NATIONAL_ONLY]
    printed = {code: text for code, text in report.printed.items() if code not in gone}
    return Report(report.year, printed | {"N7": "12.5"}, changed.blocks)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_national_list(shape: object) -> None:
    report = national(made("2014"))
    reading = reading_of(shape, report)
    assert_reads(reading, report, "2014")
    assert reading.findings == ()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_fee_printed_in_yuan_is_taken_in_yuan_and_noted(shape: object) -> None:
    report = made("2021")
    report.printed["T2.d1.fee"] = "17456.38"
    changed = reprinted(
        swapped(report, 0, lambda sheet: [*sheet[:-1], [sheet[-1][0], Box("174563800", wide=3)]]),
        lambda text: text.replace("单位：万元", "单位：元"),
    )
    reading = reading_of(shape, changed)
    assert reading.cells["T2.d1.fee"].cell.value == from_unit(Decimal("17456.38"), "万元")
    assert [finding.rule for finding in reading.findings] == ["unit-differs"]


def test_an_illegible_cell_is_left_out_and_noted() -> None:
    report = made("2021")
    changed = swapped(report, 1, lambda sheet: [*sheet[:-1], [*sheet[-1][:-1], Box("见附件")]])
    reading = reading_of(renderings.html_plain, changed)
    assert "T3.R4.C7" not in reading.cells
    assert [(f.rule, f.where.cell) for f in reading.findings] == [("illegible-cell", "T3.R4.C7")]


def test_a_form_of_another_year_is_still_read_by_its_layout() -> None:
    report = modern(form("2019"), 2022, figures(form("2019"), 3))
    reading = reading_of(renderings.html_plain, report)
    assert (reading.form.code, reading.year) == ("2019", 2022)


def test_zero_blank_and_stroke_stay_apart() -> None:
    report = made("2021")
    report.printed |= {"T3.R1.C1": "0", "T3.R1.C2": "", "T3.R1.C3": "/"}
    sheet = modern(form("2021"), 2023, report.printed)
    cells = reading_of(renderings.html_plain, sheet).cells
    assert [cells[f"T3.R1.C{at}"].cell.state for at in (1, 2, 3)] == [State.NUMBER, State.BLANK, State.STRUCK]
