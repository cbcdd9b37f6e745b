"""The tags of a bound file, by which it is read aloud: those its papers bring along are kept, and a page that
has none becomes one paragraph, or a picture that says what it is."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Page, Pdf, String

_MOST = 200_000  # elements of one paper's structure; more is somebody's mischief
_SHOWS_TEXT = re.compile(rb"[\]\)>\s]T[jJ]\b")
_STANDARD = frozenset((
    "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index",
    "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl",
    "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note",
    "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Figure", "/Formula", "/Form",
))  # fmt: skip
_TITLED = {"/Title": "/H1", "/H1": "/H2", "/H2": "/H3", "/H3": "/H4", "/H4": "/H5", "/H5": "/H6"}
"""The title of a paper heads its section, and its own headings come one below."""


class Tags:
    """Gathers the structure of what is bound into `file`, a section a paper."""

    def __init__(self, file: Pdf) -> None:
        self._file = file
        self._sections: list[Object] = []
        self._parents: dict[int, Object] = {}
        self._ids: dict[str, Object] = {}

    def take(self, source: Pdf, pages: list[Page], title: str) -> None:
        """`pages` are those of `source`, bound in already."""
        section = self._element("/Sect", T=String(title), K=Array())
        self._sections.append(section)
        if is_tagged(source):
            self._graft(self._file.copy_foreign(source.Root.StructTreeRoot), pages, section)
        else:
            for number, page in enumerate(pages, 1):
                said = f"{title}，第 {number} 页，共 {len(pages)} 页"
                section.K.append(self._whole_page(page, section, said))

    def write(self) -> None:
        """Put the gathered structure into the file."""
        document = self._element("/Document", K=Array(self._sections))
        for section in self._sections:
            section.P = document
        nums = Array()
        for key in sorted(self._parents):
            nums.append(key)
            nums.append(self._parents[key])
        names = Array()
        for each in sorted(self._ids, key=lambda identifier: identifier.encode()):
            names.append(String(each))
            names.append(self._ids[each])
        root = self._file.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot, K=document, ParentTree=Dictionary(Nums=nums),
                ParentTreeNextKey=self._next,
            )
        )  # fmt: skip
        if names:
            root.IDTree = Dictionary(Names=names)
        document.P = root
        self._file.Root.StructTreeRoot = root
        self._file.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, kind: str, **more: Any) -> Object:
        made = Dictionary(Type=Name.StructElem, S=Name(kind), **more)
        return self._file.make_indirect(made)

    def _graft(self, root: Object, pages: list[Page], section: Object) -> None:
        """A paper's own structure under its section, its numbers moved behind those given already."""
        first = self._next
        for key, value in _numbers(root.ParentTree):
            self._parents[first + key] = value
        for holder in _with_numbers(pages):
            holder.StructParents = int(holder.StructParents) + first
        roles, prefix = root.get(Name.RoleMap, Dictionary()), f"{len(self._sections)}-"
        elements = list(_elements(root))
        titled = _TITLED if any(str(each.S) == "/Title" for each in elements) else {}
        for element in elements:
            kind = str(element.S)
            element.S = Name(titled.get(kind) or _standard(kind, roles))
            for foreign in (Name.C, Name.NS):
                if foreign in element:
                    del element[foreign]
            self._rename(element, prefix)
            _without_annotations(element)
        for top in _kids(root):
            inside = list(_kids(top)) if str(top.get(Name.S)) == "/Document" else [top]
            for each in inside:
                each.P = section
                section.K.append(each)

    def _rename(self, element: Object, prefix: str) -> None:
        """Names of heads of tables, which other papers have too."""
        if Name.ID in element:
            name = prefix + str(element.ID)
            element.ID = String(name)
            self._ids[name] = element
        for each in _list(element.get(Name.A)):
            if isinstance(each, Dictionary) and Name.Headers in each:
                each.Headers = Array([String(prefix + str(head)) for head in each.Headers])

    def _whole_page(self, page: Page, section: Object, said: str) -> Object:
        """All of a page as one element: text is read in the order it stands in the file; a picture is told by
        what it is."""
        text = _shows_text(page)
        kind = "/P" if text else "/Figure"
        element = self._element(kind, P=section, Pg=page.obj, K=0, T=String(said))
        if not text:
            element.Alt = String(said)
        plain = _without_marks(page)
        if plain is not None:
            page.obj.Contents = self._file.make_stream(plain)
        page.contents_add(f"{kind} <</MCID 0>> BDC\n".encode(), prepend=True)
        page.contents_add(b"\nEMC\n")
        key = self._next
        page.obj.StructParents = key
        page.obj.Tabs = Name.S
        self._parents[key] = Array([element])
        return element

    @property
    def _next(self) -> int:
        return max(self._parents) + 1 if self._parents else 0


def is_tagged(source: Pdf) -> bool:
    """Whether every page has its place in a structure that can be followed."""
    root = source.Root
    if Name.StructTreeRoot not in root or not bool(
        root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
    ):
        return False
    try:
        tree = root.StructTreeRoot
        known = {key for key, _value in _numbers(tree.ParentTree)}
        followed = sum(1 for _each in _elements(tree))
        return 0 < followed < _MOST and all(int(each.obj.StructParents) in known for each in source.pages)
    except (AttributeError, KeyError, TypeError, ValueError, pikepdf.PdfError):
        return False


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _kids(element: Object) -> Iterator[Object]:
    """Elements right below; what they hold of pages is none."""
    for each in _list(element.get(Name.K)):
        if isinstance(each, Dictionary) and Name.S in each:
            yield each


def _elements(root: Object) -> Iterator[Object]:
    """Every element below, each once, however the paper links them. Raises ValueError for too many."""
    waiting, seen = list(_kids(root)), set()
    while waiting:
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        if len(seen) > _MOST or len(waiting) > _MOST:
            raise ValueError("too many elements")
        yield element
        waiting += _kids(element)


def _numbers(node: Object, depth: int = 0) -> Iterator[tuple[int, Object]]:
    """The entries of a number tree. Raises ValueError for one too deep."""
    if depth > 30:
        raise ValueError("too deep")
    flat = _list(node.get(Name.Nums))
    for at in range(0, len(flat) - 1, 2):
        yield int(flat[at]), flat[at + 1]
    for kid in _list(node.get(Name.Kids)):
        yield from _numbers(kid, depth + 1)


def _with_numbers(pages: Iterable[Page]) -> Iterator[Object]:
    """Pages and their drawn parts that point into the structure, each once."""
    seen = set()
    for page in pages:
        drawn = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
        for each in (page.obj, *drawn.values()):
            if Name.StructParents in each and each.objgen not in seen:
                seen.add(each.objgen)
                yield each


def _standard(kind: str, roles: Object) -> str:
    """The kind that every reader knows."""
    for _step in range(10):
        if kind in _STANDARD:
            return kind
        kind = str(roles.get(kind, ""))
    return "/Div"


def _without_annotations(element: Object) -> None:
    """Links and fields are not bound in."""
    kept = [each for each in _list(element.get(Name.K)) if not _is_annotation(each)]
    if Name.K in element:
        element.K = Array(kept)


def _is_annotation(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.OBJR


def _shows_text(page: Page) -> bool:
    """Whether the page, or a part drawn on it, sets text."""
    drawn = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    forms = [each for each in drawn.values() if each.get(Name.Subtype) == Name.Form]
    return any(
        _SHOWS_TEXT.search(content) for content in (_content(page), *(_unpacked(each) for each in forms))
    )


def _content(page: Page) -> bytes:
    return b"\n".join(_unpacked(each) for each in _list(page.obj.get(Name.Contents)))


def _unpacked(stream: Object) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _without_marks(page: Page) -> bytes | None:
    """The page's content without marks that lead into a structure which is not bound in; None when it has
    none, or can't be read."""
    if b"MCID" not in _content(page):
        return None
    kept: list[Any] = []
    try:
        for each in pikepdf.parse_content_stream(page):
            marks = str(each.operator) == "BDC"
            kept.append((list(each.operands)[:1], Operator("BMC")) if marks else each)
        return pikepdf.unparse_content_stream(kept)
    except (pikepdf.PdfError, pikepdf.PdfParsingError, TypeError, ValueError):
        return None
