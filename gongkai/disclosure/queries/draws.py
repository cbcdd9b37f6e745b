"""Draws (双随机) as everybody may see them, and those in which a person has a part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.disclosure import declared, drawing
from gongkai.disclosure.models import Draw, DrawResult, DrawState, Row
from gongkai.disclosure.queries.visible import draws_visible_to
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

LIST, DRAWN = "list", "draw"
"""The two files of a draw: what was committed to, and what anybody repeats it from."""


@dataclass(frozen=True, slots=True)
class DrawCard:
    """`share` is empty until the draw is made."""

    id: int
    code: str
    body: int
    title: str
    item: str
    line: str
    wanted: int
    team: int
    most: int
    candidates: int
    inspectors: int
    list_digest: str
    share_digest: str
    public_source: str
    value_due_at: datetime
    finish_by: date
    state: str
    committed_by: str
    committed_at: datetime
    public_value: str
    value_at: datetime | None
    drawn_at: datetime | None
    key: str
    share: str
    reason: str
    called_off_at: datetime | None
    results_set: str
    is_sample: bool

    @property
    def waits(self) -> bool:
        return self.state == DrawState.COMMITTED


@dataclass(frozen=True, slots=True)
class Line:
    """One object drawn, its team, and what is told of it: `row` is the public result's permanent number,
    `release` the release that is to bring it."""

    code: str
    name: str
    inspectors: tuple[str, ...]
    short: bool
    row: int | None
    release: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the draws of a body: how many objects were drawn and how many results are public."""

    drawn: int
    public: int


def public(limit: int = 200) -> list[DrawCard]:
    """The newest first. For everybody."""
    return [_card(each) for each in Draw.objects.defer("pool").order_by("-committed_at", "-pk")[:limit]]


def by_code(code: str) -> DrawCard | None:
    """For everybody."""
    found = Draw.objects.defer("pool").filter(code=code).first()
    return _card(found) if found else None


def mine(actor: Actor, day: date, limit: int = 200) -> list[DrawCard]:
    """Draws of the person's bodies, those that wait for a hand first."""
    found = draws_visible_to(actor, day).defer("pool").order_by("-committed_at", "-pk")[:limit]
    return sorted((_card(each) for each in found), key=lambda each: not each.waits)


def one(actor: Actor, day: date, draw_id: int) -> DrawCard | None:
    found = draws_visible_to(actor, day).defer("pool").filter(pk=draw_id).first()
    return _card(found) if found else None


def lines_of(draw_id: int) -> list[Line]:
    """What was drawn, in the order drawn."""
    draw = Draw.objects.get(pk=draw_id)
    names = {each.code: each.name for each in drawing.pool_of(draw).candidates} if draw.found else {}
    rows = {code: number for number, code in _results([draw])}
    told = DrawResult.objects.filter(draw=draw).exclude(release__state__in=("cancelled", "returned"))
    releases = dict(told.values_list("code", "release"))
    return [
        Line(code, names.get(code, ""), tuple(team), short, rows.get(code), releases.get(code))
        for code, team, short in draw.found
    ]


def result_given(draw_id: int, code: str, day: date) -> Mapping[str, Any]:
    """The cells of an object's result that the draw fills in by itself."""
    return drawing.result_row(Draw.objects.get(pk=draw_id), code, {}, day)


def file(code: str, which: str) -> Mapping[str, Any] | str | None:
    """A file of the draw: the list is the very text whose SHA-256 was published. None when there is none yet.
    For everybody."""
    draw = Draw.objects.filter(code=code).first()
    if draw is None:
        return None
    if which == LIST:
        return draw.pool
    if which != DRAWN or draw.state != DrawState.DRAWN:
        return None
    body = organisations.latest_bodies([draw.body_id])[draw.body_id]
    return drawing.file_of(draw, body.name)


def progress(draws: Iterable[DrawCard]) -> dict[int, Progress]:
    """By draw, of those that were made. Two statements."""
    ids = [each.id for each in draws if each.state == DrawState.DRAWN]
    made = list(Draw.objects.defer("pool", "share").filter(pk__in=ids))
    codes = {each.code: each for each in made}
    counted: dict[int, int] = {}
    for data_set in {each.results_set for each in made}:
        rows = Row.objects.filter(data_set=data_set, valid_to__isnull=True, content__draw__in=list(codes))
        for code in rows.values_list("content__draw", flat=True):
            counted[codes[code].pk] = counted.get(codes[code].pk, 0) + 1
    return {each.pk: Progress(len(each.found), counted.get(each.pk, 0)) for each in made}


def choices(actor_bodies: Iterable[int], day: date) -> tuple[list[str], list[tuple[str, str]]]:
    """Fields of enforcement the bodies keep objects of, and the published items (code, title)."""
    known = drawing.libraries(day)
    if known is None:
        return [], []
    bodies = frozenset(actor_bodies)
    item = next((each for each in known.results.columns if each.name == "item"), None)
    if item is None or item.references is None:
        return drawing.lines(known, bodies), []
    listed = Row.objects.filter(
        data_set=item.references.data_set, valid_to__isnull=True, body__in=bodies
    ).order_by("key")
    names = declared.data_set(item.references.data_set, day).names
    title = "title" if "title" in names else item.references.column
    found = listed.values_list(f"content__{item.references.column}", f"content__{title}")
    return drawing.lines(known, bodies), [(str(code), str(said)) for code, said in found]


def _results(draws: Iterable[Draw]) -> Iterable[tuple[int, str]]:
    for draw in draws:
        rows = Row.objects.filter(data_set=draw.results_set, valid_to__isnull=True, content__draw=draw.code)
        yield from rows.values_list("number", "content__credit_code")


def _card(draw: Draw) -> DrawCard:
    return DrawCard(
        draw.pk, draw.code, draw.body_id, draw.title, draw.item, draw.line, draw.wanted, draw.team, draw.most,
        draw.candidates, draw.inspectors, draw.list_digest, draw.share_digest, draw.public_source,
        draw.value_due_at, draw.finish_by, draw.state, draw.committed_by, draw.committed_at,
        draw.public_value, draw.value_at, draw.drawn_at, draw.key,
        draw.share if draw.state == DrawState.DRAWN else "", draw.called_off_for, draw.called_off_at,
        draw.results_set, draw.is_sample,
    )  # fmt: skip
