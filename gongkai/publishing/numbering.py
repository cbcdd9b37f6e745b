"""Numbers of documents: one series a body, code and year, without gaps or doubles, none given twice."""

from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write
from gongkai.publishing.models import NumberSeries


def next_serial(body_id: int, code: str, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers of a series, inside a verb. One writer at a time gives numbers,
    and a number is kept if and only if what it was given to is."""
    wait_for_turn()
    which = {"body_id": body_id, "code": code, "year": year}
    series = NumberSeries.objects.filter(**which).first() or NumberSeries(last=0, **which)
    write(series, last=series.last + count)
    return series.last - count + 1


def address_of(body_code: str, year: int, serial: int) -> str:
    """lyjyj-2026-00012: the permanent address of a document, letters, digits and hyphens only."""
    return f"{body_code}-{year}-{serial:05d}"
