"""What is bought and eaten: the basket of prices week by week, the purchase of grain, the foods that are
sampled. Amounts are invented; their course over the year is a market's."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

_MARKETS = {"水产": "示例水产批发市场"}
_MARKET = "示例农副产品批发市场"
_GOODS = (
    ("大米", "粮食", 6.0, 480, 1), ("面粉", "粮食", 5.5, 356, 1), ("花生油", "食用油", 3.4, 1_460, 1),
    ("大豆油", "食用油", 2.2, 742, 2), ("大白菜", "蔬菜", 4.2, 92, 22), ("白萝卜", "蔬菜", 2.0, 116, 20),
    ("土豆", "蔬菜", 2.6, 184, 14), ("黄瓜", "蔬菜", 2.8, 372, 32), ("西红柿", "蔬菜", 2.9, 418, 28),
    ("芹菜", "蔬菜", 1.8, 226, 24), ("韭菜", "蔬菜", 1.2, 344, 30), ("大葱", "蔬菜", 1.6, 258, 18),
    ("苹果", "水果", 3.1, 612, 9), ("梨", "水果", 2.0, 436, 10), ("香蕉", "水果", 1.7, 524, 12),
    ("五花肉", "肉类", 9.5, 1_960, 7), ("牛肉", "肉类", 3.2, 5_360, 3), ("羊肉", "肉类", 2.4, 5_180, 5),
    ("鸡蛋", "禽蛋", 5.2, 712, 16), ("白条鸡", "禽蛋", 2.7, 1_180, 5), ("鲤鱼", "水产", 2.1, 1_060, 6),
    ("草鱼", "水产", 2.3, 1_240, 7), ("带鱼", "水产", 1.9, 2_380, 4),
)  # fmt: skip
"""Product, kind, weight in the basket, the year's middle price in fen a kilogram, swing in hundredths."""

_WEEKS, _QUARTER = 52, 13
_DAY = timedelta(days=1)
_TARDY_EVERY, _TARDY = 9, 6  # each ninth week comes six days late
_SEASONS = (("夏粮", "小麦", 24, 36, 9_420, "2.36"), ("秋粮", "玉米", 40, 51, 6_180, "1.58"))
"""Season, grain, first and last week, hundredths of 10,000 tonnes in all, yuan a kilogram."""
_HOLIDAYS = 40

_FOODS = (
    ("小麦粉", "粮食加工品", "示例面业有限公司", "脱氧雪腐镰刀菌烯醇", "1240µg/kg", "≤1000µg/kg"),
    ("小磨香油", "食用油", "示例油坊", "苯并[a]芘", "14.2µg/kg", "≤10µg/kg"),
    ("酱油", "调味品", "示例酿造有限公司", "氨基酸态氮", "0.31g/100mL", "≥0.4g/100mL"),
    ("香肠", "肉制品", "示例肉制品有限公司", "亚硝酸盐", "46mg/kg", "≤30mg/kg"),
    ("纯牛奶", "乳制品", "示例乳业有限公司", "蛋白质", "2.6g/100g", "≥2.9g/100g"),
    ("瓶装饮用水", "饮料", "示例饮品有限公司", "铜绿假单胞菌", "5CFU/250mL", "不得检出"),
    ("方便面", "方便食品", "示例食品有限公司", "菌落总数", "3.1×10⁴CFU/g", "≤1×10⁴CFU/g"),
    ("蛋糕", "糕点", "示例糕点厂", "防腐剂混合使用比例之和", "1.4", "≤1"),
    ("酱腌菜", "蔬菜制品", "示例酱菜厂", "苯甲酸", "1.7g/kg", "≤1.0g/kg"),
    ("蜜饯", "水果制品", "示例果品有限公司", "二氧化硫残留量", "0.52g/kg", "≤0.35g/kg"),
    ("白酒", "酒类", "示例酒业有限公司", "酒精度", "48.2%vol", "52±1.0%vol"),
    ("韭菜", "食用农产品", "", "腐霉利", "1.3mg/kg", "≤0.2mg/kg"),
    ("凉拌菜", "餐饮食品", "", "大肠埃希氏菌", "120MPN/g", "≤100CFU/g"),
)
"""Food, kind, producer, and what is found where a sample fails: item, result, limit."""


def wholesale_prices(data_set: DataSet) -> Iterator[Batch]:
    """23 products in 52 weeks, on the Thursday of the week; some weeks late."""
    for week in range(1, _WEEKS + 1):
        surveyed = date.fromisocalendar(YEAR, week, 3)
        rows = [_price(name, kind, weight, fen, swing, surveyed) for name, kind, weight, fen, swing in _GOODS]
        out = surveyed + _DAY * (_TARDY if week % _TARDY_EVERY == 0 else 1)
        yield Batch(data_set.name, "swj", out, rows, _label(week))


def _price(name: str, kind: str, weight: float, fen: int, swing: int, on: date) -> Row:
    """Dearest in the first quarter and at the year's end; a little different from week to week."""
    week = on.isocalendar().week
    from_middle = abs(week - 2 * _QUARTER) - _QUARTER  # -13 in midsummer, 13 in winter
    wobble = (week * 7 + fen) % 9 - 4
    price = fen * (1_000 + 10 * swing * from_middle // _QUARTER + 3 * wobble) // 1_000
    return {
        "week": _label(week), "surveyed_on": on, "market": _MARKETS.get(kind, _MARKET), "product": name,
        "category": kind, "weight": weight, "price": _yuan(price), "highest": _yuan(price * 108 // 100),
        "lowest": _yuan(price * 93 // 100), "volume": round(weight * (40 + wobble * 3), 1),
    }  # fmt: skip


def grain_purchase(data_set: DataSet) -> Iterator[Batch]:
    """What has been bought since the season began, in each county, Friday by Friday; that of the week of
    holidays on the Monday after it, late."""
    for season, grain, first, last, total, price in _SEASONS:
        steps = last - first + 1
        for step, week in enumerate(range(first, last + 1), start=1):
            bought = total * step * (2 * steps - step) // steps**2  # quick at first, then slower
            counted = date.fromisocalendar(YEAR, week, 5)
            parts = spread(bought, [3 + n % 4 for n in range(len(COUNTIES))])
            rows = [
                {
                    "week": _label(week), "counted_on": counted, "season": season, "grain": grain,
                    "division": division, "bought": _yuan(amount), "by_state": _yuan(amount * 27 // 100),
                    "price": price,
                }
                for division, amount in zip(COUNTIES, parts, strict=True)
            ]  # fmt: skip
            out = counted + 3 * _DAY if week == _HOLIDAYS else counted
            yield Batch(data_set.name, "lsj", out, rows, _label(week))


def sampled_food(number: int, fails: bool) -> Row:
    """What was sampled, and what was found in it."""
    food, kind, producer, item, found, limit = _FOODS[number * 5 % len(_FOODS)]
    row: Row = {"food": food, "category": kind, "producer": producer, "specification": ""}
    return row | {"failed": item, "found": found, "standard": limit} if fails else row


def _label(week: int) -> str:
    return f"{YEAR}-W{week:02d}"


def _yuan(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


MARKETED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (wholesale_prices, grain_purchase)
}
"""By data set."""
