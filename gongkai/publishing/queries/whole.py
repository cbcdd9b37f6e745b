"""One document whole, as the staff's page shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.comparing import Stretch, compared
from gongkai.foundation.files.queries import cards as file_cards
from gongkai.foundation.ledger.queries import EventLine, told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import policy
from gongkai.publishing.models import (
    AttributeChange,
    Document,
    Edition,
    EditionFile,
    Evaluation,
    InterpretationPlan,
    JointMaker,
    Relation,
    StandingNotice,
)
from gongkai.publishing.policy import lifecycle_of
from gongkai.publishing.queries.cards import DocumentCard, cards_for, released_cards
from gongkai.publishing.queries.visible import document_visible_to, reads_words


@dataclass(frozen=True, slots=True)
class FileLine:
    """`size` in bytes; `original` is the number of what a masked copy was made from; `alternative` tells a
    picture or a video in words."""

    id: int
    name: str
    part: str
    size: int
    original: int | None
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class EditionWhole:
    """`words` None: the person may know of the edition, not read it. `approvals`: step → who and when."""

    id: int
    number: int
    state: str
    revision: int
    title: str
    words: Edition | None
    files: tuple[FileLine, ...]
    writers: tuple[str, ...]
    drafted_by: str
    approvals: tuple[tuple[str, str, str], ...]
    returned: str
    scheduled_for: datetime | None
    released_at: datetime | None
    late: bool
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """`outward`: this document does it to the other, else the other way round."""

    id: int
    kind: str
    outward: bool
    other: DocumentCard


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """`editions` newest first. `verbs`: what to offer this person on the document itself."""

    card: DocumentCard
    document: Document
    editions: tuple[EditionWhole, ...]
    makers: tuple[JointMaker, ...]
    relations: tuple[RelationLine, ...]
    notices: tuple[StandingNotice, ...]
    plan: InterpretationPlan | None
    changes: tuple[AttributeChange, ...]
    evaluations: tuple[Evaluation, ...]
    verbs: tuple[str, ...]


def whole(actor: Actor, document_id: int, day: date) -> WholeDocument:
    """Raises NoSuchDocumentError."""
    document = document_visible_to(actor, document_id, day)
    held = policy.standing(actor, document.body_id, day)
    (card,) = cards_for(actor, day, [document.pk])
    plan = InterpretationPlan.objects.filter(document=document).first()
    editions = Edition.objects.filter(document=document).order_by("-pk")
    return WholeDocument(
        card=card,
        document=document,
        editions=tuple(
            _edition(actor, each, frozenset(held), day) for each in editions if _may_know(actor, each, day)
        ),
        makers=tuple(JointMaker.objects.filter(document=document).order_by("order")),
        relations=_relations(actor, document, day),
        notices=tuple(StandingNotice.objects.filter(document=document).order_by("-pk")),
        plan=plan if plan and _reads_drafts(actor, document, day) else None,
        changes=tuple(AttributeChange.objects.filter(document=document).order_by("-pk")),
        evaluations=tuple(Evaluation.objects.filter(document=document).order_by("-on", "-pk")),
        verbs=lifecycle_of("document").permitted(document.standing, held),
    )


def history(actor: Actor, document_id: int, day: date) -> list[EventLine]:
    """Everything the ledger tells of the document and its editions, newest first."""
    document = document_visible_to(actor, document_id, day)
    lines = told("document", document.pk)
    for number in Edition.objects.filter(document=document).values_list("pk", flat=True):
        lines += told("edition", number)
    return sorted(lines, key=lambda each: -each.sequence)


def changes_since_review(edition: Edition) -> tuple[Stretch, ...]:
    """What a reviewer compares: the text he saw last time, or the edition before, against what lies here."""
    return compared(edition.reviewed_text, edition.text) if edition.reviewed_text else ()


def _may_know(actor: Actor, edition: Edition, day: date) -> bool:
    held = policy.standing(actor, edition.body_id, day)
    oversees = any(each.startswith(tuple(policy.OVERSEERS)) for each in held)
    return oversees or reads_words(actor, edition, day)


def _reads_drafts(actor: Actor, document: Document, day: date) -> bool:
    held = policy.standing(actor, document.body_id, day)
    own = {f"{role}@own" for role in policy.HANDLERS}
    return actor.is_system or bool(held & own)


def _edition(actor: Actor, edition: Edition, held: frozenset[str], day: date) -> EditionWhole:
    reads = reads_words(actor, edition, day)
    names = organisations.names_of(
        {*edition.writers, edition.drafted_by, *(each["by"] for each in edition.approved_by.values())}
    )
    return EditionWhole(
        id=edition.pk,
        number=edition.number,
        state=edition.state,
        revision=edition.revision,
        title=edition.title,
        words=edition if reads else None,
        files=_files(edition) if reads else (),
        writers=tuple(names.get(each, each) for each in edition.writers),
        drafted_by=names.get(edition.drafted_by, edition.drafted_by),
        approvals=tuple(
            (step, names.get(each["by"], each["by"]), each["at"])
            for step, each in edition.approved_by.items()
        ),
        returned=edition.returned if reads else "",
        scheduled_for=edition.scheduled_for,
        released_at=edition.released_at,
        late=edition.late,
        verbs=lifecycle_of("edition").permitted(edition.state, held),
    )


def _files(edition: Edition) -> tuple[FileLine, ...]:
    rows = list(EditionFile.objects.filter(edition=edition).order_by("order", "pk"))
    found = file_cards([row.file_id for row in rows])
    return tuple(
        FileLine(
            row.file_id, row.name, row.part, found[row.file_id].size, row.masked_from_id, row.alternative
        )
        for row in rows
    )  # fmt: skip


def _relations(actor: Actor, document: Document, day: date) -> tuple[RelationLine, ...]:
    """Other documents the person may know of, or everybody: not what another body only prepares."""
    out = list(Relation.objects.filter(document=document).order_by("pk"))
    into = list(Relation.objects.filter(to=document).order_by("pk"))
    others = {each.to_id for each in out} | {each.document_id for each in into}
    by_number = {each.id: each for each in (*released_cards(others), *cards_for(actor, day, others))}
    return tuple(
        RelationLine(each.pk, each.kind, outward, by_number[other])
        for outward, rows in ((True, out), (False, into))
        for each in rows
        for other in (each.to_id if outward else each.document_id,)
        if other in by_number
    )
