"""The engine on this machine: tantivy, in a folder. Many may read, one may write (tantivy locks the folder).

A commit is whole or not there: a writer killed halfway leaves the last commit.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import tantivy

from gongkai.foundation.search import engine, heights
from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Question, Some, Value
from gongkai.foundation.search.engine import DEEPEST, Unavailable
from gongkai.foundation.search.items import NOTHING, Found, Hit, Item, Key, Order
from gongkai.foundation.search.tokens import BREAK, runs

FORMAT = 3
"""Raised when fields or tokens change: an index of another format is built anew."""
_MOST_VALUES = 200  # of a facet
_FILLING_THREADS = 2
_HEAP = 256 << 20  # bytes
_TOKENS, _RAW = "tokens", "raw"
_NOTHING = "_"  # written for a place that stays empty; no token is like it
_EMPTY = 1  # such places behind a BREAK
_BETWEEN = f" {BREAK}{f' {_NOTHING}' * _EMPTY} "
_BASIC = "basic"
_META = "meta.json"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_text_field("kind", tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_text_field("stored_title", stored=True, tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_text_field(Field.TITLE, tokenizer_name=_TOKENS, index_option="position")
    builder.add_text_field(Field.EVERYTHING, tokenizer_name=_TOKENS, index_option="position")
    builder.add_text_field(Field.WHOLE_TITLE, tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_text_field(Field.NUMBER, tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_text_field("audience", tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_json_field("facets", fast=True, tokenizer_name=_RAW, index_option=_BASIC)
    builder.add_unsigned_field("moment", stored=True, indexed=True, fast=True)
    return builder.build()


def _cutting() -> tantivy.TextAnalyzer:
    """At blanks; what is written for nothing counts as a place and is not kept."""
    nothing = tantivy.Filter.custom_stopword([_NOTHING])
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(nothing).build()


_SCHEMA = _schema()


class EmbeddedIndex:
    """An index in a folder; an empty one is made where there is none and `create` says so."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        elif not (folder / _META).exists():
            raise Unavailable(str(folder))
        try:
            self._index = tantivy.Index(_SCHEMA, path=str(folder), reuse=True)
        except (ValueError, OSError) as error:
            raise Unavailable(str(error)) from error
        self._index.register_tokenizer(_TOKENS, _cutting())
        self._index.config_reader("manual")
        self._seen = 0
        self._reload()

    def fill(self, items: Iterable[Item]) -> None:
        writer = self._writer(_FILLING_THREADS)
        for item in items:
            writer.add_document(_document(item))
        self._commit(writer)

    def change(self, added: Iterable[Item], removed: Collection[Key]) -> None:
        writer = self._writer(1)
        for key in removed:
            writer.delete_documents_by_term("key", str(key))
        for item in added:
            writer.delete_documents_by_term("key", str(item.key))
            writer.add_document(_document(item))
        self._commit(writer)

    def _writer(self, threads: int) -> tantivy.IndexWriter:
        """Raises Unavailable when another process writes."""
        try:
            return self._index.writer(heap_size=_HEAP, num_threads=threads)
        except ValueError as error:
            raise Unavailable(str(error)) from error

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._reload()

    def count(self) -> int:
        self._reload()
        return int(self._index.searcher().num_docs)

    def search(self, question: Question) -> Found:
        self._reload()
        searcher = self._index.searcher()
        matching = _matching(question)
        offset = engine.offset(question)
        if offset >= DEEPEST:
            return NOTHING
        hits = []
        for place, (_, address) in enumerate(_page(searcher, question, matching, offset), offset + 1):
            told = searcher.doc(address)
            key = Key.read(str(told.get_first("key")))
            moment = told.get_first("moment")
            hits.append(Hit(key, str(moment) if question.order is Order.DATE else engine.key_behind(place)))
        total, facets = _counted(searcher, question, matching)
        return Found(hits, total, facets=facets)

    def titles(self, question: Question) -> list[tuple[Key, str]]:
        self._reload()
        searcher = self._index.searcher()
        found = searcher.search(_ranked(question, _matching(question)), limit=question.size, count=False)
        told = [searcher.doc(address) for _, address in found.hits]
        return [(Key.read(str(each.get_first("key"))), str(each.get_first("stored_title"))) for each in told]

    def _reload(self) -> None:
        """See what has been committed since; by another process, too."""
        try:
            written = os.stat(self.folder / _META).st_mtime_ns
        except FileNotFoundError as error:
            raise Unavailable(str(self.folder)) from error
        if written != self._seen:
            self._index.reload()
            self._seen = written


def _document(item: Item) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("key", str(item.key))
    made.add_text("kind", item.key.kind)
    made.add_text("stored_title", item.title)
    made.add_text(Field.TITLE, _placed(item.title))
    made.add_text(Field.EVERYTHING, _placed(item.title, item.text, *item.numbers))
    made.add_text(Field.WHOLE_TITLE, engine.whole_title(item.title))
    for number in engine.number_keys(item):
        made.add_text(Field.NUMBER, number)
    for audience in item.audiences:
        made.add_text("audience", audience)
    made.add_json("facets", json.dumps(engine.kept_facets(item), ensure_ascii=False))
    made.add_unsigned("moment", engine.moment(item))
    return made


def _page(
    searcher: tantivy.Searcher, question: Question, matching: tantivy.Query, offset: int
) -> Sequence[tuple[Any, tantivy.DocAddress]]:
    """(what it is put in order by, address) of the hits from place `offset` on."""
    if question.order is Order.DATE:
        older = _older(matching, question)
        return searcher.search(older, question.size, count=False, order_by_field="moment").hits
    if question.ranking:
        found = searcher.search(_titled(question, matching), question.size, count=False, offset=offset).hits
        if len(found) == question.size and found[-1][0] > _highest_untitled(searcher, question):
            return found
    return searcher.search(_ranked(question, matching), question.size, count=False, offset=offset).hits


def _highest_untitled(searcher: tantivy.Searcher, question: Question) -> float:
    """No hit that `_titled` leaves out ranks above this. The engine reckons with items taken out as well, as
    long as it keeps them."""
    of_all = sum(count for _, count in searcher.terms_with_prefix("kind", ""))

    def rare(field: Field, token: str) -> float:
        return heights.rarity(searcher.doc_freq(field, token), of_all)

    def told(phrase: Phrase) -> Iterator[str]:
        return (token for _, token in _telling(phrase.tokens))

    left = [each for each in question.ranking if not heights.told_by_title(each)]
    if question.matching is not None:
        left.append(question.matching)
    return heights.highest(left, rare, told)


def _older(query: tantivy.Query, question: Question) -> tantivy.Query:
    after = engine.after(question)
    if after is None:
        return query
    older = tantivy.Query.range_query(
        _SCHEMA, "moment", tantivy.FieldType.Unsigned, upper_bound=after, include_upper=False
    )
    return query.and_must_match(older)


def _matching(question: Question, without: str = "") -> tantivy.Query:
    """`without`: a facet whose filter is left out."""
    parts = [(tantivy.Occur.Must, _one_of("audience", question.audiences))]
    if question.kinds:
        parts.append((tantivy.Occur.Must, _one_of("kind", question.kinds)))
    for name, values in question.filters.items():
        if name != without:
            parts.append((tantivy.Occur.Must, _one_of(f"facets.{name}", values)))
    parts = [(occur, tantivy.Query.const_score_query(query, 0.0)) for occur, query in parts]
    if question.matching is not None:
        parts.append((tantivy.Occur.Must, _query(question.matching)))
    parts += [(tantivy.Occur.MustNot, _query(each)) for each in question.excluded]
    return tantivy.Query.boolean_query(parts)


def _ranked(question: Question, matching: tantivy.Query) -> tantivy.Query:
    if not question.ranking:
        return matching
    lifted = [(tantivy.Occur.Should, _query(each)) for each in question.ranking]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), *lifted])


def _titled(question: Question, matching: tantivy.Query) -> tantivy.Query:
    """Of `_ranked` only those that rank by their title, too: few, where a word stands in most texts."""
    by_title = [_query(each) for each in question.ranking if heights.told_by_title(each)]
    others = [_query(each) for each in question.ranking if not heights.told_by_title(each)]
    titled = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in by_title])
    return tantivy.Query.boolean_query(
        [
            *((tantivy.Occur.Must, each) for each in (titled, matching)),
            *((tantivy.Occur.Should, each) for each in others),
        ]
    )


def _one_of(field: str, values: Iterable[str]) -> tantivy.Query:
    queries = [_whole(field, value) for value in sorted(values)]
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _whole(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, field, value, index_option=_BASIC)


def _query(clause: Clause) -> tantivy.Query:
    match clause:
        case Phrase(field, tokens, weight):
            return tantivy.Query.boost_query(_phrase(field, tokens), weight)
        case Character(field, character, weight):
            pattern = f"{character}|{character}.|.{character}"
            return tantivy.Query.boost_query(tantivy.Query.regex_query(_SCHEMA, field, pattern), weight)
        case Value(field, value, weight):
            return tantivy.Query.const_score_query(_whole(field, value), weight)
        case Every(parts):
            return _boolean(tantivy.Occur.Must, parts)
        case Some(parts, least):
            return _boolean(tantivy.Occur.Should, parts, least)


def _phrase(field: str, tokens: Sequence[str]) -> tantivy.Query:
    if len(tokens) == 1:
        return tantivy.Query.term_query(_SCHEMA, field, tokens[0], index_option="freq")
    return tantivy.Query.phrase_query(_SCHEMA, field, list(_telling(tokens)))


def _telling(tokens: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Of a phrase the tokens that tell it from every other, with their places: of each run every second, and
    the last. What lies between two that are two places apart begins as the one ends and ends as the other
    begins; nothing else can lie there, as places two apart are always of one run: see `_placed`."""
    begins = 0
    for is_break, some in groupby(tokens, lambda token: token == BREAK):
        run = list(some)
        if is_break:
            yield begins, BREAK
            begins += 1 + _EMPTY
            continue
        last = len(run) - 1
        yield from ((begins + at, run[at]) for at in (*range(0, last, 2), last))
        begins += len(run)


def _placed(*texts: str) -> str:
    """Texts one behind the other as the index cuts them up again: tokens, and between two runs a BREAK and a
    place that stays empty, so that the end of one and the beginning of the next are more than two apart."""
    return _BETWEEN.join(" ".join(tokens) for text in texts for tokens in runs(text))


def _boolean(occur: tantivy.Occur, parts: Sequence[Clause], least: int | None = None) -> tantivy.Query:
    return tantivy.Query.boolean_query([(occur, _query(part)) for part in parts], least)


def _counted(
    searcher: tantivy.Searcher, question: Question, matching: tantivy.Query
) -> tuple[int, dict[str, dict[str, int]]]:
    filtered = [name for name in question.counted if name in question.filters]
    plain = [name for name in question.counted if name not in question.filters]
    told = searcher.aggregate(matching, {"total": _TOTAL, **{name: _terms(name) for name in plain}})
    for name in filtered:
        told |= searcher.aggregate(_matching(question, without=name), {name: _terms(name)})
    facets = {name: _values(told[name]) for name in question.counted}
    return int(told["total"]["value"]), facets


_TOTAL = {"value_count": {"field": "moment"}}


def _terms(name: str) -> dict[str, Any]:
    return {"terms": {"field": f"facets.{name}", "size": _MOST_VALUES}}


def _values(told: dict[str, Any]) -> dict[str, int]:
    return {str(each["key"]): int(each["doc_count"]) for each in told["buckets"]}
