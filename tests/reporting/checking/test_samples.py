"""The two reports of 2024: one clean, one with a figure of another scope and two slips of the form."""

from functools import cache
from pathlib import Path

from gongkai.core.forms import Severity
from gongkai.reporting.checking import ReportResult, check_file

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def checked(name: str) -> ReportResult:
    return check_file((SAMPLES / name).read_bytes(), name)


def test_the_clean_report_has_no_finding_at_all() -> None:
    result = checked("huaian-2024.pdf")
    assert result.readable
    assert result.findings == ()


def test_a_figure_of_another_scope_is_one_warning() -> None:
    result = checked("hongze-2024.pdf")
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []
    (warning,) = [f for f in result.findings if f.severity is Severity.WARNING]
    assert (warning.rule, warning.where.cell) == ("text-table-scope", "T3.R1.C7")
    assert (warning.printed, warning.computed) == (17, 95)


def test_slips_of_the_form_are_notes() -> None:
    notes = {f.rule for f in checked("hongze-2024.pdf").findings if f.severity is Severity.NOTE}
    assert notes == {"form-deviation", "label-misprint"}
