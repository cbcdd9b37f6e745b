"""这个地址上哪所学校: an address against the published catchments; nothing is guessed."""

from collections import Counter

from gongkai.core.disclosure.logic.columns import catchment
from gongkai.core.disclosure.logic.enrolment import Stage, school_of
from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import summary
from gongkai.portal.data import maps
from gongkai.portal.data.special.asking import Asking, Shown, address_of

MOST = 20_000


def build(asking: Asking) -> Shown:
    address, division = asking.word("address"), asking.word("division")
    stage = Stage.JUNIOR if asking.word("stage") == Stage.JUNIOR else Stage.PRIMARY
    stages = [(each.value, asking.sets["catchments"].column("stage").title_of(each.value)) for each in Stage]
    shown = {
        "address": address, "division": division, "stage": stage.value, "stages": stages,
        "places": sorted(asking.names.places.items()),
    }  # fmt: skip
    if not address:
        return shown | {"counties": _counties(asking)}
    (newest,) = asking.rows("catchments", sort="-year", limit=1) or (None,)
    if newest is None:
        return shown
    year = newest.content["year"]
    wanted = {"division": division} if division else {}
    rows = asking.rows("catchments", {"year": year, "stage": stage.value, **wanted}, limit=MOST)
    answer = school_of(address, [catchment(each.content) for each in rows], stage, division)
    schools = asking.rows("schools", {"title": list(answer.schools)}) if answer.schools else ()
    told = asking.sets["schools"]
    marks = [maps.mark(told, each.content, str(each.content["title"]), address_of(each)) for each in schools]
    return {
        **shown, "year": year, "answer": answer,
        "schools": [(each.content, address_of(each)) for each in schools],
        "map": maps.drawn([each for each in marks if each], told.title),
    }  # fmt: skip


def _counties(asking: Asking) -> list[tuple[str, str, list[int], int]]:
    """Where schools are published: the county, its code, how many of each stage, all of them."""
    of = asking.sets["schools"]
    found: dict[str, Counter[str]] = {}
    for each in summary(of, Across("division"), Upward(Aggregate.COUNT), "stage").points:
        found.setdefault(each.x, Counter())[each.by] += int(each.value or 0)
    stages = [each.value for each in Stage]
    return [
        (asking.names.place(code), code, [counts[stage] for stage in stages], counts.total())
        for code, counts in sorted(found.items())
    ]
