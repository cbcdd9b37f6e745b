"""What may hurt people: accidents and reports on them, inspections, bad air, diseases. Firms are invented."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, firm_code, samples_of, working_day
from gongkai.project.demo.ground import YEAR

_FIRST_FIRM = 880_000
_DAY = timedelta(days=1)


class _Accident(NamedTuple):
    number: str
    title: str
    day: date
    industry: str
    deaths: int
    injured: int
    loss: int
    cause: str


_ACCIDENTS = (
    _Accident(
        f"SG{YEAR - 1}-027", "示例纺织厂火灾", date(YEAR - 1, 12, 28), "消防", 0, 2, 210, "电线老化短路。"
    ),
    _Accident(
        f"SG{YEAR}-006",
        "示例路桥工地起重伤害事故",
        date(YEAR, 3, 22),
        "建筑施工",
        1,
        0,
        118,
        "吊物捆绑不牢。",
    ),
    _Accident(
        f"SG{YEAR}-013", "示例板材厂机械伤害事故", date(YEAR, 6, 14), "工贸", 1, 0, 105, "检修时未断电挂牌。"
    ),
    _Accident(
        f"SG{YEAR}-014",
        "示例污水池中毒窒息事故",
        date(YEAR, 8, 9),
        "工贸",
        2,
        1,
        260,
        "有限空间作业未通风检测。",
    ),
    _Accident(
        f"SG{YEAR}-019",
        "示例运输公司货车侧翻事故",
        date(YEAR, 11, 28),
        "道路运输",
        1,
        1,
        96,
        "超速、疲劳驾驶。",
    ),
)
"""Beside those of the declared samples; the first is one of the year before, listed when the list began."""

_LIST_BEGAN, _TOLD_LATE, _LATE_BY = date(YEAR, 1, 5), date(YEAR, 8, 9), 9 * _DAY
WITHOUT = (1, 4, 7, 9, 12)
"""Months in which nothing happened."""


def accidents(data_set: DataSet) -> Iterator[Batch]:
    """Each on the next working day, August's nine days later."""
    rows = [*samples_of(data_set), *map(_accident, range(len(_ACCIDENTS)))]
    for row in sorted(rows, key=lambda each: str(each["happened_on"])):
        day = date.fromisoformat(str(row["happened_on"]))
        out = _LIST_BEGAN if day.year < YEAR else day + (_LATE_BY if day == _TOLD_LATE else _DAY)
        # What the investigation found is known later; the list first says what happened.
        yield Batch(
            data_set.name, "ajj", working_day(out), [{k: v for k, v in row.items() if k != "approved_on"}]
        )


def _accident(number: int) -> Row:
    of = _ACCIDENTS[number]
    return {
        "number": of.number, "title": of.title, "happened_on": of.day, "industry": of.industry,
        "division": COUNTIES[number * 5 % 12], "grade": "一般", "deaths": of.deaths, "injured": of.injured,
        "loss": of.loss, "cause": of.cause,
    }  # fmt: skip


def accident_reports(data_set: DataSet) -> Iterator[Batch]:
    """Two reports on accidents, as the print has it, the second told late; and how the one of the year before
    was followed up."""
    first, second, follow_up = samples_of(data_set)
    follow_up |= {"number": f"SG{YEAR - 1}-027", "approved_on": date(YEAR, 12, 20)}
    for row, out in ((first, (4, 20)), (second, (8, 24)), (follow_up, (12, 27))):
        yield Batch(data_set.name, "ajj", date(YEAR, *out), [row])


_WAYS = ("常规检查", "随机抽查", "暗查暗访", "专项检查", "突击检查")
_FOUND = (
    ("未发现问题", 0, ""),
    ("责令限期整改", 3, "配电箱未上锁，灭火器过期。"),
    ("责令限期整改", 2, "特种作业人员证件过期。"),
    ("现场处理", 1, "作业现场未设警戒线。"),
    ("未发现问题", 0, ""),
    ("责令限期整改", 5, "安全培训记录不全，临边防护缺失。"),
    ("立案处罚", 4, "重大危险源备案过期。"),
    ("责令停产停业", 6, "可燃气体报警装置停用。"),
)
_AT = ("化工", "建材", "机械", "食品", "木业", "商场", "加油站", "印刷")
_A_MONTH, _INSPECTED = 9, 16 * _DAY
_SLOW_MONTH, _LONG_AGO = 10, 40 * _DAY
"""October's list tells of inspections in September, and is late."""


def safety_inspections(data_set: DataSet) -> Iterator[Batch]:
    """Nine a month, told before the month is out."""
    for month in range(1, 13):
        out = working_day(date(YEAR, month, 26))
        on = out - (_LONG_AGO if month == _SLOW_MONTH else _INSPECTED)
        first = (month - 1) * _A_MONTH
        rows = [_inspection(n, on + (n - first) % 3 * _DAY) for n in range(first, first + _A_MONTH)]
        yield Batch(data_set.name, "ajj", out, rows)


def _inspection(number: int, on: date) -> Row:
    (measure, problems, content), firm = _FOUND[number * 3 % len(_FOUND)], number * 5 % 37
    row: Row = {
        "number": f"临安监检记〔{YEAR}〕{1_000 + number}号", "kind": _WAYS[number % len(_WAYS)],
        "firm": f"示例{_AT[firm % len(_AT)]}第{firm + 1}公司", "credit_code": firm_code(_FIRST_FIRM + firm),
        "division": COUNTIES[firm % 12], "inspected_on": on, "problems": problems, "measure": measure,
        "mended": problems - (number % 4 == 0 and problems > 0),
    }  # fmt: skip
    return row | ({"content": content} if content else {})


_ALERTS = (
    (f"ZW{YEAR}-01", "2", datetime(YEAR, 1, 3), 4), (f"ZW{YEAR}-02", "3", datetime(YEAR, 2, 13), 2),
)  # fmt: skip
"""Before those of the declared samples: number, level, when issued, days it lasted."""


def pollution_alerts(data_set: DataSet) -> Iterator[Batch]:
    """Each on the day it is issued; one of February a day late."""
    orange, yellow, red = samples_of(data_set)
    like = {"2": orange, "3": yellow}
    for number, level, issued, days in _ALERTS:
        starts = issued + _DAY
        row = like[level] | {
            "number": number, "issued_on": issued.date(), "starts_at": starts.isoformat(),
            "ends_at": (starts + days * _DAY).isoformat(),
        }  # fmt: skip
        yield Batch(data_set.name, "hbj", issued.date() + (_DAY if level == "3" else 0 * _DAY), [row])
    for row in (orange, yellow, red):
        yield Batch(data_set.name, "hbj", date.fromisoformat(str(row["issued_on"])), [row])


_STOPPED = (
    ("水泥", "停产", "熟料生产线全部停产"),
    ("焦化", "限产", "结焦时间延长至36小时"),
    ("铸造", "停产", "中频炉停产"),
    ("板材", "限产", "热压工序限产50%"),
    ("建筑施工", "停止施工", "停止土石方和拆除"),
    ("陶瓷", "限产", "停一条生产线"),
    ("化工", "错峰运输", "危险化学品以外的重型货车停运"),
)
_LISTS = ((f"ZW{YEAR}-03", date(YEAR, 11, 4), 18, 1), (f"ZW{YEAR}-05", date(YEAR, 12, 27), 30, 0))
"""The alert, when the list was made, how many firms, how many days late it came out."""


def restricted_firms(data_set: DataSet) -> Iterator[Batch]:
    for alert, on, count, late in _LISTS:
        rows = []
        for n in range(count):
            industry, measure, detail = _STOPPED[n % len(_STOPPED)]
            at = f"{industry}第{n + 1}工地" if measure == "停止施工" else f"{industry}第{n + 1}公司"
            rows.append(
                {
                    "number": alert, "firm": f"示例{at}", "credit_code": firm_code(_FIRST_FIRM + 100 + n),
                    "division": COUNTIES[n * 5 % 12], "industry": industry, "measure": measure,
                    "detail": detail, "listed_on": on,
                }
            )  # fmt: skip
        yield Batch(data_set.name, "hbj", on + late * _DAY, rows)


_DISEASES = (
    ("乙类", "病毒性肝炎", 291, 0, "接种乙肝疫苗，不共用注射器具。"),
    ("乙类", "肺结核", 214, 4, "咳嗽两周以上应当检查，规范服药。"),
    ("乙类", "猩红热", 26, 4, "患儿居家隔离。"),
    ("乙类", "细菌性痢疾", 31, 8, "不喝生水，生熟分开。"),
    ("乙类", "布鲁氏菌病", 22, 6, "养殖、屠宰时做好防护。"),
    ("丙类", "手足口病", 296, 7, "勤洗手，患儿居家隔离。"),
    ("丙类", "流行性感冒", 74, 1, "重点人群接种疫苗。"),
    ("丙类", "流行性腮腺炎", 38, 5, "按程序接种麻腮风疫苗。"),
    ("丙类", "其他感染性腹泻病", 163, 8, "注意饮食卫生。"),
)
"""Class, disease, cases of a middle month, the month it is at its worst or 0, what to do."""

_TOLD, _TOLD_LATER, _SLOW_FIGURES, _NO_FIGURES = 12, 24, 2, 8


def epidemics(data_set: DataSet) -> Iterator[Batch]:
    """Nine diseases a month; February's figures are late, August's never came."""
    for month in range(1, 13):
        if month == _NO_FIGURES:
            continue
        label = f"{YEAR}-{month:02d}"
        rows: list[Row] = []
        for kind, disease, middle, worst, advice in _DISEASES:
            away = min((month - worst) % 12, (worst - month) % 12)
            cases = middle * ((160 - 20 * away) if worst else 100 + month % 3 * 4) // 100
            rows.append(
                {
                    "month": label, "division": "371300", "class": kind, "disease": disease, "cases": cases,
                    "deaths": 0, "last_year": cases * (93 + (month + middle) % 19) // 100, "advice": advice,
                }
            )  # fmt: skip
        day = _TOLD_LATER if month == _SLOW_FIGURES else _TOLD
        out = working_day(date(YEAR + month // 12, month % 12 + 1, day))
        yield Batch(data_set.name, "wjw", out, rows, label)


GUARDED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each
    for each in (
        accidents, accident_reports, safety_inspections, pollution_alerts, restricted_firms, epidemics,
    )
}  # fmt: skip
"""By data set."""
