"""The read interface described by itself: OpenAPI 3.1, each data set with its own paths and its own rows.

Words for people are Messages until the document is whole; then they are told in the language asked for.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.core.disclosure.formats.json_schema import Translate, row_schema
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, Field, Shown
from gongkai.core.messages import N_, Message

MOST_ROWS = 1_000
MOST_CHANGES = 200
LONGEST_CURSOR, LONGEST_WORDS, LONGEST_VALUE, MOST_VALUES = 600, 100, 200, 50
_RANGED = frozenset({
    ColumnType.DATE, ColumnType.DATETIME, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY,
    ColumnType.PERCENT, ColumnType.YEAR, ColumnType.YEARMONTH, ColumnType.QUARTER,
})  # fmt: skip
_DAY = {"type": "string", "format": "date"}
_BOUNDS: Mapping[ColumnType, dict[str, Any]] = {
    ColumnType.DATE: _DAY,
    ColumnType.DATETIME: {"anyOf": [_DAY, {"type": "string", "format": "date-time"}]},
}
_UNASKED = frozenset({ColumnType.PLACE, ColumnType.GEOJSON})
JSON = "application/json"
NUMBER: Mapping[str, Any] = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}

type Told = dict[str, Any]


def document(fields: Iterable[Field], title: str, address: str, translate: Translate = str) -> Told:
    """`address`: where the interface stands, without the last slash. `fields` come in the language of
    `translate`."""
    sets = [(field, each) for field in fields for each in field.data]
    paths: Told = {"/": _listing()}
    for field, data_set in sets:
        paths |= _paths(field, data_set)
    told = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1", "description": _ABOUT},
        "servers": [{"url": address}],
        "tags": [{"name": field.field, "description": field.title} for field in _unlike(sets)],
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": _object({"message": {"type": "string"}}),
                **{each.name: row_schema(each, translate) for _field, each in sets},
            },
        },
    }
    return {name: _spoken(each, translate) for name, each in told.items()}


def _spoken(told: Any, translate: Translate) -> Any:
    """The same with every Message in words."""
    if isinstance(told, Message):
        return told.in_language(translate)
    if isinstance(told, Mapping):
        return {name: _spoken(each, translate) for name, each in told.items()}
    return [_spoken(each, translate) for each in told] if isinstance(told, list | tuple) else told


_ABOUT = Message(N_(
    "各数据集的行、变更和格式说明。金额是以列中单位计的十进制文本；遮盖的列按公开的样子给出。"
    "列表按键翻页，next 为空即到末页。每个回答带 ETag。"
))  # fmt: skip


def asked_names(data_set: DataSet) -> frozenset[str]:
    """The query parameters by which rows are asked for, paging left out."""
    return frozenset(each["name"] for each in _questions(data_set))


def columns_asked_by(data_set: DataSet) -> tuple[Column, ...]:
    """Columns that everybody sees whole and that can be compared."""
    return tuple(
        each
        for each in data_set.columns
        if (each.personal is None or each.shown is Shown.WHOLE) and each.type not in _UNASKED
    )


def _unlike(sets: list[tuple[Field, DataSet]]) -> list[Field]:
    return list({field.field: field for field, _each in sets}.values())


def _listing() -> Told:
    one = _object(
        {
            "name": {"type": "string"}, "title": {"type": "string"}, "field": {"type": "string"},
            "about": {"type": "string"}, "rows": {"type": "integer"}, "sequence": {"type": "integer"},
            "released_at": {"type": ["string", "null"], "format": "date-time"},
            "address": {"type": "string"},
        }
    )  # fmt: skip
    told = _object({"data_sets": {"type": "array", "items": one}})
    return {"get": _operation("list", Message(N_("全部数据集")), [], told)}


def _paths(field: Field, data_set: DataSet) -> Told:
    name, tag = data_set.name, field.field
    title = {"title": data_set.title}
    row = {"$ref": f"#/components/schemas/{name}"}
    changed = {"allOf": [row, {"type": "object", "properties": {"_removed": {"type": "boolean"}}}]}
    number = {"name": "number", "in": "path", "required": True, "schema": NUMBER}
    as_of = _parameter("as_of", {"type": "string", "format": "date"}, Message(N_("那一天结束时的样子")))
    one = _operation(f"{name}_row", Message(N_("{title}：一行"), title), [number, as_of], row, tag, gone=True)
    past = _operation(
        f"{name}_versions", Message(N_("{title}：一行的各版"), title), [number],
        _object({"versions": {"type": "array", "items": row}}), tag, gone=True,
    )  # fmt: skip
    followed = _operation(
        f"{name}_changes", Message(N_("{title}：变更"), title), _following(), _changes(), tag
    )
    change = _operation(
        f"{name}_change", Message(N_("{title}：一次变更的行"), title), [number, _after_number(), _limit()],
        _page_of(changed), tag, gone=True,
    )  # fmt: skip
    return {
        f"/{name}/rows": {"get": _rows(field, data_set, row)},
        f"/{name}/rows/{{number}}": {"get": one},
        f"/{name}/rows/{{number}}/versions": {"get": past},
        f"/{name}/changes": {"get": followed},
        f"/{name}/changes/{{number}}": {"get": change},
    }


def _rows(field: Field, data_set: DataSet, row: Told) -> Told:
    """The list, which comes as a file, too: at once, or later at another address."""
    after = _parameter("after", {"type": "string", "maxLength": LONGEST_CURSOR}, Message(N_("上一页的 next")))
    asked = [*_questions(data_set), after, _limit()]
    listed = _operation(data_set.name, data_set.title, asked, _page_of(row), field.field)
    listed["description"] = data_set.about or field.about
    listed["responses"]["200"]["content"] |= {
        "text/csv": {"schema": {"type": "string"}},
        "application/vnd.apache.parquet": {"schema": {"type": "string"}},
    }
    listed["responses"] |= {
        "202": {"description": Message(N_("文件正在生成，Location 是它的地址"))},
        "406": _problem(Message(N_("不提供这种格式"))),
    }
    return listed


def _page_of(row: Told) -> Told:
    return _object({"rows": {"type": "array", "items": row}, "next": {"type": "string"}})


def _limit() -> Told:
    most = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
    return _parameter("limit", most, Message(N_("一页多少行")))


def _following() -> list[Told]:
    since = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_CHANGES}
    return [
        _parameter("since", since, Message(N_("已经取到的序号；不填从头取"))),
        _parameter("limit", limit, Message(N_("一页多少次变更"))),
    ]


def _after_number() -> Told:
    return _parameter("after", {"type": "string", "pattern": r"^\d{1,18}$"}, Message(N_("上一页的 next")))


def _changes() -> Told:
    one = _object(
        {
            "sequence": {"type": "integer"}, "released_at": {"type": "string", "format": "date-time"},
            "body": {"type": "string"}, "period": {"type": "string"}, "added": {"type": "integer"},
            "changed": {"type": "integer"}, "removed": {"type": "integer"}, "reason": {"type": "string"},
            "rows": {"type": "string"},
        }
    )  # fmt: skip
    return _object({
        "changes": {"type": "array", "items": one}, "next": {"type": "integer"}, "more": {"type": "boolean"},
    })  # fmt: skip


def _questions(data_set: DataSet) -> list[Told]:
    told = []
    for column in columns_asked_by(data_set):
        one = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}
        if column.enum:
            one = {"type": "string", "enum": [each.value for each in column.enum]}
        elif column.type is ColumnType.DATE:
            one = {"type": "string", "format": "date"}
        many = {"type": "array", "items": one, "maxItems": MOST_VALUES}
        told.append(
            _parameter(f"f-{column.name}", many, Message(N_("{title}，可以多选"), {"title": column.title}))
        )
        if column.type in _RANGED:
            bound = _BOUNDS.get(column.type, one)
            told.append(
                _parameter(
                    f"from-{column.name}", bound, Message(N_("{title}不小于"), {"title": column.title})
                )
            )
            told.append(
                _parameter(f"to-{column.name}", bound, Message(N_("{title}不大于"), {"title": column.title}))
            )
    if data_set.presentation.search:
        told.append(
            _parameter("q", {"type": "string", "maxLength": LONGEST_WORDS}, Message(N_("其中的文字")))
        )
    columns = {"type": "string", "maxLength": 2000, "pattern": r"^[a-z0-9_]+(,[a-z0-9_]+)*$"}
    order = {"type": "string", "maxLength": 200, "pattern": r"^-?[a-z0-9_]+(,-?[a-z0-9_]+){0,2}$"}
    return [
        *told,
        _parameter("by", {"type": "string", "maxLength": 60}, Message(N_("只要这个单位（代码）公布的"))),
        _parameter("as_of", {"type": "string", "format": "date"}, Message(N_("那一天结束时的名单"))),
        _parameter("sort", order, Message(N_("按哪些列排，前面加“-”为倒序"))),
        _parameter("columns", columns, Message(N_("只要这些列"))),
    ]


def _parameter(name: str, schema: Told, said: Message) -> Told:
    return {"name": name, "in": "query", "schema": schema, "description": said}


def _operation(
    name: str,
    summary: Message | str,
    parameters: list[Told],
    told: Told,
    tag: str = "",
    *,
    gone: bool = False,
) -> Told:
    answers = {
        "200": {
            "description": summary,
            "content": {JSON: {"schema": told}},
            "headers": {"ETag": {"schema": {"type": "string"}}},
        },
        "304": {"description": Message(N_("没有变化"))},
        "422": _problem(Message(N_("参数有误"))),
        "429": _problem(Message(N_("调用过于频繁"))),
    }
    if gone:
        answers["404"] = _problem(Message(N_("没有")))
    return {
        "operationId": name, "summary": summary, "parameters": parameters, "responses": answers,
        **({"tags": [tag]} if tag else {}),
    }  # fmt: skip


def _problem(said: Message) -> Told:
    return {
        "description": said,
        "content": {JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _object(properties: Told) -> Told:
    return {"type": "object", "properties": properties, "required": [*properties]}
