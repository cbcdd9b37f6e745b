"""Words laid over a picture without ink, for searching, copying and reading aloud."""

import struct
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from gongkai.foundation.redaction import blank_font
from gongkai.foundation.redaction.lines import Placed, Run, placed, runs
from gongkai.foundation.redaction.seeing import Character, Direction

_DESCENT = -blank_font.DESCENT / blank_font.UNITS  # of the height of a line, below the base line
_SYMBOLIC = 4
_STEP = 20  # widths are told apart by so many thousandths of the font's size
_TURNED = {
    Direction.RIGHT: "1 0 0 1",
    Direction.DOWN: "0 -1 1 0",
    Direction.LEFT: "-1 0 0 -1",
    Direction.UP: "0 1 -1 0",
}

type Glyph = tuple[str, int]
"""A character and its width in thousandths: the same character of two widths is two glyphs."""


def lay(
    target: pikepdf.Pdf, characters: Sequence[Character], size: tuple[float, float]
) -> tuple[bytes, pikepdf.Object] | None:
    """The drawing of all characters on a page of this size in points, and its font, called Words.

    In rendering mode 3 nothing is filled or stroked.
    """
    lines = runs(placed(characters, *size))
    codes: dict[Glyph, int] = {}
    drawn = [_line(line, size[1], codes) for line in lines]
    if not codes:
        return None
    return ("BT 3 Tr\n" + "\n".join(drawn) + "\nET\n").encode(), _font(target, codes)


def _line(line: Run, page_height: float, codes: dict[Glyph, int]) -> str:
    edges = [line.direction.across(each.area) for each in line.characters]
    size = max(high - low for low, high in edges)
    x, y = _start(line, size)
    shown = "".join(_shown(line, size, codes))
    return f"/Words {size:.3f} Tf {_TURNED[line.direction]} {x:.3f} {page_height - y:.3f} Tm [{shown}] TJ"


def _shown(line: Run, size: float, codes: dict[Glyph, int]) -> list[str]:
    """Each glyph, with a correction wherever the next does not stand right behind it."""
    found: list[str] = []
    pen = line.direction.along(line.characters[0].area)[0]
    for each in line.characters:
        begin, end = line.direction.along(each.area)
        gap = round((begin - pen) * 1000 / size)
        if abs(gap) >= _STEP:
            found.append(f"{-gap}")
            pen += gap * size / 1000
        glyph = _glyph(each, (end - begin) * 1000 / size)
        found.append(f"<{codes.setdefault(glyph, len(codes) + 1):04x}>")
        pen += glyph[1] * size / 1000
    return found


def _glyph(each: Placed, width: float) -> Glyph:
    return each.text, max(_STEP, round(width / _STEP) * _STEP)


def _start(line: Run, size: float) -> tuple[float, float]:
    """Where the base line begins, from the top left corner."""
    first = line.characters[0].area
    low = min(line.direction.across(each.area)[0] for each in line.characters)
    high = max(line.direction.across(each.area)[1] for each in line.characters)
    descent = _DESCENT * size
    return {
        Direction.RIGHT: (first.left, high - descent),
        Direction.DOWN: (low + descent, first.top),
        Direction.LEFT: (first.right, low + descent),
        Direction.UP: (high - descent, first.bottom),
    }[line.direction]


def _font(target: pikepdf.Pdf, codes: dict[Glyph, int]) -> pikepdf.Object:
    """One font for the page: each code is a box as wide as its glyph, and says which character it is."""
    widths = sorted({width for _, width in codes})
    program = target.make_stream(blank_font.font(widths))
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Words, Flags=_SYMBOLIC,
        FontBBox=Array([0, blank_font.DESCENT, widths[-1], blank_font.ASCENT]),
        ItalicAngle=0, Ascent=blank_font.ASCENT, Descent=blank_font.DESCENT, CapHeight=blank_font.ASCENT,
        StemV=80, FontFile2=program,
    )  # fmt: skip
    identity = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    boxes = [0, *(widths.index(width) + 1 for _, width in codes)]
    glyphs = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Words, CIDSystemInfo=identity,
        W=Array([1, Array([width for _, width in codes])]), FontDescriptor=target.make_indirect(about),
        CIDToGIDMap=target.make_stream(struct.pack(f">{len(boxes)}H", *boxes)),
    )  # fmt: skip
    return target.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Words,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([target.make_indirect(glyphs)]),
            ToUnicode=target.make_stream(_to_unicode(codes)),
        )
    )


def _to_unicode(codes: dict[Glyph, int]) -> bytes:
    pairs = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for (text, _), code in codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Words def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
