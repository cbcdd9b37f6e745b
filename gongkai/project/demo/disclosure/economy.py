"""Money and jobs of the year, month by month: what a county has is a part of the city's, what runs on from
January grows, and what is said in words are the figures beside it. The amounts are invented."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

_CITY = "371300"
WEIGHTS = (27, 9, 7, 6, 7, 8, 7, 6, 6, 7, 4, 6)
"""Of the twelve counties in the city's economy."""

_MONTHS = range(1, 13)
_LATE = {"fiscal": (4, 24), "credit": (3, 28), "jobs": (6, 22)}
"""Month that is told late, and on which day of the next month."""

# ---------------------------------------------------------------- revenue and expenditure, hundredths of 万元

_REVENUE, _EXPENDITURE = 287_600_000, 556_400_000  # budgeted for the year
_REVENUE_BY_MONTH = (94, 68, 86, 81, 79, 93, 75, 69, 80, 82, 78, 126)  # in thousandths of the budget
_SPENT_BY_MONTH = (72, 58, 92, 76, 78, 104, 74, 72, 90, 71, 82, 138)
_GROWTH = ("6.35", "5.92", "5.61", "4.98", "4.77", "4.63", "4.21", "3.95", "4.12", "4.26", "4.38", "4.51")
_REVENUE_ITEMS = (("101", 796), ("10101", 214), ("10104", 118), ("10106", 44), ("10109", 57), ("10119", 91))
_SPENT_ITEMS = (
    ("201", 92), ("204", 51), ("205", 228), ("206", 19), ("208", 139), ("210", 117), ("211", 27), ("212", 96),
    ("213", 112), ("214", 33), ("221", 41),
)  # fmt: skip
_LIVING = (
    "205",
    "206",
    "208",
    "210",
    "211",
    "212",
    "213",
    "214",
    "221",
)  # what counts as people's livelihood
_TOTALS = ("1", "101", "103", "2")
_OWN, _OF_COUNTIES = 31, 62  # hundredths: the city's own part, and that of the twelve counties

_CAUSES = (
    "年初集中申报，增值税、企业所得税入库较多",
    "春节错月，商贸企业销售放缓",
    "一季度工业回升，木业、机械税收增加",
    "营改增翻番减收，拉低增幅",
    "商品房成交减少，契税下降",
    "半年清缴入库，房地产税收集中",
    "普惠性减税落地，增值税增幅回落",
    "个别大户退库",
    "三季度商贸物流业税收增长较快",
    "建筑业营改增后税收逐步恢复",
    "电商备货带动批发零售业税收",
    "年底清缴入库，全年完成预算",
)
_SPENDING = (
    "保工资、保运转资金及时拨付",
    "春节慰问和困难群众补助发放",
    "教育、社会保障支出加快",
    "农村危房改造资金拨付",
    "扶贫资金集中下达",
    "医疗保险补助提标",
    "防汛物资和水利抢修增加",
    "农林水支出因防汛增加",
    "学校改扩建和教师待遇提高",
    "环保治理奖补兑现",
    "城乡道路和管网建设付款",
    "民生政策年底清算",
)


_ON_THE_WAY = "按目前进度，预计能够完成全年预算。"
_YEAR_END = "下一年减税降费继续扩大，收入增幅预计放缓。"


def fiscal_monthly(data_set: DataSet) -> Iterator[Batch]:
    """The whole city by item, the city's own and the counties in four items."""
    for month in _MONTHS:
        rows = [*_items("whole", _CITY, month, 1000, 1000), *_totals("own", _CITY, month, _OWN * 10)]
        for division, weight in zip(COUNTIES, WEIGHTS, strict=True):
            rows += _totals("whole", division, month, _OF_COUNTIES * 10 * weight // sum(WEIGHTS))
        yield Batch(data_set.name, "czj", _told("fiscal", month, 14), rows, _label(month))


def _totals(scope: str, division: str, month: int, part: int) -> list[Row]:
    return [each for each in _items(scope, division, month, part, part) if each["item"] in _TOTALS]


def _items(scope: str, division: str, month: int, revenue: int, spent: int) -> Iterator[Row]:
    """`revenue`, `spent`: the place's part of the city in thousandths."""
    for item, share in (("1", 1000), *_REVENUE_ITEMS, ("103", 1000 - _REVENUE_ITEMS[0][1])):
        whole = _REVENUE * revenue // 1000 * share // 1000
        yield _line(scope, division, month, item, "revenue", whole, _REVENUE_BY_MONTH)
    for item, share in (("2", 1000), *_SPENT_ITEMS):
        whole = _EXPENDITURE * spent // 1000 * share // 1000
        yield _line(scope, division, month, item, "expenditure", whole, _SPENT_BY_MONTH)


def _line(
    scope: str, division: str, month: int, item: str, side: str, budget: int, by_month: tuple[int, ...]
) -> Row:
    done = _done(item, month, by_month)
    cumulative, before = (budget * each // 100_000 for each in (done, _done(item, month - 1, by_month)))
    return {
        "month": _label(month), "division": division, "scope": scope, "side": side, "item": item,
        "amount": _hundredths(cumulative - before), "cumulative": _hundredths(cumulative),
        "budget": _hundredths(budget), "growth": _growth(month, int(item) + int(division)),
        "progress": f"{done / 1000:.2f}%",
    }  # fmt: skip


def _done(item: str, month: int, by_month: tuple[int, ...]) -> int:
    """Of the year's budget so far, in hundred-thousandths. Totals keep to the course of the year, a single
    item is a little before or behind."""
    if item in _TOTALS:
        return 100 * sum(by_month[:month])
    return sum(
        part * (100 + 2 * ((int(item) * 3 + place * 7) % 9 - 4))
        for place, part in enumerate(by_month[:month])
    )


def _growth(month: int, turn: int) -> str:
    """The city's, a little different for each item and place; "1" of the whole city is the city's itself."""
    step = 0 if turn == 1 + int(_CITY) else turn * 7 % 11 - 5
    return f"{float(_GROWTH[month - 1]) + step * 0.6:.2f}%"


def fiscal_explanations(data_set: DataSet) -> Iterator[Batch]:
    """In words what the month's figures say, for the city and each county."""
    names = _names()
    for month in _MONTHS:
        parts = {_CITY: 1000} | {
            division: _OF_COUNTIES * 10 * weight // sum(WEIGHTS)
            for division, weight in zip(COUNTIES, WEIGHTS, strict=True)
        }
        rows = [_explained(division, names[division], month, part) for division, part in parts.items()]
        yield Batch(data_set.name, "czj", _told("fiscal", month, 14), rows, _label(month))


def _explained(division: str, name: str, month: int, part: int) -> Row:
    lines = {each["item"]: each for each in _items("whole", division, month, part, part)}
    revenue, spent = (int(float(lines[each]["cumulative"])) for each in ("1", "2"))
    living = sum(float(lines[each]["cumulative"]) for each in _LIVING) / spent * 100
    since = "1月" if month == 1 else f"1—{month}月"
    growth = lines["1"]["growth"]
    turn = (month + int(division) % 100) % len(_CAUSES) if division != _CITY else month - 1
    return {
        "month": _label(month), "division": division,
        "headline": f"{name}{since}收入增长{growth}，民生支出占{living:.1f}%",
        "revenue": f"{since}，{name}一般公共预算收入{revenue / 10_000:.2f}亿元，增长{growth}。"
                   f"{_CAUSES[turn]}。",
        "expenditure": f"{since}，{name}一般公共预算支出{spent / 10_000:.2f}亿元，"
                       f"其中民生支出占{living:.1f}%。{_SPENDING[turn]}。",
        "outlook": _YEAR_END if month == len(_MONTHS) else _ON_THE_WAY,
    }  # fmt: skip


# ---------------------------------------------------------------- deposits and loans, hundredths of 亿元

_LOANS_BEFORE = 376_662
_DEPOSITS = (
    520_140,
    518_870,
    529_610,
    528_050,
    531_280,
    539_020,
    537_160,
    541_236,
    546_890,
    544_118,
    546_040,
    551_270,
)
_LOANS_SINCE = (6_210, 9_840, 14_170, 18_030, 22_190, 26_860, 30_120, 34_215, 38_440, 41_291, 44_160, 46_380)
_RATES = ("5.72", "5.70", "5.69", "5.68", "5.66", "5.65", "5.63", "5.61", "5.58", "5.60", "5.57", "5.55")
_OF_CREDIT = (
    "年初信贷投放集中，制造业流动资金贷款增加。",
    "春节前居民取现，存款季节性减少。",
    "季末企业存款回流，涉农贷款增加。",
    "缴税使企业存款环比减少，贷款平稳增长。",
    "住房贷款增速放缓，小微企业贷款增加。",
    "半年末存款冲高，基础设施项目贷款投放。",
    "理财到期后回流慢于上月，存款略降。",
    "制造业中长期贷款增加，居民住房贷款增速放缓。",
    "季末企业存款回流，商贸物流企业流动资金贷款增加。",
    "缴税因素使企业存款环比减少，贷款平稳增长。",
    "电商备货拉动短期贷款。",
    "年末财政存款下拨，企业存款增加。",
)


def credit_monthly(data_set: DataSet) -> Iterator[Batch]:
    for month in _MONTHS:
        since = _LOANS_SINCE[month - 1]
        figures = _DEPOSITS[month - 1], _LOANS_BEFORE + since, since, (_LOANS_BEFORE + since) * 288 // 1000
        parts = [spread(each, WEIGHTS) for each in figures]
        places = {_CITY: figures} | dict(zip(COUNTIES, zip(*parts, strict=True), strict=True))
        rows = [
            {
                "month": _label(month), "division": division, "deposits": _hundredths(deposits),
                "loans": _hundredths(loans), "loans_since_january": _hundredths(more),
                "small_firm_loans": _hundredths(small), "explanation": _OF_CREDIT[month - 1],
                "average_rate": f"{float(_RATES[month - 1]) + int(division) % 5 * 0.03:.2f}%",
            }
            for division, (deposits, loans, more, small) in places.items()
        ]  # fmt: skip
        yield Batch(data_set.name, "jrb", _told("credit", month, 18), rows, _label(month))


# ---------------------------------------------------------------- jobs, people

_JOBS = (8_120, 15_340, 27_910, 38_600, 50_120, 62_480, 72_300, 82_450, 93_210, 101_830, 109_600, 116_240)
_VACANCIES = (13_200, 29_800, 27_400, 21_900, 18_600, 17_300, 16_800, 18_200, 21_480, 19_760, 18_300, 14_900)
_OF_JOBS = (
    "节前用工平稳，企业储备返乡人员信息。", "“春风行动”专场招聘集中举办。", "返岗复工结束，制造业岗位增加。",
    "春季招聘收尾，建筑业用工增加。", "应届毕业生实名登记开始。", "毕业季，基层岗位和见习岗位推出。",
    "高温天气，户外岗位减少。", "秋季用工开始回升。", "秋季招聘集中，物流、家居制造用工需求增加。",
    "电商备货带动快递、仓储岗位。", "“双11”带动短期用工。", "年底项目收尾，岗位季节性减少。",
)  # fmt: skip


def jobs_monthly(data_set: DataSet) -> Iterator[Batch]:
    for month in _MONTHS:
        jobs, vacancies = _JOBS[month - 1], _VACANCIES[month - 1]
        figures = (
            jobs,
            jobs * 164 // 1000,
            jobs * 94 // 100,
            jobs * 34 // 100,
            vacancies,
            vacancies * 88 // 100,
        )
        parts = [spread(each, WEIGHTS) for each in figures]
        places = {_CITY: figures} | dict(zip(COUNTIES, zip(*parts, strict=True), strict=True))
        rows = [
            {
                "month": _label(month), "division": division, "new_jobs": new, "reemployed": again,
                "rural_transferred": rural, "startup_loans": str(loans), "vacancies": open_,
                "seekers": seekers,
                "registered_rate": f"{2.55 - month * 0.011 + int(division) % 7 * 0.05:.2f}%",
                "explanation": _OF_JOBS[month - 1] if division == _CITY else "",
            }
            for division, (new, again, rural, loans, open_, seekers) in places.items()
        ]  # fmt: skip
        yield Batch(data_set.name, "rsj", _told("jobs", month, 13), rows, _label(month))


def _told(what: str, month: int, day: int) -> date:
    """On `day` of the next month, or later where the month is the late one."""
    late, late_day = _LATE[what]
    return date(YEAR + month // 12, month % 12 + 1, late_day if month == late else day)


def _label(month: int) -> str:
    return f"{YEAR}-{month:02d}"


def _hundredths(number: int) -> str:
    return f"{number / 100:.2f}"


@cache
def _names() -> Mapping[str, str]:
    return {_CITY: "全市"} | {each["division_code"]: each["short_name"] for each in declared()["county"]}


ECONOMY: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (fiscal_monthly, fiscal_explanations, credit_monthly, jobs_monthly)
}
"""By data set."""
