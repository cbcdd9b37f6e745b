"""Every form prints in every format, whatever its cells hold."""

import pytest

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.report import Report, compose
from gongkai.foundation import rulebook
from gongkai.reporting.printing import to_csv, to_docx, to_html, to_json, to_pdf, to_xlsx
from tests.core.report.samples import FORMS, wording

PRINTS = (to_pdf, to_docx, to_html, to_xlsx, to_csv, to_json)
STATES = {"blank": BLANK, "struck": STRUCK, "zero": Cell.number(0), "large": Cell.number(123_456_789)}


def composed(code: str, cell: Cell) -> Report:
    form = rulebook.form(code)
    cells = dict.fromkeys(form.cells, cell)
    return compose(
        form,
        cells,
        wording=wording(code),
        body="临沂市公安局",
        year=form.first_year,
        previous=cells,
        history={},
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("code", FORMS)
def test_it_prints(code, state):
    report = composed(code, STATES[state])
    assert all(print_as(report) for print_as in PRINTS)


@pytest.mark.parametrize("state", ["blank", "struck"])
@pytest.mark.parametrize("code", FORMS)
def test_no_sentence_is_made_of_missing_figures(code, state):
    page = to_html(composed(code, STATES[state]))
    assert "{" not in page.replace("&#x27;", "").partition("<figure")[0]
    assert "None" not in page
    assert "本机关共" not in page
