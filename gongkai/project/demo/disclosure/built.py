"""The steps of key projects from the proposal to the accounts: three from the declared samples, and those
whose works are put out to tender in the sample's trades. Published month by month by who keeps the plan."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, working_day
from gongkai.project.demo.disclosure.traded import tendered
from gongkai.project.demo.ground import YEAR

_DAY = timedelta(days=1)
_FIRST, _LAST = date(YEAR, 3, 1), date(YEAR, 12, 20)
_OUT_ON, _LATE_MONTH = 26, 8  # of each month; one month's steps come out with the next
_PLAN, _LAND, _PLANNING, _BUILDING, _AIR = (
    "临沂市发展和改革委员会", "临沂市国土资源局", "临沂市规划局",
    "临沂市住房和城乡建设委员会", "临沂市环境保护局",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """A step: `after` days from the notice of the tender; `number`: how its document is numbered, {n} the
    project's."""

    stage: str
    after: int
    by: str
    number: str
    result: str
    content: str


_COURSE = (
    _Kind("proposal", -58, _PLAN, "临发改投资〔{year}〕立{n}号", "同意", "批复项目建议书。"),
    _Kind("feasibility", -36, _PLAN, "临发改投资〔{year}〕{n}号", "同意", "批复可研，估算{money}万元。"),
    _Kind("environment", -27, _AIR, "临环审〔{year}〕{n}号", "同意", "批复环境影响报告表。"),
    _Kind("land", -20, _LAND, "临国土资函〔{year}〕{n}号", "同意", "同意用地预审，不占永久基本农田。"),
    _Kind("planning", -13, _PLANNING, "建字第3713-{year}-{n}号", "同意", "核发建设工程规划许可证。"),
    _Kind("design", -6, _PLAN, "临发改设〔{year}〕{n}号", "同意", "批复初步设计和概算{money}万元。"),
    _Kind("tender_notice", 0, "", "{trade}", "已完成", "发布招标公告，公告期20日。"),
    _Kind("tender_award", 46, "", "{trade}-中标", "已完成", "确定中标人，公示无异议。"),
    _Kind("contract", 61, "", "HT-{trade}", "已完成", "订立施工合同并备案。"),
    _Kind("permit", 81, _BUILDING, "施建字{year}-{n:0>4}", "同意", "核发建筑工程施工许可证。"),
    _Kind("start", 88, "", "开工报告{year}-{n}", "已完成", "开工建设。"),
    _Kind("supervision", 130, _BUILDING, "临质安监〔{year}〕{n}号", "进行中", "质量安全检查，意见已整改。"),
    _Kind("change", 175, _PLAN, "临发改设变〔{year}〕{n}号", "同意", "管线迁改，核增概算的1.8%。"),
)  # fmt: skip
_FINISHED = (
    _Kind("completion", 0, _BUILDING, "竣验{year}-{n}", "已完成", "工程竣工验收合格。"),
    _Kind("accounts", 24, "临沂市财政局", "临财建〔{year}〕{n}号", "同意", "批复竣工财务决算{money}万元。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Project:
    """`begins`: the day of the notice of the tender, or of the acceptance of the works."""

    code: str
    owner: str
    number: int
    trade: str
    money: int
    begins: date
    course: tuple[_Kind, ...] = _COURSE


_SAMPLES = (
    _Project(
        "2017-371302-48-01-000101", "示例城市建设投资有限公司", 21, "GC2017-00101", 86_500, date(YEAR, 4, 20)
    ),
    _Project(
        "2017-371323-76-01-000102", "示例水务发展有限公司", 34, "GC2017-00102", 12_800, date(YEAR, 6, 15)
    ),
    _Project("2016-371311-30-03-000103", "示例新材料有限公司", 9, "", 54_000, date(YEAR, 10, 19), _FINISHED),
)


def project_steps(data_set: DataSet) -> Iterator[Batch]:
    """What was done since March, each month's on the 26th; those of August a month late."""
    tenders = (
        _Project(code, owner, 100 + turn, trade, money, begins)
        for turn, (code, owner, trade, money, begins) in enumerate(tendered())
    )
    rows = [row for project in (*_SAMPLES, *tenders) for row in _steps(project)]
    kept: list[Row] = []
    for month in range(_FIRST.month, _LAST.month + 1):
        kept += [each for each in rows if _month_of(each["done_on"]) == month]
        if month != _LATE_MONTH:
            yield Batch(data_set.name, "fgw", _out(month), kept)
            kept = []


def _steps(project: _Project) -> Iterator[Row]:
    for kind in project.course:
        done = working_day(project.begins + kind.after * _DAY)
        if _FIRST <= done <= _LAST:
            names = {"year": YEAR, "n": project.number, "trade": project.trade, "money": project.money}
            yield {
                "project_code": project.code, "stage": kind.stage, "done_on": done, "result": kind.result,
                "document": kind.number.format(**names), "decided_by": kind.by or project.owner,
                "content": kind.content.format(**names),
            }  # fmt: skip


def _out(month: int) -> date:
    return working_day(date(YEAR, month, _OUT_ON))


def _month_of(done: date) -> int:
    """With which month's list it comes out; what is done after it waits for the next."""
    return done.month if done < _out(done.month) else done.month + 1


BUILT: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {project_steps.__name__: project_steps}
"""By data set."""
