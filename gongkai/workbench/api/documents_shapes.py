"""What a document looks like from outside. Days and moments are ISO 8601; sizes in bytes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ninja import Schema

from gongkai.foundation.interface.clocks import BodyOut
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.publishing.queries.cards import DocumentCard
from gongkai.publishing.queries.gate import GateCard
from gongkai.publishing.queries.whole import EditionWhole, WholeDocument


class DocumentOut(Schema):
    """With its newest edition that the person may know of: `edition` is its number for the steps, `state`
    where it is; null and "discarded" when every one was discarded."""

    id: int
    kind: str
    body: BodyOut
    title: str
    number: str
    index_number: str
    address: str
    attribute: str
    standing: str
    edition: int | None
    edition_number: int
    state: str
    formed_on: date | None
    first_released_at: datetime | None
    expires_on: date | None
    reassess_on: date | None
    interpretation_by: date | None
    scheduled_for: datetime | None
    returned: str
    touched_at: datetime
    is_sample: bool


class DocumentPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    documents: list[DocumentOut]
    next: str


class FileOut(Schema):
    """`original`: the file it is a masked copy of. Fetched by `GET /files/{id}`."""

    id: int
    name: str
    part: str
    size: int
    original: int | None
    alternative: str


class ApprovalOut(Schema):
    step: str
    by: str
    at: str


class EditionLineOut(Schema):
    """`revision` goes into If-Match of the edition's steps. `steps`: what this person may try now."""

    id: int
    number: int
    state: str
    revision: int
    title: str
    writers: list[str]
    approvals: list[ApprovalOut]
    returned: str
    scheduled_for: datetime | None
    released_at: datetime | None
    late: bool
    steps: list[str]


class WordsOut(Schema):
    html: str
    text: str
    summary: str
    subject: str
    genre: str
    form: str
    elements: list[str]
    keywords: list[str]
    formed_on: date | None
    effective_on: date | None
    expires_on: date | None
    change_note: str
    digest: str


class EditionOut(EditionLineOut):
    """`words` null and no `files`: the person may know of the edition, not read it."""

    document: int
    words: WordsOut | None
    files: list[FileOut]


class MakerOut(Schema):
    name: str
    consented_on: date | None


class RelationOut(Schema):
    """`outward`: this document does it to the other."""

    id: int
    kind: str
    outward: bool
    document: int
    title: str
    number: str


class NoticeOut(Schema):
    standing: str
    on: date
    until: date | None
    reason: str
    at: datetime


class ChangeOut(Schema):
    """A change of attribute; `agreed` null: nobody has decided yet."""

    id: int
    before: str
    after: str
    ground: str
    reason: str
    proposed_at: datetime
    agreed: bool | None
    answer: str


class EvaluationOut(Schema):
    on: date
    conclusion: str
    reason: str


class PlanOut(Schema):
    outline: str
    forms: list[str]
    channels: list[str]
    on: date
    interpreter: str


class DocumentDetailOut(DocumentOut):
    """`revision` goes into If-Match of the document's own steps. `editions` newest first. Reasons of the
    attribute and of its changes are empty, and `plan` null, for those of other bodies."""

    revision: int
    registration_number: str
    ground: str
    articles: list[str]
    attribute_reason: str
    catalogue: str
    urgent_because: str
    interpretation: str
    interpretation_ground: str
    effective_on: date | None
    standing_on: date | None
    external: str
    makers: list[MakerOut]
    editions: list[EditionLineOut]
    relations: list[RelationOut]
    notices: list[NoticeOut]
    changes: list[ChangeOut]
    evaluations: list[EvaluationOut]
    plan: PlanOut | None
    steps: list[str]


class ItemOut(Schema):
    code: str
    text: str
    article: str
    may_not_apply: bool
    answer: str
    note: str


class FindingOut(Schema):
    """`key` is what judge_finding takes; `verdicts` how it may be judged; `times`: in how many places."""

    key: str
    kind: str
    title: str
    article: str
    part: str
    file: int | None
    where: str
    passage: str
    excerpt: str
    hidden: bool
    times: int
    verdicts: list[str]
    judged: str
    reason: str
    basis: str


class GateOut(Schema):
    """保密审查. `waiting`: names of files that are still being read. `findings` are empty for who may not
    read the words."""

    id: int
    edition: int
    digest: str
    result: str
    passed: bool
    reason: str
    opened_at: datetime
    decided_at: datetime | None
    unanswered: int
    unjudged: int
    items: list[ItemOut]
    findings: list[FindingOut]
    waiting: list[str]


def shown(cards: Sequence[DocumentCard]) -> list[dict[str, Any]]:
    """The documents of one page."""
    bodies = organisations.latest_bodies({card.body for card in cards})
    return [_card(card, bodies) for card in cards]


def detailed(whole: WholeDocument, *, own: bool) -> dict[str, Any]:
    """One document whole. `own`: the person has a part in it."""
    document = whole.document
    bodies = organisations.latest_bodies({document.body_id})
    plain = (
        "revision", "registration_number", "ground", "articles", "catalogue", "urgent_because",
        "interpretation", "interpretation_ground", "effective_on", "standing_on",
    )  # fmt: skip
    return {
        **_card(whole.card, bodies),
        **{name: getattr(document, name) for name in plain},
        "attribute_reason": document.attribute_reason if own else "",
        "external": document.external if own else "",
        "makers": whole.makers,
        "editions": [_line(each) for each in whole.editions],
        "relations": [
            {
                "id": each.id, "kind": each.kind, "outward": each.outward, "document": each.other.id,
                "title": each.other.title, "number": each.other.number,
            }
            for each in whole.relations
        ],
        "notices": whole.notices,
        "changes": [
            {
                "id": each.pk, "before": each.before, "after": each.after, "ground": each.ground,
                "proposed_at": each.proposed_at, "agreed": each.agreed,
                "reason": each.reason if own else "", "answer": each.answer if own else "",
            }
            for each in whole.changes
        ],
        "evaluations": whole.evaluations,
        "plan": whole.plan,
        "steps": [_step(verb) for verb in whole.verbs],
    }  # fmt: skip


def edition(document: int, found: EditionWhole) -> dict[str, Any]:
    """One edition with its words, as far as the person may read them."""
    return {**_line(found), "document": document, "words": found.words, "files": found.files}


def gate(card: GateCard) -> dict[str, Any]:
    """The review; names of codes as the verbs take them."""
    plain = [name for name in GateOut.model_fields if name not in ("items", "findings", "waiting")]
    return {
        **{name: getattr(card, name) for name in plain},
        "items": card.items,
        "findings": card.findings,
        "waiting": list(card.waiting),
    }


def _card(card: DocumentCard, bodies: Mapping[int, BodyOnDay]) -> dict[str, Any]:
    body = bodies[card.body]
    facts = {name: getattr(card, name) for name in DocumentOut.model_fields}
    return {**facts, "body": {"code": body.code, "name": body.name}}


def _line(each: EditionWhole) -> dict[str, Any]:
    plain = [name for name in EditionLineOut.model_fields if name not in ("approvals", "steps")]
    return {
        **{name: getattr(each, name) for name in plain},
        "approvals": [{"step": step, "by": by, "at": at} for step, by, at in each.approvals],
        "steps": steps_of(each.verbs),
    }


def steps_of(verbs: Iterable[str]) -> list[str]:
    return [_step(verb) for verb in verbs]


def _step(verb: str) -> str:
    """edition.sign: sign."""
    return verb.partition(".")[2]
