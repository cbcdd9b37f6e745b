"""Figures and dates as the offices write them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.messages import Message
from gongkai.foundation.look import writing


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (Cell.number(29736), "件", "29,736"),
        (Cell.number(0), "件", "0"),
        (Cell.number(48_000_000), "万元", "48.00"),
        (Cell.number(96_171_600_000), "万元", "96,171.60"),
        (BLANK, "件", ""),
        (STRUCK, "件", "／"),
        (1204, None, "1,204"),
        (None, "件", ""),
    ],
)
def test_figures(value, unit, written):
    assert writing.figure(value, unit) == written


def test_dates_have_no_leading_zeros():
    assert writing.day(date(2018, 1, 2)) == "2018年1月2日"
    assert writing.moment(datetime(2018, 1, 22, 17, 30, tzinfo=UTC)) == "2018年1月23日 01:30"
    with translation.override("en"):
        assert writing.day(date(2018, 1, 2)) == "2 January 2018"


def _render(text: str, **context: object) -> str:
    return Template("{% load look %}" + text).render(Context(context))


def test_a_blank_and_a_struck_cell_speak_to_a_screen_reader():
    assert "未填" in _render("{{ cell|figure:'件' }}", cell=BLANK)
    assert "不适用" in _render("{{ cell|figure:'件' }}", cell=STRUCK)
    assert _render("{{ cell|figure:'件' }}", cell=Cell.number(0)) == "0"


def test_a_message_is_filled_and_escaped():
    said = Message("“{typed}”不是数字", {"typed": "<b>"})
    assert _render("{{ said|words }}", said=said) == "“&lt;b&gt;”不是数字"


def test_a_tag_says_its_severity_in_words():
    assert _render("{% severity_tag 'error' %}") == '<strong class="gk-tag gk-tag--error">错误</strong>'
