"""What is sold in the shops and what goes wrong there: sales month by month, goods that are sampled, what
people complain about, counterfeits. Amounts and firms are invented."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, firm_code, working_day
from gongkai.project.demo.ground import YEAR

_FIRST_FIRM = 860_000

_SOLD = (
    ("粮油食品", 38_200, 78, (1, 9, 12)), ("服装鞋帽", 24_600, 65, (1, 4, 10)),
    ("家用电器", 17_900, 125, (6, 7, 11)), ("汽车", 52_400, 62, (9, 10, 12)),
    ("石油制品", 27_300, 41, (2, 8, 10)), ("餐饮", 23_100, 118, (1, 5, 10)),
    ("旅游", 21_700, 158, (5, 8, 10)),
    ("体育健身", 3_900, 171, (4, 5, 9)), ("医养健康", 4_800, 146, (3, 11)), ("文化创意", 2_700, 133, (5, 6)),
)  # fmt: skip
"""Kind, middle month in 10,000 yuan, growth in tenths of a hundred, its months of good trade."""

_ONLINE: Mapping[str, int] = {"家用电器": 310, "服装鞋帽": 242, "粮油食品": 86, "文化创意": 275}
_GOOD_TRADE = 118  # of a hundred ordinary
_SAID = {
    1: "春节备货带动食品和餐饮销售。", 5: "五一假期旅游、餐饮增长较快。", 8: "暑期旅游拉动住宿餐饮。",
    10: "国庆、中秋假期叠加，汽车和旅游增长较快。", 11: "网上促销集中，家用电器增长明显。",
}  # fmt: skip
_SOLD_OUT, _LATE_MONTH, _LATE_BY = 18, 4, timedelta(days=14)


def market_monthly(data_set: DataSet) -> Iterator[Batch]:
    """Ten kinds of goods and services, all of them together, and what of it was sold on the net; April's
    figures come two weeks late."""
    for month in range(1, 13):
        sold = {kind: _sales(month, middle, good) for kind, middle, _, good in _SOLD}
        growth = {kind: tenths + (month * 7 + tenths) % 23 - 11 for kind, _, tenths, _ in _SOLD}
        total, label = sum(sold.values()), f"{YEAR}-{month:02d}"
        online = sum(sold[kind] * share // 1000 for kind, share in _ONLINE.items())
        whole = sum(sold[kind] * growth[kind] for kind in sold) // total
        rows: list[Row] = [
            _sold(label, "合计", total, whole, online * 1000 // total)
            | ({"analysis": _SAID[month]} if month in _SAID else {}),
            _sold(label, "网上零售", online, 246 + month % 5),
            *(_sold(label, kind, amount, growth[kind], _ONLINE.get(kind)) for kind, amount in sold.items()),
        ]
        out = working_day(date(YEAR + month // 12, month % 12 + 1, _SOLD_OUT))
        yield Batch(
            data_set.name, "swj", out + (_LATE_BY if month == _LATE_MONTH else timedelta()), rows, label
        )


def _sales(month: int, middle: int, good: tuple[int, ...]) -> int:
    """A little more each month, and more in the months of good trade."""
    return middle * (96 + month * 2 // 3) * (_GOOD_TRADE if month in good else 100) // 10_000


def _sold(label: str, kind: str, amount: int, growth: int, online: int | None = None) -> Row:
    row: Row = {"month": label, "category": kind, "sales": amount, "growth": f"{growth / 10}%"}
    return row if online is None else row | {"share_online": f"{online / 10}%"}


class _Goods(NamedTuple):
    product: str
    category: str
    producer: str
    failed: str
    batch: str


_GOODS = (
    _Goods("电热水壶", "家用电器", "示例电器厂", "接地措施：标准≤0.1Ω，实测0.3Ω", "1.8L"),
    _Goods("电源插座", "家用电器", "示例电工有限公司", "防触电保护：保护门不起作用", "10A 250V"),
    _Goods("儿童连衣裙", "儿童用品", "示例服饰有限公司", "绳带：颈部有自由端绳带", "120cm"),
    _Goods("塑料玩具", "儿童用品", "示例玩具厂", "增塑剂：标准≤0.1%，实测3.2%", "36个月以上"),
    _Goods("羽绒服", "服装鞋帽", "示例制衣有限公司", "绒子含量：明示90%，实测71%", "175/92A"),
    _Goods("运动鞋", "服装鞋帽", "示例鞋业有限公司", "耐磨性能：标准≤12mm，实测15mm", "42码"),
    _Goods("内墙涂料", "建材", "示例涂料有限公司", "挥发性有机物：标准≤120g/L，实测163g/L", "20kg"),
    _Goods("铝合金型材", "建材", "示例铝业有限公司", "膜厚：标准≥10μm，实测7μm", "6063"),
    _Goods("复合肥料", "农资", "示例化肥有限公司", "总养分：标准≥45%，实测42.1%", "15-15-15"),
    _Goods("玉米种子", "农资", "示例种业有限公司", "发芽率：标准≥85%，实测78%", "4200粒"),
    _Goods("车用汽油", "成品油", "示例石化有限公司", "硫含量：标准≤10mg/kg，实测16mg/kg", "92号"),
    _Goods("电动自行车", "交通用品", "示例车业有限公司", "制动距离：标准≤4m，实测5.2m", "48V"),
)

_SAMPLED = ((("zjj", 3, 28, 16), ("gsj", 5, 12, 12), ("zjj", 6, 27, 18), ("gsj", 8, 29, 14),
             ("zjj", 9, 27, 20), ("zjj", 12, 26, 16)))  # fmt: skip
"""Who publishes when how many."""

_FAILS_EVERY = 11
_CONCLUDED, _LONG_AGO, _SLOW = timedelta(days=13), timedelta(days=48), ("gsj", 8)


def quality_samples(data_set: DataSet) -> Iterator[Batch]:
    """Goods of the shops, more than nine of ten as they should be. August's list comes late."""
    first = 0
    for body, month, day, count in _SAMPLED:
        out = date(YEAR, month, day)
        on = out - (_LONG_AGO if (body, month) == _SLOW else _CONCLUDED)
        yield Batch(data_set.name, body, out, [_sampled(first + n, body, on) for n in range(count)])
        first += count


def _sampled(number: int, body: str, on: date) -> Row:
    goods, shop = _GOODS[number * 5 % len(_GOODS)], number * 3 % 17 + 1
    row: Row = {
        "report": f"{body[:2].upper()}{YEAR}-{number + 1:04d}", "product": goods.product,
        "category": goods.category, "brand": f"示例{'丰安康瑞'[number % 4]}", "batch": goods.batch,
        "producer": goods.producer, "seller": f"示例商城第{shop}号店",
        "seller_code": firm_code(_FIRST_FIRM + shop), "result": "合格", "laboratory": "示例产品质量检验所",
        "concluded_on": on,
    }  # fmt: skip
    if number % _FAILS_EVERY:
        return row
    return row | {"result": "不合格", "failed": goods.failed, "handling": "责令停止销售，立案查处。"}


_COMPLAINED = (
    ("网络购物", 1_180, "不按承诺退货、发货迟延。", "保存订单和聊天记录，七日内可以无理由退货。"),
    ("汽车销售和维修", 318, "定金不退、维修收费不明。", "先看收费标准，再签维修委托书。"),
    ("预付卡", 396, "商家关门、余额不退。", "一次不要充太多。"),
    ("家用电器和售后服务", 452, "三包期内推诿、上门收费不明。", "留好发票和三包凭证。"),
    ("服装鞋帽", 287, "开线、掉色，商家不予退换。", "洗涤前看清标识。"),
    ("餐饮", 214, "最低消费、自带酒水另收费。", "遇到最低消费可以拒绝并举报。"),
    ("装饰装修", 176, "增项加价、工期拖延。", "合同写明材料品牌和增项办法。"),
    ("美容美发", 143, "虚假宣传、诱导办卡。", "核对经营者的许可和价目。"),
)
_ANALYSED = ((1, date(YEAR, 4, 12)), (2, date(YEAR, 7, 27)), (3, date(YEAR, 10, 12)),
             (4, date(YEAR + 1, 1, 12)))  # fmt: skip
"""Quarter, and when its analysis came out: the second's twelve days late."""


def consumer_complaints(data_set: DataSet) -> Iterator[Batch]:
    """Eight kinds of goods and services, quarter by quarter."""
    for quarter, out in _ANALYSED:
        rows: list[Row] = []
        for place, (category, middle, problems, advice) in enumerate(_COMPLAINED):
            count = middle * (94 + quarter * 3 + (quarter + place) % 4 * 2) // 100
            rows.append(
                {
                    "quarter": f"{YEAR}-Q{quarter}", "category": category, "complaints": count,
                    "reports": count // (5 + place % 3), "settled": count * (71 + place * 2) // 100,
                    "recovered": f"{count * (7 + place * 3) / 100:.2f}", "problems": problems,
                    "advice": advice,
                }
            )  # fmt: skip
        yield Batch(data_set.name, "gsj", out, rows, f"{YEAR}-Q{quarter}")


class _Offence(NamedTuple):
    kind: str
    goods: str
    facts: str


_OFFENCES = (
    _Offence("侵犯商标权", "洗衣液", "购进假冒注册商标的洗衣液并销售。"),
    _Offence("制售假冒伪劣", "水泥", "以不合格产品冒充合格产品。"),
    _Offence("虚假宣传", "保健食品", "会议营销中宣称可以治疗疾病。"),
    _Offence("违法广告", "房地产", "广告中承诺升值和投资回报。"),
    _Offence("侵害消费者权益", "预付卡", "歇业前不退还预付款余额。"),
    _Offence("侵犯商标权", "白酒", "销售假冒注册商标的白酒。"),
    _Offence("制售假冒伪劣", "食用油", "以大豆油冒充花生油。"),
    _Offence("侵犯专利权", "净水器", "产品包装上假冒专利号。"),
)
CAMPAIGN, _CAMPAIGN_FROM, CAMPAIGN_DAYS = "集中执法打假活动", date(YEAR, 9, 4), 20
_DECIDED = (
    ("gsj", "临工商处", date(YEAR, 3, 29), 6), ("zjj", "临质监罚", date(YEAR, 5, 24), 4),
    ("gsj", "临工商处", date(YEAR, 7, 20), 5), ("syj", "临食药罚", date(YEAR, 8, 23), 5),
    ("gsj", "临工商处", date(YEAR, 9, 27), CAMPAIGN_DAYS), ("zjj", "临质监罚", date(YEAR, 11, 22), 5),
)  # fmt: skip
"""Who publishes how many decisions when, and the letters of their numbers; September's are the campaign's,
one a day."""

_LATE_LIST = date(YEAR, 7, 20)


def counterfeit_cases(data_set: DataSet) -> Iterator[Batch]:
    """Decisions of the year, those of July's list told late, and one for each of the campaign's 20 days."""
    first = 0
    for body, letters, out, count in _DECIDED:
        rows = []
        for turn in range(count):
            number = first + turn
            on = out - timedelta(days=45 if out == _LATE_LIST else 4 + turn)
            more: Row = {}
            if count == CAMPAIGN_DAYS:
                on, more = _CAMPAIGN_FROM + timedelta(days=turn), {"campaign": CAMPAIGN}
            rows.append(_decision(number, f"{letters}〔{YEAR}〕示例{200 + number}号", on) | more)
        yield Batch(data_set.name, body, out, rows)
        first += count


def _decision(number: int, document: str, on: date) -> Row:
    offence, firm = _OFFENCES[number * 3 % len(_OFFENCES)], number % 13 + 1
    value = 60 + number * 37 % 900
    return {
        "decision_number": document, "case_title": f"{offence.goods}{offence.kind}案", "kind": offence.kind,
        "party": f"示例第{firm}商贸有限公司", "credit_code": firm_code(_FIRST_FIRM + 100 + firm),
        "goods": offence.goods, "facts": offence.facts, "value": f"{value / 100:.2f}",
        "result": f"没收违法商品，罚款{value * 2 / 100:.2f}万元。", "decided_on": on,
        "transferred": value > 880,
    }  # fmt: skip


CONSUMED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (market_monthly, quality_samples, consumer_complaints, counterfeit_cases)
}
"""By data set."""
