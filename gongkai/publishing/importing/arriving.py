"""One row becomes a document and the first edition of it, as if its drafter had typed it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.actions.attaching import kept
from gongkai.publishing.actions.drafting import attribute_columns
from gongkai.publishing.actions.frame import TakenEdition
from gongkai.publishing.importing.reading import Arrived, Arriving, Problem
from gongkai.publishing.models import Batch, Document, Edition, FilePart, Relation
from gongkai.publishing.requirements import plain
from gongkai.publishing.sanitising import cleaned, from_plain


def arrive(batch: Batch, arrived: Arrived, rows: Sequence[Arriving], now: datetime) -> list[Problem]:
    """Bring rows in, in the name of who confirmed them; what is refused all the same."""
    drafter = Actor(batch.by, person_id=batch.person_id, roles=frozenset({("drafter", batch.body_id)}))
    refused = []
    for row in rows:
        done = arrive_one(actor=drafter, now=now, batch=batch, arrived=arrived, row=row)
        if isinstance(done, Refused):
            refused.append(Problem(row.row, "", done.reason))
    return refused


@verb("document.arrive")
def arrive_one(
    *, actor: Actor, now: datetime, batch: Batch, arrived: Arrived, row: Arriving
) -> Document | Refused:
    """One row comes in whole or not at all."""
    day = timezone.localdate(now)
    document = Document(
        kind=row.texts["kind"], body_id=batch.body_id, standing="prepared", external=row.external,
        number=row.texts["number"], registration_number=row.texts["registration"].upper(),
        catalogue=row.texts["catalogue"][:40], is_sample=batch.is_sample, created_by=batch.by, created_at=now,
        touched_at=now, attribute_by=batch.by, **attribute_columns(row.settled, day),
    )  # fmt: skip
    write(document)
    words = cleaned(from_plain(row.texts["text"]))
    edition = Edition(
        document=document, body_id=batch.body_id, number=1, state="drafting", title=plain(row.texts["title"]),
        html=words.html, text=words.text, summary=plain(row.texts["summary"]), subject=row.texts["subject"],
        genre=row.texts["genre"], form=row.texts["form"], keywords=list(row.keywords), **row.days_of_edition,
        writers=[batch.by], drafted_by=batch.by, drafted_at=now, batch=batch,
    )  # fmt: skip
    write(edition)
    of = TakenEdition(document, actor, now, day, document.standing, edition, edition.state)
    for name in row.files:
        part = FilePart.PICTURE if row.texts["kind"] == "picture" else FilePart.ATTACHMENT
        done = kept(of, name=name.rpartition("/")[2], content=arrived.file(name), part=part)
        if isinstance(done, Refused):
            return done
    _interprets(batch, document, row, of)
    return document


def _interprets(batch: Batch, document: Document, row: Arriving, of: TakenEdition) -> None:
    if not row.texts["interprets"]:
        return
    other = Document.objects.filter(body=batch.body_id, external=row.texts["interprets"]).first()
    if other is not None:
        write(Relation(document=document, body_id=batch.body_id, to=other, kind="interprets", on=of.day))
