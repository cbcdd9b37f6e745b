"""Numbers of documents: one series a body, code and year, without gaps or doubles, none given twice."""

from gongkai.foundation.ledger import serials
from gongkai.publishing.models import NumberSeries


def next_serial(body_id: int, code: str, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers of a series, inside a verb."""
    return serials.next_serial(NumberSeries, body_id, code, year, count)


def address_of(body_code: str, year: int, serial: int) -> str:
    """lyjyj-2026-00012: the permanent address of a document, letters, digits and hyphens only."""
    return f"{body_code}-{year}-{serial:05d}"
