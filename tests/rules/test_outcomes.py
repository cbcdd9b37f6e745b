"""Closed lists of outcomes: each in exactly one row of every form that covers its year."""

from datetime import date
from itertools import chain

import pytest

from gongkai.core.challenge_results import Path, Result
from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.forms import Kind
from gongkai.core.outcomes import Contested, NoSuchOutcomeError, Requirement, cell, read_outcomes
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.book import RULES

OLD = rulebook.request_outcomes(date(2019, 5, 14))
NEW = rulebook.request_outcomes(date(2019, 5, 15))

# 结果                        2019        2021        可以争议的
NEW_ROWS = """
already_public              R3.1        R3.1        granted
disclosed                   R3.1        R3.1        granted
partly_disclosed            R3.2        R3.2        partly_granted
state_secret                R3.3.1      R3.3.1      withheld
forbidden_by_law            R3.3.2      R3.3.2      withheld
endangers_security          R3.3.3      R3.3.3      withheld
trade_secret                R3.3.4      R3.3.4      withheld
personal_privacy            R3.3.4      R3.3.4      withheld
internal_affairs            R3.3.5      R3.3.5      withheld
in_process                  R3.3.6      R3.3.6      withheld
enforcement_file            R3.3.7      R3.3.7      withheld
query_matter                R3.3.8      R3.3.8      query_matter
nonexistent                 R3.4.1      R3.4.1      not_held
not_this_body               R3.4.1      R3.4.1      not_held
needs_compilation           R3.4.2      R3.4.2      not_ready
still_unclear               R3.4.3      R3.4.3      unclear
petition                    R3.5.1      R3.5.1      not_processed
repeated                    R3.5.2      R3.5.2      not_processed
publication                 R3.5.3      R3.5.3      not_processed
excessive                   R3.5.4      R3.5.4      not_processed
reissue                     R3.5.5      R3.5.5      not_processed
lapsed_correction           R3.6        R3.6.1      lapsed
fee_unpaid                  R3.6        R3.6.2      fee_unpaid
withdrawn                   R3.6        R3.6.3      nothing
other_end                   R3.6        R3.6.3      other
"""

# 结果                        2014        2019        2021        可以争议的
OLD_ROWS = """
already_public              3.3.1       R3.1        R3.1        granted
disclosed                   3.3.2       R3.1        R3.1        granted
partly_disclosed            3.3.3       R3.2        R3.2        partly_granted
state_secret                3.3.4.1     R3.3.1      R3.3.1      withheld
trade_secret                3.3.4.2     R3.3.4      R3.3.4      withheld
personal_privacy            3.3.4.3     R3.3.4      R3.3.4      withheld
endangers_security          3.3.4.4     R3.3.3      R3.3.3      withheld
not_government_information  3.3.4.5     R3.6        R3.6.3      withheld
internal_affairs            3.3.4.5     R3.3.5      R3.3.5      withheld
in_process                  3.3.4.5     R3.3.6      R3.3.6      withheld
enforcement_file            3.3.4.6     R3.3.7      R3.3.7      withheld
forbidden_by_law            3.3.4.6     R3.3.2      R3.3.2      withheld
unrelated_to_needs          3.3.4.6     R3.6        R3.6.3      withheld
needs_compilation           3.3.4.5     R3.4.2      R3.4.2      not_ready
not_this_body               3.3.5       R3.4.1      R3.4.1      not_held
nonexistent                 3.3.6       R3.4.1      R3.4.1      not_held
told_to_clarify             3.3.7       R3.4.3      R3.4.3      unclear
other_channel               3.3.8       R3.5.1      R3.5.1      not_processed
query_matter                3.3.8       R3.3.8      R3.3.8      query_matter
petition                    3.3.8       R3.5.1      R3.5.1      not_processed
repeated                    3.3.8       R3.5.2      R3.5.2      not_processed
publication                 3.3.1       R3.5.3      R3.5.3      not_processed
withdrawn                   3.3.8       R3.6        R3.6.3      nothing
other_end                   3.3.8       R3.6        R3.6.3      other
"""


def told(outcomes):
    return [
        [each.code, *(cell(each, form) for form in outcomes.forms), each.contested.value]
        for each in outcomes.outcome
    ]


@pytest.mark.parametrize(("outcomes", "rows"), [(NEW, NEW_ROWS), (OLD, OLD_ROWS)])
def test_the_whole_table(outcomes, rows):
    assert told(outcomes) == [line.split() for line in rows.strip().splitlines()]


def countable(form):
    """Rows into which a case can be put: no headings, no totals."""
    rows = chain.from_iterable(block.rows for table in form.tables for block in table.blocks)
    return {row.code for row in rows if row.kind is Kind.VALUE}


@pytest.mark.parametrize("outcomes", [OLD, NEW])
def test_every_row_named_can_hold_a_case(outcomes):
    for outcome in outcomes.outcome:
        for code in outcomes.forms:
            assert cell(outcome, code) in countable(rulebook.form(code)), (outcome.code, code)


@pytest.mark.parametrize(
    ("outcomes", "form", "inside"),
    [(OLD, "2014", "3.3."), (NEW, "2019", "R3."), (NEW, "2021", "R3.")],
)
def test_every_row_of_results_has_an_outcome(outcomes, form, inside):
    rows = {row for row in countable(rulebook.form(form)) if row.startswith(inside)}
    assert rows - {cell(each, form) for each in outcomes.outcome} == set()


@pytest.mark.parametrize("outcomes", [OLD, NEW])
def test_forms_are_those_of_the_years_in_which_such_a_case_can_close(outcomes):
    years = range(max(outcomes.first.year, 2014), 2031)
    assert set(outcomes.forms) == {rulebook.form_for(year).code for year in years}


@pytest.mark.parametrize(
    ("received", "regime"),
    [
        (date(2008, 5, 1), "2007"),
        (date(2019, 5, 14), "2007"),
        (date(2019, 5, 15), "2019"),
        (date(2026, 1, 1), "2019"),
    ],
)
def test_the_day_of_receipt_chooses_the_list(received, regime):
    assert rulebook.request_outcomes(received).regime == regime


def test_before_the_regulation_there_is_no_list():
    with pytest.raises(NoSuchOutcomeError, match="2008-04-30"):
        rulebook.request_outcomes(date(2008, 4, 30))


def test_outcomes_of_the_other_regime_are_unknown():
    with pytest.raises(NoSuchOutcomeError, match="told_to_clarify"):
        NEW.find("told_to_clarify")
    with pytest.raises(NoSuchOutcomeError, match="excessive"):
        OLD.find("excessive")


@pytest.mark.parametrize("outcomes", [OLD, NEW])
def test_a_refusal_gives_reasons_and_a_grant_the_information(outcomes):
    for outcome in outcomes.outcome:
        if outcome.refusal:
            assert Requirement.GROUNDS_TEXT in outcome.requires, outcome.code
        if outcome.contested is Contested.WITHHELD:
            assert outcome.refusal, outcome.code
        assert outcome.articles, outcome.code
        assert outcome.replied or outcome.contested in (
            Contested.NOTHING, Contested.LAPSED, Contested.FEE_UNPAID, Contested.OTHER,
        )  # fmt: skip


REQUIRED = [
    ("disclosed", Requirement.ATTACHMENT),
    ("disclosed", Requirement.THIRD_PARTY_NOTICE),
    ("partly_disclosed", Requirement.REDACTED_COPY),
    ("already_public", Requirement.WHERE_TO_FIND),
    ("state_secret", Requirement.CONFIDENTIALITY_REVIEW),
    ("nonexistent", Requirement.SEARCH_RECORD),
    ("not_this_body", Requirement.RESPONSIBLE_BODY),
    ("repeated", Requirement.EARLIER_REPLY),
    ("excessive", Requirement.REASONS_ASKED),
    ("fee_unpaid", Requirement.FEE_NOTICE),
    ("lapsed_correction", Requirement.CORRECTION_NOTICE),
    ("internal_affairs", Requirement.ARTICLE_CHOSEN),
]


@pytest.mark.parametrize(("code", "requirement"), REQUIRED)
def test_what_a_reply_must_be_accompanied_by(code, requirement):
    assert requirement in NEW.find(code).requires


def test_grounds_are_found_by_their_code():
    assert NEW.find("in_process").ground("draft").text.endswith("过程稿")
    with pytest.raises(KeyError):
        NEW.find("in_process").ground("personnel")


TEXT = (RULES / "outcomes" / "request-2019.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "fee_unpaid"', 'code = "withdrawn"', "重复"),
        ('cells = { "2019" = "R3.6", "2021" = "R3.6.1" }', 'cells = { "2019" = "R3.6" }', "各有一行"),
        ('chosen = "R3.5.5"', 'chosen = "R3.5.2"', "取舍"),
        ('contested = "lapsed"', 'contested = "lost"', "contested"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(old, new, said):
    assert old in TEXT
    with pytest.raises(DeclarationError, match=said):
        read_outcomes(Declaration(TEXT.replace(old, new, 1), "request.toml"))


# 结果      途径           2014   2019/2021
RESULTS = {
    "reconsideration": "upheld direct 4.1 A1|corrected direct 4.2 A2|other direct 4.3 A3|pending direct - A4",
    "lawsuit": "upheld direct 5.1 B1|corrected direct 5.2 B2|other direct 5.3 B3|pending direct - B4|"
    "upheld after_review 5.1 C1|corrected after_review 5.2 C2|other after_review 5.3 C3|"
    "pending after_review - C4",
    "complaint": "upheld direct 6.1 -|corrected direct 6.2 -|other direct 6.3 -|pending direct - -",
}


@pytest.mark.parametrize("kind", RESULTS)
def test_results_of_challenges_in_the_forms(kind):
    results = rulebook.challenge_results(kind)
    for line in RESULTS[kind].split("|"):
        result, path, old, new = line.split()
        found = [results.cell(Result(result), form, Path(path)) or "-" for form in ("2014", "2019", "2021")]
        assert found == [old, new, new]
        assert old == "-" or old in countable(rulebook.form("2014"))


@pytest.mark.parametrize("kind", RESULTS)
def test_no_decision_is_pending(kind):
    results = rulebook.challenge_results(kind)
    assert {each.result for each in results.decision} == {Result.UPHELD, Result.CORRECTED, Result.OTHER}
    assert results.decided("withdrawn").result is Result.OTHER
