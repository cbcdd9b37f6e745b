"""The engine of a province: an OpenSearch beside the installation, spoken to over HTTP.

Tokens are made here as for the embedded engine, so both find the same. The tests hold it against a stand-in
that speaks OpenSearch's language; it has not been tried on a real OpenSearch.
"""

import base64
import http.client
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from gongkai.foundation.search import engine
from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Question, Some, Value
from gongkai.foundation.search.engine import DEEPEST, Unavailable
from gongkai.foundation.search.items import NOTHING, Found, Hit, Item, Key, Order
from gongkai.foundation.search.tokens import BREAK, joined

_SECONDS = 30
_COUNTED = 100_000  # hits; beyond that the total says "more"
_MOST_VALUES = 200
_BATCH = 500

type Body = Mapping[str, Any]

_WORDS = {"type": "text", "analyzer": "whitespace"}
_WHOLE = {"type": "keyword"}
_SETTINGS: Body = {
    "mappings": {
        "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": _WHOLE}}],
        "properties": {
            "key": _WHOLE, "kind": _WHOLE, "audience": _WHOLE, "moment": {"type": "long"},
            "stored_title": {"type": "keyword", "index": False, "doc_values": False},
            Field.TITLE: _WORDS, Field.EVERYTHING: _WORDS, Field.WHOLE_TITLE: _WHOLE, Field.NUMBER: _WHOLE,
        },
    }
}  # fmt: skip


class OpenSearchIndex:
    """`name` is an index or an alias of one. `url` may hold a name and password."""

    def __init__(self, url: str, name: str) -> None:
        self._url: SplitResult = urlsplit(url)
        self.name = name

    @classmethod
    def begin(cls, url: str, alias: str) -> Self:
        """A new, empty index that will stand behind the alias."""
        made = cls(url, f"{alias}-{uuid.uuid4().hex[:12]}")
        made._call("PUT", f"/{made.name}", _SETTINGS)
        return made

    def put_in_use(self, alias: str) -> None:
        """The alias leads here from now on; the index it led to goes."""
        before = self._call("GET", f"/_alias/{alias}", missing={})
        others = [name for name in before if name != self.name]
        moved = [{"remove": {"index": name, "alias": alias}} for name in others]
        self._call("POST", "/_aliases", {"actions": [*moved, {"add": {"index": self.name, "alias": alias}}]})
        for name in others:
            self._call("DELETE", f"/{name}")

    def fill(self, items: Iterable[Item]) -> None:
        for part in batched(items, _BATCH):
            self._bulk(part, ())
        self._call("POST", f"/{self.name}/_refresh")

    def change(self, added: Iterable[Item], removed: Collection[Key]) -> None:
        self._bulk(added, removed)
        self._call("POST", f"/{self.name}/_refresh")

    def count(self) -> int:
        return int(self._call("GET", f"/{self.name}/_count")["count"])

    def search(self, question: Question) -> Found:
        if engine.offset(question) >= DEEPEST:
            return NOTHING
        told = self._call("POST", f"/{self.name}/_search", _asked(question))
        hits = []
        for place, each in enumerate(told["hits"]["hits"], engine.offset(question) + 1):
            by_date = question.order is Order.DATE
            after = str(each["sort"][0]) if by_date else engine.key_behind(place)
            hits.append(Hit(Key.read(each["_id"]), after))
        total = told["hits"]["total"]
        facets = {name: _values(told["aggregations"][name]["values"]) for name in question.counted}
        return Found(hits, int(total["value"]), total["relation"] == "gte", facets)

    def titles(self, question: Question) -> list[tuple[Key, str]]:
        asked = {**_asked(question), "_source": ["stored_title"]}
        found = self._call("POST", f"/{self.name}/_search", asked)["hits"]["hits"]
        return [(Key.read(each["_id"]), each["_source"]["stored_title"]) for each in found]

    def _bulk(self, added: Iterable[Item], removed: Collection[Key]) -> None:
        lines: list[Body] = [{"delete": {"_id": str(key)}} for key in removed]
        for item in added:
            lines += [{"index": {"_id": str(item.key)}}, _document(item)]
        if not lines:
            return
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        told = self._send("POST", f"/{self.name}/_bulk", text.encode(), "application/x-ndjson")
        failed = [row["index"] for row in told["items"] if "index" in row and row["index"]["status"] >= 300]
        if failed:
            raise Unavailable(f"not taken: {failed[:3]}")

    def _call(self, method: str, path: str, body: Body | None = None, missing: Any = None) -> Any:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self._send(method, path, content, "application/json", missing)

    def _send(self, method: str, path: str, content: bytes, content_type: str, missing: Any = None) -> Any:
        secure = self._url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(self._url.hostname or "", self._url.port, timeout=_SECONDS)
        headers = {"Content-Type": content_type}
        if self._url.username:
            who = f"{self._url.username}:{self._url.password or ''}".encode()
            headers["Authorization"] = "Basic " + base64.b64encode(who).decode()
        try:
            connection.request(method, self._url.path.rstrip("/") + path, content or None, headers)
            answer = connection.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(str(error)) from error
        finally:
            connection.close()
        if answer.status == http.HTTPStatus.NOT_FOUND and missing is not None:
            return missing
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise Unavailable(f"{method} {path}: {answer.status} {told[:300]!r}")
        return json.loads(told) if told else {}


def _document(item: Item) -> Body:
    title = joined(item.title)
    everything = " ".join((title, joined(item.text), *map(joined, item.numbers)))
    return {
        "key": str(item.key), "kind": item.key.kind, "audience": sorted(item.audiences),
        "moment": engine.moment(item), "stored_title": item.title, "facets": engine.kept_facets(item),
        Field.TITLE: title, Field.EVERYTHING: everything,
        Field.WHOLE_TITLE: engine.whole_title(item.title), Field.NUMBER: engine.number_keys(item),
    }  # fmt: skip


def _asked(question: Question) -> dict[str, Any]:
    must: list[Body] = [] if question.matching is None else [_query(question.matching)]
    base: list[Body] = [{"terms": {"audience": sorted(question.audiences)}}]
    if question.kinds:
        base.append({"terms": {"kind": list(question.kinds)}})
    lifted = [] if question.order is Order.DATE else [_query(each) for each in question.ranking]
    chosen = {name: {"terms": {f"facets.{name}": list(values)}} for name, values in question.filters.items()}
    asked: dict[str, Any] = {
        "query": {
            "bool": {
                "must": must, "filter": base, "should": lifted, "minimum_should_match": 0,
                "must_not": [_query(each) for each in question.excluded],
            }
        },
        "post_filter": {"bool": {"filter": list(chosen.values())}},
        "size": question.size, "track_total_hits": _COUNTED, "_source": False,
        "aggs": {name: _facet(name, chosen) for name in question.counted},
    }  # fmt: skip
    if question.order is Order.DATE:
        asked["sort"] = [{"moment": "desc"}]
        after = engine.after(question)
        if after is not None:
            asked["search_after"] = [after]
    else:
        asked["from"] = engine.offset(question)
    return asked


def _facet(name: str, chosen: Mapping[str, Body]) -> Body:
    """Counted within what is chosen by the other facets."""
    others = [each for other, each in chosen.items() if other != name]
    return {
        "filter": {"bool": {"filter": others}},
        "aggs": {"values": {"terms": {"field": f"facets.{name}", "size": _MOST_VALUES}}},
    }


def _query(clause: Clause) -> Body:
    match clause:
        case Phrase(field, tokens, weight):
            kind = "match_phrase" if len(tokens) > 1 else "match"
            following = " ".join(token for token in tokens if token != BREAK)
            return {kind: {field.value: {"query": following, "boost": weight}}}
        case Character(field, character, weight):
            pattern = f"{character}|{character}.|.{character}"
            return {"regexp": {field.value: {"value": pattern, "boost": weight}}}
        case Value(field, value, weight):
            return {"constant_score": {"filter": {"term": {field.value: value}}, "boost": weight}}
        case Every(parts):
            return {"bool": {"must": [_query(part) for part in parts]}}
        case Some(parts, least):
            return {"bool": {"should": [_query(part) for part in parts], "minimum_should_match": least}}


def _values(told: Body) -> dict[str, int]:
    return {str(each["key"]): int(each["doc_count"]) for each in told["buckets"]}
