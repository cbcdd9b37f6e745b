"""The audits of 2017: 4.612 billion yuan put right, 145 suggestions taken, 53 rules made, 131 leads passed
on; and problem by problem what became of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, working_day
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

MONEY, ADVICE, RULES, LEADS = 461_200, 145, 53, 131  # 万元, and numbers
_WEIGHTS = {"advice": (44, 22, 15, 18, 12, 14, 12, 8), "leads": (43, 25, 6, 12, 9, 20, 11, 5)}
_REPORTS = (
    (
        "2016年度市级预算执行和其他财政收支审计结果",
        "预算执行和其他财政收支",
        "市财政局及市级预算部门",
        312_000,
        "部分专项资金分配下达不及时，个别部门预算编制不完整，结转结余资金未及时盘活。",
        date(YEAR, 7, 20),
    ),
    (
        "政府性债务和融资平台公司审计结果",
        "预算执行和其他财政收支",
        "市财政局、有关县区政府",
        84_600,
        "个别平台公司未按用途使用债务资金，已归还原渠道。",
        date(YEAR, 7, 20),
    ),
    (
        "农村危房改造资金审计结果",
        "专项资金",
        "有关县区住房城乡建设部门",
        3_420,
        "个别对象重复享受补助，已收回资金并修订台账办法。",
        date(YEAR, 9, 12),
    ),
    (
        "扶贫专项资金审计结果",
        "专项资金",
        "12个县区扶贫、财政部门",
        9_860,
        "部分项目进度慢，资金闲置超过一年的已收回重新安排。",
        date(YEAR, 9, 12),
    ),
    (
        "保障性安居工程跟踪审计结果",
        "政策跟踪",
        "市房产和住房保障局、有关县区",
        21_740,
        "部分住房建成后未及时分配，已完成分配并清退不符合条件的家庭。",
        date(YEAR, 9, 12),
    ),
    (
        "城区快速路工程竣工决算审计结果",
        "政府投资项目",
        "示例城市建设投资有限公司",
        18_760,
        "多计工程款已核减，隐蔽工程资料不全的正在补正。",
        date(YEAR, 11, 6),
    ),
    (
        "市属企业资产负债损益审计结果",
        "企业",
        "示例水务发展有限公司等3户",
        8_420,
        "对外借款未履行决策程序，收入核算不完整，已调整账目。",
        date(YEAR, 11, 6),
    ),
    (
        "领导干部经济责任审计综合结果",
        "经济责任",
        "8个单位主要负责人",
        2_400,
        "决策程序记录不全，公务支出报销手续不完备。",
        date(YEAR, 11, 6),
    ),
)
"""Title, kind, who was audited, 10,000 yuan put right, what was found, when it was concluded."""

_UNCORRECTED = (1, 6, 8)  # places of the reports part of whose money was still open when they came out
_PUBLISHED = timedelta(days=27)
_FINDINGS = (
    (
        1,
        "市财政局",
        "部分专项转移支付未在规定期限内下达。",
        "逐项清理，全部下达，建立按月通报制度。",
        268_000,
        268_000,
    ),
    (1, "市水利局", "结转结余资金未及时盘活。", "收回财政统筹使用。", 31_400, 31_400),
    (1, "市教育局", "预算编制不完整，事业收入未纳入预算。", "调整预算，纳入部门预算管理。", 12_600, 12_600),
    (2, "市财政局", "平台公司改变债务资金用途。", "归还原渠道，约谈负责人。", 61_200, 61_200),
    (2, "罗庄区人民政府", "未按期偿还到期借款利息。", "安排预算偿还。", 23_400, 23_400),
    (3, "费县人民政府", "3户重复享受危房改造补助。", "收回补助资金，修订台账。", 1_260, 1_260),
    (3, "平邑县人民政府", "补助资金拨付超过规定时限。", "全部拨付到户。", 2_160, 2_160),
    (4, "沂水县人民政府", "产业扶贫项目资金闲置。", "收回后安排给3个光伏项目。", 6_400, 6_400),
    (4, "蒙阴县人民政府", "项目未按规定公示。", "补公示，通报批评。", 3_460, 3_460),
    (5, "市房产和住房保障局", "住房建成后空置超过一年。", "完成摇号分配。", 21_740, 21_740),
    (6, "市住房和城乡建设委员会", "多计工程款，隐蔽工程资料不全。", "核减工程款，补正资料。", 20_900, 18_760),
    (
        7,
        "市人民政府国有资产监督管理委员会",
        "对外借款未履行决策程序。",
        "收回借款，修订决策办法。",
        8_420,
        8_420,
    ),
)
"""Report, who must put it right, what is wrong, what was done, 10,000 yuan, of it put right."""


def audit_reports(data_set: DataSet) -> Iterator[Batch]:
    """Eight reports in three lots, each within the month after it was concluded."""
    advice, rules, leads = (
        spread(total, _WEIGHTS[weights])
        for total, weights in ((ADVICE, "advice"), (RULES, "advice"), (LEADS, "leads"))
    )
    rows: list[Row] = []
    for place, (title, kind, audited, money, summary, on) in enumerate(_REPORTS):
        is_open = place + 1 in _UNCORRECTED
        rows.append(
            {
                "number": _number(place + 1), "title": title, "kind": kind, "audited": audited,
                "period_covered": YEAR - 1, "concluded_on": on, "corrected_money": str(money),
                "problem_money": str(money * 108 // 100 if is_open else money),
                "advice_given": advice[place] + 2 * is_open, "advice_taken": advice[place],
                "rules_made": rules[place], "leads": leads[place], "summary": summary,
                "address": f"https://sjj.linyi.example/{YEAR}/{place + 1}",
            }
        )  # fmt: skip
    for on, some in groupby(rows, key=lambda each: each["concluded_on"]):
        yield Batch(data_set.name, "sjj", working_day(on + _PUBLISHED), list(some))


def _number(place: int) -> str:
    return f"临审公告〔{YEAR}〕{place}号"


def audit_findings(data_set: DataSet) -> Iterator[Batch]:
    """Told by the office of audit for all, at the year's end; one unit reports by itself, long after."""
    rows = [
        {
            "report": _number(report), "place": place, "unit": unit, "problem": problem, "measure": measure,
            "money": str(money), "corrected": str(done), "state": "已完成" if done == money else "正在整改",
            "reported_on": date(YEAR, 12, 4) if unit != _LATE_UNIT else date(YEAR, 10, 16),
        }
        for place, (report, unit, problem, measure, money, done) in enumerate(_FINDINGS, start=1)
    ]  # fmt: skip
    yield Batch(
        data_set.name, "sjj", date(YEAR, 12, 21), [each for each in rows if each["unit"] != _LATE_UNIT]
    )
    yield Batch(
        data_set.name, "jyj", date(YEAR, 12, 26), [each for each in rows if each["unit"] == _LATE_UNIT]
    )


_LATE_UNIT = "市教育局"

AUDITED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (audit_reports, audit_findings)
}
"""By data set."""
