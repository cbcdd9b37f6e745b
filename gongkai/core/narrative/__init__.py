"""The prose of a report: its figures against its tables and against each other."""

from collections.abc import Iterator, Sequence

from gongkai.core.findings import Finding
from gongkai.core.narrative.against_table import agrees, compare
from gongkai.core.narrative.claims import claims, passages
from gongkai.core.narrative.lists import balances, check_lists, shared_out
from gongkai.core.narrative.measures import Measure, Narrative, Topic
from gongkai.core.narrative.scope import ScopeWords
from gongkai.core.narrative.shares import check_shares
from gongkai.core.narrative.table import TableSide
from gongkai.core.narrative.units import check_units
from gongkai.core.reading import Reading

__all__ = ["Measure", "Narrative", "ScopeWords", "Topic", "check_narrative"]


def check_narrative(
    reading: Reading, narratives: Sequence[Narrative], scope: ScopeWords
) -> Iterator[Finding]:
    """What the figures of the prose say against the table, against each other and in which unit."""
    read = passages(reading.sentences)
    table = TableSide(reading.form, reading.cells) if reading.form is not None else None
    yield from check_shares(read, table.values if table else ())
    for narrative in narratives:
        if reading.form is not None and reading.form.code not in narrative.forms:
            continue
        found = claims(read, narrative, scope.compiled, reading.year, reading.body)
        lists = shared_out(found, read)
        opposed: frozenset = frozenset()
        confirmed: frozenset = frozenset()
        if table is not None:
            findings, opposed = compare(found, table, balances(lists))
            confirmed = frozenset(claim for claim in found if agrees(claim, table))
            yield from findings
        yield from check_lists(lists, opposed, confirmed)
        yield from check_units(found, table)
