"""One table for both engines: what is typed, and what is found in which order."""

import pytest

from gongkai.foundation.search import asking, typed
from gongkai.foundation.search.clauses import Question
from gongkai.foundation.search.items import PUBLIC, Key, Order

SYNONYMS = {"土地": ["国土"], "国土": ["土地"]}


@pytest.fixture
def filled(index, make_item):
    index.fill(
        [
            make_item(1, "关于印发政务公开工作要点的通知", "各县人民政府：", day=3, year="2017",
                      body="office", numbers=["临政办发〔2017〕12号", "000014349/2017-00110"]),
            make_item(2, "政府信息公开指南", "政务服务中心公开的信息", day=5, year="2017", body="office"),
            make_item(3, "政務公開辦法", "由林業局負責解釋。", day=2, year="2016", body="forestry"),
            make_item(4, "林业局2016年度工作总结", "森林防火。", day=1, year="2016", body="forestry"),
            make_item(5, "通知，公告", "国土资源局：垚鑫公司\n2015 年挂牌出\n让，经办人：张　伟。",
                      day=4, year="2015", body="land"),
            make_item(6, "内部请示", "政务公开", day=6, audiences=["body:1"], body="office"),
            make_item(7, "政务公开", "问答", day=1, kind="page", year="2017"),
            make_item(8, "任免通知", "ＧＢ／Ｔ 37668 与 GB/T 9704、㎡，𠮷野、㐂，用APP 办理，二○一六年",
                      day=1, year="2015", body="land"),
        ]
    )  # fmt: skip
    return index


def asked(text, **more):
    read = typed.read(text)
    return Question(
        more.pop("audiences", frozenset({PUBLIC})), asking.matching(read, SYNONYMS), asking.excluded(read),
        asking.ranking(read, SYNONYMS), **more,
    )  # fmt: skip


def numbers(found):
    return [hit.key.number for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务公开", {1, 2, 3, 7}),  # 2 has the words 政务 and 公开
        ("“政务公开”", {1, 3, 7}),
        ("政務公開", {1, 2, 3, 7}),
        ("林业局", {3, 4}),
        ("林業局", {3, 4}),
        ("垚鑫", {5}),
        ("垚", {5}),
        ("鑫", {5}),
        ("通知公告", {5}),  # both words
        ("“通知公告”", set()),
        ("“通知，公告”", {5}),
        ("政务 指南", {2}),
        ("公开 -指南", {1, 3, 7}),
        ("公开 －“政务公开”", {2}),
        ("2016", {4}),
        ("2016年", {4}),
        ("2016年度工作", {4}),
        ("gb/t 37668", {8}),
        ("ＧＢ/T9704", set()),
        ("m2", {8}),
        ("临政办发〔2017〕12号", {1}),
        ("临政办发[2017]第012号", {1}),
        ("临政办发2017 12", {1}),
        ("000014349/2017-00110", {1}),
        ("00001434-9/201700110", {1}),
        ("临政办发", {1}),  # parts of a number
        ("临政办发 12号", {1}),
        ("2017-00110", {1}),
        ("张伟", {5}),  # as names of two characters are printed
        ("“张 伟”", {5}),
        ("“挂牌出让”", {5}),  # over the end of a line
        ("2015年", {5}),
        ("公告 -张伟", set()),
        ("𠮷野", {8}),
        ("𠮷", {8}),
        ("㐂", {8}),
        ("二〇一六", {8}),
        ("app", {8}),
        ("“APP办理”", {8}),
        ("土地资源", set()),
        ("土地", {5}),
        ("没有这样的话", set()),
        ("-公开", {4, 5, 8}),
    ],
)
def test_what_is_typed_finds(filled, text, expected):
    found = filled.search(asked(text))
    assert set(numbers(found)) == expected
    assert found.total == len(expected)
    assert not found.more


def test_the_very_title_stands_first_then_the_phrase_then_the_words(filled):
    assert numbers(filled.search(asked("政务公开")))[0] == 7
    assert numbers(filled.search(asked("政务公开")))[-1] == 2
    assert numbers(filled.search(asked("政府信息公开指南")))[0] == 2


def test_newest_first_and_on_by_key(filled):
    first = filled.search(asked("公开", order=Order.DATE, size=2))
    assert numbers(first) == [2, 1]
    assert first.total == 4
    rest = filled.search(asked("公开", order=Order.DATE, size=2, after=first.hits[-1].after))
    assert numbers(rest) == [3, 7]
    end = filled.search(asked("公开", order=Order.DATE, size=2, after=rest.hits[-1].after))
    assert numbers(end) == []


@pytest.mark.parametrize("after", ["²", "９", "-1", "x", "9" * 30])
def test_what_is_no_place_begins_at_the_beginning(filled, after):
    for order in Order:
        assert filled.search(asked("公开", order=order, after=after)).hits


def test_by_relevance_pages_neither_skip_nor_repeat(filled):
    seen, after = [], ""
    while hits := filled.search(asked("公开", size=1, after=after)).hits:
        seen.append(hits[0].key.number)
        after = hits[0].after
    assert sorted(seen) == [1, 2, 3, 7]


def test_facets_count_within_what_is_found_and_as_if_their_own_filter_were_not(filled):
    found = filled.search(asked("公开", counted=("body", "year")))
    assert found.facets["body"] == {"office": 2, "forestry": 1}
    assert found.facets["year"] == {"2017": 3, "2016": 1}
    found = filled.search(asked("公开", counted=("body", "year"), filters={"body": ("office",)}))
    assert set(numbers(found)) == {1, 2}
    assert found.total == 2
    assert found.facets["body"] == {"office": 2, "forestry": 1}
    assert found.facets["year"] == {"2017": 2}
    both = filled.search(asked("公开", filters={"body": ("office", "forestry"), "year": ("2016",)}))
    assert numbers(both) == [3]


def test_only_the_audiences_asked_for(filled):
    assert 6 not in numbers(filled.search(asked("政务")))
    assert 6 in numbers(filled.search(asked("政务", audiences=frozenset({PUBLIC, "body:1"}))))
    assert numbers(filled.search(asked("政务", audiences=frozenset({"body:1"})))) == [6]


def test_nothing_typed_finds_everything_newest_first_if_so_asked(filled):
    found = filled.search(asked("", order=Order.DATE, kinds=("document",)))
    assert numbers(found) == [2, 5, 1, 3, 4, 8] or numbers(found) == [2, 5, 1, 3, 8, 4]


def test_a_change_takes_the_place_of_what_was_and_what_is_gone_is_gone(filled, make_item):
    filled.change([make_item(1, "关于废止文件的决定")], [Key("document", 2), Key("document", 99)])
    assert set(numbers(filled.search(asked("公开")))) == {3, 7}
    assert numbers(filled.search(asked("废止"))) == [1]
    assert filled.count() == 7


def test_what_resembles_is_found_when_nothing_fits(filled):
    read = typed.read("政务公开工作要典的通知")
    assert numbers(filled.search(Question(frozenset({PUBLIC}), asking.matching(read, {})))) == []
    near = filled.search(Question(frozenset({PUBLIC}), next(asking.similar(read))))
    assert numbers(near)[0] == 1


def test_titles_come_as_they_were_written(filled):
    assert filled.titles(asked("“政务公开办法”")) == [(Key("document", 3), "政務公開辦法")]
