"""Sentences chosen by the state of their figure, and the office's own paragraphs."""

import pytest

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.report import Role, Run
from gongkai.core.report.figures import Figures
from gongkai.core.report.prose import Filler, UnboundError
from gongkai.core.report.wording import Pattern
from gongkai.foundation import rulebook


def filler(**cells: int | Cell) -> Filler:
    """Cells by code with "_" for ".": c3_1=7."""
    read = {
        code.removeprefix("c").replace("_", "."): cell if isinstance(cell, Cell) else Cell.number(cell)
        for code, cell in cells.items()
    }
    figures = Figures(
        rulebook.form("2014"),
        read,
        2017,
        history={2016: {"3.1": Cell.number(10)}},
        by_body={"费县": {"3.1": Cell.number(4)}},
        sums={"handled": ("3.2.1", "3.2.2"), "late": ("3.1", "-3.2.1")},
    )
    return Filler(figures, {"year": "2017", "scope": "全市"})


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


RECEIVED = Pattern("{scope}收到{3.1}件{3.1:compare}。", zero="{scope}未收到。", blank="（未填）")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"c3_1": 12}, "全市收到12件，比上年增加2件，增长20%。"),
        ({"c3_1": 0}, "全市未收到。"),
        ({"c3_1": BLANK}, "（未填）"),
        ({"c3_1": STRUCK}, "（未填）"),
        ({}, "（未填）"),
    ],
)
def test_the_variant_follows_the_state_of_the_figure(cells, text):
    assert said(filler(**cells).sentence(RECEIVED)) == text


def test_a_sentence_with_another_figure_missing_falls_back_to_blank():
    pattern = Pattern("收到{3.1}件，办结{handled}件。", of="3.1", blank="")
    assert filler(c3_1=5).sentence(pattern) == ()
    assert said(filler(c3_1=5, c3_2_1=3, c3_2_2=1).sentence(pattern)) == "收到5件，办结4件。"


def test_parts_leave_out_what_is_zero_or_blank():
    pattern = Pattern("其中{parts}。", of="3.1", parts=("当面{3.1.1}件", "传真{3.1.2}件", "信函{3.1.4}件"))
    assert said(filler(c3_1=5, c3_1_1=3, c3_1_2=0, c3_1_4=2).sentence(pattern)) == "其中当面3件，信函2件。"
    assert filler(c3_1=5, c3_1_1=0).sentence(pattern) == ()


def test_a_run_is_bound_to_its_cell_and_a_sum_to_its_terms():
    runs = filler(c3_1=12, c3_2_1=3, c3_2_2=1).fill("{3.1}件，{handled}件，{handled/3.1}，{late}")
    assert [(run.text, run.cell, run.adds) for run in runs if run.cell or run.adds] == [
        ("12", "3.1", ()),
        ("4", None, ("3.2.1", "3.2.2")),
        ("33.3%", None, ("3.2.1", "3.2.2", "3.1")),
        ("9", None, ("3.1", "3.2.1")),
    ]


def test_other_returns_are_quoted_with_at():
    assert said(filler(c3_1=12).fill("{3.1@上年}、{3.1@费县}、{3.1@2016}")) == "10、4、10"


@pytest.mark.parametrize("hole", ["{9.9}", "{3.2.1}", "{3.1@兰山区}", "{3.2.1/3.1}", "{3.1@2009}"])
def test_a_hole_without_a_number_is_named(hole):
    with pytest.raises(UnboundError) as refused:
        filler(c3_1=0).fill(f"共{hole}件")
    assert refused.value.hole == hole


def test_a_share_of_nothing_is_refused():
    with pytest.raises(UnboundError):
        filler(c3_1=0, c3_2_1=0).fill("{3.2.1/3.1}")


def test_the_offices_lines_become_heads_and_paragraphs():
    text = (
        "全文。\n\n（一）强化组织领导\n（二）主动公开情况。2017年公开。\n1.夯实机制\n1.2万人参加。\n"
        "一是意识不强。"
    )
    lines = list(filler().paragraphs(text))
    assert [(number, paragraph.role) for number, _, paragraph in lines] == [
        (1, Role.BODY),
        (2, Role.HEAD_2),
        (3, Role.BODY),
        (4, Role.HEAD_3),
        (5, Role.BODY),
        (6, Role.BODY),
    ]
    run_in = lines[2][2]
    assert [(run.text, run.strong) for run in run_in.runs] == [
        ("（二）主动公开情况。", True),
        ("2017年公开。", False),
    ]


def test_characters_no_print_can_hold_are_left_out():
    ((_, line, paragraph),) = filler().paragraphs("第一\x00\x07句\u200b。\t全\u3000角")
    assert line == "第一句。 全\u3000角"
    assert paragraph.text == "第一句。 全\u3000角"
