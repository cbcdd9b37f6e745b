"""The cells read so far, and what was noticed on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Form, Table
from gongkai.core.reading import Found
from gongkai.core.recognise import remarks
from gongkai.core.recognise.align import Match
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.values import IllegibleError, cell, odd_unit


@dataclass(slots=True)
class Harvest:
    """Cells by code, and findings."""

    cells: dict[str, Found] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def put(
        self, form: Form, code: str, piece: Piece | None, match: Match, headed: str | None = None
    ) -> None:
        """Read `piece` into the cell `code` of `form`; an illegible one is noted and left out.

        `headed` is the unit of money that the document's own column head names. A figure in another unit
        than the form's is taken in the unit it is printed in, and noted where the form prints its own.
        """
        spec = form.cells.get(code)
        if spec is None:
            return
        where = Where(match.entry.page, (piece.number if piece else 0) or match.entry.number, code)
        text = piece.text if piece else ""
        try:
            self.cells[code] = Found(cell(text, spec.unit, headed), where, match.label)
        except IllegibleError:
            self.findings.append(remarks.illegible(spec, text, where))
            return
        other = odd_unit(text, spec.unit, headed)
        if other is not None and (spec.column is None or (spec.unit or "") in spec.label):
            self.findings.append(remarks.other_unit(spec, text, other, where))


def table_of(form: Form, code: str) -> Table | None:
    """The form's table of that code, None when it has none."""
    return next((table for table in form.tables if table.code == code), None)


def lines_of(values: Sequence[Piece]) -> int:
    """On how many lines of the document these figures stand."""
    return len({piece.number for piece in values})


def is_running(entry: Entry) -> bool:
    """True for an entry of running text, False for a table's row."""
    return entry.grid is None
