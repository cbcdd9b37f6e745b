"""The yearly clean-up of normative documents, and the figures of table 2 it gives."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.publishing.cleanup import Conclusion, Listed, Next, cleanup
from gongkai.core.publishing.standing import Happened, StandingEvent
from gongkai.foundation import rulebook

RULES = rulebook.publishing().validity


def listed(number, published, *events, expires=None):
    first = StandingEvent(Happened.PUBLISHED, published, effective_on=published, expires_on=expires)
    return Listed(number, f"示例办法{number}", number, (first, *events))


def happened(kind, on, **more):
    return StandingEvent(Happened(kind), on, "示政发〔2026〕9号", **more)


LASTS = date(2029, 5, 31)
STORIES = [
    # document, and what the list of 2026 says of it; None: it isn't in the list
    (listed("1", date(2024, 3, 1), expires=date(2029, 2, 28)), Next.KEEP),
    (listed("2", date(2021, 6, 1), expires=date(2026, 5, 31)), Next.GONE),
    (listed("3", date(2022, 6, 1), expires=date(2027, 5, 31)), Next.EVALUATE),
    (listed("4", date(2023, 7, 2), expires=date(2028, 7, 1)), Next.KEEP),
    (listed("5", date(2023, 7, 1), expires=date(2028, 6, 30)), Next.EVALUATE),
    (listed("6", date(2020, 6, 1), expires=date(2025, 5, 31)), None),
    (listed("7", date(2013, 6, 1)), Next.SET_TERM),
    (listed("8", date(2009, 6, 1)), Next.KEEP),
    (listed("9", date(2024, 6, 1), happened("repealed", date(2026, 4, 1)), expires=LASTS), Next.GONE),
    (listed("10", date(2024, 6, 1), happened("withdrawn", date(2026, 4, 1)), expires=LASTS), Next.GONE),
    (listed("11", date(2024, 6, 1), happened("amended", date(2026, 4, 1)), expires=LASTS), Next.KEEP),
    (
        listed(
            "12", date(2021, 6, 1), happened("renewed", date(2026, 5, 1), expires_on=date(2031, 4, 30)),
            expires=date(2026, 5, 31),
        ),
        Next.KEEP,
    ),
    (listed("13", date(2026, 6, 1), expires=date(2031, 5, 31)), Next.KEEP),
    (listed("14", date(2027, 6, 1), expires=date(2032, 5, 31)), None),
    (listed("15", date(2026, 1, 4), happened("repealed", date(2026, 4, 1))), Next.GONE),
]  # fmt: skip


@pytest.mark.parametrize(("document", "step"), STORIES)
def test_what_each_document_needs(document, step):
    lines = cleanup([document], 2026, RULES).lines
    assert [line.next for line in lines] == ([] if step is None else [step])
    assert all(str(line.because) for line in lines)


@pytest.mark.parametrize(
    ("conclusion", "step"),
    [
        (Conclusion.AMEND, Next.AMEND),
        (Conclusion.REPEAL, Next.REPEAL),
        (Conclusion.LAPSE, Next.LET_LAPSE),
        (Conclusion.KEEP, Next.KEEP),
    ],
)
def test_an_evaluation_of_the_year_decides(conclusion, step):
    document = replace(STORIES[0][0], concluded=conclusion, concluded_on=date(2026, 8, 1))
    assert cleanup([document], 2026, RULES).lines[0].next is step
    assert cleanup([document], 2027, RULES).lines[0].next is not Next.AMEND


def test_the_figures_of_table_2():
    year = cleanup([document for document, _ in STORIES], 2026, RULES)
    assert (year.made, year.ended, year.repealed, year.in_force) == (2, 4, 2, 9)
    assert [line.listed.number for line in year.lines] == sorted(line.listed.number for line in year.lines)


def test_stock_and_flow_agree_over_the_years():
    """In force at the end = in force at the end of the year before + made − ended (T2-STOCK)."""
    documents = [document for document, _ in STORIES]
    for year in range(2009, 2033):
        before, now = cleanup(documents, year - 1, RULES), cleanup(documents, year, RULES)
        assert now.in_force == before.in_force + now.made - now.ended
