"""公开时限 as stored catalogues write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing.time_limits import Base, Every, Rhythm, Unit, due_on, read_limit

W, P = Rhythm.WITHIN, Rhythm.POSTED


def brief(part):
    return (part.rhythm, part.of, part.count, part.unit, part.base)


READ = [
    ("制定或获取信息之日起10个工作日内", [(W, "", 10, Unit.WORKDAY, Base.FORMED)]),
    ("信息形成或者变更之日起20个工作日内", [(W, "", 20, Unit.WORKDAY, Base.FORMED)]),
    ("自信息形成或者变更之日起２０个工作日内予以公开。", [(W, "", 20, Unit.WORKDAY, Base.FORMED)]),
    ("信息形成（变更）20个工作日内", [(W, "", 20, Unit.WORKDAY, Base.FORMED)]),
    ("作出决定之日起七个工作日内公开", [(W, "", 7, Unit.WORKDAY, Base.DECIDED)]),
    ("自批准之日起1个月内", [(W, "", 1, Unit.MONTH, Base.DECIDED)]),
    ("20工作日", [(W, "", 20, Unit.WORKDAY, Base.FORMED)]),
    ("自信息形\n成或者变\n更之日起\n20个工作\n日内予以\n公开", [(W, "", 20, Unit.WORKDAY, Base.FORMED)]),
    ("自收到申请之日起十五日内", [(W, "", 15, Unit.DAY, Base.OTHER)]),
    (
        "制定或获取信息之日起10个工作日内；公示7个工作日",
        [(W, "", 10, Unit.WORKDAY, Base.FORMED), (P, "", 7, Unit.WORKDAY, Base.FORMED)],
    ),
    (
        "信息形成20个工作日内；行政许可、行政处罚自作出决定之日起7个工作日内",
        [(W, "", 20, Unit.WORKDAY, Base.FORMED), (W, "行政许可、行政处罚", 7, Unit.WORKDAY, Base.DECIDED)],
    ),
    (
        "及时公开，公告期限为5个工作日",
        [(Rhythm.AT_ONCE, "", 0, Unit.WORKDAY, Base.FORMED), (P, "", 5, Unit.WORKDAY, Base.FORMED)],
    ),
    ("及时公开", [(Rhythm.AT_ONCE, "", 0, Unit.WORKDAY, Base.FORMED)]),
    ("信息形成后及时公开", [(Rhythm.AT_ONCE, "", 0, Unit.WORKDAY, Base.FORMED)]),
    ("实时公开", [(Rhythm.LIVE, "", 0, Unit.WORKDAY, Base.FORMED)]),
    ("长期公开", [(Rhythm.STANDING, "", 0, Unit.WORKDAY, Base.FORMED)]),
]


@pytest.mark.parametrize(("text", "parts"), READ)
def test_read(text, parts):
    limit = read_limit(text)
    assert [brief(each) for each in limit.parts] == parts
    assert limit.is_read
    assert limit.text == text


@pytest.mark.parametrize(
    ("text", "every", "month", "day"),
    [
        ("每年1月31日前", Every.YEAR, 1, 31),
        ("每年3月底前公布", Every.YEAR, 3, 0),
        ("每年", Every.YEAR, 12, 0),
        ("每季度", Every.QUARTER, 3, 0),
        ("每月15日前", Every.MONTH, 0, 15),
        ("按月公开", Every.MONTH, 0, 0),
    ],
)
def test_read_rhythms(text, every, month, day):
    (part,) = read_limit(text).parts
    assert (part.every, part.month, part.day) == (every, month, day)


@pytest.mark.parametrize("text", ["按上级要求", "视情况公开", "20日", "", "每年13月前", "每年2月40日前"])
def test_what_cannot_be_read_is_kept_and_reported(text):
    limit = read_limit(text)
    assert not limit.is_read
    assert limit.text == text
    assert not limit.parts


def test_half_read_is_not_read():
    limit = read_limit("信息形成20个工作日内；其余按上级要求")
    assert len(limit.parts) == 1
    assert limit.unread == ("其余按上级要求",)
    assert not limit.is_read


@pytest.mark.parametrize("text", ["同上", " 同上。", "〃"])
def test_same_as_above(text):
    assert read_limit(text).same_as_above


def test_the_part_that_names_the_information_binds():
    limit = read_limit("信息形成20个工作日内；行政许可、行政处罚自作出决定之日起7个工作日内")
    assert limit.part_for("行政处罚决定").count == 7
    assert limit.part_for("征地公告").count == 20
    assert read_limit("公示7个工作日").part_for("名单") is None


@pytest.mark.parametrize(
    ("text", "happened", "due"),
    [
        ("信息形成20个工作日内", date(2026, 9, 18), date(2026, 10, 22)),
        ("自作出决定之日起7个工作日内", date(2019, 5, 15), date(2019, 5, 24)),
        ("自收到申请之日起15日内", date(2026, 9, 18), date(2026, 10, 3)),
        ("自批准之日起1个月内", date(2026, 1, 31), date(2026, 2, 28)),
        ("自批准之日起一年内", date(2024, 2, 29), date(2025, 2, 28)),
        ("及时公开", date(2026, 9, 18), date(2026, 9, 18)),
        ("每年1月31日前", date(2026, 1, 31), date(2026, 1, 31)),
        ("每年1月31日前", date(2026, 2, 1), date(2027, 1, 31)),
        ("每年3月底前公布", date(2026, 2, 1), date(2026, 3, 31)),
        ("每季度", date(2026, 5, 1), date(2026, 6, 30)),
        ("每月15日前", date(2026, 5, 16), date(2026, 6, 15)),
        ("按月公开", date(2026, 2, 3), date(2026, 2, 28)),
        ("长期公开", date(2026, 5, 16), None),
        ("公示7个工作日", date(2026, 5, 16), None),
    ],
)
def test_due(text, happened, due, calendar):
    (part,) = read_limit(text).parts
    assert due_on(part, happened, calendar) == due


@given(st.text("每年季月日前内起自工作个公开示0123456789十；，。 同上及时", max_size=30))
def test_no_text_is_lost_or_breaks_the_reading(text):
    limit = read_limit(text)
    assert limit.text == text
    assert limit.is_read or limit.same_as_above or limit.unread or not "".join(text.split()).strip("。；;，,")


@given(
    st.sampled_from(["每年1月31日前", "每季度", "每月15日前", "按月公开", "每年"]), st.dates(date(2000, 1, 1))
)
def test_the_next_day_lies_ahead_within_the_rhythm(text, day):
    (part,) = read_limit(text).parts
    if day.year < 9990:
        ahead = (due_on(part, day, None) - day).days
        assert 0 <= ahead <= {Every.YEAR: 366, Every.QUARTER: 92, Every.MONTH: 31}[part.every]
