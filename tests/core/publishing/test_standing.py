"""What a document is on a day, from what happened to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing.standing import Happened, Standing, StandingEvent, standing_on

ARTICLE = "《山东省行政程序规定》第五十三条"
PUBLISHED = StandingEvent(
    Happened.PUBLISHED, date(2017, 3, 1), effective_on=date(2017, 4, 1), expires_on=date(2022, 3, 31)
)


def event(happened, on, **more):
    return StandingEvent(Happened(happened), on, more.pop("basis", "示政发〔2020〕3号"), **more)


AMENDED = event("amended", date(2019, 6, 1))
REPEALED = event("repealed", date(2020, 6, 1))
REPLACED = event("consolidated", date(2020, 6, 1))
WITHDRAWN = event("withdrawn", date(2018, 6, 1), basis="附件含个人信息")
RESTORED = event("restored", date(2018, 6, 5))
RENEWED = event("renewed", date(2022, 1, 10), expires_on=date(2027, 1, 9))
EXPIRED = event("expired", date(2021, 1, 1), basis="调整对象消失")

STORIES = [
    ((), date(2020, 1, 1), "prepared", None),
    ((PUBLISHED,), date(2017, 2, 28), "prepared", None),
    ((PUBLISHED,), date(2017, 3, 1), "not_yet", date(2017, 3, 1)),
    ((PUBLISHED,), date(2017, 3, 31), "not_yet", date(2017, 3, 1)),
    ((PUBLISHED,), date(2017, 4, 1), "in_force", date(2017, 3, 1)),
    ((PUBLISHED,), date(2022, 3, 31), "in_force", date(2017, 3, 1)),
    ((PUBLISHED,), date(2022, 4, 1), "expired", date(2022, 4, 1)),
    ((PUBLISHED, AMENDED), date(2019, 5, 31), "in_force", date(2017, 3, 1)),
    ((PUBLISHED, AMENDED), date(2019, 6, 1), "amended", date(2019, 6, 1)),
    ((PUBLISHED, AMENDED), date(2022, 4, 1), "expired", date(2022, 4, 1)),
    ((PUBLISHED, REPEALED), date(2020, 6, 1), "repealed", date(2020, 6, 1)),
    ((PUBLISHED, REPEALED), date(2023, 1, 1), "repealed", date(2020, 6, 1)),
    ((PUBLISHED, REPLACED), date(2020, 6, 1), "consolidated", date(2020, 6, 1)),
    ((PUBLISHED, WITHDRAWN), date(2018, 6, 4), "withdrawn", date(2018, 6, 1)),
    ((PUBLISHED, WITHDRAWN), date(2023, 6, 4), "withdrawn", date(2018, 6, 1)),
    ((PUBLISHED, WITHDRAWN, RESTORED), date(2018, 6, 5), "in_force", date(2018, 6, 5)),
    ((PUBLISHED, WITHDRAWN, RESTORED), date(2022, 4, 1), "expired", date(2022, 4, 1)),
    ((PUBLISHED, AMENDED, event("withdrawn", date(2019, 7, 1)), event("restored", date(2019, 7, 2))),
     date(2019, 7, 2), "amended", date(2019, 7, 2)),
    ((PUBLISHED, REPEALED, event("withdrawn", date(2020, 7, 1))), date(2020, 7, 1), "withdrawn",
     date(2020, 7, 1)),
    ((PUBLISHED, REPEALED, event("withdrawn", date(2020, 7, 1)), event("restored", date(2020, 7, 2))),
     date(2020, 7, 2), "repealed", date(2020, 6, 1)),
    ((PUBLISHED, RENEWED), date(2022, 4, 1), "in_force", date(2017, 3, 1)),
    ((PUBLISHED, RENEWED), date(2027, 1, 10), "expired", date(2027, 1, 10)),
    ((PUBLISHED, EXPIRED), date(2021, 1, 1), "expired", date(2021, 1, 1)),
    ((PUBLISHED, REPEALED, AMENDED), date(2020, 7, 1), "repealed", date(2020, 6, 1)),
    ((PUBLISHED, event("amended", date(2023, 1, 1))), date(2023, 2, 1), "expired", date(2022, 4, 1)),
    ((PUBLISHED, event("renewed", date(2022, 5, 1), expires_on=date(2027, 4, 30))), date(2022, 6, 1),
     "expired", date(2022, 4, 1)),
    ((PUBLISHED, event("amended", date(2017, 3, 10))), date(2017, 3, 20), "not_yet", date(2017, 3, 10)),
    ((AMENDED,), date(2020, 1, 1), "prepared", None),
]  # fmt: skip


@pytest.mark.parametrize(("events", "day", "standing", "since"), STORIES)
def test_stories(events, day, standing, since):
    picture = standing_on(events, day, ARTICLE)
    assert (picture.standing.value, picture.since) == (standing, since)


def test_a_picture_says_why():
    picture = standing_on((PUBLISHED, AMENDED), date(2022, 4, 1), ARTICLE)
    assert [str(each) for each in picture.because] == [
        "2017年3月1日公布", "2019年6月1日修改：示政发〔2020〕3号", "有效期至2022年3月31日，届满自动失效",
    ]  # fmt: skip
    assert picture.article == ARTICLE


def test_force_is_having_begun_and_not_ended():
    days = {date(2017, 3, 31): False, date(2017, 4, 1): True, date(2019, 6, 1): True, date(2022, 4, 1): False}
    for day, binds in days.items():
        assert standing_on((PUBLISHED, AMENDED), day).is_in_force is binds


EVENTS = st.lists(
    st.builds(
        StandingEvent,
        st.sampled_from(Happened),
        st.dates(date(2017, 1, 1), date(2027, 1, 1)),
        expires_on=st.none() | st.dates(date(2018, 1, 1), date(2030, 1, 1)),
    ),
    max_size=6,
)


@given(EVENTS, st.dates(date(2016, 1, 1), date(2032, 1, 1)))
def test_later_events_never_change_an_earlier_day(events, day):
    before = [each for each in events if each.on <= day]
    assert standing_on(events, day) == standing_on(before, day)


@given(EVENTS, st.dates(date(2016, 1, 1), date(2032, 1, 1)))
def test_what_ended_binds_again_only_by_being_published_anew(events, day):
    picture, next_day = standing_on(events, day), day + timedelta(days=1)
    ended = picture.standing in (Standing.REPEALED, Standing.CONSOLIDATED, Standing.EXPIRED)
    if ended and standing_on(events, next_day).is_in_force:
        assert any(each.on == next_day and each.happened is Happened.PUBLISHED for each in events)
