"""Numbers of cases: one series a body, kind and year, without gaps or doubles."""

from gongkai.casework.models import Series
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write

_LETTERS = {
    "request": "S",  # 申请
    "data_correction": "G",  # 更正
    "suggestion": "J",  # 建议
    "reconsideration": "F",  # 复议
    "lawsuit": "X",  # 行政诉讼
    "complaint": "T",  # 投诉
}


def next_serial(body_id: int, code: str, year: int) -> int:
    """The next number of a series, inside a verb. One writer at a time gives numbers, and a number is kept if
    and only if what it was given to is."""
    wait_for_turn()
    which = {"body_id": body_id, "code": code, "year": year}
    series = Series.objects.filter(**which).first() or Series(last=0, **which)
    write(series, last=series.last + 1)
    return series.last


def case_number(kind: str, body_code: str, year: int, serial: int) -> str:
    """lyjyj-S2026-00012: letters and digits only, so that it can be said on the telephone and typed."""
    return f"{body_code}-{_LETTERS[kind]}{year}-{serial:05d}"
