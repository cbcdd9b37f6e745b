"""The year's publications of all bodies, as stories that are played in the order of time."""

from collections.abc import Iterator, Mapping

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.project.demo import publications
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import IN_OFFICE_FROM, SET_UP, done
from gongkai.project.demo.published import batches, channels, gazette, normative, points
from gongkai.project.demo.published.telling import sentences

ONE_IN = 100
"""Of so many printed items the sample has one, unless it is told otherwise. Of normative documents there is
one for a hundred always."""

type Figures = Mapping[str, Mapping[str, int]]


def stories(city: SampleCity, figures: Figures, one_in: int) -> Iterator[Story]:
    """Everything that was published in the year. `figures` of each body by its short name."""
    _appoint(city)
    publications.make_key()
    fields = list(publications.key_fields())
    ruled = list(normative.rulings(city, fields))
    normative.set_up(city, [each.body for each in ruled])
    yield from publications.stories(city.city, fields)
    yield from map(normative.story, ruled)
    own = figures[city.city.share.code]
    yield gazette.story(city.city, own["9.1"], own["9.2"])
    items = _items(city, figures, one_in, len(fields) + 2 * len(ruled))
    told = sentences()
    carried = _carried(city, figures, items, one_in)
    for body in city.everyone:
        code = body.share.code
        accounts = channels.open_accounts(body) if any(carried[code].values()) else {}
        for load in batches.loads(body, items[code], carried[code]):
            yield batches.story(load, accounts, told)
    deposits = points.deposited(city.everyone, figures, items, one_in)
    for body in city.everyone:
        yield points.story(body, figures[body.share.code], deposits[body.share.code])


def _appoint(city: SampleCity) -> None:
    """Who fills in figures drafts as well."""
    for body in city.everyone:
        done(
            organisations.appoint(
                actor=SYSTEM, now=SET_UP, person_id=body.clerk, body_id=body.id, role=Role.DRAFTER,
                on=IN_OFFICE_FROM,
            )
        )  # fmt: skip


def _items(city: SampleCity, figures: Figures, one_in: int, others: int) -> dict[str, int]:
    """How many each body sends in; `others` are published besides."""
    weights = [figures[each.share.code]["1.1"] for each in city.everyone]
    parts = spread(max(0, sum(weights) // one_in - others), weights)
    return {each.share.code: part for each, part in zip(city.everyone, parts, strict=True)}


def _carried(
    city: SampleCity, figures: Figures, items: Mapping[str, int], one_in: int
) -> dict[str, dict[str, int]]:
    """How many of each body's items go out by each channel."""
    found: dict[str, dict[str, int]] = {code: {} for code in items}
    for channel, cell in channels.CELLS.items():
        whole = sum(each[cell] for each in figures.values()) // one_in
        for code, part in zip(items, spread(whole, list(items.values())), strict=True):
            found[code][channel] = min(part, items[code])
    return found
