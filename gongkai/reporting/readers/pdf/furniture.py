"""Page furniture: running heads, feet and page numbers are no part of the report."""

from collections import Counter

from gongkai.reporting.readers.pagemarks import may_be_page_number, shape
from gongkai.reporting.readers.pdf.lines import TextLine
from gongkai.reporting.readers.pdf.page import PageContent, PageTable

EDGE = 0.11  # share of the page's height at its head and foot


def without_furniture(pages: list[PageContent]) -> list[PageContent]:
    """The pages without their page numbers and without lines that return at the same edge of most pages."""
    repeated = _repeated(pages)
    for page in pages:
        page.items = _bare(_bare(page.items, page, repeated)[::-1], page, repeated)[::-1]
    return pages


def _bare(
    items: list[TextLine | PageTable], page: PageContent, repeated: set[str]
) -> list[TextLine | PageTable]:
    """`items` without the furniture at their beginning, each running head dropped once."""
    dropped: set[str] = set()
    at = 0
    for at, item in enumerate(items):
        if not _is_furniture(item, page, repeated - dropped):
            return items[at:]
        if isinstance(item, TextLine):
            dropped.add(shape(item.text))
    return items[at + 1 :]


def _at_edge(item: TextLine, page: PageContent) -> bool:
    return item.bottom < page.height * EDGE or item.top > page.height * (1 - EDGE)


def _repeated(pages: list[PageContent]) -> set[str]:
    if len(pages) < 2:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [item for item in page.items if isinstance(item, TextLine) and _at_edge(item, page)]
        seen.update({shape(line.text) for line in lines})
    return {text for text, times in seen.items() if times >= max(2, len(pages) * 0.6) and len(text) > 2}


def _is_furniture(item: object, page: PageContent, repeated: set[str]) -> bool:
    if not isinstance(item, TextLine) or not _at_edge(item, page):
        return False
    return may_be_page_number(item.text) or shape(item.text) in repeated
