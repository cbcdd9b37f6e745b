"""Folding and cutting up: what is typed must be a run of what stands in the index."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.search.clauses import Field, Phrase, Question
from gongkai.foundation.search.embedded import EmbeddedIndex
from gongkai.foundation.search.folding import fold, folded_with_places
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.tokens import is_single, joined, phrase, plain, tokens
from gongkai.foundation.search.typed import Term, read


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("政務公開與資訊", "政务公开与资讯"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("㎡①Ⅻ", "m21xii"),
        ("⼈⾏道", "人行道"),  # radicals that PDF programs write for characters
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("政务公开", ["政务", "务公", "公开"]),
        ("2017年度", ["2017", "2017年", "年度"]),
        ("GB/T 9704", ["gb", "t", "9704"]),
        ("通知，公告", ["通知", "公告"]),
        ("年", ["年"]),
        ("〔2017〕12号", ["2017", "12", "12号"]),
        ("张　伟", ["张伟"]),
        ("2017 年度报\n告", ["2017", "2017年", "年度", "度报", "报告"]),
        ("Open Data 平台", ["open", "data", "data平", "平台"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_tokens(text, found):
    assert tokens(text) == found
    assert joined(text) == " ".join(found)


_LETTERS = st.text(st.sampled_from("政务公开信息年月号林業局2017AB，。 〔〕"), max_size=30)


@given(_LETTERS, st.integers(0, 30), st.integers(2, 8))
def test_any_stretch_of_chinese_characters_is_a_run_of_tokens(text, start, length):
    part = text[start : start + length]
    if not all("\u4e00" <= each <= "\u9fff" for each in part) or len(part) < 2:
        return
    assert f" {joined(part)} " in f" {joined(text)} "


@given(st.text(max_size=40))
def test_every_folded_character_knows_where_it_comes_from(text):
    folded = folded_with_places(text)
    assert folded.text == fold(text)
    assert len(folded.places) == len(folded.text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert folded.text[at] in fold(text[start:end])


def test_a_lone_character_is_told_from_a_word():
    assert is_single(tokens("局"))
    assert not is_single(tokens("a"))
    assert not is_single(tokens("局长"))
    assert plain("《政務，公開》 ") == "政务公开"


@pytest.mark.parametrize(
    ("text", "terms", "excluded"),
    [
        ("政务 公开", ["政务", "公开"], []),
        ("政务　公开", ["政务", "公开"], []),
        ("“政务 公开”指南", ["政务 公开", "指南"], []),
        ('"没有收尾', ["没有收尾"], []),
        ("公开 -指南 －“年度 报告”", ["公开"], ["指南", "年度 报告"]),
        ("2017-00110", ["2017-00110"], []),
        ("-", [], []),
        ("……！", [], []),
    ],
)
def test_typing(text, terms, excluded):
    found = read(text)
    assert [each.text for each in found.terms] == terms
    assert [each.text for each in found.excluded] == excluded


@given(st.text(max_size=300))
def test_anything_may_be_typed(text):
    assert len(read(text).terms) <= 20


def test_long_terms_are_made_of_words_and_quoted_ones_are_not():
    assert Term("依申请公开指南").words == ("申请", "公开", "指南")
    assert Term("依申请公开指南", exact=True).words == ()
    assert Term("林业局").words == ()


def _text(chance, longest):
    return "".join(chance.choices("政务公开信A1，", k=chance.randint(1, longest)))


def test_a_phrase_of_which_every_second_pair_is_asked_finds_what_all_of_them_would(tmp_path):
    chance = random.Random(20170606)
    texts = [_text(chance, 14) for _ in range(1500)]
    index = EmbeddedIndex(tmp_path / "index", create=True)
    at = datetime(2017, 1, 1, tzinfo=UTC)
    index.fill(Item(Key("text", number), "", text, at) for number, text in enumerate(texts))
    following = [f" {' '.join(phrase(text))} " for text in texts]
    several = 0
    for asked in {_text(chance, 7) for _ in range(600)}:
        wanted = phrase(asked)
        if len(wanted) < 2:
            continue
        matching = Phrase(Field.EVERYTHING, wanted)
        found = index.search(Question(frozenset({PUBLIC}), matching, size=len(texts)))
        right = {number for number, held in enumerate(following) if f" {' '.join(wanted)} " in held}
        assert {hit.key.number for hit in found.hits} == right, asked
        several += len(wanted) > 3 and len(right) > 1
    assert several > 20
