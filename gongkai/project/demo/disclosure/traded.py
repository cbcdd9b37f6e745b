"""Public trades from the notice to the contract: five begin each month and go on a month a step, each step
published on its day; the declared samples come late, all at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, firm_code, samples_of, working_day
from gongkai.project.demo.ground import YEAR

_KINDS = (
    ("GC", "tender", "open", "示例路（{n}段）道路改造工程施工", "示例城市建设投资有限公司", 3_200),
    ("CG", "procurement", "open", "乡镇卫生院医疗设备采购（示例{n}）", "临沂市卫生和计划生育委员会", 260),
    (
        "CG",
        "procurement",
        "limited",
        "窗口服务系统维护（示例{n}）",
        "临沂市人民政府政务服务中心管理办公室",
        48,
    ),
    ("TD", "land", "auction", "示例地块国有建设用地使用权（{n}号）", "临沂市国土资源局", 9_400),
    ("GC", "tender", "selective", "示例河道治理工程监理（{n}标）", "示例水利建设有限公司", 180),
)
"""Letters of the number, course, method, title, buyer, money in 10,000 yuan."""

_BIDDERS = ("示例路桥工程有限公司", "示例市政建设有限公司", "示例设备贸易有限公司", "示例置业有限公司")
_BEGIN, _STEPS = range(1, 10), 3  # months in which trades begin; months until the contract
_SAMPLES_OUT = date(YEAR, 12, 21)


@dataclass(frozen=True, slots=True)
class Trade:
    month: int
    turn: int

    @property
    def serial(self) -> int:
        return self.month * len(_KINDS) + self.turn

    @property
    def number(self) -> str:
        return f"{_KINDS[self.turn][0]}{YEAR}-{1_000 + self.serial:05d}"

    @property
    def money(self) -> int:
        return _KINDS[self.turn][5] * (90 + self.serial * 7 % 23) // 100

    @property
    def bids(self) -> list[tuple[str, str, int]]:
        """Bidder, code and price, the cheapest first."""
        count = len(_BIDDERS)
        firms = [(self.serial + n) % count for n in range(2 + self.serial % (count - 1))]
        prices = (self.money * (94 + 2 * n) // 100 for n in range(len(firms)))
        return [
            (_BIDDERS[at], firm_code(810_000 + at), price) for at, price in zip(firms, prices, strict=True)
        ]

    def day(self, step: int) -> date:
        """When the step is taken: the tenth, or the Monday after."""
        return working_day(date(YEAR, self.month + step, 10))


def _notice(trade: Trade) -> Iterator[Row]:
    _letters, course, method, title, buyer, _money = _KINDS[trade.turn]
    place = COUNTIES[trade.serial % len(COUNTIES)]
    code = {"project_code": _project_of(trade)} if course == "tender" else {}
    yield code | {
        "trade": trade.number, "title": title.format(n=trade.serial), "course": course, "method": method,
        "buyer": buyer, "budget": trade.money, "published_on": trade.day(0), "division": place,
        "closes_at": datetime.combine(trade.day(1), time(9)), "qualification": "具有独立承担民事责任的能力。",
    }  # fmt: skip


def _qualifications(trade: Trade) -> Iterator[Row]:
    for bidder, code, _price in trade.bids:
        yield {
            "trade": trade.number, "bidder": bidder, "bidder_code": code, "passed": True,
            "judged_on": trade.day(1),
        }  # fmt: skip


def _process(trade: Trade) -> Iterator[Row]:
    for rank, (bidder, _code, price) in enumerate(trade.bids, start=1):
        yield {
            "trade": trade.number, "bidder": bidder, "opened_on": trade.day(1), "price": price, "rank": rank,
            "score": round(95.5 - 1.8 * rank, 2), "rejected": False,
        }  # fmt: skip


def _result(trade: Trade) -> Iterator[Row]:
    (winner, code, price), on = trade.bids[0], trade.day(2)
    yield {
        "trade": trade.number, "lot": "全部", "winner": winner, "winner_code": code, "price": price,
        "bidders": len(trade.bids), "chosen_on": on, "announced_on": on, "objections": trade.serial % 7 // 6,
    }  # fmt: skip


def _contract(trade: Trade) -> Iterator[Row]:
    (supplier, _code, price), on = trade.bids[0], trade.day(_STEPS)
    yield {
        "contract": f"HT-{YEAR}-{1_000 + trade.serial}", "trade": trade.number, "supplier": supplier,
        "amount": price, "signed_on": on, "ends_on": on + timedelta(days=180), "paid": price // 5,
        "state": "active",
    }  # fmt: skip


_STEPS_OF: Mapping[str, tuple[int, Callable[[Trade], Iterator[Row]]]] = {
    "trade_notices": (0, _notice), "trade_qualifications": (1, _qualifications),
    "trade_process": (1, _process), "trade_results": (2, _result), "trade_contracts": (_STEPS, _contract),
}  # fmt: skip


def tendered() -> Iterator[tuple[str, str, str, int, date]]:
    """Of works on the list of projects: project, owner, trade, money in 10,000 yuan, day of the notice."""
    for month in _BEGIN:
        for turn, (_, course, _, _, buyer, _) in enumerate(_KINDS):
            trade = Trade(month, turn)
            if course == "tender":
                yield _project_of(trade), buyer, trade.number, trade.money, trade.day(0)


def _project_of(trade: Trade) -> str:
    place = COUNTIES[trade.serial % len(COUNTIES)]
    return f"{YEAR}-{place}-48-01-{900_000 + trade.serial}"


def _traded(data_set: DataSet) -> Iterator[Batch]:
    step, told = _STEPS_OF[data_set.name]
    for month in _BEGIN:
        trades = [Trade(month, turn) for turn in range(len(_KINDS))]
        rows = [row for trade in trades for row in told(trade)]
        yield Batch(data_set.name, "zwb", trades[0].day(step), rows)
    yield Batch(data_set.name, "zwb", _SAMPLES_OUT, samples_of(data_set))


TRADED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = dict.fromkeys(_STEPS_OF, _traded)
"""By data set."""
