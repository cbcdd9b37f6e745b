"""The report as a tagged PDF (PDF/UA-1): embedded fonts, bookmarks, table heads on every page."""

import json
import logging
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import resources
from pathlib import Path

import typst

from gongkai.core.report import Block, Chart, FormTable, Paragraph, PrintedCell, Report, Role, Section
from gongkai.foundation.printing.fonts import Fonts, installed
from gongkai.reporting.printing.charts import svgs
from gongkai.reporting.printing.words import captions, day, edition

log = logging.getLogger(__name__)

TEMPLATE = Path(str(resources.files("gongkai.reporting.printing") / "report.typ"))
HEAD_LEVELS = {Role.HEAD_2: 2, Role.HEAD_3: 3}
DENSE_COLUMNS = 5  # a table with more columns is set in 小五 (9 pt) instead of 五号 (10.5 pt)


def to_pdf(report: Report, *, fonts: tuple[typst.Fonts, Fonts] | None = None) -> bytes:
    """`report` as PDF. `fonts` are those of the installation unless given; the PDF's description and
    the log say which were used."""
    shelf, chosen = fonts or installed()
    if not chosen.official:
        log.warning("没有找到仿宋字体，正文改用 %s；安装方法见 docs/operate/fonts.md", chosen.body)
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=shelf,
        ignore_system_fonts=True,  # `shelf` holds them already
        sys_inputs={"report": json.dumps(as_input(report, chosen), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )


def as_input(report: Report, fonts: Fonts) -> Mapping[str, object]:
    """What the page template reads."""
    drawings = svgs(report.charts)
    block = partial(_block, drawings=drawings, names=captions(report))
    section = partial(_section, block=block)
    return {
        "title": report.title,
        "body": report.body,
        "edition": edition(report),
        "description": f"{report.year}年度，第{report.version}版。字体：{fonts}",
        "keywords": ["政府信息公开", "年度报告", f"{report.year}年"],
        "date": _date(report),
        "issued": day(report.issued_on) if report.issued_on else "",
        "signatory": report.signatory,
        "fonts": {name: getattr(fonts, name) for name in Fonts.__slots__},
        "opening": [_paragraph(paragraph, 0) for paragraph in report.opening],
        "sections": [section(one) for one in report.sections if not one.annex],
        "annexes": [section(one) for one in report.sections if one.annex],
        "attachments": list(report.attachments),
    }


def _date(report: Report) -> Mapping[str, int] | None:
    issued = report.issued_on
    return {"year": issued.year, "month": issued.month, "day": issued.day} if issued else None


def _section(section: Section, block: partial) -> Mapping[str, object]:
    levels = heading_levels(section)
    return {
        "number": section.number,
        "heading": section.heading,
        "blocks": [
            block(one, level=level, annex=section.annex)
            for one, level in zip(section.blocks, levels, strict=True)
        ],
    }


def heading_levels(section: Section) -> Iterator[int]:
    """The bookmark level of each block, 0 for text; no level is skipped, as PDF/UA requires."""
    above = 1
    for block in section.blocks:
        level = HEAD_LEVELS.get(block.role, 0) if isinstance(block, Paragraph) else 0
        level = min(level, above + 1)
        above = level or above
        yield level


def _block(
    block: Block, drawings: Mapping[Chart, str], names: Mapping[Chart, str], level: int, annex: bool
) -> Mapping[str, object]:
    match block:
        case Paragraph():
            return _paragraph(block, level)
        case FormTable():
            return _table(block, annex=annex)
        case Chart():
            return {"kind": "chart", "svg": drawings[block], "alt": block.alt, "caption": names[block]}


def _paragraph(paragraph: Paragraph, level: int) -> Mapping[str, object]:
    return {
        "kind": "paragraph",
        "role": paragraph.role,
        "level": level,
        "runs": [{"text": run.text, "strong": run.strong} for run in paragraph.runs],
    }


def _table(table: FormTable, *, annex: bool) -> Mapping[str, object]:
    stacked = len(table.groups) > 1
    return {
        "kind": "table",
        "heading": table.title if annex else None,
        "subtitle": table.subtitle,
        "note": table.note,
        "widths": list(table.widths),
        "stacked": stacked,
        "dense": len(table.widths) > DENSE_COLUMNS and not stacked,
        "groups": [
            {
                "head": [[_cell(cell, shade=stacked) for cell in row] for row in group.head],
                "rows": [[_cell(cell) for cell in row] for row in group.rows],
            }
            for group in table.groups
        ],
    }


def _cell(cell: PrintedCell, *, shade: bool = False) -> Mapping[str, object]:
    return {
        "text": cell.text,
        "scope": cell.scope,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "align": cell.align,
        "upright": cell.upright,
        "level": cell.level,
        "shade": shade,
    }
