"""When the papers of a public-private partnership must be public (财金〔2017〕1号).

Some are shown when entered (即时公开). The rest of identification, preparation and procurement may wait,
but at most six months from the day the project enters execution (适时公开); the data of a year's execution
are due by 30 April of the next. After that the platform shows them by itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months

WAIT_MONTHS = 6
YEARLY = (4, 30)


class PppStage(StrEnum):
    IDENTIFIED = "identified"  # 识别
    PREPARED = "prepared"  # 准备
    PROCURED = "procured"  # 采购
    EXECUTED = "executed"  # 执行
    HANDED_OVER = "handed_over"  # 移交


class Way(StrEnum):
    AT_ONCE = "at_once"  # 即时公开
    IN_TIME = "in_time"  # 适时公开


@dataclass(frozen=True, slots=True)
class PppDue:
    """`on` is None where no day can be said yet; `why` tells what it waits for or rests on."""

    on: date | None
    why: Message


def ppp_due(
    stage: PppStage, way: Way, entered_on: date, executing_since: date | None, year: int | None = None
) -> PppDue:
    """The last day to publish a paper. `entered_on`: when it was put into the library; `executing_since`: the
    day the project entered execution; `year`: the year an execution paper reports on."""
    if way is Way.AT_ONCE:
        return PppDue(entered_on, Message(N_("即时公开：录入之日公开")))
    if stage in (PppStage.EXECUTED, PppStage.HANDED_OVER):
        month, day = YEARLY
        reported = year if year is not None else entered_on.year
        return PppDue(date(reported + 1, month, day), Message(N_("执行阶段的信息：次年4月30日前公开")))
    if executing_since is None:
        return PppDue(None, Message(N_("适时公开：项目进入执行阶段后6个月内，尚未进入执行阶段")))
    why = Message(N_("适时公开：进入执行阶段（{day}）后6个月内"), {"day": executing_since.isoformat()})
    return PppDue(add_months(executing_since, WAIT_MONTHS), why)
