"""What is typed without an editor becomes structure: headings, lists and tables as people write them."""

import html
import re
from itertools import groupby

_TAG = re.compile(r"<(p|br|h[1-6]|ul|ol|li|table|tr|td|div|strong|em|img|blockquote|span)\b", re.IGNORECASE)
_ONLY_LINES = re.compile(r"(?:[^<]++|<br\s*/?>(?=\s*</)|</?(?:p|div)>)*+", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,3})\s+(.+)")
_BULLET = re.compile(r"[-*•]\s+(.+)")


def as_html(text: str) -> str:
    """HTML stays as it is (the verb cleans it); plain lines become paragraphs, `# ` headings, `- ` lists and
    `| a | b |` the rows of a table whose first row is its head. Lines typed into the editor, which it wraps
    in nothing but paragraphs, are plain lines, too."""
    if _TAG.search(text):
        if not _ONLY_LINES.fullmatch(text):
            return text
        text = html.unescape(re.sub(r"<[^>]*>", "\n", text))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(_block(kind, list(group)) for kind, group in groupby(lines, _kind))


def _kind(line: str) -> str:
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        return "table"
    if _BULLET.fullmatch(line):
        return "list"
    return "heading" if _HEADING.fullmatch(line) else "text"


def _block(kind: str, lines: list[str]) -> str:
    if kind == "table":
        head, *rest = [[html.escape(cell.strip()) for cell in line[1:-1].split("|")] for line in lines]
        first = "".join(f'<th scope="col">{cell}</th>' for cell in head)
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rest)
        return f"<table><thead><tr>{first}</tr></thead><tbody>{rows}</tbody></table>"
    if kind == "list":
        items = (found[1] for line in lines if (found := _BULLET.fullmatch(line)))
        return f"<ul>{''.join(f'<li>{html.escape(each)}</li>' for each in items)}</ul>"
    if kind == "heading":
        heads = [each for line in lines if (each := _HEADING.fullmatch(line))]
        return "".join(f"<h{len(each[1]) + 1}>{html.escape(each[2])}</h{len(each[1]) + 1}>" for each in heads)
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)
