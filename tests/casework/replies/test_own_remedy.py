"""What stands open to the applicant: by the law of the day on which he was answered, or should have been."""

from datetime import date

import pytest

from gongkai.casework import actions, policy
from gongkai.casework.queries.missing_addresses import unready_bodies
from gongkai.casework.queries.remedied import OwnRemedy, remedy_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import ADDRESSES, FOUNDED, GOVERNMENT, moment

# 收到之日 → 届满日 → 以后查看时说的：2024年以前可以直接起诉，此后先复议
SILENCES = [
    (date(2023, 12, 1), date(2023, 12, 29), False),
    (date(2023, 12, 4), date(2024, 1, 2), True),
    (date(2023, 11, 1), date(2023, 11, 29), False),
    (date(2026, 3, 2), date(2026, 3, 30), True),
]


@pytest.mark.parametrize(("received", "due", "review_first"), SILENCES)
def test_silence_is_judged_by_the_law_of_the_day_the_period_ran_out(office, received, due, review_first):
    case = office.handled(received)
    for asked_on in (date(due.year, due.month, due.day + 1), date(2026, 6, 1)):
        found = remedy_of(policy.applicant_of(case.pk), asked_on)
        assert isinstance(found, OwnRemedy), found
        assert (found.known_on, found.review_first) == (due, review_first)
        assert (found.court is None) is review_first


def test_the_organs_of_today_hear_what_was_neglected_before(office):
    """The court moved since: where to go is told as it is now, what is open by the law of then."""
    case = office.handled(date(2023, 12, 1))
    moved = type(ADDRESSES)(**{**vars_of(ADDRESSES), "court_address": "新址样本路9号"})
    actions.register_addresses(
        actor=office.person(Role.OFFICE_HEAD), now=moment(date(2026, 1, 5)), body_id=case.body_id,
        valid_from=date(2026, 1, 5), facts=moved,
    )  # fmt: skip
    found = remedy_of(policy.applicant_of(case.pk), date(2026, 6, 1))
    assert found.court.address == "新址样本路9号"
    assert "新址样本路9号" in "".join(found.block)


def asked_to_correct(office, case, day, until):
    done = office.do(actions.ask_correction, office.clerk(), day, case_id=case.pk, items="年度", until=until)
    assert done, done


def vars_of(facts):
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def test_an_end_by_silence_is_known_from_the_letter_that_tells_it(office):
    """Closed as of its lawful day, found out later: his sixty days run from the letter."""
    case = office.handled(date(2025, 5, 6))
    asked_to_correct(office, case, date(2025, 5, 8), date(2025, 5, 29))
    assert office.do(actions.lapse, SYSTEM, date(2025, 6, 3), case_id=case.pk)
    case.refresh_from_db()
    assert case.closed_on == date(2025, 5, 30)
    found = remedy_of(policy.applicant_of(case.pk), date(2025, 6, 4))
    assert (found.known_on, found.review_first) == (date(2025, 6, 3), False)
    assert "法释" not in "".join(found.block)
    assert not found.undecided, "by the interpretation in force on the day of the letter"


def test_a_missing_address_is_named_with_the_place_to_enter_it(office):
    bare = type(ADDRESSES)(government_name="某市人民政府", reply_prefix="样")
    actions.register_addresses(
        actor=office.person(Role.OFFICE_HEAD), now=moment(FOUNDED), body_id=office.bodies["forestry"],
        valid_from=date(2026, 1, 1), facts=bare,
    )  # fmt: skip
    case = office.handled(date(2026, 3, 2))
    asked_to_correct(office, case, date(2026, 3, 4), date(2026, 3, 18))
    refused = office.do(actions.lapse, SYSTEM, date(2026, 3, 19), case_id=case.pk)
    assert isinstance(refused, Refused)
    for said in ("没有登记行政复议机关（本级人民政府）的名称和地址", "基层人民法院", "“文书和设置”页"):
        assert said in str(refused.reason)


def test_bodies_that_cannot_tell_the_remedies_are_listed_before_it_bites(office):
    day = date(2026, 3, 2)
    for body in ("city", "forestry"):
        assert office.bodies[body]
    city = office.person(Role.CITY_OFFICE, "city")
    assert unready_bodies(city, day) == [], "everything is registered"
    bare = type(ADDRESSES)(government_name=GOVERNMENT, government_address="样本大道1号")
    for body in ("city", "forestry"):
        actions.register_addresses(
            actor=office.person(Role.OFFICE_HEAD, body), now=moment(FOUNDED),
            body_id=office.bodies[body], valid_from=day, facts=bare,
        )  # fmt: skip
    assert unready_bodies(city, date(2026, 3, 1)) == []
    found = {each.body: [str(said) for said in each.missing] for each in unready_bodies(city, day)}
    assert found[office.bodies["forestry"]] == [
        "通过互联网送达的答复应当提供网上提交行政复议申请的渠道，尚未登记",
        "没有登记基层人民法院的名称和地址", "没有登记答复文号的代字",
    ]  # fmt: skip
    assert "没有登记行政复议机关（上一级人民政府）的名称和地址" in found[office.bodies["city"]]
    assert [each.body for each in unready_bodies(office.clerk(), day)] == [office.bodies["forestry"]]
