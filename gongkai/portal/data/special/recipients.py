"""长期公示名单: who receives what, names in part, and where to complain."""

from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import BODY, summary
from gongkai.portal.data.charts import written
from gongkai.portal.data.special.asking import Asking, Shown

LISTS = {"assistance_recipients": "kind", "poverty_households": "change", "housing_allocation": "category"}
"""Each list, and the column by which its numbers are told."""


def build(asking: Asking) -> Shown:
    lists = []
    for name, column in LISTS.items():
        if name not in asking.sets or column not in asking.sets[name].names:
            continue
        of = asking.sets[name]
        places = "division" if "division" in of.names else BODY
        found = summary(of, Across(places), Upward(Aggregate.COUNT), column)
        kinds = list(dict.fromkeys(each.by for each in found.points))
        rows = [
            (asking.names.place(place), place, [written(counts.get(kind) or 0) for kind in kinds])
            for place, counts in found.by_x().items()
        ]
        total = sum(int(each.value or 0) for each in found.points)
        heads = [of.column(column).title_of(each) for each in kinds]
        lists.append({"set": of, "heads": heads, "rows": rows, "total": total})
    return {"lists": lists}
