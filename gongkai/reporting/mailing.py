"""The mail that says a return is awaited."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.look import writing
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.reporting.bodies import body_of
from gongkai.reporting.models import Reminder, Return, ReturnState
from gongkai.reporting.queries.visible import day_of

WHOSE_STEP = {
    ReturnState.IN_REVIEW: (Role.REVIEWER,),
    ReturnState.REVIEWED: (Role.STATISTICS_CLERK, Role.SIGNER),
}
"""Who is told in which state; the statistics clerk in all others."""


def mail_reminder(reminder_id: int, now: datetime) -> int:
    """Post one reminder to those whose step it is. Returns how many letters were queued: none when the return
    has been submitted meanwhile."""
    reminder = Reminder.objects.select_related("of__reporting_year").get(pk=reminder_id)
    of = reminder.of
    if of.state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.FROZEN, ReturnState.PUBLISHED):
        return 0
    roles = WHOSE_STEP.get(ReturnState(of.state), (Role.STATISTICS_CLERK,))
    day = day_of(reminder.at)
    body = organisations.heirs_on(day).get(of.body_id, of.body_id)
    people = {
        person.email for role in roles for person in organisations.holders(role, [body], day) if person.email
    }
    with transaction.atomic():
        for address in sorted(people):
            subject, text = _letter(of, reminder)
            post(to=address, subject=subject, text=text, about=("return", of.pk), now=now)
    return len(people)


def _letter(of: Return, reminder: Reminder) -> tuple[str, str]:
    """Subject and text."""
    name = body_of(of).name
    subject = _("请报送{body}{year}年政府信息公开年度报告数据").format(body=name, year=of.year)
    lines = [
        _("{body}{year}年度的报表现为“{state}”，应于{due}前报送。").format(
            body=name, year=of.year, state=of.get_state_display(), due=writing.day(reminder.due)
        ),
        reminder.text,
        _("请登录办理：{address}").format(address=f"{settings.SITE_URL}/workbench/"),
    ]
    return subject, "\n\n".join(line for line in lines if line)
