"""Marks stand in the text as it was written; what may have been meant is near it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.search.highlights import Needles, fragments, marked
from gongkai.foundation.search.nearest import distance, nearest


def shown(found):
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in found.pieces())


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("關於政務公開的通知", ["政务公开"], "關於[政務公開]的通知"),
        ("ＧＢ／Ｔ 9704", ["gb/t"], "[ＧＢ／Ｔ] 9704"),
        ("面积1㎡整", ["m2"], "面积1[㎡]整"),
        ("公开公开", ["公开"], "[公开][公开]"),
        ("政务公开", ["政务公开", "公开"], "[政务公开]"),
        ("政务公开", [], "政务公开"),
        ("联系人张　伟，2017 年", ["张伟", "2017年"], "联系人[张　伟]，[2017 年]"),
        ("张伟的Open Data", ["张 伟", "open data"], "[张伟]的[Open Data]"),
        ("a<b>公开</b>", ["公开"], "a<b>[公开]</b>"),
    ],
)
def test_marks(text, wanted, expected):
    assert shown(marked(text, Needles(wanted))) == expected


@given(st.text(max_size=60), st.lists(st.text(max_size=4), max_size=4))
def test_nothing_is_lost_between_the_marks(text, wanted):
    assert "".join(piece for piece, _ in marked(text, Needles(wanted)).pieces()) == text


def test_fragments_show_where_most_of_it_stands():
    text = "公开" + "无关的话。" * 60 + "林业局的政务公开指南" + "无关的话。" * 60
    one, other = fragments(text, Needles(["公开", "林业局", "指南"]))
    assert shown(one).startswith("[公开]")
    assert not one.cut_before
    assert "[林业局]的政务[公开][指南]" in shown(other)
    assert other.cut_before
    assert other.cut_behind


def test_without_a_match_the_beginning_is_shown_and_lines_become_blanks():
    (only,) = fragments("第一行\n第二行", Needles(["没有"]))
    assert shown(only) == "第一行 第二行"
    assert fragments(" \n", Needles(["没有"])) == ()


TITLES = ["市林业局政务公开指南", "政务公开工作要点", "关于垚鑫公司的批复", "安全生产月活动方案"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("政物公开", "政务公开"),
        ("林叶局", "林业局"),
        ("政公务开", "政务公开"),
        ("公开工做要点", "公开工作要点"),
        ("安全产生月", "安全生产月"),
        ("垚金公司", "垚鑫公司"),
        ("政务公开", None),  # it stands there
        ("完全不同的话", None),
        ("政物", None),
    ],
)
def test_what_may_have_been_meant(typed, meant):
    assert nearest(typed, TITLES) == meant


def test_distances():
    assert distance("公开", "公开") == 0
    assert distance("公开", "开公") == 1
    assert distance("政务公开", "政务开") == 1
    assert distance("", "公开") == 2
