"""What is bound into a case's file can be read aloud."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from gongkai.casework.documents import Letter, letter_pdf
from gongkai.casework.documents.bundle import Paper, Sheet, Table, bound, sheet_pdf

COVER = Sheet("政府信息公开申请案卷", "某市林业局", [("登记编号", "1")])
REQUEST = sheet_pdf(
    Sheet("申请的内容", "某市林业局", [("内容", "名单")], (Table("一", (1,), ("甲",), [("乙",)]),))
)
LETTER = letter_pdf(
    Letter("某市林业局", "答复书", "张三：\n第一段。\n第二段。", date(2026, 1, 2), "某〔2026〕1号")
)


def scan() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "PDF")
    return out.getvalue()


def changed(content: bytes, change) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def _turning_in_circles(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, Array) else top
    top.K.append(top)


def _without_numbers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array())


def _with_a_stamp(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(b"0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[10, 10, 60, 60], AP=Dictionary(N=look), F=4)
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="http://x")
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(stamp), pdf.make_indirect(link)])


def opened(*papers: Paper) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(bound(COVER, papers)))


def sections(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(file.Root.StructTreeRoot.K.K)


def kinds(element: pikepdf.Object) -> list[str]:
    """Every kind below, in reading order."""
    found = []
    for each in element.get("/K", []) if isinstance(element.get("/K"), Array) else []:
        if isinstance(each, Dictionary) and "/S" in each:
            found += [str(each.S), *kinds(each)]
    return found


def whole(file: pikepdf.Pdf) -> None:
    """Every page finds its elements, and each of them says that page."""
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    by_number = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    assert len({int(page.obj.StructParents) for page in file.pages}) == len(file.pages)
    for page in file.pages:
        of_page = [each for each in by_number[int(page.obj.StructParents)] if isinstance(each, Dictionary)]
        assert of_page
        assert all(each.Pg.objgen == page.obj.objgen for each in of_page if "/Pg" in each)


def test_each_paper_is_a_section_with_the_structure_it_brought():
    with opened(Paper("申请的内容", REQUEST), Paper("答复书", LETTER)) as file:
        cover, request, letter = sections(file)
        assert [str(each.T) for each in (cover, request, letter)] == [COVER.title, "申请的内容", "答复书"]
        assert kinds(cover)[:2] == ["/H1", "/Table"]
        assert "/H2" in kinds(request)
        assert {"/TH", "/TD"} <= set(kinds(request))
        assert kinds(letter).count("/P") == 3
        assert file.Root.MarkInfo.Marked
        whole(file)


def test_heads_of_tables_are_told_apart_between_papers():
    with opened(Paper("甲", REQUEST), Paper("乙", REQUEST)) as file:
        names = [str(each) for each in list(file.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert len(names) == len(set(names))
        assert names == sorted(names)


@pytest.mark.parametrize("spoil", [_untagged, _without_numbers])
def test_a_paper_without_sound_tags_is_read_page_by_page(spoil):
    with opened(Paper("来函", changed(LETTER, spoil))) as file:
        (page,) = sections(file)[1].K
        assert page.S == Name.P
        assert str(page.T) == "来函，第 1 页，共 1 页"
        file.pages[1].contents_coalesce()
        content = file.pages[1].obj.Contents.read_bytes()
        assert content.count(b"MCID") == 1, "marks that lead nowhere are gone"
        whole(file)


def test_a_scan_says_what_it_is():
    with opened(Paper("身份证明复印件", scan())) as file:
        (page,) = sections(file)[1].K
        assert (page.S, str(page.Alt)) == (Name.Figure, "身份证明复印件，第 1 页，共 1 页")
        whole(file)


def test_a_structure_that_turns_in_circles_ends():
    with opened(Paper("来函", changed(LETTER, _turning_in_circles))) as file:
        assert len(file.pages) == 2


def test_a_stamp_stays_on_the_page_and_a_link_does_not_lead_away():
    with opened(Paper("来函", changed(scan(), _with_a_stamp))) as file:
        page = file.pages[1].obj
        assert "/Annots" not in page
        drawn = [
            each.read_bytes() for each in page.Resources.XObject.values() if each.get("/Subtype") == "/Form"
        ]
        assert any(b"0 0 50 50 re" in each for each in drawn)


def test_title_language_and_bookmarks_are_told():
    with opened(Paper("申请的内容", REQUEST)) as file:
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == COVER.title
        assert str(file.Root.Lang) == "zh-CN"
        with file.open_outline() as outline:
            assert [each.title for each in outline.root] == [COVER.title, "申请的内容"]
        numbers = [each.read_bytes() for each in file.pages[0].obj.Resources.XObject.values()]
        assert any(b"/Artifact" in each and b"MCID" not in each for each in numbers)
