"""What colour the cells of a DOCX table stand on, as its style gives it: head row, bands, first column …"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHITE = 0xF0  # each of red, green and blue; lighter than this is not told from white
_OFF = frozenset({"0", "false", "off"})
_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
    "noVBand": 0x400,
}  # fmt: skip
WHOLE = "wholeTable"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """`grounds`: part of the table → whether the style colours it; a part it says nothing of is left out."""

    based_on: str
    grounds: Mapping[str, bool]


type TableStyles = Mapping[str, TableStyle]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands: row and column from 0, and how many there are."""

    row: int
    column: int
    rows: int
    columns: int


def table_styles(tree: etree._Element) -> dict[str, TableStyle]:
    """Number of a table style → its grounds."""
    return {
        each.get(f"{W}styleId", ""): _read(each)
        for each in tree.iter(f"{W}style")
        if each.get(f"{W}type") == "table"
    }


def is_white(color: str) -> bool:
    """No colour to be seen on white paper; "auto" is none."""
    if len(color) != 6:
        return False
    try:
        return all(int(color[at : at + 2], 16) >= _WHITE for at in (0, 2, 4))
    except ValueError:
        return False


def ground_of(properties: etree._Element | None) -> bool | None:
    """Whether these properties (of a cell, row, table, paragraph, run) give a ground; None: they say
    nothing."""
    shading = properties.find(f"{W}shd") if properties is not None else None
    if shading is None:
        return None
    if shading.get(f"{W}themeFill") is not None:
        return True
    fill = shading.get(f"{W}fill", "auto")
    return fill != "auto" and not is_white(fill)


def stands_on_color(cell: etree._Element, known: TableStyles) -> bool:
    """Whether the style of its table colours the part in which the cell stands. A style that the file does
    not hold colours nothing."""
    table = next((each for each in cell.iterancestors() if each.tag == f"{W}tbl"), None)
    properties = table.find(f"{W}tblPr") if table is not None else None
    if table is None or properties is None:
        return False
    named, look = properties.find(f"{W}tblStyle"), properties.find(f"{W}tblLook")
    grounds = _grounds(named.get(f"{W}val", "") if named is not None else "", known)
    if not grounds:
        return False
    told = [grounds[part] for part in _parts(_place(cell, table), _flags(look)) if part in grounds]
    return bool(told) and told[-1]


def _read(style: etree._Element) -> TableStyle:
    based = style.find(f"{W}basedOn")
    found = {WHOLE: ground_of(style.find(f"{W}tcPr"))}
    for each in style.findall(f"{W}tblStylePr"):
        found[each.get(f"{W}type", "")] = ground_of(each.find(f"{W}tcPr"))
    grounds = {part: ground for part, ground in found.items() if ground is not None}
    return TableStyle(based.get(f"{W}val", "") if based is not None else "", grounds)


def _grounds(name: str, known: TableStyles) -> dict[str, bool]:
    """Of the style and of those it rests on, the nearer first."""
    found: dict[str, bool] = {}
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        found = {**known[name].grounds, **found}
        name = known[name].based_on
    return found


def _flags(look: etree._Element | None) -> frozenset[str]:
    """Which parts of the style the table makes use of."""
    if look is None:
        return frozenset()
    said = look.get(f"{W}val", "")
    bits = int(said, 16) if said and all(each in "0123456789abcdefABCDEF" for each in said) else 0
    found = {name for name, bit in _BITS.items() if bits & bit}
    for name in _BITS:
        own = look.get(f"{W}{name}")
        if own is not None:
            found = found - {name} if own in _OFF else found | {name}
    return frozenset(found)


def _place(cell: etree._Element, table: etree._Element) -> _Place:
    rows = table.findall(f"{W}tr")
    own = next((each for each in cell.iterancestors() if each.tag == f"{W}tr"), None)
    cells = own.findall(f"{W}tc") if own is not None else []
    row = rows.index(own) if own in rows else 0
    return _Place(row, cells.index(cell) if cell in cells else 0, len(rows), max(len(cells), 1))


def _parts(place: _Place, flags: frozenset[str]) -> Iterator[str]:
    """The parts the cell belongs to; of two that disagree the later one counts."""
    yield WHOLE
    head, side = "firstRow" in flags, "firstColumn" in flags
    if "noVBand" not in flags and not (side and place.column == 0):
        yield ("band1Vert", "band2Vert")[(place.column - side) % 2]
    if "noHBand" not in flags and not (head and place.row == 0):
        yield ("band1Horz", "band2Horz")[(place.row - head) % 2]
    ends = (
        ("firstColumn", "firstCol", place.column == 0),
        ("lastColumn", "lastCol", place.column == place.columns - 1),
        ("firstRow", "firstRow", place.row == 0),
        ("lastRow", "lastRow", place.row == place.rows - 1),
    )
    for flag, part, is_there in ends:
        if flag in flags and is_there:
            yield part
