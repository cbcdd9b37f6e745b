"""What changed between two versions of a text."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.comparing import Part, compared

TEXTS = st.text(alphabet="公开不予告知\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_the_comparison(before, after):
    found = compared(before, after)
    assert "".join(each.text for each in found if each.part is not Part.NEW) == before
    assert "".join(each.text for each in found if each.part is not Part.GONE) == after


def test_only_what_changed_is_marked():
    found = compared("您好：\n准予公开。\n", "您好：\n不准予公开。\n")
    assert [(each.part, each.text) for each in found if each.part is not Part.SAME] == [(Part.NEW, "不")]
