"""An issue as pages for print: a tagged PDF (PDF/UA-1) with cover, contents, mirrored margins, running
heads."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from gongkai.foundation.printing.fonts import Fonts, installed
from gongkai.publishing.gazette.papers.blocks import (
    Block,
    Cell,
    Listing,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
)
from gongkai.publishing.gazette.papers.printed import PrintedEntry, PrintedIssue

_TEMPLATE = resources.files("gongkai.publishing.gazette.papers") / "issue.typ"


@dataclass(frozen=True, slots=True)
class Pages:
    """`places`: entry → page it begins on, as printed. `count`: sheets' sides in all, cover included."""

    content: bytes
    count: int
    places: Mapping[int, int]


def to_pages(issue: PrintedIssue) -> Pages:
    """Set the issue. Pictures lie in a folder of their own while it is done."""
    with tempfile.TemporaryDirectory(prefix="gongkai-gazette-") as folder:
        root = Path(folder)
        page = root / "issue.typ"
        page.write_text(_TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        for number, (ending, content) in issue.pictures.items():
            (root / f"{number}.{ending}").write_bytes(content)
        shelf, chosen = installed()
        asked: dict[str, Any] = {
            "root": str(root),
            "font_paths": shelf,
            "ignore_system_fonts": True,  # `shelf` holds them already
            "sys_inputs": {"issue": json.dumps(_input(issue, chosen), ensure_ascii=False)},
        }
        content = typst.compile(str(page), pdf_standards=["ua-1"], timestamp=0, **asked)
        marks = json.loads(typst.query(str(page), "<place>", field="value", **asked))
    places = {int(each["entry"]): int(each["page"]) for each in marks if each["entry"]}
    count = next(int(each["page"]) for each in marks if not each["entry"])
    return Pages(content, count, places)


def _input(issue: PrintedIssue, fonts: Fonts) -> dict[str, Any]:
    told = {
        name: getattr(issue, name)
        for name in ("title", "line", "dated", "issn", "serial_number", "editor", "contact", "statement")
    }
    endings = {number: ending for number, (ending, _) in issue.pictures.items()}
    return {
        **told,
        "fonts": {name: getattr(fonts, name) for name in Fonts.__slots__},
        "sections": [
            {"title": section.title, "entries": [_entry(each, endings) for each in section.entries]}
            for section in issue.sections
        ],
    }


def _entry(entry: PrintedEntry, endings: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": entry.id, "title": entry.title, "number": entry.number, "maker": entry.maker,
        "blocks": _blocks(entry.blocks, endings), "attachments": list(entry.attachments),
    }  # fmt: skip


def _blocks(blocks: Sequence[Block], endings: Mapping[int, str]) -> list[dict[str, Any]]:
    return [told for each in blocks if (told := _block(each, endings)) is not None]


def _block(block: Block, endings: Mapping[int, str]) -> dict[str, Any] | None:
    match block:
        case Paragraph():
            return {
                "is": "paragraph", "level": block.level, "align": block.align, "runs": _runs(block.runs),
            }  # fmt: skip
        case Picture():
            if block.file not in endings:
                return None
            return {"is": "picture", "path": f"{block.file}.{endings[block.file]}", "alt": block.alt}
        case Listing():
            items = [_blocks(item, endings) for item in block.items]
            return {"is": "list", "start": block.start, "items": items}
        case Table():
            cells = [_cell(each, endings) for each in block.cells]
            return {
                "is": "table", "columns": block.columns, "heads": block.heads, "caption": block.caption,
                "cells": cells,
            }  # fmt: skip
        case Rule():
            return {"is": "rule"}


def _cell(cell: Cell, endings: Mapping[int, str]) -> dict[str, Any]:
    return {
        "x": cell.x, "y": cell.y, "width": cell.width, "height": cell.height, "head": cell.is_head,
        "blocks": _blocks(cell.blocks, endings),
    }  # fmt: skip


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [{"text": run.text, "marks": sorted(run.marks)} for run in runs]
