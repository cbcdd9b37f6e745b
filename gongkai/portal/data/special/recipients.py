"""长期公示名单: who receives what, names in part, and where to complain."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import BODY, summary
from gongkai.portal.data.special.asking import Asking, Shown

LISTS = {"assistance_recipients": "kind", "poverty_households": "change", "housing_allocation": "category"}
"""Each list, and the column by which its numbers are told."""

COUNTY = 6  # digits of a county's code, with which those of its towns and villages begin


def build(asking: Asking) -> Shown:
    lists = []
    for name, column in LISTS.items():
        if name not in asking.sets or column not in asking.sets[name].names:
            continue
        of = asking.sets[name]
        places = "division" if "division" in of.names else BODY
        found = summary(of, Across(places), Upward(Aggregate.COUNT), column)
        kinds = list(dict.fromkeys(each.by for each in found.points))
        whole: Counter[str] = Counter()
        counties: dict[str, Counter[str]] = {}
        within: dict[str, list[str]] = {}
        for each in found.points:
            county = each.x[:COUNTY] if places == "division" else each.x
            counties.setdefault(county, Counter())[each.by] += int(each.value or 0)
            within.setdefault(county, []).append(each.x)
            whole[each.by] += int(each.value or 0)
        rows = [
            (asking.names.place(county), _filter(places, within[county]), [counts[kind] for kind in kinds])
            for county, counts in counties.items()
        ]
        heads = [of.column(column).title_of(each) for each in kinds]
        lists.append({"set": of, "heads": heads, "rows": rows, "total": whole.total()})
    return {"lists": lists}


def _filter(column: str, values: Iterable[str]) -> str:
    """The part of an address that shows the rows of a county's towns and villages."""
    return urlencode([(f"f-{column}", each) for each in dict.fromkeys(values)])
