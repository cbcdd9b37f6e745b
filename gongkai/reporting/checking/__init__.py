"""The check: one engine for our own returns and for anybody's document.

Needs neither Django nor a database, so that it runs from the command line and inside the sandbox alike.
"""

from gongkai.reporting.checking.engine import check, check_cells, check_file
from gongkai.reporting.checking.result import FORMAT_VERSION, ReportResult, as_json

__all__ = ["FORMAT_VERSION", "ReportResult", "as_json", "check", "check_cells", "check_file"]
