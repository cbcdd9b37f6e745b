"""Bringing a city's existing cases along from a workbook: template, trial, line-by-line report, and in."""

from gongkai.casework.importing.actions import advance, begin, confirm
from gongkai.casework.importing.queries import (
    LineCard,
    RunCard,
    every_line,
    lines_of,
    run_for,
    runs_visible_to,
)
from gongkai.casework.importing.template import template
from gongkai.casework.importing.workbook import LARGEST
from gongkai.casework.models.importing import Became, ImportState

__all__ = [
    "LARGEST",
    "Became",
    "ImportState",
    "LineCard",
    "RunCard",
    "advance",
    "begin",
    "confirm",
    "every_line",
    "lines_of",
    "run_for",
    "runs_visible_to",
    "template",
]
