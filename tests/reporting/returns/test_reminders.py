"""Reminders: on the days set, once a day, to those whose step it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from gongkai.foundation.mail.post import deliver
from gongkai.foundation.mail.queries import letters
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tasks import queue
from gongkai.reporting import actions, jobs, mailing, queries
from gongkai.reporting.actions.reminding import remind_due
from gongkai.reporting.models import Reminder

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 3, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def people(opened):
    for username, role in (("clerk", Role.STATISTICS_CLERK), ("checker", Role.REVIEWER)):
        made = organisations.create_person(
            actor=SYSTEM, now=opened.now, body_id=opened.bodies["land"], username=username, name="王某",
            email=f"{username}@land.example",
        )  # fmt: skip
        assert isinstance(made, int), made
        done = organisations.appoint(
            actor=SYSTEM, now=opened.now, person_id=made, body_id=opened.bodies["land"], role=role,
            on=date(2017, 1, 1),
        )  # fmt: skip
        assert done, done
    return opened


def _at(day):
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days_before", "reminds"),
    [(11, False), (10, True), (9, False), (3, True), (2, False), (1, True), (0, False),
     (-1, True), (-2, False), (-7, False), (-8, True)],
)  # fmt: skip
def test_on_which_days(opened, days_before, reminds):
    now = _at(date(2018, 3, 31) - timedelta(days=days_before))
    assert bool(remind_due(now=now)) is reminds


def test_once_a_day_and_not_when_submitted(opened):
    opened.fill("land")
    opened.pass_on("land")
    now = _at(date(2018, 3, 21))
    first = remind_due(now=now)
    assert opened.of("land").pk not in first
    assert len(first) == len(opened.bodies) - 1
    assert remind_due(now=now + timedelta(hours=2)) == []


def test_the_mail_goes_to_whose_step_it_is(people):
    reminder = people.do(actions.remind, people.office(), "land", text="请尽快报送。")
    assert mailing.mail_reminder(reminder.pk, NOW) == 1
    (sent,) = letters()
    assert sent.to == "clerk@land.example"
    assert sent.subject == "请报送市国土资源局2017年政府信息公开年度报告数据"
    deliver(sent.id, NOW)
    assert "2018年3月31日" in mail.outbox[0].body
    assert "请尽快报送。" in mail.outbox[0].body
    people.fill("land")
    people.do(actions.send_to_review, people.clerk("land"), "land")
    mailing.mail_reminder(people.do(actions.remind, people.office(), "land").pk, NOW)
    assert letters()[0].to == "checker@land.example"


def test_no_mail_when_the_return_has_come_meanwhile(people):
    reminder = people.do(actions.remind, people.office(), "land")
    people.fill("land")
    people.pass_on("land")
    assert mailing.mail_reminder(reminder.pk, NOW) == 0
    assert letters() == []


def test_reminding_queues_the_mail_and_the_day_is_scheduled(people):
    from_queue = queue.KNOWN
    assert from_queue["reporting.remind_due"] == "30 0 * * *"
    reminder = people.do(actions.remind, people.office(), "land")
    queued = ProcrastinateJob.objects.get(task_name="reporting.mail_reminder")
    assert queued.args == {"reminder": reminder.pk}
    jobs.mail_reminder(**queued.args)
    assert len(letters()) == 1
    assert Reminder.objects.count() == 1


def test_a_correction_is_not_late(opened):
    opened.report("land")
    opened.freeze("land")
    opened.do(actions.correct, opened.office(), "land", reason="漏报")
    late = date(2018, 4, 1)
    line = next(each for each in queries.board(opened.office(), 2017, late) if each.body.code == "land")
    assert line.is_correction
    assert not line.is_late
    assert line.return_id not in remind_due(now=_at(late))
