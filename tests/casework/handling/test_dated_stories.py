"""Dated stories told through the verbs, the dates reckoned by hand from the holiday notices.

What the table says: the story, the day on which one looks, and what is then shown. 2026: Spring Festival
15–23 February, 14 and 28 February are worked. 2025: National Day 1–8 October, 28 September and 11 October are
worked; New Year 2026 1–3 January, 4 January is worked.
"""

from datetime import date

import pytest

from gongkai.casework.models import CaseStanding
from gongkai.casework.queries import reading
from gongkai.core.clock import Phase
from gongkai.foundation.ledger.verbs import Refused

from .conftest import case_of
from .living import Life, day

# 故事、查看之日、届满日
DUE = [
    # 春节、国庆、补班
    ("received 2026-02-14; taken 2026-02-24", "2026-02-24", "2026-03-20"),  # 周六补班当面收到
    ("received 2025-10-03 internet; taken 2025-10-09", "2025-10-09", "2025-11-04"),  # 假期中网上提交
    ("received 2021-02-08; taken 2021-02-09", "2021-02-09", "2021-03-12"),
    ("received 2024-09-13; taken 2024-09-14", "2024-09-14", "2024-10-17"),
    ("request 2025-04-28", "2025-04-28", "2025-05-29"),
    ("request 2024-02-29", "2024-02-29", "2024-03-28"),  # 闰日
    ("request 2025-12-31", "2026-01-04", "2026-01-29"),  # 跨年
    # 补正：第七个工作日；重新计算；最后一天收到、次日登记
    ("request 2026-02-11; asked 2026-02-27 2026-03-10; corrected 2026-02-27", "2026-03-02", "2026-03-26"),
    ("request 2025-09-24; asked 2025-10-10 2025-10-20; corrected 2025-10-20 2025-10-21",
     "2025-10-21", "2025-11-17"),
    # 补正期限最后一天在假期里的，顺延到上班第一天
    ("request 2025-09-15; asked 2025-09-19 2025-10-03; corrected 2025-10-09", "2025-10-09", "2025-11-05"),
    # 有正当理由的逾期补正
    ("request 2026-03-02; asked 2026-03-04 2026-03-18; corrected 2026-03-19 2026-03-19 住院",
     "2026-03-19", "2026-04-17"),
    # 征求意见跨春节，对方 2 月 6 日收到、逾期没有意见；前后两种次序各延期 20 日
    ("request 2026-02-02; consulted 2026-02-04 third A 2026-02-06; silence 2026-03-06",
     "2026-03-06", "2026-03-31"),
    ("request 2026-02-02; consulted 2026-02-04 third A 2026-02-06; silence 2026-03-06; "
     "extended 2026-03-31 20", "2026-03-31", "2026-04-29"),
    ("request 2026-02-02; extended 2026-02-03 20; consulted 2026-02-04 third A 2026-02-06; "
     "silence 2026-03-06", "2026-03-06", "2026-04-29"),
    # 两方同时征求，重叠的只扣一次
    ("request 2026-02-02; consulted 2026-02-04 third A; consulted 2026-02-06 joint B; "
     "opinion 2026-02-26 A; opinion 2026-03-03 B", "2026-03-03", "2026-03-27"),
    # 期限届满自动结束以后，才发现意见早已收到：恢复计算的日子提前
    ("request 2026-02-02; consulted 2026-02-04 third A 2026-02-06; silence 2026-03-06; "
     "opinion 2026-02-26 A agrees 2026-03-09", "2026-03-09", "2026-03-23"),
    # 最后一天才征求的不停止计算；同日延期的，停止计算
    ("request 2026-03-02; consulted 2026-03-30 third A", "2026-04-01", "2026-03-30"),
    ("request 2026-03-02; consulted 2026-03-30 third A 2026-03-30; extended 2026-03-30 20; "
     "silence 2026-04-22", "2026-04-22", "2026-05-21"),
    # 收费：当面送达；缴费之日重新计算；邮寄的没有送达凭证，晚缴也重新计算
    ("request 2025-09-15; fee 2025-09-18; paid 2025-10-09", "2025-10-09", "2025-11-05"),
    ("request 2026-03-02; fee 2026-03-03 ems; paid 2026-06-01", "2026-06-01", "2026-06-30"),
    # 延期以后收费：延长的随原期限终止
    ("request 2026-03-02; extended 2026-03-03 20; fee 2026-03-04; paid 2026-03-05",
     "2026-03-05", "2026-04-02"),
    # 延迟答复有自己的日期，再征求意见也不动
    ("request 2026-03-02; reasons_asked 2026-03-04 2026-03-11; reasons 2026-03-09; "
     "delayed 2026-03-10 2026-06-30; consulted 2026-03-11 third A", "2026-03-12", "2026-06-30"),
    # 2007 年条例：15 日、延长 15 日；2019 年 5 月 15 日以后办结的仍按原条例
    ("request 2019-05-14", "2019-05-20", "2019-06-04"),
    ("request 2019-05-14; extended 2019-06-04 15", "2019-06-04", "2019-06-26"),
    ("request 2018-01-31", "2018-02-01", "2018-02-26"),
    # 收到之日定条例：邮寄按签收，传真按确认，电子邮件修订前按系统接收
    ("received 2019-05-15 signed_post submitted=2019-05-13 signed=2019-05-15", "2019-05-16", "2019-06-13"),
    ("received 2019-05-15 fax submitted=2019-05-14 system=2019-05-14 confirmed=2019-05-15",
     "2019-05-16", "2019-06-13"),
    ("received 2019-05-15 email submitted=2019-05-14 system=2019-05-14", "2019-05-16", "2019-06-04"),
    # 年底发出的电子邮件，次年确认：属于次年
    ("received 2025-12-31 email submitted=2025-12-31 system=2025-12-31; confirmed 2026-01-05",
     "2026-01-05", "2026-02-02"),
    # 复议撤销后重新办理：没有定期限的用条例的，定了工作日、定了日期的从其规定；可以再延期一次
    ("request 2025-11-03; withdrawn 2025-11-10; overturned 2025-12-30", "2026-01-05",
     "2026-01-28"),
    ("request 2025-11-03; withdrawn 2025-11-10; overturned 2025-12-30 days=10",
     "2026-01-05", "2026-01-14"),
    ("request 2025-11-03; withdrawn 2025-11-10; overturned 2025-12-30 by=2026-02-15",
     "2026-01-05", "2026-02-15"),
    ("request 2025-11-03; extended 2025-11-04 20; withdrawn 2025-11-10; "
     "overturned 2025-12-30; extended 2026-01-28 20", "2026-01-28", "2026-03-03"),
    # 2018 年的申请 2020 年被责令重新答复：仍是 15 日
    ("request 2018-05-28; withdrawn 2018-06-01; overturned 2020-03-02", "2020-03-03",
     "2020-03-23"),
    # 更正收到之日；终止后发现补正、缴费都在期限以内
    ("request 2026-03-02; extended 2026-03-03 20; "
     "receipt 2026-03-09 signed_post submitted=2026-03-02 signed=2026-03-03", "2026-03-09", "2026-04-29"),
    ("request 2025-12-01; asked 2025-12-04 2025-12-18; lapsed 2025-12-22; found 2025-12-18 2026-01-12",
     "2026-01-12", "2026-01-16"),
    ("request 2026-03-02; fee 2026-03-02; lapsed 2026-03-31; "
     "found_paid 2026-03-30 2026-04-02", "2026-04-02", "2026-04-28"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "looked", "due"), DUE)
def test_due(office, story, looked, due):
    life = Life(office).tell(story)
    assert life.said, life.said
    assert reading(life.case_id, day(looked)).due == day(due)


# 故事、视为放弃之日、结果、办结之日
DEEMED = [
    ("request 2026-03-02; asked 2026-03-04 2026-03-20; lapsed 2026-03-30", "lapsed_correction", "2026-03-21"),
    # 最后一天是补班的周六，不顺延
    ("request 2026-02-02; asked 2026-02-05 2026-02-14; lapsed 2026-02-24", "lapsed_correction", "2026-02-15"),
    # 最后一天在春节里，顺延到 24 日
    ("request 2026-02-02; asked 2026-02-05 2026-02-20; lapsed 2026-02-25", "lapsed_correction", "2026-02-25"),
    # 跨年：12 月 31 日届满，1 月 1 日起视为放弃，算下一年的
    ("request 2025-12-15; asked 2025-12-17 2025-12-31; lapsed 2026-01-05", "lapsed_correction", "2026-01-01"),
    # 收费通知邮寄，3 月 6 日收到，二十个工作日到 4 月 3 日
    ("request 2026-03-02; fee 2026-03-03 ems; served 2026-03-06 2026-03-09; "
     "lapsed 2026-04-07", "fee_unpaid", "2026-04-04"),
    ("request 2025-09-15; fee 2025-09-18; lapsed 2025-10-23", "fee_unpaid", "2025-10-23"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "outcome", "closed"), DEEMED)
def test_deemed_abandoned(office, story, outcome, closed):
    life = Life(office).tell(story)
    assert life.said, life.said
    case = case_of(life.case_id)
    assert (case.state, case.outcome, case.closed_on) == ("closed", outcome, day(closed))
    standing = CaseStanding.objects.standing().get(case=case)
    assert (standing.result, standing.closed_on, standing.late) == (outcome, day(closed), False)


R = "request 2026-03-02"
OLD = "request 2018-05-28"

# 故事（最后一步不能办）、怎么说、依据
REFUSED = [
    # 第八个工作日是补班的周六，也已经晚了
    ("request 2026-02-11; asked 2026-02-28 2026-03-10", "2026年2月27日", "第三十条"),
    ("request 2025-09-24; asked 2025-10-11 2025-10-20", "2025年10月10日", "第三十条"),
    (f"{R}; asked 2026-03-04 2026-03-18; corrected 2026-03-18; asked 2026-03-19 2026-03-25", "只能一次性",
     "第三十条"),
    (f"{R}; asked 2026-03-04 2026-03-18; corrected 2026-03-19", "2026年3月18日届满", "第三十条"),
    (f"{R}; asked 2026-03-04 2026-03-18; lapsed 2026-03-18", "自2026年3月19日起", "第三十条"),
    (f"{R}; extended 2026-03-10 20; requested 2026-03-11 5", "只能延长一次", "第三十三条第二款"),
    (f"{R}; requested 2026-03-30 21", "1 至 20", "第三十三条第二款"),
    (f"{R}; requested 2026-03-30 20; granted 2026-03-31", "2026年3月30日届满", "第三十三条第二款"),
    (f"{R}; asked 2026-03-04 2026-03-18; corrected 2026-03-05; extended 2026-03-06 5; requested 2026-03-09 5",
     "只能延长一次", "第三十三条第二款"),
    (f"{R}; withdrawn 2026-03-09; overturned 2026-04-30 days=10; requested 2026-05-06 5",
     "复议机关或者人民法院确定", "责令重新答复"),
    (f"{R}; reasons_asked 2026-03-04 2026-03-11; delayed 2026-03-10 2026-06-30", "应先要求申请人说明理由",
     "第三十五条"),
    (f"{R}; reasons_asked 2026-03-04 2026-03-11; reasons 2026-03-09; delayed 2026-03-31 2026-06-30", "届满",
     "第三十五条"),
    (f"{R}; fee 2026-03-31", "收费通知应在答复期限内发出", "109号"),
    (f"{R}; fee 2026-03-03 ems; lapsed 2026-06-30", "请先登记送达", "109号"),
    (f"{R}; fee 2026-03-02; paid 2026-03-31", "2026年3月30日届满", "109号"),
    ("request 2020-12-21; fee 2020-12-31", "没有收取信息处理费的依据", ""),
    (f"{OLD}; fee 2018-06-01", "没有收取信息处理费的依据", "2007年"),
    (f"{OLD}; requested 2018-06-19 16", "1 至 15", "2007年"),
    (f"{OLD}; reasons_asked 2018-06-01 2018-06-08", "没有要求说明", "2007年"),
    (f"{OLD}; consulted 2018-06-01 joint A", "不能从答复期限中扣除", "2007年）第二十四条第三款"),
    # 2007 年条例下第三方不同意就不得公开；2019 年条例下没有正当理由的不拦
    (f"{OLD}; consulted 2018-05-29 third A; opinion 2018-06-01 A refuses_without_grounds; "
     "decided 2018-06-04 disclosed", "先书面告知第三方", "2007年）第二十三条"),
    (f"{R}; consulted 2026-03-03 third A; opinion 2026-03-05 A refuses_with_grounds; "
     "decided 2026-03-06 disclosed", "先书面告知第三方", "第三十二条"),
    (f"{R}; consulted 2026-03-03 third A; decided 2026-03-04 disclosed", "", ""),
    (f"{R}; withdrawn 2026-03-09; consulted 2026-03-10 third A", "", ""),
    ("request 2025-12-01; asked 2025-12-04 2025-12-18; lapsed 2025-12-22; found 2025-12-19 2026-01-12",
     "2025年12月18日届满", "第三十条"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "says", "article"), REFUSED)
def test_refused(office, story, says, article):
    refused = Life(office).tell(story).said
    assert isinstance(refused, Refused), refused
    assert says in str(refused.reason)
    assert article in refused.article
    assert refused.article or not article


def test_without_good_grounds_a_third_party_does_not_bind_since_2019(office):
    life = Life(office).tell(
        f"{R}; consulted 2026-03-03 third A; opinion 2026-03-05 A refuses_without_grounds; "
        "decided 2026-03-06 disclosed"
    )
    assert life.said, life.said


def test_an_overridden_third_party_does_not_bind(office):
    life = Life(office).tell(
        f"{R}; consulted 2026-03-03 third A; opinion 2026-03-05 A refuses_with_grounds; "
        "overridden 2026-03-06 A; decided 2026-03-06 disclosed"
    )
    assert life.said, life.said


# 故事、查看之日、是否逾期、逾几日
LATE = [
    (R, "2026-03-30", False, 0),
    (R, "2026-03-31", True, 1),
    ("request 2025-03-06", "2025-04-05", True, 1),  # 清明假期里
    (f"{R}; consulted 2026-03-31 third A", "2026-04-02", True, 3),  # 届满以后才征求，照样逾期
    (f"{R}; consulted 2026-03-27 third A", "2026-04-02", False, 0),
]


@pytest.mark.parametrize(("story", "looked", "overdue", "days"), LATE)
def test_overdue(office, story, looked, overdue, days):
    shown = reading(Life(office).tell(story).case_id, day(looked))
    assert (shown.overdue, shown.days_late) == (overdue, days)


# 办结之日、登记之日、是否算逾期
ENDS = [
    ("2026-03-30", "2026-03-30", False),
    ("2026-03-30", "2026-04-02", False),  # 最后一天办结，后来才登记
    ("2026-03-31", "2026-03-31", True),
]


@pytest.mark.parametrize(("ended", "entered", "late"), ENDS)
def test_on_time_by_the_day_it_ended(office, ended, entered, late):
    life = Life(office).tell(f"{R}; withdrawn {ended} {entered}")
    assert CaseStanding.objects.standing().get(case_id=life.case_id).late is late


def test_a_consultation_that_came_too_late_does_not_look_like_a_pause(office):
    life = Life(office).tell(f"{R}; consulted 2026-03-31 third A")
    shown = reading(life.case_id, day("2026-04-01"))
    assert (shown.phase, shown.consultations[f"consultation:{life.letters['A']}"].date) == (
        Phase.RUNNING, date(2026, 4, 22),
    )  # fmt: skip


def test_silence_of_a_joint_author_is_consent_and_of_a_third_party_is_not(office):
    life = Life(office).tell(
        f"{R}; consulted 2026-03-03 third A; consulted 2026-03-03 joint B; silence 2026-03-25"
    )
    told = " ".join(str(line.message) for line in reading(life.case_id, day("2026-03-25")).lines)
    assert life.opinions() == ["silent", "silent"]
    assert "视为同意公开" in told
    assert "由本机关决定是否公开" in told
