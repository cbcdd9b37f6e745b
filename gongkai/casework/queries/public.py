"""Published replies, as everybody may search and read them. Nothing here asks who reads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gongkai.casework import texts
from gongkai.casework.models import PublishedReply
from gongkai.casework.queries.rarity import rarest

PAGE = 20
_MOST = 2_000  # of them, the newest, are compared
_LONGEST_QUERY = 200  # characters


@dataclass(frozen=True, slots=True)
class PublishedCard:
    """A published reply in a list."""

    id: int
    body: int
    title: str
    outcome: str
    replied_on: date
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A published reply whole."""

    card: PublishedCard
    question: str
    answer: str
    digest: str


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A reply that was published. `replaced_by`: the one of the same case that stands now."""

    at: datetime
    reason: str
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """`after` asks for the next page; empty at the end."""

    items: tuple[PublishedCard, ...]
    after: str


_CARD = ("pk", "body_id", "title", "outcome", "replied_on", "published_at")


def search(text: str = "", after: str = "", *, body_id: int | None = None, limit: int = PAGE) -> Page:
    """Newest first. Every word of `text` must stand in title, question or answer as it is typed; spaces,
    marks, widths and case make no difference. Without words: all."""
    found = _standing(body_id)
    for word in _words(text):
        grams = [texts.gram_number(word[n : n + 2]) for n in range(len(word) - 1)]
        found = found.filter(grams__contains=grams) if grams else found
        found = found.filter(flat__contains=word)
    found = _from(found, after).order_by("-published_at", "-pk")
    items = tuple(PublishedCard(*row) for row in found.values_list(*_CARD)[: limit + 1])
    return Page(items[:limit], _key(items[limit - 1]) if len(items) > limit else "")


def suggest(text: str, limit: int = 5) -> tuple[PublishedCard, ...]:
    """While somebody types: what holds his words, else what is like them."""
    if len(texts.flat(text)) < 2:
        return ()
    return search(text, limit=limit).items or similar(text, limit)


def similar(text: str, limit: int = 5, *, body_id: int | None = None) -> tuple[PublishedCard, ...]:
    """Published replies whose words overlap most with the text, best first.

    Candidates are those that share one of the text's rarest bigrams; of these the share of common bigrams
    decides (Dice: twice the common ones over the sum of both).
    """
    grams = texts.grams_of(text[:_LONGEST_QUERY])
    if not grams:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, {
            "rare": rarest(grams, "casework_publishedreply"), "all": grams, "count": len(grams),
            "body": body_id, "limit": limit,
            "most": _MOST,
        })  # fmt: skip
        return tuple(PublishedCard(*row) for row in cursor.fetchall())


def published(reply_id: int) -> PublishedText | None:
    """One published reply; None when there is none or it was withdrawn."""
    row = _standing(None).filter(pk=reply_id).values_list(*_CARD, "question", "answer", "digest").first()
    return PublishedText(PublishedCard(*row[:6]), *row[6:]) if row else None


def taken_down(reply_id: int) -> TakenDown | None:
    """When and why a published reply was withdrawn; None when it stands or there never was one."""
    gone = PublishedReply.objects.filter(pk=reply_id, withdrawn_at__isnull=False).first()
    if gone is None or gone.withdrawn_at is None:
        return None
    now = _standing(None).filter(case_id=gone.case_id).values_list("pk", flat=True).first()
    return TakenDown(gone.withdrawn_at, gone.withdrawn_reason, now)


def _standing(body_id: int | None) -> QuerySet[Any]:
    found = PublishedReply.objects.filter(withdrawn_at__isnull=True)
    return found if body_id is None else found.filter(body_id=body_id)


def _words(text: str) -> list[str]:
    """The typed words, flat, each once."""
    words = (texts.flat(word) for word in text[:_LONGEST_QUERY].split())
    return list(dict.fromkeys(word for word in words if word))


def _key(card: PublishedCard) -> str:
    return f"{card.published_at.isoformat()}~{card.id}"


def _from(found: QuerySet[Any], after: str) -> QuerySet[Any]:
    """What comes after the key; an unreadable key begins anew."""
    at, _, number = after.partition("~")
    try:
        moment, pk = datetime.fromisoformat(at), int(number)
    except ValueError:
        return found
    return found.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk))


_SIMILAR = """
WITH candidate AS (
    SELECT id, body_id, title, outcome, replied_on, published_at, grams
    FROM casework_publishedreply
    WHERE withdrawn_at IS NULL AND grams && %(rare)s::int[]
        AND (%(body)s::bigint IS NULL OR body_id = %(body)s)
    ORDER BY published_at DESC
    LIMIT %(most)s
), measured AS (
    SELECT candidate.*, (
        SELECT count(*) FROM unnest(grams) AS own(gram) WHERE gram = ANY (%(all)s::int[])
    ) AS common
    FROM candidate
)
SELECT id, body_id, title, outcome, replied_on, published_at FROM measured
WHERE common > 0
ORDER BY 2.0 * common / (cardinality(grams) + %(count)s) DESC, published_at DESC, id DESC
LIMIT %(limit)s
"""
