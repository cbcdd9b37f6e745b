"""Records and readings whose number the 2017 report prints: cases at the window, food, water,
polluters, safety, prices of treatment."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, dealt, firm_code, samples_of
from gongkai.project.demo.disclosure.growing import move_dates
from gongkai.project.demo.disclosure.lists import AUTUMN, AUTUMN_OUT, DIVISIONS, OUT
from gongkai.project.demo.disclosure.marketed import sampled_food
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

FULL, SHORT = 1, 100
"""Of how many food samples one is entered."""

_OUTLETS = (("W", 111, "化学需氧量", "mg/L", 60), ("Q", 220, "二氧化硫", "mg/m³", 50),
            ("S", 31, "氨氮", "mg/L", 5))  # fmt: skip
"""Live sources: waste water, waste gas, sewage works."""

_FAULTY_EVERY, _FAULTY, _FAULT_FROM = 61, 7, 29 * 24
"""Each 61st source exceeds its limit from the thirtieth of the month."""

_POLLUTERS = (("重点工业企业", 189), ("二级以上医院", 51), ("城镇污水处理厂", 33), ("重点养殖企业", 1))


def service_case_counts(data_set: DataSet) -> Iterator[Batch]:
    """260,891 cases of the year, 99.9 % of them in time; the counties with the city."""
    sample = samples_of(data_set)[0]
    kinds = (("行政许可", 7), ("非许可其他权力", 2), ("公共服务", 1))
    places = [
        (month, division, kind) for month in range(1, 13) for division in DIVISIONS for kind, _ in kinds
    ]
    weights = [(3 if division == "371300" else 1) * dict(kinds)[kind] for _, division, kind in places]
    accepted, over = spread(260_891, weights), spread(261, weights)
    for month in range(1, 13):
        rows = [
            sample | {
                "month": f"{YEAR}-{month:02d}", "division": division, "kind": kind, "accepted": count,
                "online": count * 7 // 10, "finished": count, "on_time": count - late,
                "early": count * 8 // 10,
                "overdue_reason": "材料补正后重新计算（示例）。" if late else "",
            }
            for (of, division, kind), count, late in zip(places, accepted, over, strict=True)
            if of == month
        ]  # fmt: skip
        yield Batch(data_set.name, "zwb", _ninth_after(month), rows, f"{YEAR}-{month:02d}")


def _ninth_after(month: int) -> date:
    return date(YEAR + month // 12, month % 12 + 1, 9)


def food_samples(data_set: DataSet, one_of: int = SHORT) -> Iterator[Batch]:
    """Of the year's 41,760 batches one of so many, 720 of them for evaluation; more than 96 % pass."""
    bad, *others = samples_of(data_set)
    good = next(each for each in others if each["result"] == "合格")
    total, evaluated = 41_760 // one_of, 720 // one_of
    failed = total * 38 // 1000
    tasks = dealt(total + evaluated, (("市级抽检", total), ("评价性监测", evaluated)))
    results = dealt(total + evaluated, (("不合格", failed), ("合格", total + evaluated - failed)))
    rows: list[list[Row]] = [[] for _ in range(12)]
    for n, (task, result) in enumerate(zip(tasks, results, strict=True)):
        month = n % 12
        rows[month].append(
            (good if result == "合格" else bad)
            | sampled_food(n, result == "不合格")
            | {
                "report": f"GC17371300{n + 1:05d}", "division": COUNTIES[n % 12], "task": task,
                "result": result,
                "sampled_at": f"示例食品店{n % 97 + 1}", "sampled_code": firm_code(700_000 + n % 97),
                "concluded_on": date(YEAR, month + 1, 9 + n // 12 % 15),
            }
        )  # fmt: skip
    for month, some in enumerate(rows):
        yield Batch(data_set.name, "syj", date(YEAR, month + 1, 27), some, f"{YEAR}-{month + 1:02d}")


def eia_approvals(data_set: DataSet) -> Iterator[Batch]:
    """70 approvals and 41 acceptances of finished works, half a year each."""
    decided = next(each for each in samples_of(data_set) if each["step"] == "审批决定")
    steps = list(dealt(111, (("审批决定", 70), ("竣工环保验收", 41))))
    for half, (done, out) in enumerate(((date(YEAR, 6, 22), date(YEAR, 6, 29)),
                                        (date(YEAR, 12, 20), date(YEAR, 12, 28)))):  # fmt: skip
        rows = [
            decided | {
                "project": f"示例建设项目{n + 1:03d}", "step": step, "division": COUNTIES[n % 12],
                "done_on": done,
                "decision": f"临环审〔2017〕{n + 1}号（示例）",
            }
            for n, step in enumerate(steps)
            if n % 2 == half
        ]  # fmt: skip
        yield Batch(data_set.name, "hbj", out, rows)


_PERMITTED = 3
"""Every how many has its permit by then; 2017 was the first year of permits, trade by trade."""


def key_polluters(data_set: DataSet) -> Iterator[Batch]:
    """274: 189 works, 51 hospitals, 33 sewage works, 1 farm."""
    sample = samples_of(data_set)[0]
    rows = [
        {name: value for name, value in sample.items() if name not in ("permit", "place")}
        | {
            "code": f"P{n + 1:04d}", "firm": f"示例排污单位{n + 1:03d}", "kind": kind,
            "credit_code": firm_code(600_000 + n), "division": COUNTIES[n % 12],
        }
        | ({"permit": f"{firm_code(600_000 + n)}001P"} if n % _PERMITTED == 0 else {})
        for n, kind in enumerate(dealt(274, _POLLUTERS))
    ]  # fmt: skip
    yield Batch(data_set.name, "hbj", date(YEAR, 3, 28), rows, str(YEAR))


def polluter_limits(data_set: DataSet) -> Iterator[Batch]:
    """One outlet of each of the 362 sources with its limit."""
    sample = samples_of(data_set)[0]
    rows = [
        sample | {
            "outlet": f"{letter}{n + 1:04d}-01", "firm": f"示例排污单位{n + 1:03d}", "item": item,
            "measure": measure, "most": most, "since": date(YEAR, 3, 10),
        }
        for letter, count, item, measure, most in _OUTLETS
        for n in range(count)
    ]  # fmt: skip
    yield Batch(data_set.name, "hbj", date(YEAR, 3, 28), rows)


def _load(source: int, hour: int) -> int:
    """Hundredths of the limit: within it, but for a few sources in the month's last days."""
    fault = source % _FAULTY_EVERY == _FAULTY and hour >= _FAULT_FROM
    return 40 + (source + hour) % 50 + (65 if fault else 0)


def pollutant_readings(data_set: DataSet, every: int = 10) -> Iterator[Batch]:
    """December of the 362 sources: every tenth hour, or every hour."""
    begins = datetime(YEAR, 12, 1)  # civil time of the city
    rows = [
        {
            "outlet": f"{letter}{n + 1:04d}-01", "item": item,
            "value": f"{most * _load(n, hour) / 100:.2f}",
            "at": (begins + timedelta(hours=hour)).isoformat(), "flow": f"{90 + (n * 7 + hour) % 60}.5",
            "mark": "normal",
        }
        for hour in range(0, 31 * 24, every)
        for letter, count, item, _, most in _OUTLETS
        for n in range(count)
    ]  # fmt: skip
    yield Batch(data_set.name, "hbj", date(YEAR + 1, 1, 2), rows, way="pull")


def blacklist(data_set: DataSet) -> Iterator[Batch]:
    """The samples, and a second firm for want of safety: two in all."""
    samples = samples_of(data_set)
    safety = next(each for each in samples if each["kind"] == "安全生产")
    rows = [
        *samples,
        safety
        | {
            "document": "临安监黑〔2017〕2号（示例）",
            "code": firm_code(500_001),
            "subject": "示例矿业有限公司",
        },
    ]
    for row in rows:
        move_dates(data_set, row, "decided_on", date(YEAR, 3, 23))
    yield Batch(data_set.name, "ajj", OUT, rows)


def medical_prices(data_set: DataSet) -> Iterator[Batch]:
    """19 services whose price the hospitals set themselves, beside those that stay as they are."""
    samples = samples_of(data_set)
    freed = next(each for each in samples if each["pricing"] == "自主定价")
    rows = [each for each in samples if each["pricing"] != "自主定价"]
    rows += [
        freed | {"code": f"4500000{n + 1:02d}"} | ({"title": f"{freed['title']}（示例{n}）"} if n else {})
        for n in range(19)
    ]
    yield Batch(data_set.name, "wjw", AUTUMN_OUT, [row | {"changed_on": AUTUMN} for row in rows])


def relief_survey(data_set: DataSet) -> Iterator[Batch]:
    """31.5 % of firms were helped; of these 44.3, 43 and 21.7 % by each kind of policy."""
    sample, *_ = samples_of(data_set)
    sample.pop("method", None)
    shares = (
        ("任一政策", 2_000, 630, "31.5", "回答的企业"), ("创新支持", 630, 279, "44.3", "得到帮助的企业"),
        ("减税降费", 630, 271, "43.0", "得到帮助的企业"),
        ("降息或降低融资成本", 630, 137, "21.7", "得到帮助的企业"),
    )  # fmt: skip
    rows = [
        sample
        | {"year": YEAR, "policy": policy, "asked": asked, "helped": helped, "share": share, "base": base}
        for policy, asked, helped, share, base in shares
    ]
    yield Batch(data_set.name, "jxw", date(YEAR, 12, 28), rows, str(YEAR))


WATCHED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each
    for each in (
        service_case_counts, eia_approvals,
        key_polluters, polluter_limits, blacklist, medical_prices,
        relief_survey,
    )
}  # fmt: skip
"""By data set."""
