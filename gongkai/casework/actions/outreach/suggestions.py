"""Suggestions that something become proactively public (第四十四条第二款)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework import law
from gongkai.casework.actions.challenges.frame import dated
from gongkai.casework.actions.kinds import (
    Filed,
    Sending,
    ended,
    in_the_future,
    may_register,
    opened,
    taken_of,
)
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.outreach.tasks import open_task
from gongkai.casework.models import Application, Case, CaseKind, ProactiveTask
from gongkai.casework.policy import Condition, Conditions, another_person, written
from gongkai.casework.standings import stand
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.core.replies import Notice, Placeholder
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor


def register_suggestion(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    text: str,
    applicant: ApplicantFacts | None = None,
    channel: Channel = Channel.INTERNET,
    on: date | None = None,
    key: str = "",
    about_id: int | None = None,
    is_sample: bool = False,
) -> Filed | Refused:
    """登记主动公开建议, from the portal or written down by the clerk. The same `key` gives the same case."""
    sending = Sending.of(key, "suggestion", body_id, text, applicant)
    return sending.once(
        lambda: _register_suggestion(
            actor=actor,
            now=now,
            body_id=body_id,
            text=text,
            applicant=applicant,
            channel=channel,
            on=on,
            about_id=about_id,
            is_sample=is_sample,
            sending=sending,
        )
    )


@verb("suggestion.register")
def _register_suggestion(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    text: str,
    applicant: ApplicantFacts | None = None,
    channel: Channel = Channel.INTERNET,
    on: date | None = None,
    sending: Sending,
    about_id: int | None = None,
    is_sample: bool = False,
) -> Filed | Refused:
    day = localdate(now)
    said = Message(N_("请写明建议公开什么信息。"))
    empty = None if text.strip() else Refused(said, details=(("wanted", said),))
    refused = first_refusal(
        may_register(actor, body_id, CaseKind.SUGGESTION, day),
        in_the_future(now, on),
        law.before_the_law(on),
        empty,
    )
    if refused is not None:
        return refused
    taken = opened(
        kind=CaseKind.SUGGESTION, actor=actor, now=now, body_id=body_id, received_on=on or day,
        arrival=Arrival(channel, on or day), request=RequestFacts(text), applicant=applicant,
        about_id=about_id, is_sample=is_sample,
    )  # fmt: skip
    stand(taken.case, taken.calendar)
    return sending.let_in(taken.case, now)


@verb("suggestion.examine")
def examine_suggestion(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """审核建议."""
    taken = taken_of("suggestion.examine", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    return taken if isinstance(taken, Refused) else taken.keep()


@verb("suggestion.accept")
def accept_suggestion(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> ProactiveTask | Refused:
    """采纳, by another than who examined it: becomes a task of proactive publication."""
    taken = taken_of(
        "suggestion.accept", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions={Condition.ANOTHER_PERSON: another_person(actor, _who_examined(case_id))},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    case = taken.keep()
    return open_task(actor, now, case.body_id, case.title or case.number, [case.pk], taken.on)


@verb("suggestion.decline")
def decline_suggestion(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reason: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """不采纳, with the reason told to whoever suggested it."""
    conditions: Conditions = {
        Condition.ANOTHER_PERSON: another_person(actor, _who_examined(case_id)),
        Condition.REASON_GIVEN: written(reason),
    }
    taken = taken_of(
        "suggestion.decline", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=conditions,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    case = ended(taken, "declined", reason=reason)
    return _answered(case, reason, actor, now, taken.on)


@verb("suggestion.publish")
def publish_suggestion(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    address: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """主动公开并告知: it stands at `address` since `on`."""
    taken = taken_of(
        "suggestion.publish", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions={Condition.DOCUMENT_DATED: dated(address, on or localdate(now))},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    case = ended(taken, "published")
    for task in ProactiveTask.objects.select_for_update().filter(
        body_id=case.body_id, case_ids=[case.pk], closed_on__isnull=True
    ):
        write(task, state="published", address=address, closed_on=taken.on, revision=task.revision + 1)
    said = Message(N_("您建议公开的信息已经公开，网址：{address}"), {"address": address})
    return _answered(case, str(said), actor, now, taken.on)


@verb("suggestion.withdraw")
def withdraw_suggestion(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """撤回建议."""
    taken = taken_of("suggestion.withdraw", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    return taken if isinstance(taken, Refused) else ended(taken, "withdrawn")


def _answered(case: Case, said: str, actor: Actor, now: datetime, on: date) -> Case | Refused:
    letter = issue_notice(
        case=case, template=Notice.SUGGESTION_ANSWER, actor=actor, now=now, on=on,
        values={Placeholder.INFORMATION: words_of(case), Placeholder.FACTS: said},
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case


def words_of(case: Case) -> str:
    """What the applicant wrote."""
    found = Application.objects.filter(case=case).first()
    return found.wanted if found and found.wanted else case.number


def _who_examined(case_id: int) -> list[str]:
    return [event.actor for event in ledger.told("case", case_id) if event.verb == "suggestion.examine"]
