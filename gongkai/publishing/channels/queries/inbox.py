"""What people wrote to accounts. Names and numbers are hidden until somebody with a reason looks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.anonymise import anonymise
from gongkai.core.workdays import Calendar
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.dates import answer_due
from gongkai.publishing.channels.models import InboxMessage, MessageKind, MessageState

OPEN = (
    MessageState.NEW,
    MessageState.PROPOSED,
    MessageState.SENDING,
    MessageState.FAILED,
    MessageState.UNSURE,
)
ENDED = (MessageState.ANSWERED, MessageState.CLOSED)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MessageCard:
    """`author` and `text` masked. `due`: answered by then; `late` when that has passed. `steps`: what this
    person may do."""

    id: int
    account: str
    body: int
    kind: MessageKind
    author: str
    text: str
    came_at: datetime
    due: date
    provisional: bool
    late: bool
    state: MessageState
    answer: str
    note: str
    error: str
    answered_by: str
    is_erased: bool
    revision: int
    document_id: int | None
    document_title: str
    steps: tuple[str, ...]


def messages(
    actor: Actor, day: date, calendar: Calendar, *, ended: bool = False, account: int | None = None,
    before: int | None = None, limit: int = 30,
) -> list[MessageCard]:  # fmt: skip
    """Of one's own accounts: those that wait, longest first; or those that ended, newest first."""
    found = InboxMessage.objects.filter(
        body__in=policy.own(actor, day), state__in=list(ENDED if ended else OPEN)
    )
    if account is not None:
        found = found.filter(account=account)
    if before is not None:
        found = found.filter(pk__lt=before) if ended else found.filter(pk__gt=before)
    rows = found.select_related("account", "delivery__edition")
    order = ("-pk",) if ended else ("pk",)
    return [_card(each, actor, day, calendar) for each in rows.order_by(*order)[:limit]]


def message(actor: Actor, message_id: int, day: date, calendar: Calendar) -> MessageCard | None:
    found = InboxMessage.objects.filter(pk=message_id, body__in=policy.own(actor, day))
    row = found.select_related("account", "delivery__edition").first()
    return _card(row, actor, day, calendar) if row else None


def waiting(actor: Actor, day: date) -> int:
    """How many wait for an answer, or for its approval."""
    return InboxMessage.objects.filter(body__in=policy.own(actor, day), state__in=OPEN).count()


def erasable(before: datetime) -> list[int]:
    """Ended messages whose words have been kept long enough."""
    found = InboxMessage.objects.filter(
        state__in=ENDED, ended_at__lt=before, erased_at__isnull=True
    ).order_by("pk")  # fmt: skip
    return list(found.values_list("pk", flat=True)[:_AT_ONCE])


def masked_name(name: str) -> str:
    return f"{name[:1]}**" if name else ""


def _card(row: InboxMessage, actor: Actor, day: date, calendar: Calendar) -> MessageCard:
    due = answer_due(row.came_at, calendar)
    about = row.delivery
    return MessageCard(
        row.pk, row.account.name, row.body_id, MessageKind(row.kind), masked_name(row.author),
        anonymise(row.text).text, row.came_at, due.date, due.provisional,
        row.state in OPEN and day > due.date, MessageState(row.state), row.answer, row.note, row.error,
        row.answered_by, row.erased_at is not None, row.revision,
        about.document_id if about is not None else None, about.edition.title if about is not None else "",
        _steps(row, actor, day),
    )  # fmt: skip


def _steps(row: InboxMessage, actor: Actor, day: date) -> tuple[str, ...]:
    found: list[str] = []
    if policy.may_answer(actor, row.body_id, day) is None:
        found += ["answer"] if _among(row, "new", "proposed", "failed", "unsure") else []
        found += ["close"] if _among(row, "new", "failed", "unsure") else []
        found += [] if row.erased_at is not None else ["read_whole"]
    if _among(row, "proposed") and policy.may_approve(actor, row.body_id, day, row.answered_by) is None:
        found += ["approve_answer", "return_answer"]
    return tuple(found)


def _among(row: InboxMessage, *states: str) -> bool:
    wanted: Collection[str] = states
    return row.state in wanted
