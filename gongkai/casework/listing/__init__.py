"""Lists of casework to take away: CSV and XLSX, masked, streamed, safe to open."""

from gongkai.casework.listing.lists import (
    advice_table,
    cases_table,
    challenges_table,
    deadlines_table,
    import_table,
    inquiries_table,
    opinions_table,
    statistics_table,
    tasks_table,
    templates_table,
)
from gongkai.casework.listing.tables import CSV, XLSX, Column, Table, as_csv, as_xlsx

__all__ = [
    "CSV",
    "XLSX",
    "Column",
    "Table",
    "advice_table",
    "as_csv",
    "as_xlsx",
    "cases_table",
    "challenges_table",
    "deadlines_table",
    "import_table",
    "inquiries_table",
    "opinions_table",
    "statistics_table",
    "tasks_table",
    "templates_table",
]
