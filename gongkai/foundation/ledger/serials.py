"""Numbers that are given one after another: a series a body, code and year, without gaps or doubles, none
given twice."""

from django.db import models

from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write


class Serials(models.Model):
    """The last number given in a body's series of a year. A room that gives numbers has its own table of
    them; `code` tells what is numbered."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.body_id} {self.code} {self.year}: {self.last}"


def next_serial[T: Serials](table: type[T], body_id: int, code: str, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers of a series, inside a verb. One writer at a time gives numbers,
    and a number is kept if and only if what it was given to is."""
    wait_for_turn()
    which = {"body_id": body_id, "code": code, "year": year}
    series = table._default_manager.filter(**which).first() or table(last=0, **which)
    write(series, last=series.last + count)
    return series.last - count + 1
