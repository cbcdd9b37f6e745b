"""Every declared text is clean, and carries the right remedies on every day."""

from datetime import date

import pytest

from gongkai.core.outcomes import Contested
from gongkai.core.remedies import (
    Address,
    Addresses,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Organ,
    remedy,
    remedy_for,
)
from gongkai.core.replies import Notice, Placeholder, check_letter, check_template, fill, placeholders_of
from gongkai.foundation import rulebook

LISTS = [rulebook.request_outcomes(day) for day in (date(2019, 5, 14), date(2019, 5, 15))]
CASES = [(each.regime, outcome) for each in LISTS for outcome in each.outcome]
BODY = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
ADDRESSES = Addresses(
    organs={organ: Address(f"示例{organ.value}", "示例路1号") for organ in Organ},
    courts={court: Address(f"示例{court.value}法院", "示例路2号") for court in CourtLevel},
    online="https://review.example/",
)
DATES = [date(2016, 3, 1), date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 1)]
OLD_TEXT = "如不服本答复，可在60日内申请行政复议，或在6个月内向人民法院提起行政诉讼。"


@pytest.mark.parametrize(("regime", "outcome"), CASES, ids=lambda each: getattr(each, "code", each))
def test_every_outcome_has_a_clean_template(regime, outcome):
    assert check_template(rulebook.reply_templates(regime).for_outcome(outcome.code).text, outcome) == ()


NOTICES = [(regime, each.notice, each.text)
           for regime in ("2007", "2019")
           for each in rulebook.reply_templates(regime).template if each.notice]  # fmt: skip


@pytest.mark.parametrize(("regime", "notice", "text"), NOTICES)
def test_every_notice_is_clean(regime, notice, text):
    assert check_template(text, notice) == ()


def test_the_regimes_know_their_notices():
    known = {regime: {notice for one, notice, _ in NOTICES if one == regime} for regime in ("2007", "2019")}
    assert known["2019"] == set(Notice)
    assert set(Notice) - known["2007"] == {
        Notice.CO_AUTHOR_INQUIRY, Notice.REASONS, Notice.FEE, Notice.DELAY,
        Notice.LAPSE_UNDONE, Notice.SUGGESTION_ANSWER,
    }  # fmt: skip


def values(block):
    filled = {each.value: f"〔{each.value}〕" for each in Placeholder}
    return filled | {"remedy": "\n".join(block)}


@pytest.mark.parametrize("on", DATES, ids=str)
@pytest.mark.parametrize(("regime", "outcome"), CASES, ids=lambda each: getattr(each, "code", each))
def test_a_filled_letter_is_clean_and_an_old_text_beside_it_is_refused(regime, outcome, on):
    block = remedy(rulebook.remedies(), outcome, BODY, on).text(ADDRESSES)
    letter = fill(rulebook.reply_templates(regime).for_outcome(outcome.code).text, values(block))
    assert check_letter(letter, block) == ()
    assert len(check_letter(letter + "\n" + OLD_TEXT, block)) == 1
    if block:
        assert len(check_letter(letter.replace("\n".join(block), OLD_TEXT), block)) == len(block) + 1


@pytest.mark.parametrize(("regime", "outcome"), CASES, ids=lambda each: getattr(each, "code", each))
def test_the_block_of_the_old_law_fails_under_the_new(regime, outcome):
    """A letter drafted in December and signed in January must be drafted again, where anything is told."""
    before, after = (remedy(rulebook.remedies(), outcome, BODY, on).text(ADDRESSES) for on in DATES[1:3])
    letter = fill(rulebook.reply_templates(regime).for_outcome(outcome.code).text, values(before))
    assert bool(check_letter(letter, after)) is (outcome.contested is not Contested.NOTHING)


def test_the_third_party_reads_its_own_remedy():
    block = remedy_for(rulebook.remedies(), Contested.OVERRIDE, BODY, date(2024, 1, 1)).text(ADDRESSES)
    letter = fill(rulebook.reply_templates("2019").for_notice(Notice.OVERRIDE).text, values(block))
    assert check_letter(letter, block) == ()


def test_no_template_for_what_the_regime_does_not_know():
    with pytest.raises(LookupError):
        rulebook.reply_templates("2007").for_notice(Notice.FEE)
    with pytest.raises(LookupError):
        rulebook.reply_templates("2007").for_outcome("excessive")


def test_every_template_is_of_an_outcome_of_its_regime():
    for each in LISTS:
        told = [one.outcome for one in rulebook.reply_templates(each.regime).template if one.outcome]
        assert told == [outcome.code for outcome in each.outcome]
        assert "decision" in placeholders_of(rulebook.reply_templates(each.regime).layout)
