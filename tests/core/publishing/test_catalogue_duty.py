"""What a row of the catalogue demands by a day, two catalogues side by side, the elements of a guide."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from gongkai.core.publishing.boxes import Boxes
from gongkai.core.publishing.catalogue import Column, Row
from gongkai.core.publishing.catalogue_compare import Side, side_by_side
from gongkai.core.publishing.catalogue_duty import Fulfilment, Standing, duty_of
from gongkai.core.publishing.guide import PageKind, guide_on, missing, read_guide
from gongkai.core.publishing.time_limits import read_limit
from gongkai.foundation.rulebook.book import RULES, declarations

TODAY = date(2026, 3, 31)
TWENTY = "自信息形成或者变更之日起20个工作日内"
YEARLY = "每年1月31日前"
SINCE = date(2024, 1, 1)


def out(formed: date, released: date | None, title: str = "办法") -> Standing:
    return Standing(title, formed, released)


@pytest.mark.parametrize(
    ("limit", "documents", "state", "due"),
    [
        (TWENTY, [], "empty", None),
        (TWENTY, [out(date(2026, 3, 2), date(2026, 3, 20))], "met", None),
        (TWENTY, [out(date(2026, 3, 3), None)], "empty", None),
        (TWENTY, [out(date(2026, 2, 2), None)], "late", None),
        ("及时公开", [out(date(2026, 3, 30), None)], "late", date(2026, 3, 30)),
        ("及时公开", [out(date(2026, 3, 31), None)], "empty", None),
        ("长期公开", [Standing("没有日期的草稿", None, None)], "empty", None),
        (YEARLY, [], "missed", date(2026, 1, 31)),
        (YEARLY, [out(date(2025, 1, 5), date(2025, 1, 20))], "missed", date(2026, 1, 31)),
        (YEARLY, [out(date(2026, 1, 5), date(2026, 1, 20))], "met", date(2027, 1, 31)),
        (YEARLY, [out(date(2026, 1, 5), date(2026, 2, 20))], "met", date(2027, 1, 31)),
    ],
)  # fmt: skip
def test_duty(limit, documents, state, due, calendar):
    duty = duty_of(read_limit(limit), documents, since=SINCE, today=TODAY, calendar=calendar)
    assert duty.state.value == state
    if due is not None:
        assert duty.due == due


def test_a_row_that_is_new_has_not_missed_last_years_day(calendar):
    duty = duty_of(read_limit(YEARLY), [], since=date(2026, 2, 1), today=TODAY, calendar=calendar)
    assert duty.state is Fulfilment.EMPTY
    assert duty.due == date(2027, 1, 31)


def test_what_came_late_is_told_though_the_row_is_met(calendar):
    documents = [out(date(2026, 1, 5), date(2026, 3, 30)), out(date(2026, 3, 2), date(2026, 3, 3))]
    duty = duty_of(read_limit(TWENTY), documents, since=SINCE, today=TODAY, calendar=calendar)
    assert (duty.state, duty.came_late) == (Fulfilment.MET, (0,))


ROW = Row(
    "1", "最低生活保障", "办事指南", ("办理事项", "条件"), ("《社会救助暂行办法》",), read_limit(TWENTY),
    "民政局", Boxes(("website",), ("reading_point",)), True, "", True, False, True, True,
)  # fmt: skip


def test_two_counties_side_by_side():
    left = [ROW, replace(ROW, second="审核信息"), replace(ROW, second="监督检查")]
    right = [
        replace(ROW, second="审核信息", limit=read_limit("及时公开"), township=False),
        replace(ROW, number="9", elements=("条件", "办理事项")),
        replace(ROW, second="临时救助"),
    ]
    pairs = side_by_side(left, right)
    assert [(each.side, each.left, each.right) for each in pairs] == [
        (Side.SAME, 0, 1), (Side.DIFFERING, 1, 0), (Side.ONLY_LEFT, 2, None), (Side.ONLY_RIGHT, None, 2),
    ]  # fmt: skip
    assert pairs[1].columns == (Column.LIMIT, Column.TOWNSHIP)


def test_guides_name_what_is_missing():
    rules = [read_guide(each) for each in declarations(RULES, "publishing/guide-*.toml")]
    of_2019 = guide_on(rules, TODAY)
    given = {each.code: "有" for each in of_2019.elements_of(PageKind.GUIDE)}
    assert missing(of_2019, PageKind.GUIDE, given) == ()
    assert [each.code for each in missing(of_2019, PageKind.GUIDE, {**given, "fax": " "})] == ["fax"]
    assert guide_on(rules, date(2012, 1, 1)).article.startswith("《政府信息公开条例》（2007年）")
    days = sorted(each.in_force for each in rules)
    assert all(earlier < later for earlier, later in pairwise(days))
