"""The embedded engine looks through titles first; what it gives is what the whole would have given."""

from gongkai.foundation.search import asking, embedded, typed
from gongkai.foundation.search.clauses import Question
from gongkai.foundation.search.embedded import EmbeddedIndex
from gongkai.foundation.search.items import PUBLIC
from tests.bench import search_corpus

ITEMS = 400
TYPED = (
    "公开", "政府信息公开", "“政府信息公开”", "“行政处罚决定”", "安全生产 食品", "公开 -“政府信息公开”",
    "2017年", "兰山 养老服务", "环", "关于印发2016年工作要点的通知", "鑫源 批复", "沂南县教育局",
    "同志 任职 王", "办公地点",
)  # fmt: skip


def _order(hits) -> list[tuple[int, int]]:
    return [(address.segment_ord, address.doc) for _, address in hits]


def test_titles_first_gives_the_same_pages_as_all_at_once(tmp_path):
    index = EmbeddedIndex(tmp_path / "index", create=True)
    items = list(search_corpus.items(ITEMS))
    index.fill(items)
    index.change(items[: ITEMS // 3], [each.key for each in items[ITEMS // 2 : ITEMS // 2 + 90]])
    searcher = index._index.searcher()
    sooner = later = 0
    for text in TYPED:
        read = typed.read(text)
        question = Question(
            frozenset({PUBLIC}), asking.matching(read, {"食品": ["食品安全"]}), asking.excluded(read),
            asking.ranking(read, {"食品": ["食品安全"]}), size=5,
        )  # fmt: skip
        matching = embedded._matching(question)
        bound = embedded._highest_untitled(searcher, question)
        whole = searcher.search(embedded._ranked(question, matching), ITEMS, count=False).hits
        titled = {*_order(searcher.search(embedded._titled(question, matching), ITEMS, count=False).hits)}
        left_out = [score for score, address in whole if (address.segment_ord, address.doc) not in titled]
        assert all(score <= bound for score in left_out), text
        for offset in range(0, len(whole), 5):
            page = embedded._page(searcher, question, matching, offset)
            assert _order(page) == _order(whole[offset : offset + 5]), (text, offset)
            if page[-1][0] > bound:
                sooner += 1
            else:
                later += 1
    assert sooner > 20
    assert later > 20
