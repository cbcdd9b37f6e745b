"""One report in every shape that offices publish: every cell reads back, with body, year and form."""

import io
from collections.abc import Callable

import pypdfium2
import pytest

from gongkai.core.document import Document
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import form, forms
from gongkai.reporting.readers import read
from tests.reporting.readers import renderings
from tests.reporting.readers.report import BODY, Report, figures, listed, modern

YEARS = {"2014": 2016, "2019": 2019, "2021": 2023}
CHAPTERS = {"2014": ["一", "二", "三", "四"], "2019": list("一二三四五六"), "2021": list("一二三四五六")}

type Rendering = Callable[[Report], tuple[str, bytes]]


def made(code: str, seed: int, blanks: bool) -> Report:
    build = listed if code == "2014" else modern
    return build(form(code), YEARS[code], figures(form(code), seed, blanks=blanks, strokes=True))


def read_back(rendering: Rendering, report: Report) -> tuple[Document, object]:
    name, data = rendering(report)
    document = read(data, name)
    return document, recognise(document, forms(), name)


@pytest.mark.parametrize("code", YEARS)
@pytest.mark.parametrize(
    "rendering", [*renderings.GRIDS, *renderings.FLAT], ids=lambda rendering: rendering.__name__
)
def test_every_cell_reads_back(code: str, rendering: Rendering) -> None:
    report = made(code, seed=len(rendering.__name__), blanks=rendering in renderings.GRIDS)
    _, reading = read_back(rendering, report)
    assert (reading.form.code, reading.body, reading.year) == (code, BODY, report.year)
    expected = {c: (cell.state, cell.value) for c, cell in report.expected(form(code)).items()}
    assert {c: (found.cell.state, found.cell.value) for c, found in reading.cells.items()} == expected
    assert [heading.chapter for heading in reading.headings] == CHAPTERS[code]
    assert not reading.findings


@pytest.mark.parametrize(
    "rendering", [*renderings.GRIDS, *renderings.FLAT], ids=lambda rendering: rendering.__name__
)
def test_prose_is_whole_and_holds_no_table_text(rendering: Rendering) -> None:
    _, reading = read_back(rendering, made("2021", seed=3, blanks=False))
    texts = [sentence.text for sentence in reading.sentences]
    assert "2023年，全市主动公开政府信息29736条，发布政策解读1233条，举办新闻发布会17场。" in texts
    assert "2023年，本机关未收取信息处理费。" in texts
    assert not [text for text in texts if "商业企业" in text or "信访举报" in text or "结果维持" in text]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_laid_on_their_side_are_turned_upright(angle: int) -> None:
    report = made("2021", seed=8, blanks=True)
    pdf = pypdfium2.PdfDocument(renderings.pdf_ruled(report)[1])
    for page in pdf:
        page.set_rotation(angle)
    buffer = io.BytesIO()
    pdf.save(buffer)
    reading = recognise(read(buffer.getvalue(), "年报.pdf"), forms())
    expected = {c: (cell.state, cell.value) for c, cell in report.expected(form("2021")).items()}
    assert {c: (found.cell.state, found.cell.value) for c, found in reading.cells.items()} == expected


@pytest.mark.parametrize(
    "rendering", [renderings.html_plain, renderings.pdf_ruled, renderings.txt_cell_a_line]
)
def test_a_single_row_of_other_handling_is_read_with_a_note(rendering: Rendering) -> None:
    report = modern(form("2021"), 2023, figures(form("2021"), 5, strokes=True), single_other=True)
    _, reading = read_back(rendering, report)
    assert reading.form.code == "2021"
    for code, cell in report.expected(form("2021")).items():
        assert (reading.cells[code].cell.state, reading.cells[code].cell.value) == (cell.state, cell.value), (
            code
        )
    assert [finding.rule for finding in reading.findings] == ["form-deviation"]
