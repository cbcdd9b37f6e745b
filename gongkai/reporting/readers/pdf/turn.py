"""Pages whose text lies on its side or on its head, turned so that it stands upright."""

from collections import Counter

from pdfplumber.page import Page

MOSTLY = 0.6  # of a page's characters lie one way: a table's vertical label doesn't turn its page


def upright(page: Page) -> Page:
    """`page`, or the same page turned by the quarter turns its text asks for."""
    ways = Counter(_quarters(char["matrix"]) for char in page.chars if not char["text"].isspace())
    if not ways:
        return page
    quarters, times = ways.most_common(1)[0]
    if quarters == 0 or times < ways.total() * MOSTLY:
        return page
    rotation = (page.rotation - 90 * quarters) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate = rotation
    page.close()
    return Page(page.pdf, page.page_obj, page.page_number)


def _quarters(matrix: tuple[float, ...]) -> int:
    """By how many quarter turns clockwise a character is turned away from upright."""
    along, across = matrix[0], matrix[1]
    if abs(along) >= abs(across):
        return 0 if along >= 0 else 2
    return 1 if across < 0 else 3
