"""权责清单: the powers of each body, what changed since the year's start, and a way to suggest."""

from collections import Counter
from datetime import date

from gongkai.core.disclosure.logic.columns import power_change
from gongkai.core.disclosure.logic.powers import ChangeKind, counts_between, counts_by_batch
from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import summary
from gongkai.portal.data.special.asking import Asking, Shown, address_of

NEWEST = 100


def build(asking: Asking) -> Shown:
    powers = asking.sets["powers"]
    counted = summary(powers, Across("kind"), Upward(Aggregate.COUNT), "body")
    kinds = [each.value for each in powers.column("kind").enum]
    table: dict[str, Counter[str]] = {}
    for point in counted.points:
        table.setdefault(point.by, Counter())[point.x] += int(point.value or 0)
    cards = asking.rows("power_changes", sort="-changed_on", limit=5_000)
    changes = [power_change(each.content) for each in cards]
    year = max((each.on.year for each in changes), default=asking.day.year)
    since = counts_between(changes, date(year, 1, 1), date(year, 12, 31))
    titles = {each: asking.sets["power_changes"].column("change").title_of(each.value) for each in ChangeKind}
    batches = [
        (
            batch,
            [(titles[kind], counts[kind]) for kind in ChangeKind if counts.get(kind)],
            sum(counts.values()),
        )
        for batch, counts in counts_by_batch(changes).items()
    ]
    return {
        "kinds": kinds, "total": sum(sum(each.values()) for each in table.values()), "year": year,
        "bodies": sorted(
            (asking.names.codes.get(body, body), body, [counts[kind] for kind in kinds], sum(counts.values()))
            for body, counts in table.items()
        ),
        "by_kind": [(kind, sum(counts[kind] for counts in table.values())) for kind in kinds],
        "since": [(titles[kind], since.get(kind, 0)) for kind in ChangeKind if since.get(kind)],
        "batches": batches[::-1],
        "newest": [
            (each.content, titles[ChangeKind(each.content["change"])],
             asking.names.codes.get(str(each.content.get("body")), ""), address_of(each))
            for each in cards[:NEWEST]
        ],
    }  # fmt: skip
