"""Taking an element out of its document."""

from lxml import etree


def drop(each: etree._Element | None) -> None:
    """With all that is in it; None and the root stay where they are."""
    parent = each.getparent() if each is not None else None
    if each is not None and parent is not None:
        parent.remove(each)


def unwrap(each: etree._Element, without: str = "") -> None:
    """Put what is inside in its place, but for children of the tag `without`."""
    parent = each.getparent()
    if parent is None:
        return
    at = parent.index(each)
    parent[at : at + 1] = [child for child in each if child.tag != without]
