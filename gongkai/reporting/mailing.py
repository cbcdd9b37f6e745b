"""The mail that says a return is awaited."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

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


def mail_reminder(reminder_id: int) -> int:
    """Mail one reminder to those whose step it is. Returns how many mails were sent: none when the return has
    been submitted meanwhile. Raises what the mail server says, so that the job is tried again."""
    reminder = Reminder.objects.select_related("of__reporting_year").get(pk=reminder_id)
    of = reminder.of
    if of.state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.FROZEN, ReturnState.PUBLISHED):
        return 0
    roles = WHOSE_STEP.get(ReturnState(of.state), (Role.STATISTICS_CLERK,))
    day = day_of(reminder.at)
    people = {
        person.email
        for role in roles
        for person in organisations.holders(role, [of.body_id], day)
        if person.email
    }
    messages = [_message(of, reminder, address) for address in sorted(people)]
    return get_connection().send_messages(messages) or 0


def _message(of: Return, reminder: Reminder, address: str) -> EmailMessage:
    name = body_of(of).name
    subject = _("请报送{body}{year}年政府信息公开年度报告数据").format(body=name, year=of.year)
    lines = [
        _("{body}{year}年度的报表现为“{state}”，应于{due}前报送。").format(
            body=name, year=of.year, state=of.get_state_display(), due=_as_date(reminder)
        ),
        reminder.text,
        _("请登录办理：{address}").format(address=f"{settings.SITE_URL}/workbench/"),
    ]
    return EmailMessage(
        subject, "\n\n".join(line for line in lines if line), settings.DEFAULT_FROM_EMAIL, [address]
    )


def _as_date(reminder: Reminder) -> str:
    return f"{reminder.due.year}年{reminder.due.month}月{reminder.due.day}日"
