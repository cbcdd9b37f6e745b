"""The three real reports: every cell, the body, the year, the chapters and the places that findings quote."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.core.cells import in_unit
from gongkai.core.reading import Reading
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import forms
from gongkai.reporting.readers import read

SAMPLES = Path(__file__).parents[2] / "samples"


def reading_of(name: str) -> Reading:
    return recognise(read((SAMPLES / name).read_bytes(), name), forms(), name)


def values_of(reading: Reading) -> dict[str, Decimal]:
    cells = reading.form.cells
    return {
        code: Decimal(in_unit(found.cell.value, cells[code].unit))
        for code, found in reading.cells.items()
        if found.cell.value is not None
    }


def expected_2021(name: str) -> dict[str, Decimal]:
    """The figures of an expected.json under the form's codes, by the order both list the cells in."""
    figures = json.loads((SAMPLES / f"{name}.expected.json").read_text())["figures"]
    printed = [(label, value) for label, value in figures.items() if label.startswith("表")]
    single = any("三（六）其他处理" in label for label, _ in printed)
    form = next(form for form in forms() if form.code == "2021")
    codes = [code for code, spec in form.cells.items() if spec.kind != "heading"]
    if single:
        codes = [code for code in codes if not code.startswith(("T3.R3.6.1", "T3.R3.6.2"))]
    return {code: Decimal(str(value)) for code, (_, value) in zip(codes, printed, strict=True)}


@pytest.mark.parametrize(
    ("name", "body"), [("huaian-2024", "淮安市人民政府"), ("hongze-2024", "淮安市洪泽区人民政府")]
)
def test_every_cell_of_a_real_pdf(name: str, body: str) -> None:
    reading = reading_of(f"{name}.pdf")
    assert (reading.form.code, reading.body, reading.year) == ("2021", body, 2024)
    assert values_of(reading) == expected_2021(name)
    assert [heading.chapter for heading in reading.headings] == list("一二三四五六")


def test_hongze_notes_its_misprint_and_its_missing_rows_and_nothing_else() -> None:
    found = {finding.rule: finding for finding in reading_of("hongze-2024.pdf").findings}
    assert set(found) == {"label-misprint", "form-deviation"}
    assert found["label-misprint"].printed == "2.其他法律行政止公开"


def test_huaian_has_nothing_to_note() -> None:
    assert reading_of("huaian-2024.pdf").findings == ()


def test_every_row_of_the_seed() -> None:
    reading = reading_of("linyi-2017-report.txt")
    assert (reading.form.code, reading.body, reading.year) == ("2014", "临沂市人民政府", 2017)
    rows = json.loads((SAMPLES / "annex-2017.json").read_text())["rows"]
    form_rows = [row for row in reading.form.tables[0].blocks[0].rows if row.code != "N7"]
    for row, printed in zip(form_rows, rows, strict=True):
        if printed["value"] is not None:
            assert values_of(reading)[row.code] == Decimal(str(printed["value"])), row.label
    assert [code for code, found in reading.cells.items() if not found.cell.is_number] == ["3.2", "3.3"]
    assert [heading.chapter for heading in reading.headings] == list("一二三四五六七八")
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("信函申请828件", 331),
        ("专职人员395名，兼职人员640名", 65),
        ("维持具体行政行为或者驳回原告诉讼请求的45起", 367),
        ("《临沂市行政机关政策解读实施办法（试行）》", 113),
        ("《临沂市行政机关政策文件解读实施办法（试行）》", 285),
        ("2017年1月22日", 1167),
        ("2016年，通过政务微博", 1101),
        ("向社会赠阅7.5万份", 267),
    ],
)
def test_the_seed_s_sentences_are_mended_and_know_their_lines(words: str, line: int) -> None:
    places = [s.where.line for s in reading_of("linyi-2017-report.txt").sentences if words in s.text]
    assert len(places) == 1
    assert line - 8 <= places[0] <= line


def test_cells_know_their_line() -> None:
    cells = reading_of("linyi-2017-report.txt").cells
    assert (cells["3.1.4"].where.line, cells["12.4"].where.line, cells["3.2"].where.line) == (
        1229,
        1345,
        1233,
    )
