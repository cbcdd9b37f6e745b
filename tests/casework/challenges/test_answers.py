"""What still has to be answered, by when, for whom."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.actions import ChallengeFacts
from gongkai.casework.models import Case
from gongkai.casework.queries.challenges import answer_due, open_answers
from gongkai.foundation.organisations.roles import Role

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 10)


@pytest.fixture
def notified(office):
    """A reconsideration whose copy came on 26 April, with or without a day told."""

    def _notified(**more):
        made = actions.register_reconsideration(
            actor=office.clerk, now=office.at(date(2024, 4, 22)), body_id=office.bodies["forestry"],
            facts=ChallengeFacts("某市人民政府", date(2024, 4, 22)),
        )  # fmt: skip
        office.must(
            actions.notify_reconsideration, made.case_id, date(2024, 4, 26), document="某政复答〔2024〕1号",
            on=date(2024, 4, 26), **more,
        )  # fmt: skip
        return made.case_id

    return _notified


def test_the_day_of_the_law_and_the_day_that_was_told(office, notified):
    by_law, by_organ = notified(), notified(answer_due_on=date(2024, 5, 9))
    first, second = open_answers(office.clerk, DAY)
    assert (first.card.id, first.due, first.told, first.days_left) == (by_organ, date(2024, 5, 9), True, -1)
    assert (second.card.id, second.due, second.told, second.days_left) == (
        by_law,
        date(2024, 5, 13),
        False,
        3,
    )
    assert "第四十八条" in second.article
    assert answer_due(Case.objects.get(pk=by_law)) == date(2024, 5, 13)


def test_what_was_answered_waits_no_more(office, notified):
    office.must(actions.answer_reconsideration, notified(), date(2024, 5, 6))
    assert open_answers(office.clerk, DAY) == []


def test_others_see_nothing(office, notified):
    notified()
    assert open_answers(office.person(Role.REQUEST_CLERK, "land"), DAY) == []
    assert len(open_answers(office.person(Role.CITY_OFFICE, "city"), DAY)) == 1


def test_the_body_complained_of_sees_what_it_is_asked(office):
    city = office.person(Role.CITY_OFFICE, "city")
    made = actions.register_complaint(
        actor=city, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text="逾期不答复",
        against_id=office.bodies["forestry"], facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    office.must(actions.examine_complaint, made.case_id, date(2024, 4, 2), city)
    office.must(actions.ask_explanation, made.case_id, date(2024, 4, 2), city, due_on=date(2024, 4, 12))
    (asked,) = open_answers(office.clerk, date(2024, 4, 10))
    assert (asked.due, asked.group) == (date(2024, 4, 12), "complaint")
    assert answer_due(Case.objects.get(pk=made.case_id)) == date(2024, 4, 12)
