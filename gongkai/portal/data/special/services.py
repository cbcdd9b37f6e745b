"""政务服务事项: how far each can be done online, the two rates, and a search."""

from collections import Counter

from gongkai.core.disclosure.logic.services import OnlineLevels, levels_on, service_rates
from gongkai.core.disclosure.schema import Across, Aggregate, DataSet, Upward
from gongkai.disclosure.queries.asking import EVERYTHING
from gongkai.disclosure.queries.summary import summary
from gongkai.foundation.rulebook.disclosure_logic import online_levels
from gongkai.portal.data.asked import only
from gongkai.portal.data.special.asking import Asking, Shown, address_of

FOUND = 50
type Levels = dict[str, Counter[str]]
"""By office: items by their level."""


def build(asking: Asking) -> Shown:
    items = asking.sets["service_items"]
    definition = _definition(asking, items)
    kinds = definition.kinds if definition and "kind" in items.names else ()
    every = _levels(items, ())
    counted = _levels(items, kinds) if kinds else every
    known = {level.value for level in definition.level} if definition else set()
    offices = []
    for name, levels in sorted(every.items()):
        some = _only(counted.get(name, Counter()), known)
        rates = service_rates(definition, some.elements()) if definition else None
        offices.append((name, levels.total(), rates))
    whole: Counter[str] = sum(counted.values(), Counter())
    text = asking.word("q")
    return {
        "definition": definition, "kinds": [items.column("kind").title_of(each) for each in kinds],
        "rates": service_rates(definition, _only(whole, known).elements()) if definition else None,
        "levels": [(each.title, whole[each.value]) for each in definition.level] if definition else [],
        "total": sum(each.total() for each in every.values()), "offices": offices, "text": text,
        "found": [(each.content, items.column("online_level").title_of(str(each.content["online_level"])),
                   address_of(each)) for each in asking.rows("service_items", limit=FOUND, text=text)]
        if text else [],
    }  # fmt: skip


def _levels(items: DataSet, kinds: tuple[str, ...]) -> Levels:
    asked = only(items, kind=kinds) if kinds else EVERYTHING
    found: Levels = {}
    for point in summary(items, Across("authority"), Upward(Aggregate.COUNT), "online_level", asked).points:
        found.setdefault(point.x, Counter())[point.by] += int(point.value or 0)
    return found


def _definition(asking: Asking, items: DataSet) -> OnlineLevels | None:
    """The newest with exactly the levels that are declared, else with these and more; else the one of the
    day."""
    declared = {each.value for each in items.column("online_level").enum}
    begun = [each for each in online_levels() if each.in_force <= asking.day]
    known = [(each, {level.value for level in each.level}) for each in begun]
    fitting = [(levels == declared, each.in_force, each) for each, levels in known if declared <= levels]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else levels_on(begun, asking.day)


def _only(counts: Counter[str], known: set[str]) -> Counter[str]:
    return Counter({level: count for level, count in counts.items() if level in known})
