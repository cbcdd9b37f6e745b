"""政务服务事项: how far each can be done online, the two rates, and a search."""

from collections import Counter

from gongkai.core.disclosure.logic.services import levels_on, service_rates
from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import summary
from gongkai.foundation.rulebook.disclosure_logic import online_levels
from gongkai.portal.data.special.asking import Asking, Shown, address_of

FOUND = 50


def build(asking: Asking) -> Shown:
    items = asking.sets["service_items"]
    counted = summary(items, Across("authority"), Upward(Aggregate.COUNT), "online_level")
    by_office: dict[str, Counter[str]] = {}
    for point in counted.points:
        by_office.setdefault(point.x, Counter())[point.by] += int(point.value or 0)
    whole: Counter[str] = sum(by_office.values(), Counter())
    declared = {each.value for each in items.column("online_level").enum}
    day = asking.day
    definition = next(
        (each for each in sorted(online_levels(), key=lambda each: each.in_force, reverse=True)
         if each.in_force <= day and declared <= {level.value for level in each.level}),
        levels_on(online_levels(), day),
    )  # fmt: skip
    known = {level.value for level in definition.level} if definition else set()
    offices = []
    for name, counts in sorted(by_office.items()):
        rates = service_rates(definition, (counts & _only(counts, known)).elements()) if definition else None
        offices.append((name, sum(counts.values()), rates))
    text = asking.word("q")
    return {
        "definition": definition,
        "rates": service_rates(definition, _only(whole, known).elements()) if definition else None,
        "levels": [(each.title, whole[each.value]) for each in definition.level] if definition else [],
        "total": whole.total(), "offices": offices, "text": text,
        "found": [(each.content, items.column("online_level").title_of(str(each.content["online_level"])),
                   address_of(each)) for each in asking.rows("service_items", limit=FOUND, text=text)]
        if text else [],
    }  # fmt: skip


def _only(counts: Counter[str], known: set[str]) -> Counter[str]:
    return Counter({level: count for level, count in counts.items() if level in known})
