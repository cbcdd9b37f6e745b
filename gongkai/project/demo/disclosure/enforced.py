"""What the annual return asks of each body beside permits and penalties: coercion decided, fees collected,
central procurement. One office is late with each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import Batch, Row, firm_code, samples_of
from gongkai.project.demo.ground import YEAR

_DAY = timedelta(days=1)
_FIRST_FIRM, _FIRMS = 820_000, 40


@dataclass(frozen=True, slots=True)
class _Office:
    """`like`: which of the declared samples its decisions resemble; `out`: when it publishes; `ago`: days
    since the last of the decisions."""

    body: str
    letters: str
    like: int
    each_time: int
    out: tuple[date, ...]
    ago: int = 6


_QUARTERS = (date(YEAR, 3, 28), date(YEAR, 6, 27), date(YEAR, 9, 26), date(YEAR, 12, 26))
_OFFICES = (
    _Office("syj", "临示例食药监查扣", 0, 5, _QUARTERS),
    _Office("hbj", "临示例环查封", 1, 3, _QUARTERS[1::2]),
    _Office("jtj", "临示例交代履行", 2, 4, _QUARTERS[3:], ago=45),
)
_HELD = timedelta(days=29)  # 《行政强制法》第二十五条: not longer than 30 days
_THINGS = ("示例牌糕点 {n} 箱", "示例牌食用油 {n} 桶", "示例牌酱腌菜 {n} 坛", "示例牌调味面制品 {n} 箱")


def coercions(data_set: DataSet) -> Iterator[Batch]:
    """Foods seized quarter by quarter, works sealed twice a year; what was cleared from the roads comes out
    late."""
    samples = samples_of(data_set)
    for office in _OFFICES:
        for turn, out in enumerate(office.out):
            first = turn * office.each_time + 1
            numbers = range(first, first + office.each_time)
            yield Batch(
                data_set.name, office.body, out, [_coercion(office, samples, each, out) for each in numbers]
            )


def _coercion(office: _Office, samples: list[Row], number: int, out: date) -> Row:
    firm = number * 7 % _FIRMS + 1
    decided = out - (office.ago + number % 5) * _DAY
    told = {name: value for name, value in samples[office.like].items() if name not in ("until", "lifted_on")}
    told |= {"decision_number": f"{office.letters}〔{YEAR}〕{number}号", "decided_on": decided}
    if "credit_code" in told:
        told |= {"party": f"临沂示例第{firm}商贸有限公司", "credit_code": firm_code(_FIRST_FIRM + firm)}
    if told["kind"] == "measure":
        told["until"] = decided + _HELD
        if decided + _HELD < out or number % 2:
            told["lifted_on"] = min(decided + _HELD, out) - number % 3 * _DAY
        else:
            told.pop("outcome", None)
    if office.like == 0:
        told["object"] = _THINGS[number % len(_THINGS)].format(n=12 + number * 5 % 37)
    return told


_FEES = (
    ("gtj", "103043301", "不动产登记费", "涉企行政事业性收费", 128_640, "缴入地方国库"),
    ("gtj", "103043302", "土地复垦费", "涉企行政事业性收费", 41_200, "缴入地方国库"),
    ("cgj", "103042509", "城镇垃圾处理费", "行政事业性收费", 214_000, "缴入地方国库"),
    ("jyj", "103042750", "普通高中学费", "行政事业性收费", 182_250, "缴入财政专户"),
    ("jyj", "103042751", "普通高中住宿费", "行政事业性收费", 36_480, "缴入财政专户"),
    ("lanshan", "103042509", "城镇垃圾处理费", "行政事业性收费", 96_300, "缴入地方国库"),
)
"""Body, code, name, kind, hundredths of 10,000 yuan in 2017, where it goes."""

_FEES_OUT: Mapping[int, date] = {YEAR - 1: date(YEAR, 1, 20), YEAR: date(YEAR + 1, 1, 17)}
_LATE, _LATE_OUT = "cgj", date(YEAR, 2, 24)
_BEFORE = 104  # in hundredths of what 2017 brought: fees are cut


def fee_receipts(data_set: DataSet) -> Iterator[Batch]:
    """Of two years, by each body that collects; one told of the first in February only."""
    for year, out in _FEES_OUT.items():
        for body in dict.fromkeys(each[0] for each in _FEES):
            rows = [_fee(year, *each) for each in _FEES if each[0] == body]
            day = _LATE_OUT if year < YEAR and body == _LATE else out
            yield Batch(data_set.name, body, day, rows, str(year))


def _fee(year: int, body: str, code: str, title: str, kind: str, hundredths: int, goes: str) -> Row:
    amount = hundredths * _BEFORE // 100 if year < YEAR else hundredths
    return {
        "year": year, "body": body, "code": code, "title": title, "kind": kind,
        "collected": f"{amount / 100:.2f}", "waived": f"{amount * 7 // 100 / 100:.2f}",
        "payers": amount * 9 // 10, "management": goes,
    }  # fmt: skip


_BUYERS = {"jyj": "JY", "wjw": "WJ", "gaj": "GA"}
_SIGNED = (date(YEAR, 5, 15), date(YEAR, 9, 12))
_BOUGHT = (
    ("办公用台式计算机", "台式计算机", "协议供货、定点采购", "示例数码有限公司", 230_000),
    ("公务用车定点维修服务", "车辆维修和保养服务", "竞争性磋商", "示例汽修有限公司", 180_000),
    ("专用设备采购", "专用设备", "公开招标", "示例设备贸易有限公司", 2_650_000),
    ("物业管理服务", "物业管理服务", "公开招标", "示例物业服务有限公司", 860_000),
)
_TARDY_BUYER, _LATE_BY = "gaj", 20 * _DAY


def central_procurement(data_set: DataSet) -> Iterator[Batch]:
    """Three buyers, spring and autumn; one publishes weeks after it has signed."""
    names = {each["code"]: each["name"] for each in declared()["department"]}
    for turn, signed in enumerate(_SIGNED):
        for place, (body, letters) in enumerate(_BUYERS.items()):
            rows = [
                {
                    "number": f"{letters}JC-{YEAR}-{turn * len(_BOUGHT) + n + 1:04d}", "title": title,
                    "item": item, "method": method, "buyer": f"{names[body]}（示例）",
                    "agency": "临沂市政府采购中心（示例）", "budget": money * (place + 2) // 2,
                    "amount": money * (place + 2) // 2 * (93 + (n + place + turn) % 5) // 100,
                    "supplier": supplier, "supplier_code": firm_code(830_000 + n), "signed_on": signed,
                }
                for n, (title, item, method, supplier, money) in enumerate(_BOUGHT)
            ]  # fmt: skip
            out = signed + (_LATE_BY if body == _TARDY_BUYER else 2 * _DAY)
            yield Batch(data_set.name, body, out, rows)


ENFORCED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (coercions, fee_receipts, central_procurement)
}
"""By data set."""
