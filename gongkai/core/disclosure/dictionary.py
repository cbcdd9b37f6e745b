"""The data dictionary: a field as a page of Markdown, in the words of its declaration."""

import json
from collections.abc import Iterable, Iterator

from gongkai.core.disclosure.masking import public_content
from gongkai.core.disclosure.names import MODES, PERIODS, PERSONAL, SHOWN, STATES, TYPES, limits_of, owing_of
from gongkai.core.disclosure.schema import Column, DataSet, Field

_BREAK = "<br>"


def page(field: Field) -> str:
    """One field, all its data sets."""
    lines = [
        f"# {field.title}（{field.field}）",
        "",
        field.about,
        "",
        field.why,
        "",
        f"- 依据：{'；'.join(field.legal_basis)}",
        f"- 自 {field.in_force.isoformat()} 起施行",
        f"- 声明文件：`{field.file}`",
        "",
    ]
    for data_set in field.data:
        lines.extend(_data_set(data_set))
    return "\n".join(lines).rstrip() + "\n"


def index(fields: Iterable[Field]) -> str:
    """Every data set in one table, with a link to its page."""
    lines = [
        "# 数据字典",
        "",
        "由 `gongkai fields docs` 从 `gongkai/rules/fields/` 的声明生成；要改内容，改声明。",
        "",
        "| 领域 | 数据集 | 代号 | 公开时限 | 列 |",
        "|---|---|---|---|---|",
    ]
    for field in fields:
        for data_set in field.data:
            cells = (
                f"[{field.title}]({name_of(field)})", data_set.title, f"`{data_set.name}`",
                data_set.cadence.text, str(len(data_set.columns)),
            )  # fmt: skip
            lines.append(_row(cells))
    return "\n".join(lines) + "\n"


def name_of(field: Field) -> str:
    """The page's file name. A later version has a page of its own."""
    return field.file.rpartition("/")[2].removesuffix(".toml") + ".md"


def _data_set(data_set: DataSet) -> Iterator[str]:
    cadence = data_set.cadence
    yield f"## {data_set.title}（{data_set.name}）"
    yield ""
    if data_set.about:
        yield data_set.about
        yield ""
    keys = "、".join(data_set.column(name).title for name in data_set.key)
    yield f"- 公开时限：{cadence.text}" + (
        f"（从“{data_set.column(cadence.starts).title}”起算）" if cadence.starts else ""
    )
    if cadence.zero_return:
        yield f"- 没有内容的，{PERIODS[cadence.zero_return]}作一次说明（零报告）"
    yield f"- 公开期限：{cadence.stays_text}"
    yield f"- 由谁公开：{owing_of(data_set.owed_by)}"
    yield f"- 区分各行：{keys}；{MODES[data_set.mode]}"
    if data_set.counted_by:
        same = "、".join(data_set.column(name).title for name in data_set.counted_by)
        yield f"- 统计：同一“{same}”的各行算一件"
    if data_set.summed:
        year = data_set.column(data_set.year_column).title
        yield f"- 统计：“{data_set.column(data_set.summed).title}”按“{year}”的年份合计"
    for title, said in (
        ("依据", cadence.legal_basis),
        ("层级", "、".join(cadence.level)),
        ("渠道", "、".join(cadence.channels)),
        ("方式", "、".join(cadence.ways)),
        ("对象", cadence.audience),
    ):
        if said:
            yield f"- {title}：{said}"
    yield ""
    yield from _columns(data_set.columns)
    yield from _worked(data_set)
    yield "示例（公众看到的样子）："
    yield ""
    yield "```json"
    yield json.dumps(public_content(data_set, data_set.samples[0]), ensure_ascii=False, indent=2)
    yield "```"
    yield ""


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    yield "| 列 | 名称 | 类型 | 必填 | 限制 | 说明 | 对公众 |"
    yield "|---|---|---|---|---|---|---|"
    for column in columns:
        kind = TYPES[column.type] + (f"（{column.unit}）" if column.unit else "")
        said = [column.help] if column.help else []
        if column.enum:
            said.append("；".join(_option(each.value, each.title) for each in column.enum))
        shown = SHOWN[column.shown]
        if column.personal:
            shown = f"{PERSONAL[column.personal]}：{shown}"
        cells = (
            f"`{column.name}`", column.title, kind, "是" if column.required else "",
            _limits(column), _BREAK.join(said), shown,
        )  # fmt: skip
        yield _row(cells)
    yield ""


def _limits(column: Column) -> str:
    said = "，".join(str(each) for each in limits_of(column))
    return said.replace(column.pattern, f"`{column.pattern}`") if column.pattern else said


def _option(value: str, title: str) -> str:
    return title if value == title else f"{value} {title}"


def _worked(data_set: DataSet) -> Iterator[str]:
    for example in data_set.examples:
        provisional = "（暂定）" if example.provisional else ""
        state = STATES[example.state]
        yield f"- {example.about}：{example.due.isoformat()}{provisional}到期，{state}"
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", _BREAK) for cell in cells) + " |"
