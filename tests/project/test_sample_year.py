"""The sample's year: its plan gives each body's figures, and so do the cases that the verbs make of it."""

from collections import Counter
from datetime import datetime

import pytest

from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event
from gongkai.project.demo import city as sample
from gongkai.project.demo.cases.planning import plan_of
from gongkai.project.demo.cases.playing import play, until
from gongkai.project.demo.cases.replaying import replay
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.figures import ANSWERS, CHANNELS, CLOSED, Share, spread_over
from gongkai.project.demo.ground import YEAR
from gongkai.project.demo.returns import leaves
from gongkai.reporting import counts

RESULTS = ("4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3")
FORM = rulebook.form_for(YEAR)
PRINTED = leaves(FORM)


def shares() -> list[Share]:
    names = sample.declared()
    bodies = [Share(each["code"], kind, each["weight"]) for kind in sample.KINDS for each in names[kind]]
    return [Share("linyi", "city", sample.CITY_WEIGHT), *bodies]


def test_the_plans_of_all_bodies_give_the_printed_figures():
    figures = spread_over(PRINTED, shares())
    plans = {code: plan_of(code, figures[code]) for code in figures}
    requests = [request for plan in plans.values() for request in plan.requests]
    assert sum(not each.carried_in for each in requests) == sum(PRINTED[cell] for cell in CHANNELS)
    assert sum(each.outcome is not None for each in requests) == sum(PRINTED[cell] for cell in CLOSED)
    assert sum(each.extended for each in requests) == PRINTED["3.2.2"]
    for code, plan in plans.items():
        assert all(0 <= plan.answered[cell] <= figures[code][cell] for cell in ANSWERS), code
        assert sum(plan.answered.values()) == sum(figures[code][cell] for cell in CLOSED), code
        assert not any(each.extended for each in plan.requests if each.outcome == "withdrawn"), code
    challenges = [plans[code].reconsidered + plans[code].sued + plans[code].complained for code in plans]
    assert sum(map(len, challenges)) == sum(PRINTED[cell] for cell in RESULTS)


def test_the_same_figures_give_the_same_year():
    figures = spread_over(PRINTED, shares())["lanshan"]
    assert plan_of("lanshan", figures) == plan_of("lanshan", figures)


@pytest.mark.django_db
def test_stories_are_played_in_the_order_of_time():
    seen: list[int] = []

    def story(*hours: int):
        for hour in hours:
            yield datetime(2017, 3, 1, hour)
            seen.append(hour)

    play(
        [story(9, 15), story(10, 11), until(story(12, 16), datetime(2017, 3, 1, 12))], lambda ended, of: None
    )
    assert seen == [9, 10, 11, 12, 15]


FIGURES = {
    "3.1.1": 2, "3.1.2": 1, "3.1.3": 4, "3.1.4": 6, "3.2.1": 11, "3.2.2": 3,
    "3.3.1": 2, "3.3.2": 1, "3.3.3": 1, "3.3.4.3": 1, "3.3.4.5": 2, "3.3.5": 1, "3.3.6": 1, "3.3.7": 1,
    "3.3.8": 4, "4.1": 1, "4.2": 2, "4.3": 1, "5.1": 1, "6.2": 1,
}  # fmt: skip


@pytest.mark.django_db
def test_the_cases_of_the_year_give_each_body_its_figures(monkeypatch, settings, tmp_path):
    """Of two bodies: one handles its requests in the system, the other keeps paper."""
    settings.MEDIA_ROOT = tmp_path
    declared = sample.declared()
    small = declared | {"county": [], "zone": [], "committee": [], "department": declared["department"][:1]}
    monkeypatch.setattr(sample, "declared", lambda: small)
    city: SampleCity = sample.enter_city()
    figures = Counter(FIGURES)
    told: list[tuple[int, int]] = []
    plans = replay(
        city, {body.share.code: figures for body in city.everyone}, lambda *each: told.append(each)
    )
    position = Event.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    found = counts.counted(FORM, YEAR, [body.id for body in city.everyone], position)
    for body in city.everyone:
        assert all(not each.carried_in for each in plans[body.share.code].requests[:13])
        assert {cell: found[body.id][cell] for cell in FIGURES} == FIGURES, body.share.code
    assert told[-1][0] == told[-1][1]
    times = list(Event.objects.order_by("sequence").values_list("at", flat=True))
    assert times == sorted(times)
    assert list(chain.breaks()) == []
