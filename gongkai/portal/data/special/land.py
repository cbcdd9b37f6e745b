"""征地批准查询: where land was requisitioned, on a map and in a list, by place, village or project."""

from django.utils.translation import gettext as _

from gongkai.core.disclosure.logic.columns import text_of
from gongkai.portal.data import maps
from gongkai.portal.data.special.asking import Asking, Shown, address_of

MOST = 1_000


def build(asking: Asking) -> Shown:
    text, division = asking.word("q"), asking.word("division")
    wanted = {"division": division} if division else {}
    found = asking.rows("land_requisitions", wanted, limit=MOST, text=text)
    told = asking.sets["land_requisitions"]
    marks = []
    for each in found:
        village, approval = text_of(each.content, "village"), text_of(each.content, "approval")
        label = _("{text}（{note}）").format(text=village, note=approval)
        mark = maps.mark(told, each.content, label, address_of(each))
        if mark:
            marks.append(mark)
    places = sorted(asking.names.places.items())
    return {
        "text": text, "division": division, "places": places, "map": maps.drawn(marks, told.title),
        "table": asking.table("land_requisitions", found[:200]), "total": len(found),
        "cut": len(found) == MOST, "shown": min(len(found), 200), "mapped": len(marks),
    }  # fmt: skip
