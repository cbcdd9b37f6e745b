"""A declaration in another language: what people read, and nothing else of it."""

from dataclasses import replace

from gongkai.core.disclosure.schema import Option
from gongkai.core.disclosure.translated import data_set_in, words_of
from gongkai.core.messages import Message, declared, listed
from tests.core.disclosure.declared import field

FIELD = field()
PERMITS = FIELD.data[0]
SPOKEN = {"许可决定": "Permits", "文号": "Number", "费用": "Fee", "元": "yuan", "警告": "Warning"}


def say(word: str) -> str:
    return SPOKEN.get(word, word)


def test_what_people_read_is_translated_and_the_rest_is_not():
    kinds = replace(PERMITS.column("seal"), enum=(Option("w", "警告"), Option("x", "别的")))
    told = data_set_in(replace(PERMITS, columns=(*PERMITS.columns, replace(kinds, name="kind"))), say)
    assert (told.title, told.column("number").title) == ("Permits", "Number")
    assert told.column("party").title == "相对人"  # has no translation
    assert [(each.value, each.title) for each in told.column("kind").enum] == [
        ("w", "Warning"),
        ("x", "别的"),
    ]
    assert told.column("fee").unit == "元"  # money is reckoned by it
    assert told.cadence.legal_basis == PERMITS.cadence.legal_basis
    assert told.samples == PERMITS.samples


def test_every_word_is_asked_for_once_and_none_is_empty():
    words = words_of(FIELD)
    assert {"许可", "许可决定", "相对人", "元", "{party} {number}", "自作出决定之日起7个工作日"} <= set(words)
    assert len(words) == len(set(words))
    assert all(words)
    assert "某办法第一条" not in words


def test_a_word_inside_a_sentence_is_looked_up_in_its_context():
    catalogue = {
        "data\x04批准": "Approval",
        "批准": "Approve",
        "、": ", ",
        "{words}不全": "incomplete: {words}",
    }
    both = listed([declared("批准"), declared("没有译的")])
    sentence = Message("{words}不全", {"words": both})
    assert sentence.in_language(lambda text: catalogue.get(text, text)) == "incomplete: Approval, 没有译的"
    assert str(sentence) == "批准、没有译的不全"
