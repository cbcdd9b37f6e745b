"""A row becomes a document and the first edition of it, as if its drafter had typed it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write, write_new
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.actions.attaching import Told, kept
from gongkai.publishing.actions.drafting import attribute_columns
from gongkai.publishing.actions.frame import TakenEdition
from gongkai.publishing.catalogue.queries.naming import Names
from gongkai.publishing.importing.listing import HTML
from gongkai.publishing.importing.reading import Arrived, Arriving, Problem
from gongkai.publishing.models import Batch, Document, Edition, Relation
from gongkai.publishing.requirements import plain
from gongkai.publishing.sanitising import cleaned, from_plain


def drafter_of(batch: Batch) -> Actor:
    """Who confirmed the batch: its items are his drafts."""
    return Actor(batch.by, person_id=batch.person_id, roles=frozenset({("drafter", batch.body_id)}))


def arrive(batch: Batch, arrived: Arrived, rows: Sequence[Arriving], now: datetime) -> list[Problem]:
    """Bring rows in, inside a verb; what is refused all the same. Rows without files come together, one
    statement a table; each row with files is a verb of its own, whole or not at all."""
    rows, refused = placed_in_catalogue(batch, rows)
    refused += _taken(batch, rows)
    bad = {problem.row for problem in refused}
    good = [row for row in rows if row.row not in bad]
    _together(batch, [row for row in good if not row.placed], now)
    for row in good:
        if row.placed:
            done = arrive_one(actor=drafter_of(batch), now=now, batch=batch, arrived=arrived, row=row)
            if isinstance(done, Refused):
                refused.append(Problem(row.row, "", done.reason))
    return refused


def placed_in_catalogue(batch: Batch, rows: Sequence[Arriving]) -> tuple[list[Arriving], list[Problem]]:
    """The rows with the code of the catalogue's row they name; what names none, or several."""
    names = Names(batch.body_id, timezone.localdate(batch.at))
    known, problems = [], []
    for row in rows:
        code = names.code_of(row.texts["catalogue"])
        if isinstance(code, Message):
            problems.append(Problem(row.row, "公开目录", code, "catalogue"))
        else:
            known.append(replace(row, texts={**row.texts, "catalogue": code}))
    return known, problems


@verb("document.arrive")
def arrive_one(
    *, actor: Actor, now: datetime, batch: Batch, arrived: Arrived, row: Arriving
) -> Document | Refused:
    """One row comes in with its files, or not at all."""
    document = _document(batch, row, now)
    write(document)
    edition = _edition(document, batch, row, now)
    write(edition)
    of = TakenEdition(
        document, actor, now, timezone.localdate(now), document.standing, edition, edition.state
    )
    refused = _filed(of, arrived, row)
    if refused is not None:
        return refused
    _interprets(batch, document, row, timezone.localdate(now))
    return document


def _filed(of: TakenEdition, arrived: Arrived, row: Arriving) -> Refused | None:
    """Its files in their order; a poster after the video it stands for."""
    numbers: dict[str, int] = {}
    for each in row.placed:
        content = arrived.container.read(each.name)
        if isinstance(content, Message):
            return Refused(content)
        told = Told(plain(each.words), numbers.get(each.beside))
        name = each.name.rpartition("/")[2]
        done = kept(of, name=name, content=content, part=each.part, told=told)
        if isinstance(done, Refused):
            return Refused(Message(N_("“{name}”：{problem}"), {"name": name[:60], "problem": done.reason}))
        numbers[each.name] = done.file_id
    return None


def _together(batch: Batch, rows: Sequence[Arriving], now: datetime) -> None:
    documents = [_document(batch, row, now) for row in rows]
    write_new(documents)
    write_new([_edition(each, batch, row, now) for each, row in zip(documents, rows, strict=True)])
    for document, row in zip(documents, rows, strict=True):
        _interprets(batch, document, row, timezone.localdate(now))


def _document(batch: Batch, row: Arriving, now: datetime) -> Document:
    return Document(
        kind=row.texts["kind"], body_id=batch.body_id, standing="prepared", external=row.external,
        number=row.texts["number"], registration_number=row.texts["registration"].upper(),
        catalogue=row.texts["catalogue"][:40], is_sample=batch.is_sample, created_by=batch.by, created_at=now,
        touched_at=now, attribute_by=batch.by, **attribute_columns(row.settled, timezone.localdate(now)),
    )  # fmt: skip


def _edition(document: Document, batch: Batch, row: Arriving, now: datetime) -> Edition:
    words = cleaned(row.texts[HTML] or from_plain(row.texts["text"]))
    return Edition(
        document=document, body_id=batch.body_id, number=1, state="drafting", title=plain(row.texts["title"]),
        html=words.html, text=words.text, summary=plain(row.texts["summary"]), subject=row.texts["subject"],
        genre=row.texts["genre"], form=row.texts["form"], keywords=list(row.keywords), **row.days_of_edition,
        writers=[batch.by], drafted_by=batch.by, drafted_at=now, batch=batch,
    )  # fmt: skip


def _taken(batch: Batch, rows: Sequence[Arriving]) -> list[Problem]:
    """Numbers that another document has got since the check."""
    numbers = [row.texts["number"] for row in rows if row.texts["number"]]
    registrations = [row.texts["registration"].upper() for row in rows if row.texts["registration"]]
    held = set(
        Document.objects.filter(body=batch.body_id, number__in=numbers).values_list("number", flat=True)
    )
    registered = set(
        Document.objects.filter(registration_number__in=registrations).values_list(
            "registration_number", flat=True
        )
    )
    return [
        Problem(row.row, "", Message(N_("发文字号或者登记号已经用在别的文件上。")))
        for row in rows
        if row.texts["number"] in held or row.texts["registration"].upper() in registered
    ]


def _interprets(batch: Batch, document: Document, row: Arriving, day: date) -> None:
    if not row.texts["interprets"]:
        return
    other = Document.objects.filter(body=batch.body_id, external=row.texts["interprets"]).first()
    if other is not None:
        write(Relation(document=document, body_id=batch.body_id, to=other, kind="interprets", on=day))
