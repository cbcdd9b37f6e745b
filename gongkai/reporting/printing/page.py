"""The report as an HTML fragment: figures are links, tables have scopes and captions, charts are SVG with
their data table beside them.

The fragment carries classes (`gk-report…`) and no styles, so that a strict content security policy holds.
Headings begin at h2; the page that shows the fragment has the h1.
"""

import json
from collections.abc import Callable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.report import (
    Block,
    Chart,
    FormTable,
    Paragraph,
    PrintedCell,
    PrintedRow,
    Report,
    Role,
    RowGroup,
    Run,
    Section,
)
from gongkai.core.report.figures import in_prose
from gongkai.reporting.printing.charts import option, svgs
from gongkai.reporting.printing.words import captions, day, edition

type Address = Callable[[str], str | None]

HEAD_TAGS = {Role.HEAD_2: "h3", Role.HEAD_3: "h4"}


def to_html(report: Report, url: Address | None = None) -> SafeString:
    """`report` as a fragment. `url` gives the address at which a cell's figure opens, None for a figure
    that does not open."""
    return _Page(report, url or (lambda cell: None)).fragment()


class _Page:
    def __init__(self, report: Report, url: Address) -> None:
        self.report = report
        self.url = url
        self.drawings = svgs(report.charts)
        self.captions = captions(report)

    def fragment(self) -> SafeString:
        report = self.report
        return format_html(
            '<article class="gk-report" lang="zh-CN">{}{}{}{}{}</article>',
            format_html('<p class="gk-report-edition">{}</p>', edition(report)) if edition(report) else "",
            _joined(self.paragraph(paragraph) for paragraph in report.opening),
            _joined(self.section(one, at) for at, one in enumerate(report.sections, 1) if not one.annex),
            self.signature(),
            _joined(self.section(one, at) for at, one in enumerate(report.sections, 1) if one.annex),
        )

    def section(self, section: Section, at: int) -> SafeString:
        return format_html(
            '<section aria-labelledby="chapter-{at}">'
            '<h2 id="chapter-{at}" class="govuk-heading-m">{heading}</h2>{blocks}</section>',
            at=at,
            heading=section.heading,
            blocks=_joined(self.block(block) for block in section.blocks),
        )

    def signature(self) -> SafeString:
        issued = self.report.issued_on
        when = (
            format_html('<br><time datetime="{}">{}</time>', issued.isoformat(), day(issued))
            if issued
            else ""
        )
        return format_html('<p class="gk-report-signature">{}{}</p>', self.report.signatory, when)

    def block(self, block: Block) -> SafeString:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case FormTable():
                return self.table(block)
            case Chart():
                return self.chart(block)

    # Text

    def paragraph(self, block: Paragraph) -> SafeString:
        tag = HEAD_TAGS.get(block.role, "p")
        kind = "govuk-body" if tag == "p" else "govuk-heading-s"
        if block.role is Role.MISSING:
            kind = "govuk-body gk-report-missing"
        words = _joined(self.run(run) for run in block.runs)
        return format_html('<{} class="{}">{}</{}>', mark_safe(tag), kind, words, mark_safe(tag))

    def run(self, run: Run) -> SafeString:
        if run.cell:
            words = self.figure(run.text, run.cell)
        elif run.adds:
            words = format_html('<span data-adds="{}">{}</span>', " ".join(run.adds), run.text)
        else:
            words = format_html("{}", run.text)
        return format_html("<strong>{}</strong>", words) if run.strong else words

    def figure(self, words: str, cell: str) -> SafeString:
        address = self.url(cell)
        if address is None or not words:
            return format_html('<span data-cell="{}">{}</span>', cell, words)
        return format_html(
            '<a class="govuk-link gk-report-figure" href="{}" data-cell="{}">{}</a>', address, cell, words
        )

    # Tables

    def table(self, table: FormTable) -> SafeString:
        caption = f"{table.title}{table.subtitle}"
        note = format_html('<p class="gk-report-note">{}</p>', table.note) if table.note else ""
        return format_html(
            '<div class="gk-scroll" role="region" aria-label="{}" tabindex="0">'
            '<table class="gk-table gk-table--grid gk-form-table" data-table="{}">'
            "<caption>{}</caption>{}</table></div>{}",
            caption,
            table.code,
            caption,
            self.groups(table.groups),
            note,
        )

    def groups(self, groups: tuple[RowGroup, ...]) -> SafeString:
        """One group: thead and tbody. Several: a tbody each, its heads inside it."""
        if len(groups) == 1:
            return format_html(
                "<thead>{}</thead><tbody>{}</tbody>", self.rows(groups[0].head), self.rows(groups[0].rows)
            )
        return _joined(
            format_html("<tbody>{}{}</tbody>", self.rows(group.head), self.rows(group.rows))
            for group in groups
        )

    def rows(self, rows: tuple[PrintedRow, ...]) -> SafeString:
        return _joined(format_html("<tr>{}</tr>", _joined(self.cell(cell) for cell in row)) for row in rows)

    def cell(self, cell: PrintedCell) -> SafeString:
        attributes = {"scope": cell.scope, "colspan": _span(cell.colspan), "rowspan": _span(cell.rowspan)}
        classes = [
            name
            for name, wanted in (
                ("gk-left", cell.align == "left"),
                ("gk-upright", cell.upright),
                (f"gk-level-{cell.level}", bool(cell.level)),
                ("gk-form-figure", cell.cell is not None),
            )
            if wanted
        ]
        attributes["class"] = " ".join(classes)
        written = format_html_join(
            "", ' {}="{}"', ((key, value) for key, value in attributes.items() if value)
        )
        words = self.figure(cell.text, cell.cell) if cell.cell else cell.text
        tag = mark_safe("th" if cell.scope else "td")
        return format_html("<{}{}>{}</{}>", tag, written, words, tag)

    # Charts

    def chart(self, chart: Chart) -> SafeString:
        """The drawing, its option for the page's script, and its figures in a table."""
        return format_html(
            '<figure class="gk-chart" data-chart="{}"><div class="gk-chart-drawing">{}</div>'
            '<div class="gk-chart-table" role="region" aria-label="{}" tabindex="0">{}</div>'
            "<figcaption>{}</figcaption></figure>",
            json.dumps(option(chart), ensure_ascii=False),
            mark_safe(self.drawings[chart]),
            chart.title,
            _chart_table(chart),
            self.captions[chart],
        )


def _chart_table(chart: Chart) -> SafeString:
    head, *rows = chart.table
    heads = format_html_join("", '<th scope="col">{}</th>', ((_shown(name),) for name in head))
    body = _joined(
        format_html(
            '<tr><th scope="row">{}</th>{}</tr>',
            row[0],
            format_html_join(
                "", '<td class="gk-cell-number">{}</td>', ((_shown(value),) for value in row[1:])
            ),
        )
        for row in rows
    )
    return format_html(
        '<table class="gk-table gk-table--grid"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        chart.title,
        heads,
        body,
    )


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else in_prose(value)  # type: ignore[arg-type]


def _span(count: int) -> str:
    return str(count) if count > 1 else ""


def _joined(parts: Iterator[SafeString]) -> SafeString:
    return mark_safe("".join(parts))
