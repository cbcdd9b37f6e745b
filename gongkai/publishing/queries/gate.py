"""The confidentiality review as its page and its printed form show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.publishing.findings import FindingKind
from gongkai.core.publishing.gate import Verdict
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.models import Edition, GateFinding, GateReview
from gongkai.publishing.queries.visible import documents_visible_to, edition_visible_to, reads_words
from gongkai.publishing.reading import unread


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with the article in force on the day of the review. `answer` empty: not yet."""

    code: str
    text: str
    article: str
    may_not_apply: bool
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing to judge; `times`: in how many places of the same part and file it stands."""

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
    verdicts: tuple[Verdict, ...]
    judged: str
    reason: str
    basis: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class GateCard:
    """`waiting`: files not read yet. `findings` are empty for who may not read the words."""

    id: int
    edition: int
    digest: str
    result: str
    passed: bool
    reason: str
    referred: dict[str, Any]
    reviewer: str
    opened_at: datetime
    decided_at: datetime | None
    items: tuple[ItemLine, ...]
    findings: tuple[FindingLine, ...]
    waiting: tuple[str, ...]

    @property
    def unanswered(self) -> int:
        return sum(not each.answer for each in self.items)

    @property
    def unjudged(self) -> int:
        return sum(each.judged in ("", Verdict.MASKED) for each in self.findings)


def current(actor: Actor, edition_id: int, day: date) -> GateCard | None:
    """The newest review of the edition; None before the first. Raises NoSuchEditionError."""
    edition = edition_visible_to(actor, edition_id, day)
    review = GateReview.objects.filter(edition=edition).order_by("-pk").first()
    return _card(review, edition, reads_words(actor, edition, day)) if review else None


def review(actor: Actor, review_id: int, day: date) -> GateCard | None:
    """One review by its number, if the person may know of its document."""
    found = GateReview.objects.select_related("edition").filter(
        pk=review_id, edition__document__in=documents_visible_to(actor, day)
    )
    row = found.first()
    return _card(row, row.edition, reads_words(actor, row.edition, day)) if row else None


def reviews_of(actor: Actor, edition_id: int, day: date) -> tuple[GateCard, ...]:
    """All reviews of an edition, newest first."""
    edition = edition_visible_to(actor, edition_id, day)
    reads = reads_words(actor, edition, day)
    return tuple(_card(each, edition, reads) for each in edition.gatereviews.order_by("-pk"))


def _card(row: GateReview, edition: Edition, reads: bool) -> GateCard:
    day = timezone.localdate(row.decided_at or row.opened_at)
    names = organisations.names_of({row.reviewer})
    return GateCard(
        id=row.pk,
        edition=edition.pk,
        digest=row.digest,
        result=row.result,
        passed=row.passed,
        reason=row.reason if reads else "",
        referred=row.referred if reads else {},
        reviewer=names.get(row.reviewer, row.reviewer),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
        items=tuple(
            ItemLine(
                item.code, item.text, item.article(day), item.may_not_apply,
                row.items.get(item.code, {}).get("answer", ""),
                row.items.get(item.code, {}).get("note", "") if reads else "",
            )
            for item in law.gate().item
        ),
        findings=_findings(row) if reads else (),
        waiting=tuple(each.name for each in unread(edition)) if row.decided_at is None else (),
    )  # fmt: skip


def _findings(row: GateReview) -> tuple[FindingLine, ...]:
    grouped: dict[str, list[GateFinding]] = {}
    for each in row.findings.order_by("pk"):
        grouped.setdefault(each.key, []).append(each)
    names = organisations.names_of({rows[0].judged_by for rows in grouped.values()})
    return tuple(_line(rows, names) for rows in grouped.values())


def _line(rows: list[GateFinding], names: dict[str, str]) -> FindingLine:
    first = rows[0]
    rule = law.gate().rule_of(FindingKind(first.kind))
    return FindingLine(
        first.key, first.kind, rule.title, rule.article, first.part, first.file_id, first.where,
        first.passage,
        first.excerpt, first.hidden, len(rows), rule.verdicts, first.judged, first.reason, first.basis,
        names.get(first.judged_by, first.judged_by),
    )  # fmt: skip
