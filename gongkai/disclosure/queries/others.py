"""Statements, sources and objections, by who may see them."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.messages import Message
from gongkai.disclosure import runs
from gongkai.disclosure.models import Objection, Source, Statement
from gongkai.disclosure.queries.visible import (
    objections_visible_to,
    sources_visible_to,
    statements_visible_to,
)
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class StatementCard:
    """`period` "": for good."""

    id: int
    body: int
    data_set: str
    period: str
    kind: str
    reason: str
    at: datetime
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """One time a source was asked. `outcome`: `runs.BROUGHT` and its like; `release`: what it became."""

    at: datetime
    outcome: str
    said: Message | str
    release: int | None


@dataclass(frozen=True, slots=True)
class SourceCard:
    """`has_secret`: a password or token is kept; it is never shown. `runs`: the newest first."""

    id: int
    body: int
    data_set: str
    kind: str
    name: str
    state: str
    url: str
    username: str
    has_secret: bool
    every_minutes: int
    proposed_by: str
    approved_by: str
    next_at: datetime | None
    last_at: datetime | None
    last_error: str
    last_note: str
    failures: int
    host_key: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectionCard:
    """`name`, `contact` and `text` are "" for everybody but the body."""

    id: int
    data_set: str
    row: int
    body: int
    state: str
    name: str
    contact: str
    text: str
    received_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None


def statements(actor: Actor, day: date, body: int | None = None, limit: int = 200) -> list[StatementCard]:
    """The newest statements the person sees."""
    found = statements_visible_to(actor, day)
    return [_statement(each) for each in (found.filter(body=body) if body else found).order_by("-pk")[:limit]]


def sources(actor: Actor, day: date) -> list[SourceCard]:
    """The sources of the person's own bodies."""
    return [_source(each) for each in sources_visible_to(actor, day).order_by("body_id", "data_set", "pk")]


def objections(
    actor: Actor, day: date, states: tuple[str, ...] = (), limit: int = 200
) -> list[ObjectionCard]:
    """Objections to rows of the person's own bodies, the oldest open first."""
    found = objections_visible_to(actor, day)
    if states:
        found = found.filter(state__in=states)
    return [_objection(each) for each in found.order_by("due_on", "pk")[:limit]]


def public_objections(data_set: str, row: int) -> list[ObjectionCard]:
    """How objections to a row were answered; nobody's name. For everybody."""
    found = Objection.objects.filter(data_set=data_set, row=row).exclude(state="withdrawn").order_by("pk")
    return [_objection(each, named=False) for each in found]


def _statement(each: Statement) -> StatementCard:
    return StatementCard(
        each.pk, each.body_id, each.data_set, each.period, each.kind, each.reason, each.at, each.taken_back_at
    )


def _source(each: Source) -> SourceCard:
    return SourceCard(
        each.pk, each.body_id, each.data_set, each.kind, each.name, each.state, each.url, each.username,
        bool(each.secret), each.every_minutes, each.proposed_by, each.approved_by, each.next_at, each.last_at,
        each.last_error, each.last_note, each.failures, each.host_key,
        tuple(Run(*runs.read(run)) for run in each.runs),
    )  # fmt: skip


def _objection(each: Objection, *, named: bool = True) -> ObjectionCard:
    return ObjectionCard(
        each.pk, each.data_set, each.row, each.body_id, each.state, each.name if named else "",
        each.contact if named else "", each.text if named else "", each.received_at, each.due_on, each.answer,
        each.answered_at,
    )  # fmt: skip
