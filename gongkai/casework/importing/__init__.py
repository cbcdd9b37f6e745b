"""Bringing a city's existing requests along from a workbook: template, dry run, line-by-line report."""

from gongkai.casework.importing.reading import ImportRow, Problem
from gongkai.casework.importing.running import Became, ImportReport, RowReport, import_requests
from gongkai.casework.importing.template import template

__all__ = ["Became", "ImportReport", "ImportRow", "Problem", "RowReport", "import_requests", "template"]
