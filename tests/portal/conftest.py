"""A small city whose report of the year is published."""

import pytest

from gongkai.reporting import actions
from tests.journeys import city as small_city
from tests.journeys.city import RECEIVED, City


@pytest.fixture
def city(db: None) -> City:
    made = small_city.build()
    for body in ("linxi", "linye", "jiaoyu"):
        made.submit(body, RECEIVED)
        made.accept(body)
    made.submit("qingshan", RECEIVED)
    made.write_report()
    for verb in (actions.freeze, actions.publish):
        made.do(verb, "qingshan", "office")
    return made
