"""Due dates of requests, 2008–2026: one row a story, every date worked out by hand and walked.

`out` names the days the law leaves out, `day0` the day 0 of the last period and `days` its working days: the
test walks the calendar day by day from them with a second calendar and must come to the same `due`.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from gongkai.core.clock import Phase
from tests.core.clock.stories import events, read, said
from tests.core.clock.walking import between, day, walk


@dataclass(frozen=True, kw_only=True)
class Due:
    """`says` and `never` are looked for in the explanation."""

    title: str
    story: str
    due: str
    day0: str = ""
    days: int = 20
    out: tuple[tuple[str, str], ...] = ()
    today: str = ""
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    phase: Phase | None = None
    on_time: bool | None = None


def old(title: str, received: str, due: str, *says: str) -> Due:
    """A request of the first regulation with nothing more to it."""
    return Due(title=title, story=f"received {received}", due=due, days=15, says=says)


def new(title: str, received: str, due: str, *says: str) -> Due:
    return Due(title=title, story=f"received {received}", due=due, says=says)


# ── 2007 年条例：15 个工作日 ─────────────────────────────────────────────
OLD = [
    old("施行第一天是劳动节，照样收到", "2008-05-01", "2008-05-22", "2008年5月4日（劳动节调休上班）计入"),
    old("2008年端午节第一次放假", "2008-06-05", "2008-06-27", "2008年6月7日至2008年6月9日（端午节放假）"),
    old("2008年国庆，两个周末补班", "2008-09-22", "2008-10-16", "2008年9月27日", "2008年9月28日"),
    old("2009年春节", "2009-01-16", "2009-02-11", "2009年1月24日（春节调休上班）计入"),
    old("2010年春节，两个补班日", "2010-02-08", "2010-03-04", "2010年2月20日", "2010年2月21日"),
    old("2010年中秋连着国庆", "2010-09-16", "2010-10-13"),
    old("2011年春节", "2011-01-27", "2011-02-22", "2011年1月30日", "2011年2月12日"),
    old("2012年春节", "2012-01-16", "2012-02-09"),
    old("闰日是第一个工作日", "2012-02-28", "2012-03-20"),
    old("闰日收到，次日起算", "2012-02-29", "2012-03-21"),
    old("2012年中秋国庆", "2012-09-24", "2012-10-19", "2012年9月29日"),
    old("2013年春节", "2013-02-04", "2013-02-28", "2013年2月16日", "2013年2月17日"),
    old("2013年中秋、国庆", "2013-09-13", "2013-10-11"),
    old("补班的周日收到，当天是第 0 天", "2014-01-26", "2014-02-20", "2014年2月8日（春节调休上班）计入"),
    old("2014年国庆", "2014-09-26", "2014-10-22", "2014年9月28日", "2014年10月11日"),
    old("2015年春节", "2015-02-12", "2015-03-10", "2015年2月15日", "2015年2月28日"),
    old(
        "2015年9月3日只放这一年",
        "2015-08-31",
        "2015-09-22",
        "2015年9月3日至2015年9月5日（抗战胜利70周年纪念日放假）",
        "2015年9月6日",
    ),
    old("9月3日当天收到和前一天收到，届满日相同", "2015-09-03", "2015-09-24"),
    old("2016年春节", "2016-01-29", "2016-02-24", "2016年2月6日", "2016年2月14日"),
    old("2016年闰日收到", "2016-02-29", "2016-03-21"),
    old("2017年春节", "2017-01-20", "2017-02-15", "2017年1月22日", "2017年2月4日"),
    old("跨年", "2017-12-15", "2018-01-08", "2018年1月1日（元旦放假）不计入"),
    old("2018年底补班的周六", "2018-12-25", "2019-01-16", "2018年12月29日（元旦调休上班）计入"),
    old("2019年五一后来改成放四天", "2019-04-26", "2019-05-20", "2019年5月1日至2019年5月4日", "2019年5月5日"),
    old("修订前最后一天收到，按15个工作日", "2019-05-14", "2019-06-04"),
]

# ── 2019 年修订：20 个工作日 ─────────────────────────────────────────────
NEW = [
    new(
        "修订后施行第一天收到，按20个工作日",
        "2019-05-15",
        "2019-06-13",
        "2019年6月7日至2019年6月9日（端午节放假）不计入",
    ),
    new("跨国庆", "2019-09-20", "2019-10-23", "2019年9月29日", "2019年10月12日"),
    new("2020年春节延长到2月2日", "2020-01-20", "2020-02-25", "2020年2月2日（春节放假）不计入"),
    new("延长的假期里收到", "2020-02-01", "2020-02-28"),
    new("2020年闰日是周六，当天收到", "2020-02-29", "2020-03-27"),
    new("2020年中秋国庆同一天", "2020-09-25", "2020-10-29", "2020年9月27日", "2020年10月10日"),
    new("补班的周日收到，当天是第 0 天", "2020-09-27", "2020-10-30"),
    new("2021年春节前的补班周日收到", "2021-02-07", "2021-03-11", "2021年2月20日（春节调休上班）计入"),
    new("2021年节后的补班周六收到", "2021-02-20", "2021-03-19"),
    new("2021年中秋前的补班周六收到", "2021-09-18", "2021-10-22", "2021年9月26日", "2021年10月9日"),
    new("2022年春节", "2022-01-24", "2022-02-24", "2022年1月29日", "2022年1月30日"),
    new("2022年国庆", "2022-09-30", "2022-11-02", "2022年10月8日", "2022年10月9日"),
    new("2023年春节", "2023-01-16", "2023-02-16", "2023年1月28日", "2023年1月29日"),
    new("2023年中秋国庆八天", "2023-09-28", "2023-11-01", "2023年10月7日", "2023年10月8日"),
    new("跨年", "2023-12-29", "2024-01-29", "2024年1月1日（元旦放假）不计入"),
    new("2024年春节，补班的周日收到", "2024-02-04", "2024-03-07", "2024年2月18日（春节调休上班）计入"),
    new("2024年闰日收到", "2024-02-29", "2024-03-28"),
    new("2024年中秋前补班的周六收到", "2024-09-14", "2024-10-18", "2024年9月29日", "2024年10月12日"),
    new("2025年春节", "2025-01-20", "2025-02-21", "2025年1月26日", "2025年2月8日"),
    new("2025年春节假期里（周六）收到", "2025-02-01", "2025-03-03"),
    new("2025年节后补班的周六收到", "2025-02-08", "2025-03-07"),
    new("2025年五一前补班", "2025-04-25", "2025-05-27", "2025年4月27日（劳动节调休上班）计入"),
    new("2025年国庆中秋", "2025-09-26", "2025-10-30", "2025年9月28日", "2025年10月11日"),
    new("跨年，元旦后补班的周日", "2025-12-19", "2026-01-19", "2026年1月4日（元旦调休上班）计入"),
    new("2026年春节", "2026-02-10", "2026-03-16", "2026年2月14日（春节调休上班）计入"),
    new("2026年除夕收到", "2026-02-16", "2026-03-20"),
    new("2026年节前补班的周六收到，当天是第 0 天", "2026-02-14", "2026-03-20", "2026年2月28日"),
    new("2026年国庆", "2026-09-18", "2026-10-22", "2026年9月20日（国庆节调休上班）计入"),
]

# ── 补正、征求意见、延期、缴费、延迟、重新办理 ─────────────────────────────
LIVES = [
    Due(
        title="2007年的15加15", story="received 2017-09-22; extended 2017-10-19 15", days=30,
        due="2017-11-09", says=("2017年10月19日决定延长答复期限 15 个工作日",),
    ),
    Due(
        title="2007年的15加15跨2009年国庆", story="received 2009-09-25; extended 2009-10-16 15", days=30,
        due="2009-11-12",
    ),
    Due(
        title="修订前收到，修订后才决定延长，仍是15个工作日",
        story="received 2019-05-14; extended 2019-05-30 15", days=30, due="2019-06-26",
    ),
    Due(
        title="20加20", story="received 2025-01-20; extended 2025-02-21 20", days=40, due="2025-03-21",
    ),
    Due(
        title="第7个工作日要求补正，补正之日为新的第0天，不是接着算",
        story="received 2025-03-03; correction_asked 2025-03-12 until 2025-03-28; corrected 2025-03-17",
        day0="2025-03-17", due="2025-04-15", says=("自次日起重新计算，为 20 个工作日",),
    ),
    Due(
        title="补正的信在周六收到", day0="2025-03-15", due="2025-04-14",
        story="received 2025-03-03; correction_asked 2025-03-05 until 2025-03-28; corrected 2025-03-15",
    ),
    Due(
        title="延长以后又要求补正：延长随原期限终止", day0="2025-03-14", due="2025-04-14",
        story="received 2025-03-03; extended 2025-03-05 20; correction_asked 2025-03-06 until 2025-03-21; "
        "corrected 2025-03-14",
        says=("此前延长的期限随原答复期限终止",),
    ),
    Due(
        title="补正以后延长，在新的期限上加", day0="2025-03-14", days=40, due="2025-05-14",
        story="received 2025-03-03; correction_asked 2025-03-06 until 2025-03-21; corrected 2025-03-14; "
        "extended 2025-04-10 20",
        says=("2025年4月27日（劳动节调休上班）计入",),
    ),
    Due(
        title="2007年更改补充两次，各自重新计算", day0="2018-06-20", days=15, due="2018-07-11",
        story="received 2018-05-28; correction_asked 2018-06-01; corrected 2018-06-06; "
        "correction_asked 2018-06-12; corrected 2018-06-20",
    ),
    Due(
        title="修订前收到，修订后收到补充，仍按修订前", day0="2019-05-20", days=15, due="2019-06-11",
        story="received 2019-05-10; correction_asked 2019-05-13; corrected 2019-05-20",
    ),
    Due(
        title="第三方提前答复：发信次日起、收到意见之日止不计入",
        story="received 2025-03-03; consulted 2025-03-06 third A; consult_ended 2025-03-12 A",
        out=(("2025-03-07", "2025-03-12"),), due="2025-04-07",
        says=("2025年3月7日至2025年3月12日 4 个工作日不计入",),
    ),
    Due(
        title="第三方不作声，15个工作日后由本机关决定", today="2025-04-10",
        story="received 2025-03-03; consulted 2025-03-06 third A",
        out=(("2025-03-07", "2025-03-27"),), due="2025-04-22",
        says=("至2025年3月27日未提出意见，由本机关决定是否公开",), never=("视为同意",),
    ),
    Due(
        title="共同制作机关不作声，视为同意", today="2025-04-10",
        story="received 2025-03-03; consulted 2025-03-06 joint A",
        out=(("2025-03-07", "2025-03-27"),), due="2025-04-22",
        says=("至2025年3月27日未提出意见，视为同意公开",), never=("由本机关决定",),
    ),
    Due(
        title="第三方的15个工作日自收到征求意见书起算", today="2025-04-10",
        story="received 2025-03-03; consulted 2025-03-06 third A; served 2025-03-11 A",
        out=(("2025-03-07", "2025-04-01"),), due="2025-04-25",
    ),
    Due(
        title="迟到的意见不再多扣", today="2025-04-10",
        story="received 2025-03-03; consulted 2025-03-06 third A; consult_ended 2025-04-08 A",
        out=(("2025-03-07", "2025-03-27"),), due="2025-04-22", says=("未提出意见",),
    ),
    Due(
        title="两方同时征求，重叠的只扣一次",
        story="received 2025-03-03; consulted 2025-03-06 third A; consulted 2025-03-10 joint B; "
        "consult_ended 2025-03-14 A; consult_ended 2025-03-18 B",
        out=(("2025-03-07", "2025-03-18"),), due="2025-04-11",
        says=("2025年3月11日至2025年3月14日同时征求几方的意见，只扣除一次",),
    ),
    Due(
        title="一方在另一方里面", day0="",
        story="received 2025-03-03; consulted 2025-03-06 third A; consulted 2025-03-10 third B; "
        "consult_ended 2025-03-12 B; consult_ended 2025-03-18 A",
        out=(("2025-03-07", "2025-03-18"),), due="2025-04-11",
    ),
    Due(
        title="先后两次征求，各扣各的",
        story="received 2025-03-03; consulted 2025-03-06 third A; consult_ended 2025-03-07 A; "
        "consulted 2025-03-12 joint B; consult_ended 2025-03-14 B",
        out=(("2025-03-07", "2025-03-07"), ("2025-03-13", "2025-03-14")), due="2025-04-03",
        never=("只扣除一次",),
    ),
    Due(
        title="征求意见跨2025年春节再延长", days=40,
        story="received 2025-01-13; consulted 2025-01-20 third A; consult_ended 2025-02-11 A; "
        "extended 2025-02-20 20",
        out=(("2025-01-21", "2025-02-11"),), due="2025-04-01",
        says=("2025年1月21日至2025年2月11日 12 个工作日不计入", "延长答复期限 20 个工作日"),
    ),
    Due(
        title="同一件，先延长后征求意见", days=40,
        story="received 2025-01-13; extended 2025-01-15 20; consulted 2025-01-20 third A; "
        "consult_ended 2025-02-11 A",
        out=(("2025-01-21", "2025-02-11"),), due="2025-04-01",
    ),
    Due(
        title="征求意见跨2025年国庆，第三方不作声，再延长", days=40, today="2025-11-03",
        story="received 2025-09-15; consulted 2025-09-22 joint A; extended 2025-11-03 20",
        out=(("2025-09-23", "2025-10-17"),), due="2025-12-05",
    ),
    Due(
        title="暂停中决定延长", days=30, today="2025-03-10", phase=Phase.CONSULTING,
        story="received 2025-03-03; consulted 2025-03-06 third A; extended 2025-03-10 10",
        out=(("2025-03-07", "2025-03-27"),), due="2025-05-08",
    ),
    Due(
        title="意见在周六收到，周一恢复计算",
        story="received 2025-03-03; consulted 2025-03-06 third A; consult_ended 2025-03-15 A",
        out=(("2025-03-07", "2025-03-15"),), due="2025-04-09",
    ),
    Due(
        title="意见在补班的周六收到，这一天不计入",
        story="received 2026-02-02; consulted 2026-02-10 third A; consult_ended 2026-02-14 A",
        out=(("2026-02-11", "2026-02-14"),), due="2026-03-12",
        says=("2026年2月11日至2026年2月14日 4 个工作日不计入",), never=("2026年2月14日（春节调休上班）计入",),
    ),
    Due(
        title="2007年第三方没有期限，收到意见为止", days=15,
        story="received 2018-05-28; consulted 2018-06-01 third A; consult_ended 2018-07-31 A",
        out=(("2018-06-02", "2018-07-31"),), due="2018-08-15",
    ),
    Due(
        title="2007年征求意见书写明了期限，到期恢复计算", days=15, today="2018-07-02",
        story="received 2018-05-28; consulted 2018-06-01 third A 10",
        out=(("2018-06-02", "2018-06-15"),), due="2018-07-03",
    ),
    Due(
        title="2007年征求其他机关的意见，时间计入", days=15,
        story="received 2018-05-28; consulted 2018-06-01 joint A; consult_ended 2018-06-08 A",
        due="2018-06-19", says=("征求共同制作机关的意见，所需时间计入答复期限",),
    ),
    Due(
        title="缴费之日为新的第0天", day0="2025-04-15", due="2025-05-15",
        story="received 2025-03-03; fee_asked 2025-03-14 F; served 2025-03-17 F; fee_paid 2025-04-15",
        says=("2025年4月15日缴纳信息处理费，答复期限自次日起重新计算",),
    ),
    Due(
        title="延长过的申请缴费后重新计算，不带延长", day0="2025-04-10", due="2025-05-12",
        story="received 2025-03-03; extended 2025-03-10 20; fee_asked 2025-04-08 F; fee_paid 2025-04-10",
    ),
    Due(
        title="要求说明理由的时间计入", due="2025-03-31", today="2025-03-20",
        story="received 2025-03-03; reasons_asked 2025-03-05; reasons_given 2025-03-14",
        says=("等待说明的时间计入答复期限",),
    ),
    Due(
        title="法院责令重新答复，没有定期限", day0="2025-08-29", due="2025-09-26", today="2025-09-01",
        story="received 2025-03-03; replied 2025-03-20; reopened 2025-08-29",
        says=("2025年3月20日答复", "2025年8月29日收到责令重新答复的决定"),
    ),
    Due(
        title="复议决定责令15个工作日内重新答复", day0="2024-09-20", days=15, due="2024-10-16",
        story="received 2024-06-03; replied 2024-06-20; reopened 2024-09-20 15", today="2024-09-23",
        says=("答复期限为 15 个工作日", "2024年10月12日（国庆节调休上班）计入"),
    ),
    Due(
        title="修订前的申请，修订后被责令重新答复，按原来的15个工作日", day0="2020-01-15", days=15,
        due="2020-02-12", story="received 2019-05-08; replied 2019-05-28; reopened 2020-01-15",
        today="2020-01-16", says=("2020年1月19日（春节调休上班）计入",),
    ),
    Due(
        title="重新办理后可以再延长一次", day0="2025-08-29", days=40, due="2025-10-30", today="2025-09-20",
        story="received 2025-03-03; extended 2025-03-20 20; replied 2025-04-10; reopened 2025-08-29; "
        "extended 2025-09-19 20",
    ),
    Due(
        title="届满当天答复是按时", due="2025-03-31", story="received 2025-03-03; replied 2025-03-31",
        today="2025-12-31", on_time=True, never=("超过",),
    ),
    Due(
        title="届满次日答复是逾期", due="2025-03-31", story="received 2025-03-03; replied 2025-04-01",
        today="2025-12-31", on_time=False, says=("超过答复期限 1 个工作日",),
    ),
    Due(
        title="节后第一天答复，逾期一个工作日", due="2025-09-30", on_time=False, today="2025-12-31",
        story="received 2025-09-03; replied 2025-10-09", says=("超过答复期限 1 个工作日",),
    ),
]  # fmt: skip


@pytest.mark.parametrize("told", [*OLD, *NEW, *LIVES], ids=lambda each: each.title)
def test_due(told: Due) -> None:
    reading = read(told.story, told.today or told.due)
    assert reading.due == day(told.due)
    began = day(told.day0) if told.day0 else events(told.story)[0].on
    out = {each for first, last in told.out for each in between(day(first), day(last))}
    assert walk(began, told.days, out) == reading.due
    explained = said(reading)
    for words in told.says:
        assert words in explained
    for words in told.never:
        assert words not in explained
    if told.phase is not None:
        assert reading.phase is told.phase
    assert reading.on_time is told.on_time
    assert all(line.article for line in reading.lines)


def test_each_day_off_and_make_up_day_told_is_one_of_the_period() -> None:
    for told in [*OLD, *NEW]:
        reading = read(told.story, told.due)
        first, last = events(told.story)[0].on + timedelta(1), day(told.due)
        named = [line for line in reading.lines if "计入" in str(line.message)]
        assert all(first <= line.first <= line.last <= last for line in named), told.title
