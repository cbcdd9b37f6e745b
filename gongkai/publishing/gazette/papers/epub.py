"""An issue as an electronic book: EPUB 3 with a navigation document, accessible; the same issue gives the
same file."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

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

MEDIA_TYPE = "application/epub+zip"
_STAMP = (1980, 1, 1, 0, 0, 0)  # of every file in the container: no clock in it
_MEDIA = {"png": "image/png", "jpg": "image/jpeg"}
_TAGS = {"strong": "strong", "em": "em", "u": "u", "s": "s", "sup": "sup", "sub": "sub"}

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_STYLE = """body { margin: 1em; line-height: 1.7; }
h1 { text-align: center; line-height: 1.4; }
h2, h3, h4 { line-height: 1.4; }
p { margin: 0; text-indent: 2em; }
.center, .number, .cover p { text-align: center; text-indent: 0; }
.right { text-align: right; text-indent: 0; }
.cover { text-align: center; }
.statement { margin-top: 3em; font-size: 0.85em; }
.notice { border: 1px solid; padding: 1em; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; }
td, th { border: 1px solid; padding: 0.3em; text-align: center; }
td p, th p, li p { text-indent: 0; }
figure { margin: 1em 0; text-align: center; }
img { max-width: 100%; }
"""


def to_book(issue: PrintedIssue, *, address: str, published_at: datetime) -> bytes:
    """The issue at its permanent `address` as a book. The identifier follows from the address."""
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _package(issue, address, published_at),
        "book/nav.xhtml": _navigation(issue),
        "book/style.css": _STYLE,
        "book/cover.xhtml": _cover(issue),
    }
    for entry in issue.entries:
        files[f"book/{_name(entry)}"] = _document(entry, issue.pictures)
    for number, (ending, drawn) in issue.pictures.items():
        files[f"book/{_picture_name(number, ending)}"] = drawn
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        container.writestr(zipfile.ZipInfo("mimetype", _STAMP), MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, content in files.items():
            container.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _name(entry: PrintedEntry) -> str:
    return f"entry-{entry.id}.xhtml"


def _picture_name(number: int, ending: str) -> str:
    return f"picture-{number}.{ending}"


def _picture_item(number: int, ending: str) -> str:
    name = _picture_name(number, ending)
    return f'<item id="picture-{number}" href="{name}" media-type="{_MEDIA[ending]}"/>'


def _package(issue: PrintedIssue, address: str, published_at: datetime) -> str:
    modified = published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
        *(
            f'<item id="entry-{each.id}" href="{_name(each)}" media-type="application/xhtml+xml"/>'
            for each in issue.entries
        ),
        *(_picture_item(number, ending) for number, (ending, _) in issue.pictures.items()),
    ]
    spine = "".join(f'<itemref idref="entry-{each.id}"/>' for each in issue.entries)
    modes = ["textual", *(["visual"] if issue.pictures else [])]
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "alternativeText"]
    metas = [
        *(("schema:accessMode", each) for each in modes),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", each) for each in features),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", "全文为可重排的文字，表格和图片有文字说明，目录可以导航。"),
    ]
    said = "".join(f'<meta property="{name}">{escape(value)}</meta>' for name, value in metas)
    source = f"<dc:source>urn:issn:{escape(issue.issn)}</dc:source>" if issue.issn else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN"
 prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, address)}</dc:identifier>
<dc:title>{escape(f"{issue.title} {issue.line}")}</dc:title>
<dc:language>zh-CN</dc:language>
<dc:creator>{escape(issue.editor)}</dc:creator>
<dc:publisher>{escape(issue.editor)}</dc:publisher>
<dc:date>{timezone.localdate(published_at).isoformat()}</dc:date>
{source}<meta property="dcterms:modified">{modified}</meta>{said}
</metadata>
<manifest>{"".join(items)}</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/>{spine}</spine>
</package>
"""


def _page(title: str, body: str, kind: str = "") -> str:
    typed = f' epub:type="{kind}"' if kind else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="zh-CN" xml:lang="zh-CN">
<head><title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body{typed}>{body}</body>
</html>
"""


def _navigation(issue: PrintedIssue) -> str:
    lines = ['<li><a href="cover.xhtml">封面</a></li>']
    for section in issue.sections:
        entries = "".join(
            f'<li><a href="{_name(each)}">{escape(each.title)}</a></li>' for each in section.entries
        )
        lines.append(f"<li><span>{escape(section.title)}</span><ol>{entries}</ol></li>")
    body = f'<nav epub:type="toc" id="toc"><h1>目录</h1><ol>{"".join(lines)}</ol></nav>'
    return _page("目录", body)


def _cover(issue: PrintedIssue) -> str:
    numbers = [f"ISSN {issue.issn}" if issue.issn else "", issue.serial_number, issue.contact]
    lines = [issue.line, f"{issue.editor}编", f"{issue.dated}出版", *filter(None, numbers)]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return _page(
        f"{issue.title} {issue.line}",
        f'<section class="cover"><h1>{escape(issue.title)}</h1>{said}'
        f'<p class="statement">{escape(issue.statement)}</p></section>',
    )


def _document(entry: PrintedEntry, pictures: Mapping[int, tuple[str, bytes]]) -> str:
    endings = {number: ending for number, (ending, _) in pictures.items()}
    under = entry.number or entry.maker
    number = f'<p class="number">{escape(under)}</p>' if under else ""
    text = "".join(_blocks(entry.blocks, endings))
    if entry.is_gone:
        text = f'<div class="notice">{text}</div>'
    files = "".join(f"<li>{escape(name)}（见本刊网络版）</li>" for name in entry.attachments)
    attached = f"<h2>附件</h2><ol>{files}</ol>" if files else ""
    return _page(entry.title, f"<h1>{escape(entry.title)}</h1>{number}{text}{attached}", "bodymatter")


def _blocks(blocks: Iterable[Block], endings: Mapping[int, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block)
            case Picture() if block.file in endings:
                source = _picture_name(block.file, endings[block.file])
                yield f'<figure><img src="{source}" alt={quoteattr(block.alt)}/></figure>'
            case Listing():
                yield _listing(block, endings)
            case Table():
                yield _table(block, endings)
            case Rule():
                yield "<hr/>"


def _paragraph(block: Paragraph) -> str:
    tag = f"h{block.level + 1}" if block.level else "p"
    look = f' class="{block.align}"' if block.align else ""
    return f"<{tag}{look}>{_runs(block.runs)}</{tag}>"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text)
    for mark in sorted(run.marks):
        words = f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
    if run.href.startswith(("http://", "https://", "mailto:")):
        words = f"<a href={quoteattr(run.href)}>{words}</a>"
    return words


def _listing(block: Listing, endings: Mapping[int, str]) -> str:
    items = "".join(f"<li>{''.join(_blocks(item, endings))}</li>" for item in block.items)
    if not items:
        return ""
    if block.start is None:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _table(block: Table, endings: Mapping[int, str]) -> str:
    rows = ["".join(_cell(c, endings) for c in block.cells if c.y == y) for y in range(block.rows)]
    lines = [f"<tr>{row}</tr>" for row in rows]
    head = f"<thead>{''.join(lines[: block.heads])}</thead>" if block.heads else ""
    body = "".join(lines[block.heads :])
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    return f"<table>{caption}{head}<tbody>{body}</tbody></table>" if lines else ""


def _cell(cell: Cell, endings: Mapping[int, str]) -> str:
    tag = "th" if cell.is_head else "td"
    spans = (f' colspan="{cell.width}"' if cell.width > 1 else "") + (
        f' rowspan="{cell.height}"' if cell.height > 1 else ""
    )
    return f"<{tag}{spans}>{''.join(_blocks(cell.blocks, endings))}</{tag}>"
