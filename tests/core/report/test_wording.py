"""The declared narratives, and how a wrong one is refused."""

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.report import read_wording
from gongkai.core.report.wording import ChartSpec, TablePlace
from gongkai.foundation import rulebook
from tests.core.report.samples import FORMS, wording

HEAD = 'form = "2014"\ntitle = "t"\nlegal_basis = "b"\nopening = []\n'


@pytest.mark.parametrize("code", FORMS)
def test_every_form_has_a_narrative_with_all_its_tables(code):
    declared = wording(code)
    placed = [
        piece.code
        for chapter in declared.chapters
        for piece in chapter.pieces
        if isinstance(piece, TablePlace)
    ]
    assert placed == [table.code for table in rulebook.form(code).tables]


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_chapters_are_those_of_the_form(code):
    declared = [(chapter.number, chapter.title) for chapter in wording(code).chapters]
    assert declared == [(chapter.number, chapter.title) for chapter in rulebook.form(code).chapters]


@pytest.mark.parametrize("code", FORMS)
def test_a_slot_has_one_place_and_says_what_it_is_for(code):
    slots = list(wording(code).slots)
    assert len({slot.key for slot in slots}) == len(slots)
    assert all(slot.about for slot in slots)
    assert any(slot.required for slot in slots)


@pytest.mark.parametrize("code", FORMS)
def test_each_narrative_draws_the_three_kinds_of_chart(code):
    charts = [
        piece
        for chapter in wording(code).chapters
        for piece in chapter.pieces
        if isinstance(piece, ChartSpec)
    ]
    assert {chart.kind for chart in charts} == {"trend", "composition", "by_body"}


def piece(text: str) -> str:
    return f'{HEAD}[[chapter]]\nnumber = "一"\n[[chapter.piece]]\n{text}\n'


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (piece('sentences = [{ number = "{9.9}件" }]'), 8, "没有单元格或合计“9.9”"),
        (piece('sentences = [{ number = "{3.1件" }]'), 8, "花括号没有配对"),
        (piece('sentences = [{ number = "{3.1:loud}件" }]'), 8, "的写法只能是"),
        (piece('sentences = [{ number = "{3.1/9.9}" }]'), 8, "“9.9”"),
        (piece('sentences = [{ number = "a", of = "x" }]'), 8, "“x”"),
        (piece('sentences = [{ nummer = "a" }]'), 8, "不认识的键“nummer”"),
        (piece('heading = "a"\ntable = "T"'), 7, "只能写这些键中的一个"),
        (piece("level = 2"), 7, "只能写这些键中的一个"),
        (piece('table = "T9"'), 7, "没有表“T9”"),
        (piece('chart = "pie"\ncells = ["3.1"]'), 8, "trend、composition、by_body 之一"),
        (piece('chart = "trend"\ncells = ["3.1"]\nlabels = ["a", "b"]'), 7, "一一对应"),
        (piece('chart = "trend"\ncells = ["zz"]'), 7, "“zz”"),
        (f'{HEAD}chapter = []\n[sums]\na = ["3.1", "-nil"]\n', 7, "“nil”"),
        (f'{HEAD}chapter = []\n[tables.T7]\ntitle = "a"\n', 6, "没有表“T7”"),
        (f'{HEAD}chapter = []\n[[measure]]\nfigure = "3"\nphrases = ["x"]\n', 6, "“3”"),
        (HEAD.replace("2014", "2021") + "chapter = []\n", 1, "不是这份年报格式的"),
        (f'{HEAD}[[chapter]]\nnumber = "十"\npiece = []\n', 5, "第十章没有标题"),
    ],
)
def test_a_wrong_declaration_is_refused_with_its_line(text, line, reason):
    with pytest.raises(DeclarationError) as refused:
        read_wording(Declaration(text, "x.toml"), rulebook.form("2014"))
    assert reason in str(refused.value)
    assert refused.value.line == line
