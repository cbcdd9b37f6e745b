"""Which patterns might keep the program busy without end."""

import pytest

from gongkai.core.disclosure.patterns import explodes

ENDLESS = [
    r"(a+)+$", r"(\d+|\w+)*x", r"(.*a){20}", r"(\w+\s?)*$", r"([a-z]+)*\d", r"((a*)*)*", r"(ab?b?)*",
    r"(a|a)*", r"(a(|b)b?)*$", r"([b]+c[b]+)*", r"(x(a+a+)y)*", r"(x(a?){3}y)*", r"(a+b*)*", r"(\d{1,3})+",
    r"(?:\d+\.?)+", r"(x+x+)+y", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(\d+,?)*", r"((a|b)*c?)+$",
    r"(\d|[0-5]x?)*y",
]  # fmt: skip
CLEAR = [
    r"", r"\d{4}-\d{2}-\d{2}", r"[A-Z]+(-[0-9]+)*", r"(\d{3},)*\d{3}", r".*〔\d{4}〕\d+号",
    r"\w+@\w+(\.\w+)+", r"(甲|乙|丙)+", r"(?:[a-z]+-)*[a-z]+", r"[\u4e00-\u9fff]+", r"(ab)+",
    r"(\d{1,3}){3}", r"a*b*c*", r"(\d+;)*\d+",
    r"(第[一二三]+[章节])*", r"(a+b+)*", r"(?:[a-z]+-[a-z]+;)*", r"(?:\d{4}年)?(?:\d{1,2}月)?", r"(\d++,?)*+",
]  # fmt: skip


@pytest.mark.parametrize("pattern", ENDLESS)
def test_refused(pattern: str):
    assert explodes(pattern)


@pytest.mark.parametrize("pattern", CLEAR)
def test_taken(pattern: str):
    assert not explodes(pattern)
