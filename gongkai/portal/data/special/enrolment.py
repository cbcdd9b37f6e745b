"""这个地址上哪所学校: an address against the published catchments; nothing is guessed."""

from gongkai.core.disclosure.logic.columns import catchment
from gongkai.core.disclosure.logic.enrolment import Stage, school_of
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
        return shown
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
