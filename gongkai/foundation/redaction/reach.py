"""What a page really uses. Pages often share one dictionary of resources, so that a copy of one page would
carry the text and pictures of all the others along."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Stream

from gongkai.foundation.redaction.picture_parts import BrokenPictureError, drawing_parts

_SHOWN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_NAMED_BY = {
    "Tf": ("/Font", 0),
    "Do": ("/XObject", 0),
    "gs": ("/ExtGState", 0),
    "sh": ("/Shading", 0),
    "scn": ("/Pattern", -1),
    "SCN": ("/Pattern", -1),
    "BDC": ("/Properties", 1),
    "DP": ("/Properties", 1),
}
"""Operator → the kind of resource it names, and which operand is the name."""

_ABOUT = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/StructParent",
    "/StructParents",
    "/Alternates",
    "/OPI",
)
_HARMLESS = frozenset({"/ColorSpace", "/CS", "/Parent"})
_DEEPEST = 20
_LAYERS = (Name.OCG, Name.OCMD)

type Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


class UnclearPageError(Exception):
    """The page can't be read surely enough to be copied."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Streams a page rests on (fonts, pictures, drawings), and whether it has layers."""

    streams: frozenset[tuple[int, int]]
    layers: bool


def bare(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Object:
    """A page that holds nothing but what it shows: no annotation, structure, metadata or unused resource."""
    try:
        return pdf.make_indirect(_bare(page))
    except (pikepdf.PdfError, TypeError, ValueError, KeyError, AttributeError, RuntimeError) as error:
        raise UnclearPageError(str(error)) from error


def _bare(page: pikepdf.Page) -> Dictionary:
    found = Dictionary(Type=Name.Page)
    for key in _SHOWN:
        value = pikepdf.Page(page.obj).get(key)
        value = _inherited(page.obj, key) if value is None else value
        if value is not None:
            found[key] = value
    resources = _inherited(page.obj, "/Resources") or Dictionary()
    page.contents_coalesce()
    found.Resources = _used(page.obj, resources, _DEEPEST)
    contents = page.obj.get("/Contents")
    if contents is not None:
        found.Contents = contents
    return found


def _inherited(node: Object, key: str) -> Object | None:
    for _ in range(_DEEPEST):
        value = node.get(key)
        if value is not None:
            return value
        parent = node.get("/Parent")
        if not isinstance(parent, Dictionary):
            return None
        node = parent
    return None


def _used(drawing: Object, resources: Object, deeper: int) -> Dictionary:
    """Of the resources those that the drawing names, in it or in what it draws."""
    if deeper == 0:
        raise ValueError("drawings within drawings without end")
    kept = Dictionary()
    for kind in ("/ColorSpace", "/ProcSet"):
        if kind in resources:
            kept[kind] = resources[kind]
    for kind, name in sorted(set(_names(_silent(drawing, resources)))):
        found = resources.get(kind, Dictionary()).get(name)
        if found is None:
            continue
        _add(kept, kind, name, found)
        if _is_drawing(found):
            _merge(kept, _tidied(found, resources, deeper - 1))
    return kept


def _silent(drawing: Object, resources: Object) -> list[Instruction]:
    """What the drawing does, once the texts that stand for parts of it (for reading aloud) are out."""
    instructions = list(pikepdf.parse_content_stream(drawing))
    silent = [_without_words(each, resources) for each in instructions]
    if any(new is not old for new, old in zip(silent, instructions, strict=True)):
        stream = drawing["/Contents"] if drawing.get("/Type") == Name.Page else drawing
        stream.write(pikepdf.unparse_content_stream(silent))
    return silent


def _without_words(instruction: Instruction, resources: Object) -> Instruction:
    """A mark that says more than its number becomes one that says nothing; marks of layers stay."""
    operator = str(instruction.operator)
    if operator not in ("BDC", "DP") or not isinstance(instruction, pikepdf.ContentStreamInstruction):
        return instruction
    tag, about = instruction.operands[0], instruction.operands[1]
    if isinstance(about, Name):
        about = resources.get("/Properties", Dictionary()).get(str(about), Dictionary())
    if about.get("/Type") in _LAYERS or set(about.keys()) <= {"/MCID"}:
        return instruction
    mute = Operator("BMC" if operator == "BDC" else "MP")
    return pikepdf.ContentStreamInstruction([tag], mute)


def _names(instructions: Iterable[Instruction]) -> Iterator[tuple[str, str]]:
    for instruction in instructions:
        kind, index = _NAMED_BY.get(str(instruction.operator), ("", 0))
        operands = list(instruction.operands)
        if kind and operands and len(operands) > index and isinstance(operands[index], Name):
            yield kind, str(operands[index])


def _is_drawing(found: Object) -> bool:
    """A form or a tiling pattern: a stream that draws by itself."""
    return isinstance(found, Stream) and (
        found.get("/Subtype") == Name.Form or found.get("/PatternType") == 1
    )


def _tidied(drawing: Object, outer: Object, deeper: int) -> Dictionary:
    """Leave the drawing its used resources. Returns what it takes from the page's, having none itself."""
    for key in _ABOUT:
        if key in drawing:
            del drawing[key]
    own = drawing.get("/Resources")
    if own is None:
        return _used(drawing, outer, deeper)
    drawing.Resources = _used(drawing, own, deeper)
    return Dictionary()


def _merge(kept: Dictionary, more: Dictionary) -> None:
    for kind, named in more.items():
        if isinstance(named, Dictionary):
            for name, value in named.items():
                _add(kept, kind, name, value)


def _add(kept: Dictionary, kind: str, name: str, value: Object) -> None:
    if kind not in kept:
        kept[kind] = Dictionary()
    kept[kind][name] = value


def reach(page: Object) -> Reach:
    """Everything a bare page rests on."""
    streams: set[tuple[int, int]] = set()
    layers = False
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [page]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Object) and item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if isinstance(item, Stream):
            streams.add(item.objgen)
            _strip(item)
        if isinstance(item, Dictionary | Stream):
            layers = layers or item.get("/Type") in _LAYERS
            waiting.extend(value for key, value in item.items() if key not in _HARMLESS)
        elif isinstance(item, Array):
            waiting.extend(list(item))
    return Reach(frozenset(streams), layers)


def _strip(stream: Object) -> None:
    for key in _ABOUT:
        if key in stream:
            del stream[key]
    if stream.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
        with contextlib.suppress(BrokenPictureError):
            parts = b"".join(drawing_parts(stream.read_raw_bytes()))
            how = stream.get("/DecodeParms")
            known = how if isinstance(how, Dictionary) else None
            stream.write(parts, filter=Name.DCTDecode, decode_parms=known)
