"""The annual report as a value: composed from a form, its wording, figures and the office's paragraphs."""

from gongkai.core.report.compose import compose, scope_of, signatory_of
from gongkai.core.report.parts import (
    Block,
    Chart,
    ChartKind,
    FormTable,
    Paragraph,
    PrintedCell,
    PrintedRow,
    Problem,
    Report,
    Role,
    RowGroup,
    Run,
    Section,
    Series,
)
from gongkai.core.report.wording import Slot, Wording, read_wording

__all__ = [
    "Block",
    "Chart",
    "ChartKind",
    "FormTable",
    "Paragraph",
    "PrintedCell",
    "PrintedRow",
    "Problem",
    "Report",
    "Role",
    "RowGroup",
    "Run",
    "Section",
    "Series",
    "Slot",
    "Wording",
    "compose",
    "read_wording",
    "scope_of",
    "signatory_of",
]
