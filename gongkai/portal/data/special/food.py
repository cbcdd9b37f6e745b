"""食品抽检查询: by product, producer or shop; what failed first."""

from gongkai.core.disclosure.schema import Across, Aggregate, Upward
from gongkai.disclosure.queries.summary import summary
from gongkai.portal.data.special.asking import Asking, Shown

FOUND = 100
FAILED = "不合格"


def build(asking: Asking) -> Shown:
    samples = asking.sets["food_samples"]
    text = asking.word("q")
    found = asking.rows("food_samples", limit=FOUND, text=text) if text else ()
    failed = [each for each in found if each.content["result"] == FAILED]
    passed = [each for each in found if each.content["result"] != FAILED]
    counted = summary(samples, Across("category"), Upward(Aggregate.COUNT), "result").by_x()
    rows = []
    for category, counts in counted.items():
        whole, bad = sum(int(each or 0) for each in counts.values()), int(counts.get(FAILED) or 0)
        rows.append((category, whole, bad, f"{(whole - bad) * 100 / whole:.2f}"))
    return {
        "text": text, "failed_rows": asking.table("food_samples", failed),
        "passed_rows": asking.table("food_samples", passed), "found": len(found),
        "failed": len(failed), "passed": len(passed),
        "categories": sorted(rows, key=lambda each: float(each[3])), "cut": len(found) == FOUND,
    }  # fmt: skip
