"""By which words over a column of a table it is known."""

import re

_BLANKS = re.compile(r"[\s\u3000*＊]+")
_BRACKETS = str.maketrans("([【［〔)]】］〕／：，", "（（（（（）））））/:,")


def flat(head: object) -> str:
    """A head without blanks and the star of what is required, brackets of one kind."""
    said = "" if head is None else str(head)
    return _BLANKS.sub("", said).translate(_BRACKETS).lower()


def heads_of(title: str, name: str, unit: str = "") -> tuple[str, ...]:
    """How a column's head may be written, flat: title, name, title with unit."""
    with_unit = (f"{title}（{unit}）", f"{title}/{unit}", f"{title}:{unit}") if unit else ()
    return tuple(flat(each) for each in (title, name, *with_unit))
