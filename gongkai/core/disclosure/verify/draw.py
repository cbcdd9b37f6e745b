"""The file of a draw (双随机): what was committed to, what was drawn, and whether it holds.

The file is JSON, `format` "gongkai-draw/1": `pool` (plan, candidates, inspectors), `commitment` (list_digest,
share_digest, public_source, at), `share`, `public_value` (value, at), `drawn_at`, `operator`, `result` (key,
assignments). Whoever has it repeats the draw and compares; the commitment must also be found where it was
published before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.core.disclosure.logic.draw import (
    Assignment,
    Candidate,
    Commitment,
    Draw,
    Inspector,
    Plan,
    Pool,
    digest_of,
    draw,
)
from gongkai.core.messages import N_, Message

FORMAT = "gongkai-draw/1"
_TEXTS = frozenset({"name", "line", "code"})


@dataclass(frozen=True, slots=True)
class DrawFile:
    """Everything the file tells. `value_at`: when the public value came out. Times are ISO with offset."""

    pool: Pool
    commitment: Commitment
    share: str
    public_value: str
    value_at: str
    drawn_at: str
    operator: str
    result: Draw


@dataclass(frozen=True, slots=True)
class Verified:
    """`problems`: why the draw does not hold; none when it does. `notes`: what a reader should know though it
    holds."""

    problems: tuple[Message, ...]
    notes: tuple[Message, ...]
    file: DrawFile | None = None

    @property
    def holds(self) -> bool:
        return not self.problems


def content_of(file: DrawFile) -> dict[str, Any]:
    """The file's content, ready for JSON."""
    pool, said = file.pool, file.commitment
    return {
        "format": FORMAT,
        "pool": {
            "plan": {
                "name": pool.plan.name, "line": pool.plan.line, "objects": pool.plan.objects,
                "team": pool.plan.team, "most": pool.plan.most,
            },
            "candidates": [
                {"code": each.code, "name": each.name, "weight": each.weight} for each in pool.candidates
            ],
            "inspectors": [
                {"number": each.number, "lines": list(each.lines), "avoids": list(each.avoids)}
                for each in pool.inspectors
            ],
        },
        "commitment": {
            "list_digest": said.list_digest, "share_digest": said.share_digest,
            "public_source": said.public_source, "at": said.at,
        },
        "share": file.share,
        "public_value": {"value": file.public_value, "at": file.value_at},
        "drawn_at": file.drawn_at,
        "operator": file.operator,
        "result": {
            "key": file.result.key,
            "assignments": [
                {"code": each.code, "inspectors": list(each.inspectors), "short": each.short}
                for each in file.result.assignments
            ],
        },
    }  # fmt: skip


def read_draw(content: object) -> DrawFile:
    """Raises ValueError with a Message where the content is no draw."""
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise ValueError(Message(N_("不是抽取文件（format 应为 {format}）"), {"format": FORMAT}))
    try:
        return _read(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(Message(N_("抽取文件不完整：{detail}"), {"detail": str(error)})) from None


def verify(content: object) -> Verified:
    """Repeats the draw of the file's content and compares."""
    try:
        file = read_draw(content)
        problems = (*_commitment(file), *_order_of_events(file), *_result(file))
    except (ValueError, OverflowError) as error:
        said = error.args[0] if error.args else ""
        return Verified((said if isinstance(said, Message) else Message(N_("抽取文件里的值不对")),), ())
    return Verified(problems, tuple(_notes(file)), file)


def _read(content: Mapping[str, Any]) -> DrawFile:
    pool, said, result = content["pool"], content["commitment"], content["result"]
    return DrawFile(
        pool=Pool(
            Plan(**_only(pool["plan"], "name", "line", "objects", "team", "most")),
            tuple(Candidate(**_only(each, "code", "name", "weight")) for each in pool["candidates"]),
            tuple(
                Inspector(
                    _text(each["number"]), _texts(each["lines"]), _texts(each.get("avoids", ()))
                )
                for each in pool["inspectors"]
            ),
        ),
        commitment=Commitment(
            _text(said["list_digest"]), _text(said["share_digest"]), _text(said["public_source"]),
            _text(said["at"]),
        ),
        share=_text(content["share"]),
        public_value=_text(content["public_value"]["value"]),
        value_at=_text(content["public_value"]["at"]),
        drawn_at=_text(content["drawn_at"]),
        operator=_text(content["operator"]),
        result=Draw(
            _text(result["key"]),
            tuple(
                Assignment(_text(each["code"]), _texts(each["inspectors"]), bool(each["short"]))
                for each in result["assignments"]
            ),
        ),
    )  # fmt: skip


def _only(record: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The values of those names: texts, and whole numbers where numbers belong, for they are hashed as they
    stand."""
    values = {name: record[name] for name in names if name in record}
    for name, value in values.items():
        if type(value) is not (str if name in _TEXTS else int):
            raise TypeError(repr(value))
    return values


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(repr(value))
    return value


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(repr(values))
    return tuple(_text(value) for value in values)


def _commitment(file: DrawFile) -> Iterable[Message]:
    if file.pool.digest != file.commitment.list_digest:
        yield Message(N_("名录、人员或者抽取办法与事先公布的摘要不一致，抽取前后被改动过"))
    if digest_of(file.share) != file.commitment.share_digest:
        yield Message(N_("公开的随机份额与事先公布的摘要不一致"))
    if not file.commitment.public_source.strip() or not file.public_value.strip():
        yield Message(N_("没有写明用哪个公开数值，或者数值是空的"))


def _order_of_events(file: DrawFile) -> Iterable[Message]:
    times = []
    for text in (file.commitment.at, file.value_at, file.drawn_at):
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(Message(N_("时间 {at} 没有写明时区"), {"at": text}))
        times.append(at)
    committed, known, drawn = times
    if known <= committed:
        yield Message(N_("公开数值在承诺公布之前就已经知道，结果可以事先挑选"))
    if drawn < known:
        yield Message(N_("抽取早于公开数值的公布"))


def _result(file: DrawFile) -> Iterable[Message]:
    again = draw(file.pool, file.share, file.public_value)
    if again.key != file.result.key:
        yield Message(N_("重算的随机种子与文件中的不一致"))
    codes = [each.code for each in again.assignments]
    claimed = [each.code for each in file.result.assignments]
    if codes != claimed:
        values = {
            "missing": "、".join(code for code in codes if code not in claimed) or "—",
            "extra": "、".join(code for code in claimed if code not in codes) or "—",
        }
        yield Message(N_("抽中的对象与重算的不一致：少了 {missing}，多了 {extra}（次序也应相同）"), values)
    said = {each.code: each for each in file.result.assignments}
    for each in again.assignments:
        if each.code in said and said[each.code] != each:
            values = {"code": each.code, "again": "、".join(each.inspectors) or "—"}
            yield Message(N_("{code} 的执法人员与重算的不一致，应为 {again}"), values)


def _notes(file: DrawFile) -> Iterable[Message]:
    short = [each.code for each in file.result.assignments if each.short]
    if short:
        values = {"codes": "、".join(short)}
        yield Message(N_("可以派的执法人员不够：{codes}"), values)
    values = {"digest": file.commitment.list_digest, "at": file.commitment.at}
    yield Message(N_("请再核对：摘要 {digest} 确实在 {at} 公布过"), values)
