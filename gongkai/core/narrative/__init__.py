"""The prose of a report: its figures against its tables and against each other."""

from collections.abc import Iterator, Sequence

from gongkai.core.findings import Finding
from gongkai.core.narrative.against_table import agrees, compare
from gongkai.core.narrative.claims import Claim, claims, passages
from gongkai.core.narrative.lists import balances, check_lists, shared_out
from gongkai.core.narrative.measures import Measure, Narrative, Topic
from gongkai.core.narrative.places import Places
from gongkai.core.narrative.plain_lists import check_plain_lists
from gongkai.core.narrative.scope import ScopeWords
from gongkai.core.narrative.shares import check_shares
from gongkai.core.narrative.table import TableSide
from gongkai.core.narrative.units import check_units
from gongkai.core.reading import Reading

__all__ = ["Measure", "Narrative", "ScopeWords", "Topic", "check_narrative"]


_LATER_FORMS = 2019


def check_narrative(
    reading: Reading, narratives: Sequence[Narrative], scope: ScopeWords
) -> Iterator[Finding]:
    """What the figures of the prose say against the table, against each other and in which unit."""
    read = passages(reading.sentences, Places.of(reading.document))
    table = TableSide(reading.form, reading.cells) if reading.form is not None else None
    fitting = [each for each in narratives if _form_code(reading) in each.forms]
    explained: set[tuple[int, int]] = set()
    for narrative in fitting:
        found = claims(read, narrative, scope.compiled, reading.year, reading.body, explained)
        explained.update((claim.sentence, claim.start) for claim in found)
        lists = shared_out(found, read)
        opposed: frozenset[Claim] = frozenset()
        confirmed: frozenset[Claim] = frozenset()
        if table is not None:
            findings, opposed = compare(found, table, balances(lists))
            confirmed = frozenset(claim for claim in found if agrees(claim, table))
            yield from findings
        yield from check_lists(lists, opposed, confirmed)
        yield from check_units(found, table)
    yield from check_shares(read, table.values if table else ())
    yield from check_plain_lists(read, explained)


def _form_code(reading: Reading) -> str:
    """The form whose wordings fit: the one used, else the nearest to the year."""
    if reading.form is not None:
        return reading.form.code
    return "2014" if reading.year is None or reading.year < _LATER_FORMS else "2021"
