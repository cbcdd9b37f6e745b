"""政府信息公开保密审查单 as a tagged PDF (PDF/UA-1): one page of facts, the list, the findings, the
result."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from gongkai.core.workdays import written
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.printing.fonts import Fonts, installed
from gongkai.publishing import law
from gongkai.publishing.models import Edition
from gongkai.publishing.queries.gate import FindingLine, GateCard
from gongkai.publishing.queries.visible import edition_visible_to, reads_words

TEMPLATES = Path(str(resources.files("gongkai.publishing.papers")))
_ANSWERS = {"clear": "没有问题", "concern": "有问题", "not_applicable": "不涉及", "": "未审查"}
_VERDICTS = {
    "masked": "应当遮盖", "stays": "可以保留", "false_alarm": "不属于", "declassified": "已经解密",
    "": "未认定",
}  # fmt: skip


def gate_form(actor: Actor, card: GateCard, day: Any) -> bytes:
    """The form of a review. What was found is printed for who may read the words, and always masked: a paper
    must not carry on what the review keeps back. Raises NoSuchEditionError."""
    edition = edition_visible_to(actor, card.edition, day)
    return _compiled(sheet=_sheet(card, edition, reads_words(actor, edition, day)))


def _sheet(card: GateCard, edition: Edition, reads: bool) -> dict[str, Any]:
    on = timezone.localdate(card.decided_at or card.opened_at)
    body = organisations.latest_bodies([edition.body_id])[edition.body_id].name
    results = {each.code.value: each.title for each in law.gate().result}
    return {
        "title": "政府信息公开保密审查单",
        "body": body,
        "facts": _facts(card, edition, body, reads),
        "parts": [_items(card), *([_findings(card)] if card.findings else [])],
        "result": results.get(card.result, "退回，没有通过" if card.decided_at else "审查中"),
        "reason": card.reason,
        "reviewer": card.reviewer,
        "day": str(written(on)) if card.decided_at else "",
        "digest": card.digest,
    }


def _facts(card: GateCard, edition: Edition, body: str, reads: bool) -> list[list[str]]:
    document = edition.document
    facts: list[list[str]] = [
        ["制作机关", body],
        ["标题", edition.title if reads else "（不公开）"],
        ["类别", law.kind_of(document.kind).title],
        ["发文字号", document.number or "（未编）"],
        ["版本", f"第 {edition.number} 版"],
        ["送审日期", str(written(timezone.localdate(card.opened_at)))],
    ]
    if card.referred:
        said = f"报{card.referred['to']}：{card.referred['reason']}"
        if "ruling" in card.referred:
            said += f"；答复：{card.referred['ruling']}（{card.referred['basis']}）"
        facts.append(["报审", said])
    return facts


def _items(card: GateCard) -> dict[str, Any]:
    rows = [
        [
            str(number),
            each.text,
            each.article,
            _ANSWERS[each.answer] + (f"：{each.note}" if each.note else ""),
        ]
        for number, each in enumerate(card.items, start=1)
    ]
    return {
        "heading": "逐项审查", "widths": [1, 7, 6, 4], "head": ["序号", "审查内容", "依据", "结果"], "rows":
        rows
    }  # fmt: skip


def _findings(card: GateCard) -> dict[str, Any]:
    return {
        "heading": "机器发现的内容及认定", "widths": [4, 5, 4, 6], "head": ["内容", "位置", "认定", "理由"],
        "rows": [
            [f"{each.title}：{_shown(each)}", _place(each), _VERDICTS[each.judged], _reason(each)]
            for each in card.findings
        ],
    }  # fmt: skip


def _shown(each: FindingLine) -> str:
    """The first and the last character of what was found."""
    words = each.passage.strip()
    return f"{words[:1]}…{words[-1:]}" if words else ""


def _place(each: FindingLine) -> str:
    seen = "（看不见的内容）" if each.hidden else ""
    return f"{each.where or '正文'}{seen}" + (f"，共 {each.times} 处" if each.times > 1 else "")


def _reason(each: FindingLine) -> str:
    return each.reason + (f"（{each.basis}）" if each.basis else "")


def _compiled(sheet: Mapping[str, Any]) -> bytes:
    shelf, chosen = installed()
    named = {name: getattr(chosen, name) for name in Fonts.__slots__}
    return typst.compile(
        str(TEMPLATES / "gate.typ"),
        root=str(TEMPLATES),
        font_paths=shelf,
        ignore_system_fonts=True,  # `shelf` holds them already
        sys_inputs={"sheet": json.dumps({**sheet, "fonts": named}, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
