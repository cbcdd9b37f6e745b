"""Lists that run through the year and add up: what people say of the windows, land titles, supply and demand,
debt, insurance funds, the list of fees. A county's figure is a part of the city's."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, working_day
from gongkai.project.demo.disclosure.economy import WEIGHTS
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

_CITY = "371300"
_MONTHS = range(1, 13)

_RATED = 21_700  # one in twelve of the year's 260,891 cases is rated
_COMPLAINTS = (
    "停车和排队时间。", "材料要求一次没有说清。", "自助机故障。", "网上预约号源少。", "中午无人值守。",
    "电话打不通。", "证照邮寄慢。",
)  # fmt: skip


def window_appraisals(data_set: DataSet) -> Iterator[Batch]:
    """Good and bad are all that were given; the city with its counties is the city."""
    for month in _MONTHS:
        rated = spread(_RATED, [80 + abs(7 - each) for each in _MONTHS])[month - 1]
        parts = spread(rated, WEIGHTS)
        bad = [part * (6 + (month * 5 + turn * 3) % 7) // 1000 for turn, part in enumerate(parts)]
        mended = [each - (each > 2 and (month + turn) % 5 == 0) for turn, each in enumerate(bad)]
        places = [
            (_CITY, rated, sum(bad), sum(mended)), *zip(COUNTIES, parts, bad, mended, strict=True),
        ]  # fmt: skip
        rows = [
            {
                "month": _label(month), "division": division, "rated": of, "good": of - worse, "bad": worse,
                "bad_mended": put_right,
                "note": _COMPLAINTS[(month + int(division)) % len(_COMPLAINTS)] if worse else "",
            }
            for division, of, worse, put_right in places
        ]  # fmt: skip
        yield Batch(data_set.name, "zwb", _of_next(month, 9), rows, _label(month))


_VILLAGES = (612, 318, 340, 466, 540, 790, 671, 520, 564, 792, 346, 388)
_TITLED = 86_240  # hundredths of 10,000 mu


def land_titles(data_set: DataSet) -> Iterator[Batch]:
    """Nearly done in January, all but a few disputed villages by December."""
    areas = spread(_TITLED, _VILLAGES)
    for month in _MONTHS:
        rows: list[Row] = []
        for turn, (division, villages, area) in enumerate(zip(COUNTIES, _VILLAGES, areas, strict=True)):
            left = villages * (13 - month) * (2 + turn % 3) // 150 + turn % 3
            done = villages - left
            rows.append(
                {
                    "month": _label(month), "division": division, "villages": villages, "villages_done": done,
                    "area": f"{area * done // villages / 100:.2f}", "disputes": left + turn % 4,
                    "certificates": done * (205 + turn * 4),
                }
            )  # fmt: skip
        yield Batch(data_set.name, "nyj", working_day(_of_next(month, 13)), rows, _label(month))


_PRODUCTS: Mapping[str, tuple[int, tuple[int, int, int, int], int, int, int, str]] = {
    "小麦": (3_820, (0, 21_400, 3_100, 0), 210, 5_100, 1_200, "夏粮集中上市，余粮充足。"),
    "玉米": (4_150, (0, 0, 9_800, 15_600), 1_350, 6_900, 700, "饲料需求平稳，价格小幅波动。"),
    "蔬菜": (620, (15_120, 19_300, 18_240, 16_050), 810, 9_650, 7_900, "供应充足，价格季节性变化。"),
    "生猪": (80, (1_010, 930, 960, 1_080), 40, 820, 190, "存栏平稳。"),
    "禽蛋": (60, (640, 610, 590, 660), 20, 480, 160, "节前需求增加，供应有保障。"),
    "花生": (310, (0, 0, 2_250, 1_840), 0, 560, 380, "油用需求稳定。"),
}
"""Opening stock, produced by quarter, brought in, consumed, sent out (each quarter), all in hundredths of
10,000 tonnes; what is said of it. What is short is brought in besides."""


def supply_demand(data_set: DataSet) -> Iterator[Batch]:
    """Six products a quarter; each closes with what the next opens with."""
    stock = {product: told[0] for product, told in _PRODUCTS.items()}
    for quarter in range(1, 5):
        rows: list[Row] = []
        for product, (_, produced, brought, consumed, sent, said) in _PRODUCTS.items():
            opening, made = stock[product], produced[quarter - 1]
            out = min(sent, max(opening + made + brought - consumed, 0))
            bought = max(brought, consumed + out - opening - made)
            stock[product] = opening + made + bought - consumed - out
            figures = {
                "opening": opening, "produced": made, "brought_in": bought, "consumed": consumed,
                "sent_out": out, "closing": stock[product],
            }  # fmt: skip
            rows.append(
                {"quarter": f"{YEAR}-Q{quarter}", "product": product, "outlook": said}
                | {name: f"{each / 100:.2f}" for name, each in figures.items()}
            )
        yield Batch(data_set.name, "nyj", working_day(_of_next(quarter * 3, 24)), rows, f"{YEAR}-Q{quarter}")


_DEBT = {
    "一般债务": (28_640, 27_155, 6_230, 4_810, 890, "市政建设、农林水利、保障性住房。"),
    "专项债务": (24_120, 22_380, 5_460, 3_150, 760, "土地储备、棚户区改造。"),
}
"""Limit, balance, issued, repaid, interest of 2016, hundredths of 100 million yuan; what for."""


def government_debt(data_set: DataSet) -> Iterator[Batch]:
    """The whole city, and each county's part of it: two kinds, last year's."""
    rows: list[Row] = []
    for kind, (*figures, used_for) in _DEBT.items():
        parts = zip(*(spread(each * 62 // 100, WEIGHTS) for each in figures), strict=True)
        for division, told in ((_CITY, figures), *zip(COUNTIES, parts, strict=True)):
            names = ("limit", "balance", "issued", "repaid", "interest")
            rows.append(
                {"year": YEAR - 1, "division": division, "kind": kind, "used_for": used_for}
                | {name: f"{each / 100:.2f}" for name, each in zip(names, told, strict=True)}
            )
    yield Batch(data_set.name, "czj", date(YEAR, 10, 27), rows, str(YEAR - 1))


_SCHEMES = (
    ("企业职工基本养老保险", 1_083_200, 751_380, 706_940, 918_200, "18%", "8%", ""),
    ("城乡居民基本养老保险", 4_982_000, 214_600, 168_300, 412_500, "", "", ""),
    ("职工基本医疗保险", 968_300, 241_700, 218_900, 196_400, "7%", "2%", ""),
    ("居民基本医疗保险", 9_320_000, 512_400, 498_700, 141_200, "", "", ""),
    ("失业保险", 568_400, 33_870, 12_960, 148_300, "0.7%", "0.3%", "16900"),
    ("工伤保险", 671_500, 16_120, 14_050, 39_800, "0.75%", "", "3100"),
    ("生育保险", 604_100, 14_980, 15_320, 21_400, "0.5%", "", "2800"),
)
"""Scheme, people, income, spending, balance in 10,000 yuan, what employer and person pay, relief."""


def social_insurance_funds(data_set: DataSet) -> Iterator[Batch]:
    """Seven schemes; where nobody pays by a rate there is none."""
    rows: list[Row] = []
    for scheme, people, income, spent, balance, employer, person, relief in _SCHEMES:
        row: Row = {
            "year": YEAR - 1, "scheme": scheme, "insured": people, "budget_income": str(income * 98 // 100),
            "income": str(income), "spending": str(spent), "balance": str(balance),
        }  # fmt: skip
        rates = {"employer_rate": employer, "person_rate": person, "relief": relief}
        row |= {name: each for name, each in rates.items() if each}
        rows.append(row | ({"note": "阶段性降低费率。"} if relief else {}))
    yield Batch(data_set.name, "rsj", date(YEAR, 6, 28), rows, str(YEAR - 1))


def _of_next(month: int, day: int) -> date:
    return date(YEAR + month // 12, month % 12 + 1, day)


def _label(month: int) -> str:
    return f"{YEAR}-{month:02d}"


ACCOUNTED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each
    for each in (window_appraisals, land_titles, supply_demand, government_debt, social_insurance_funds)
}
"""By data set."""
