"""Numbers of cases: one series a body, kind and year, without gaps or doubles."""

from gongkai.casework.models import Series
from gongkai.foundation.ledger import serials

_LETTERS = {
    "request": "S",  # 申请
    "data_correction": "G",  # 更正
    "suggestion": "J",  # 建议
    "reconsideration": "F",  # 复议
    "lawsuit": "X",  # 行政诉讼
    "complaint": "T",  # 投诉
}


def next_serial(body_id: int, code: str, year: int) -> int:
    """The next number of a series, inside a verb."""
    return serials.next_serial(Series, body_id, code, year)


def case_number(kind: str, body_code: str, year: int, serial: int) -> str:
    """lyjyj-S2026-00012: letters and digits only, so that it can be said on the telephone and typed."""
    return f"{body_code}-{_LETTERS[kind]}{year}-{serial:05d}"
