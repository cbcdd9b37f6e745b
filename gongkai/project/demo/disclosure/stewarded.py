"""The city's own firms: six of them month by month and their sum, their executives' pay, how they were
judged, which firms are wound up."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row
from gongkai.project.demo.ground import YEAR

_MONTHS = range(1, 13)
_LATE_MONTH, _LATE_DAY, _DAY = 7, 31, 24  # of the next month

_FIRMS: Mapping[str, tuple[str, int, int, int, int, int]] = {
    "示例城市建设投资有限公司": ("城市建设", 4_310_500, 2_598_100, 14_200, 620, 960),
    "示例水务集团有限公司": ("水务", 517_200, 290_100, 7_600, 505, 478),
    "示例公共交通集团有限公司": ("交通", 186_400, 121_700, 3_900, -240, 95),
    "示例热力能源有限公司": ("能源", 402_800, 268_300, 11_800, 430, 610),
    "示例文旅有限公司": ("文化旅游", 228_600, 119_500, 2_700, 118, 140),
    "示例商贸集团有限公司": ("商贸", 341_900, 214_400, 21_500, 390, 520),
}
"""Trade; at the year's beginning assets and debts; revenue, profit and taxes in a middling month: all in
10,000 yuan."""

_TOTAL = "合计"
_EVENTS = {
    ("示例城市建设投资有限公司", 4): "发行企业债券8亿元。",
    ("示例商贸集团有限公司", 6): "董事长到龄退休，由总经理代行职责。",
    ("示例文旅有限公司", 9): "增资扩股引入示例产业基金。",
    ("示例热力能源有限公司", 11): "并购示例供热站两座。",
}


def state_firm_indicators(data_set: DataSet) -> Iterator[Batch]:
    """Revenue, profit and taxes run on from January; the sum is that of the firms."""
    for month in _MONTHS:
        rows = [_firm(name, month) for name in _FIRMS]
        names = ("assets", "debts", "revenue", "profit", "taxes")
        total: Row = {name: sum(row[name] for row in rows) for name in names}
        label = f"{YEAR}-{month:02d}"
        total |= {"month": label, "firm": _TOTAL, "industry": _TOTAL}
        day = _LATE_DAY if month == _LATE_MONTH else _DAY
        out = date(YEAR + month // 12, month % 12 + 1, day)
        yield Batch(data_set.name, "gzw", out, [_told(row) for row in (total, *rows)], label)


def _firm(name: str, month: int) -> Row:
    trade, assets, debts, revenue, profit, taxes = _FIRMS[name]
    season = 1000 + 12 * (month - 6) + (len(name) * 17 + month * 29) % 41
    row: Row = {
        "month": f"{YEAR}-{month:02d}", "firm": name, "industry": trade,
        "assets": assets * (1000 + 6 * month) // 1000, "debts": debts * (1000 + 5 * month) // 1000,
        "revenue": revenue * month * season // 1000, "profit": profit * month * season // 1000,
        "taxes": taxes * month * season // 1000,
    }  # fmt: skip
    event = _EVENTS.get((name, month), "")
    return row | ({"events": event} if event else {})


def _told(row: Row) -> Row:
    money = ("assets", "debts", "revenue", "profit", "taxes")
    return row | {name: str(row[name]) for name in money}


_POSTS = (("董事长", 3_852), ("总经理", 3_570), ("副总经理", 3_105), ("监事会主席", 3_014))
_SURNAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木"


def executive_pay(data_set: DataSet) -> Iterator[Batch]:
    """Four of each firm, last year's; who is paid by the shareholder says so."""
    rows: list[Row] = []
    for turn, firm in enumerate(_FIRMS):
        for place, (post, pay) in enumerate(_POSTS):
            amount = pay * (104 - 3 * turn) // 100
            rows.append(
                {
                    "year": YEAR - 1, "firm": firm, "post": post, "other": "0",
                    "name": f"示例{_SURNAMES[turn * len(_POSTS) + place]}", "pay": f"{amount / 100:.2f}",
                    "insurance": f"{amount * 22 // 100 / 100:.2f}", "part_time": turn % 3 == place == 2,
                }
            )  # fmt: skip
    yield Batch(data_set.name, "gzw", date(YEAR, 12, 27), rows, str(YEAR - 1))


_GRADES = ("B", "A", "C", "A", "B", "C")
_REFORMS = (
    "所属三家公司合并。", "", "", "", "引入战略投资者，国有股比降至61%。", "清理所属空壳公司4户。",
)  # fmt: skip
_DUTIES = (
    "建成保障房1,200套。", "完成老旧管网改造42公里。", "65岁以上老人免费乘车。", "供热进村入户3.1万户。",
    "景区对本市居民淡季免票。", "春节平价菜供应6,400吨。",
)  # fmt: skip


def state_firm_appraisals(data_set: DataSet) -> Iterator[Batch]:
    rows: list[Row] = []
    for turn, firm in enumerate(_FIRMS):
        row: Row = {
            "year": YEAR - 1, "firm": firm, "grade": _GRADES[turn], "duties": _DUTIES[turn],
            "preserved": f"{103.62 - turn * 1.21 + turn % 2 * 2.4:.2f}%",
        }  # fmt: skip
        rows.append(row | ({"reform": _REFORMS[turn]} if _REFORMS[turn] else {}))
    yield Batch(data_set.name, "gzw", date(YEAR, 9, 28), rows, str(YEAR - 1))


_WOUND_UP = (
    ("示例纺织厂", "示例商贸集团有限公司", "僵尸企业", "破产清算", 126, 3, "法院已裁定受理。"),
    ("示例机械配件厂", "", "僵尸企业", "关闭注销", 34, 2, "职工已安置，注销登记。"),
    ("示例化肥厂", "示例热力能源有限公司", "僵尸企业", "产权转让", 88, 4, "土地收储，债务协议清偿。"),
    ("示例冷链公司", "示例商贸集团有限公司", "亏损企业", "扭亏治理", 0, 5, "更换经营团队，关停两处冷库。"),
    ("示例旅行社", "示例文旅有限公司", "亏损企业", "兼并重组", 21, 4, "并入示例文旅有限公司。"),
)
"""Firm, its group, kind, way, people found other work, the quarter in which it is done (5: not this year)."""


def zombie_firms(data_set: DataSet) -> Iterator[Batch]:
    """Each quarter how far it has come: planned, under way, done."""
    for quarter in range(1, 5):
        label = f"{YEAR}-Q{quarter}"
        rows: list[Row] = []
        for firm, group, kind, way, people, end, note in _WOUND_UP:
            stage = "已完成" if quarter >= end else "方案已定" if end - quarter > 2 else "正在处置"
            row: Row = {
                "quarter": label,
                "firm": firm,
                "kind": kind,
                "way": way,
                "progress": stage,
                "note": note,
            }
            row |= {"group": group} if group else {}
            rows.append(row | {"workers": people if stage == "已完成" else people * quarter // 5})
        yield Batch(data_set.name, "gzw", date(YEAR + quarter // 4, quarter % 4 * 3 + 1, 18), rows, label)


STEWARDED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each
    for each in (state_firm_indicators, executive_pay, state_firm_appraisals, zombie_firms)
}
"""By data set."""
