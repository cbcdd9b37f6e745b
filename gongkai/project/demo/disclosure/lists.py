"""Lists whose length the 2017 report prints: powers, service items, projects, firms, estates, contracts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo import city
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, dealt, firm_code, samples_of
from gongkai.project.demo.disclosure.placed import near
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

LISTED, OUT = date(YEAR, 3, 6), date(YEAR, 3, 27)
AUTUMN, AUTUMN_OUT = date(YEAR, 9, 11), date(YEAR, 9, 28)
DIVISIONS = ("371300", *COUNTIES)

PERMITS = (("full", 2_633), ("precheck", 452), ("listed", 195))
OTHER_ITEMS = (("full", 109), ("precheck", 20), ("listed", 8))
POWERS = (
    ("行政许可", 243), ("行政处罚", 2_388), ("行政强制", 214), ("行政征收", 41), ("行政给付", 32),
    ("行政检查", 297), ("行政确认", 104), ("行政奖励", 96), ("行政裁决", 18), ("其他行政权力", 241),
)  # fmt: skip
HOLDERS = (
    "fgw", "jyj", "kjj", "gaj", "mzhj", "sfj", "czj", "rsj", "gtj", "zjw", "jtj", "slj", "nyj", "lyj", "swj",
    "wgj", "wjw", "hbj", "ajj", "syj", "gsj", "zjj",
)  # fmt: skip
_BUREAUS = ("住房和城乡建设局", "食品药品监督管理局", "国土资源局")
FIRST, SECOND, THIRD = "2017年第一批", "2017年第二批", "2017年第三批"
CHANGES = (
    (FIRST, "cancelled", 62, date(YEAR, 3, 1)), (FIRST, "delegated", 38, date(YEAR, 3, 1)),
    (SECOND, "cancelled", 51, date(YEAR, 3, 2)), (SECOND, "delegated", 35, date(YEAR, 3, 2)),
    ("2017年省下放", "taken_over", 13, date(YEAR, 3, 3)),
    (THIRD, "cancelled", 54, date(YEAR, 3, 6)), (THIRD, "delegated", 35, date(YEAR, 3, 6)),
)  # fmt: skip


def service_items(data_set: DataSet) -> Iterator[Batch]:
    """3,280 permits of city and counties by how far each can be done on the net, and 137 other items."""
    samples = samples_of(data_set)
    rows: list[Row] = []
    for kind, levels in (("行政许可", PERMITS), ("其他行政权力", OTHER_ITEMS)):
        of = sum(count for _, count in levels)
        for number, level in enumerate(dealt(of, levels), start=1):
            row = dict(samples[number % 2])
            row.pop("national_code", None)
            code = f"LY-{'XK' if kind == '行政许可' else 'QT'}-{number:04d}"
            rows.append(
                row | {
                    "code": code, "kind": kind, "online_level": level,
                    "visits": 0 if level == "full" else 1,
                    "title": f"{row['title']}（示例{number}）",
                    "division": DIVISIONS[number % 13], "authority": _authority(number),
                    "formed_on": LISTED,
                }
            )  # fmt: skip
            if "address" in row:
                rows[-1]["address"] = f"https://zwfw.linyi.example/{code}"
    yield Batch(data_set.name, "zwb", OUT, rows)


def _authority(number: int) -> str:
    """Whose item it is: of the city's departments in turn, or of three bureaus of the county."""
    turn, place = divmod(number, len(DIVISIONS))
    names = _names()
    if not place:
        return f"{names[HOLDERS[turn % len(HOLDERS)]]}（示例）"
    return f"{names[DIVISIONS[place]]}{_BUREAUS[turn % len(_BUREAUS)]}（示例）"


@cache
def _names() -> Mapping[str, str]:
    """Of departments by code, of counties by division."""
    told = city.declared()
    counties = {each["division_code"]: each["short_name"] for each in told["county"]}
    return {each["code"]: each["name"] for each in told["department"]} | counties


def powers(data_set: DataSet) -> Iterator[Batch]:
    """3,674 powers of the city's level, 243 of them permits."""
    samples = samples_of(data_set)
    rows = [
        samples[number % len(samples)]
        | {
            "code": f"37130{number:08d}", "title": f"{kind}事项（示例{number}）", "kind": kind,
            "level": "市级",
            "body": HOLDERS[number % len(HOLDERS)], "since": LISTED,
        }
        for number, kind in enumerate(dealt(3_674, POWERS), start=1)
    ]  # fmt: skip
    yield Batch(data_set.name, "zwb", OUT, rows)


def power_changes(data_set: DataSet) -> Iterator[Batch]:
    """186 in two batches, 13 taken over from the province, 89 in the third. What was taken over stands on the
    list of powers, what was cancelled or delegated no longer."""
    sample = samples_of(data_set)[0]
    listed = list(dealt(3_674, POWERS))
    rows: list[Row] = []
    for batch, change, count, day in CHANGES:
        for _ in range(count):
            number = len(rows) + 1
            more = {"moved_to": "县级主管部门"} if change == "delegated" else {}
            stays = change == "taken_over"
            kind = listed[number - 1] if stays else "行政权力"
            rows.append(
                sample | more | {
                    "batch": batch, "code": f"3713{0 if stays else 9}{number:08d}",
                    "title": f"{kind}事项（示例{number}）",
                    "change": change, "body": HOLDERS[number % len(HOLDERS)], "changed_on": day,
                }
            )  # fmt: skip
    yield Batch(data_set.name, "zwb", OUT, rows)


def intermediary_services(data_set: DataSet) -> Iterator[Batch]:
    """33 services an applicant must buy."""
    samples = samples_of(data_set)
    rows = [
        samples[n % len(samples)]
        | {
            "code": f"ZJ{n:03d}",
            "title": f"{samples[n % len(samples)]['title']}（示例{n}）",
            "changed_on": LISTED,
        }
        for n in range(1, 34)
    ]
    yield Batch(data_set.name, "wujj", OUT, rows)


def projects(data_set: DataSet) -> Iterator[Batch]:
    """400 key projects, 284 of them new with 68 % of the money."""
    samples = samples_of(data_set)
    rows = [dict(each) | {"listed_on": LISTED} for each in samples]
    new = 284 - sum(bool(each["is_new"]) for each in samples)
    left = 400 - len(rows)
    kinds = ("农林水利", "工业", "服务业", "城建基础设施", "社会民生")
    for number, kind in enumerate(dealt(left, (("new", new), ("begun", left - new)))):
        base = samples[number % len(samples)]
        is_new = kind == "new"
        rows.append(
            base | {
                "project_code": f"2017-{COUNTIES[number % 12]}-48-01-{900_000 + number}", "is_new": is_new,
                "title": f"{base['title']}（示例{number + 1}）", "division": COUNTIES[number % 12],
                "sector": kinds[number % 5], "listed_on": LISTED,
            }
        )  # fmt: skip
    shares = spread(6_800_000, [1] * 284), spread(3_200_000, [1] * 116)
    money = {True: iter(shares[0]), False: iter(shares[1])}
    for row in rows:
        row["investment"] = next(money[bool(row["is_new"])])
        row["year_plan"] = row["investment"] // 3
    yield Batch(data_set.name, "fgw", OUT, rows)


_INVESTED = (
    ("智慧物流园", "商贸物流", "示例供应链有限公司"),
    ("医用新材料产业化", "新能源新材料", "示例生物科技有限公司"),
    ("工业机器人零部件", "高端装备", "示例精工股份有限公司"),
    ("冷链仓储中心", "商贸物流", "示例冷链有限公司"),
    ("康养小镇", "医养健康", "示例康养投资有限公司"),
    ("大数据中心", "新一代信息技术", "示例信息技术有限公司"),
    ("动力电池材料", "新能源新材料", "示例电源科技有限公司"),
    ("蔬菜精深加工", "现代高效农业", "示例农业发展有限公司"),
    ("沂蒙风情度假区", "精品旅游", "示例文旅集团"),
    ("电商直播基地", "商贸物流", "示例电子商务有限公司"),
    ("工程机械再制造", "高端装备", "示例重工有限公司"),
    ("动漫创意园", "文化创意", "示例文化传媒有限公司"),
    ("高纯试剂", "高端化工", "示例精细化工有限公司"),
)
_ORIGINS, _CONTRACT_STATES = ("省外", "省内市外", "省外", "港澳台"), ("签约", "注册", "开工", "注册", "开工")


def investment_contracts(data_set: DataSet) -> Iterator[Batch]:
    """48 contracts over 36.337 billion yuan, 7 of it in the first."""
    first, *_ = samples_of(data_set)
    rows: list[Row] = [first | {"amount": "70", "signed_on": AUTUMN}]
    for n, part in enumerate(spread(29_337, [3 + n % 5 for n in range(47)]), start=1):
        title, industry, investor = _INVESTED[n % len(_INVESTED)]
        division = COUNTIES[n * 5 % 12]
        rows.append(
            first | {
                "number": f"ZS{YEAR}-{n + 1:03d}", "title": f"{title}（示例{n}）", "investor": investor,
                "origin": _ORIGINS[n % 4], "industry": industry, "amount": f"{part / 100:.2f}",
                "division": division, "signed_on": AUTUMN, "state": _CONTRACT_STATES[n % 5],
                "place": near(division, n),
            }
        )  # fmt: skip
    yield Batch(data_set.name, "swj", AUTUMN_OUT, rows)


def construction_firms(data_set: DataSet) -> Iterator[Batch]:
    """3,600 firms in the platform of conduct."""
    sample = samples_of(data_set)[0]
    levels = (("A", 540), ("B", 2_520), ("C", 430), ("D", 110))
    score = {"A": 121, "B": 103, "C": 86, "D": 68}
    kinds = ("施工总承包", "专业承包", "监理", "勘察设计", "房地产开发")
    rows = [
        sample | {
            "credit_code": firm_code(n), "title": f"示例建设企业{n:04d}有限公司", "kind": kinds[n % 5],
            "division": DIVISIONS[n % 13], "score": score[level] + n % 9, "level": level,
            "scored_on": date(YEAR, 12, 31),
        }
        for n, level in enumerate(dealt(3_600, levels))
    ]  # fmt: skip
    yield Batch(data_set.name, "zjw", date(YEAR + 1, 1, 12), rows, f"{YEAR}-Q4")


def score_events(data_set: DataSet) -> Iterator[Batch]:
    """176 firms lost points and 789 gained some; half of them known late."""
    down, up = samples_of(data_set)[:2]
    grounds = {False: down["ground"], True: up["ground"]}
    for half, (happened, out) in enumerate(((date(YEAR, 3, 20), OUT), (AUTUMN, date(YEAR, 10, 20)))):
        rows = []
        for n, kind in enumerate(dealt(965, (("down", 176), ("up", 789)))):
            if n % 2 != half:
                continue
            gains = kind == "up"
            rows.append(
                down | {
                    "credit_code": firm_code(n * 3), "title": f"示例建设企业{n * 3:04d}有限公司",
                    "points": (1 if gains else -1) * (2 + n % 6), "ground": grounds[gains],
                    "document": f"临建信〔2017〕{n + 1}号（示例）", "happened_on": happened,
                }
            )  # fmt: skip
        yield Batch(data_set.name, "zjw", out, rows)


_RENEWED = (
    "雨污分流、道路、监控、停车。",
    "屋面防水、楼道亮化、弱电入地。",
    "管网、绿化、健身场地。",
    "外墙保温、加装电梯、消防通道。",
)
_ESTATE_STATES = ("完工", "验收", "验收", "施工", "完工")


def old_estates(data_set: DataSet) -> Iterator[Batch]:
    """129 estates with 23,700 homes on 2.404 million square metres; 20.41 and 20 million yuan of support."""
    sample = samples_of(data_set)[0]
    weights = [4 + n % 7 for n in range(129)]
    parts = [spread(total, weights) for total in (23_700, 24_040, 204_100, 200_000)]
    rows = [
        sample | {
            "estate": f"示例小区{n + 1:03d}", "division": COUNTIES[n % 12], "households": homes,
            "area": f"{area / 100:.2f}", "province_funds": f"{province / 100:.2f}",
            "city_funds": f"{city / 100:.2f}", "updated_on": AUTUMN, "content": _RENEWED[n % 4],
            "state": _ESTATE_STATES[n % 5], "lifts": n % 3 if n % 4 == 3 else 0,
            "place": near(COUNTIES[n % 12], n),
        }
        for n, (homes, area, province, city) in enumerate(zip(*parts, strict=True))
    ]  # fmt: skip
    yield Batch(data_set.name, "fcj", AUTUMN_OUT, rows)


_GROWN = (
    "光伏电站",
    "黄桃冷藏库",
    "蔬菜大棚",
    "肉兔养殖小区",
    "茶园",
    "食用菌基地",
    "柳编作坊",
    "金银花种植园",
)
_POVERTY_STAGES = ("运行", "运行", "验收", "完工", "运行")


def poverty_projects(data_set: DataSet) -> Iterator[Batch]:
    """3,005 projects for 326,000 people who earn 1,029 yuan more each."""
    sample, names = samples_of(data_set)[0], _names()
    people = spread(326_000, [3 + n % 4 for n in range(3_005)])
    income = spread(1_029 * 3_005, [9 + n % 5 for n in range(3_005)])
    rows = []
    for n, (count, more) in enumerate(zip(people, income, strict=True)):
        division = COUNTIES[n % 12]
        village = f"示例{n // 12 % 83 + 1}村"
        title = f"{village}{_GROWN[n % 8]}（示例{n + 1}）"
        rows.append(
            sample | {
                "number": f"FP2017-{division}-{n + 1:04d}", "title": title,
                "division": division, "village": village, "people": count, "households": count // 2,
                "income": more, "funds": f"{18 + n * 7 % 77}.{n % 10}", "stage": _POVERTY_STAGES[n % 5],
                "responsible": f"{names[division]}扶贫办", "updated_on": AUTUMN, "place": near(division, n),
            }
        )  # fmt: skip
    yield Batch(data_set.name, "fpb", AUTUMN_OUT, rows)


LISTS: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each
    for each in (
        service_items, powers, power_changes, intermediary_services, projects, investment_contracts,
        construction_firms, score_events, old_estates, poverty_projects,
    )
}  # fmt: skip
"""By data set."""
