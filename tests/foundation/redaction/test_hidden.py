"""What a reader of the page does not see does not leave the house: neither on the page nor behind it."""

import io

import papers
import pikepdf
import pytest
from papers import HEIGHT, NEIGHBOURS, SECRET, WIDTH, Sheet, drawing, font, paper, secret_as_seen, written
from pikepdf import Array, Dictionary, Name, String

from gongkai.core.messages import Message
from gongkai.foundation.redaction.boxes import Box
from gongkai.foundation.redaction.proposing import proposals
from gongkai.foundation.redaction.redacting import characters_from, characters_told, page_image, redact

OPEN_WORDS = tuple(each for each in papers.WORDS if each[0] != SECRET)
HIDDEN = ((SECRET, *papers.SECRET_AT),)
ELSEWHERE = Box(1, 0.02, 0.02, 0.05, 0.05)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def _layer(on):
    """A page with the secret in a layer, switched on or off."""

    def change(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("内部")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]),
            D=Dictionary(BaseState=Name.ON, OFF=Array([] if on else [layer]), Order=Array([layer])),
        )
        pdf.pages[0].obj.Resources.Properties = Dictionary(Layer=layer)

    content = drawing(OPEN_WORDS) + b"\n/OC /Layer BDC\n" + drawing(HIDDEN) + b"\nEMC"
    return paper(Sheet(content=content), change=change)


def _behind(change):
    """A page without the secret in a document that holds it elsewhere."""
    return paper(Sheet(content=drawing(OPEN_WORDS)), change=change)


def _metadata(pdf):
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as about:
        about["dc:creator"] = [SECRET]


def _attachment(pdf):
    pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename=SECRET)


def _outline(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def _note(pdf):
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=String(SECRET),
        T=String(SECRET),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _structure(pdf):
    element = Dictionary(Type=Name.StructElem, S=Name.P, ActualText=String(SECRET), Pg=pdf.pages[0].obj)
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))
    )


def _private(pdf):
    pdf.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private=String(SECRET)))
    pdf.pages[0].obj.Metadata = pdf.make_stream(SECRET.encode())


def _unused(pdf):
    """A drawing in the page's resources that the page does not draw."""
    form = pdf.make_stream(drawing(HIDDEN), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Unused=form)


def _stands_for(pdf):
    """A text for reading aloud instead of what is drawn."""
    words = pdf.pages[0].obj.Contents.read_bytes()
    spoken = f"/Span <</MCID 0 /ActualText ({SECRET})>> BDC\n".encode() + words + b"\nEMC"
    pdf.pages[0].obj.Contents = pdf.make_stream(spoken)


def _stands_for_by_name(pdf):
    words = pdf.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents = Array(
        [pdf.make_stream(b"/Span /Said BDC"), pdf.make_stream(words), pdf.make_stream(b"EMC /Span /Said DP")]
    )
    pdf.pages[0].obj.Resources.Properties = Dictionary(Said=Dictionary(Alt=String(SECRET)))


def _camera(pdf):
    """A photograph on the page with its camera and place."""
    shot = io.BytesIO()
    papers.Image.new("RGB", (20, 20), "grey").save(shot, "JPEG", comment=SECRET.encode())
    image = pikepdf.Stream(pdf, shot.getvalue())
    image.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Shot=image)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 20 0 0 20 5 5 cm /Shot Do Q")


BEHIND = {
    "元数据": _metadata, "附件": _attachment, "书签": _outline, "脚本": _script, "批注": _note,
    "代替的文字": _stands_for, "有名的代替文字": _stands_for_by_name, "照片的拍摄信息": _camera,
    "标签": _structure, "软件私有数据": _private, "未用的资源": _unused,
}  # fmt: skip


@pytest.mark.parametrize("change", BEHIND.values(), ids=BEHIND.keys())
@pytest.mark.parametrize("boxes", [(), (ELSEWHERE,)], ids=["清理", "遮盖"])
def test_what_hangs_on_the_document_is_gone(change, boxes, reader):
    before = _behind(change)
    after = redact(before, boxes)
    assert SECRET in reader.everything(before)
    assert SECRET not in reader.everything(after)
    said = reader.with_pdfium(after)
    assert all(word in said for word in NEIGHBOURS)
    assert set(opened(after).Root.keys()) == {"/Type", "/Pages", "/Lang"}


def _white():
    return paper(Sheet(content=drawing(OPEN_WORDS) + b"\n1 1 1 rg\n" + drawing(HIDDEN)))


def _under_a_bar():
    """The classic: a black bar drawn over the words."""
    return paper(Sheet(content=drawing() + b"\n0 g 150 140 110 30 re f"))


def _off_the_page():
    return paper(Sheet(content=drawing(OPEN_WORDS) + b"\n" + drawing(((SECRET, 160, -40),))))


def _cropped_away():
    return paper(Sheet(content=drawing(), crop=(0, 0, WIDTH, 148)))


def _clipped():
    return paper(Sheet(content=drawing(OPEN_WORDS) + b"\nq 0 0 5 5 re W n\n" + drawing(HIDDEN) + b"\nQ"))


def _words_of_a_blackened_scan():
    """A scan with the bar in the picture, and the whole text over it without ink."""
    scan = papers.scanned()
    return paper(
        Sheet(
            content=scan.content.replace(b"Do Q", b"Do Q\n0 g 150 140 110 30 re f", 1),
            resources=scan.resources,
        )
    )


UNSEEN = {
    "关闭的图层": lambda: _layer(False), "白底白字": _white, "黑条下的字": _under_a_bar,
    "页面以外": _off_the_page, "裁切以外": _cropped_away, "剪切以外": _clipped,
    "涂黑扫描件的文字层": _words_of_a_blackened_scan,
}  # fmt: skip


@pytest.mark.parametrize("made", UNSEEN.values(), ids=UNSEEN.keys())
@pytest.mark.parametrize("boxes", [(), (ELSEWHERE,)], ids=["清理", "遮盖"])
def test_text_that_nobody_sees_is_gone(made, boxes, reader):
    before = made()
    after = redact(before, boxes)
    assert SECRET in reader.everything(before)
    assert SECRET not in reader.everything(after)
    assert papers.BELOW in reader.with_pdfium(after) or made is _words_of_a_blackened_scan


def test_a_layer_that_is_on_stays_as_it_looks(reader):
    after = redact(_layer(True), ())
    assert SECRET in reader.with_pdfium(after)
    assert b"/OCG" not in after
    assert reader.ink(reader.drawn(after), *secret_as_seen(Sheet()))[0] < 128


def test_earlier_revisions_are_gone(reader):
    first = paper()
    with opened(first) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    second = drawing(OPEN_WORDS)
    start = len(first) + 1
    update = (
        b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(second)) + second + b"\nendstream\nendobj\n"
    )
    place = first.rindex(b"startxref")
    before_that = int(first[place:].split()[1])
    with opened(first) as pdf:
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    end = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    both = first + b"\n" + update + table + end % (size, root, before_that, start + len(update))
    assert SECRET.encode() in both
    assert SECRET not in reader.with_pdfium(both)
    assert SECRET not in reader.everything(redact(both, ()))


def test_a_form_of_another_page_is_not_carried_along(reader):
    """Two pages with one dictionary of resources, as many programs write them."""

    def share(pdf):
        shared = pdf.pages[0].obj.Resources
        pdf.pages[1].obj.Resources = shared

    both = paper(papers.form(HIDDEN), Sheet(content=drawing(OPEN_WORDS)), change=share)
    with opened(both) as pdf:
        pdf.pages[1].obj.Resources.Font = Dictionary(F1=font(pdf))
        both = written(pdf)
    after = redact(both, [Box(1, *secret_as_seen(Sheet()))])
    assert SECRET not in reader.everything(after)
    assert not _is_picture(after, 1)
    assert papers.ABOVE in reader.with_pdfium(after)


def test_a_document_whose_pages_share_a_font_keeps_no_list_of_the_taken_characters(reader):
    """Chinese fonts are cut down to the characters of the document: the list would tell a name's."""
    before = papers.typst_page("申请人：龘靐\n\n住址：某市某街道\n#pagebreak()\n答复如下：予以公开。")
    found = proposals(
        characters_from(characters_told(before)),
        lambda text: [_Span(at, at + 2) for at in [text.find("龘靐")] if at >= 0],
    )
    after = redact(before, [found.found[0].box])
    assert "龘" in reader.with_pdfium(before)
    told = reader.everything(after)
    assert "龘" not in told
    assert "9f98" not in told.lower()
    said = reader.with_pdfium(after)
    assert "申请人：" in said
    assert "住址：某市某街道" in said
    assert "答复如下：予以公开。" in said


class _Span:
    kind = "name"

    def __init__(self, start, end):
        self.start, self.end = start, end


def _is_picture(pdf, index):
    with opened(pdf) as document:
        found = document.pages[index].obj.Resources.get("/XObject", Dictionary())
        return any(each.get("/Subtype") == Name.Image for each in found.values())


def test_pages_without_boxes_are_copied_as_they_are(reader):
    after = redact(paper(Sheet(), Sheet()), [Box(1, *secret_as_seen(Sheet()))])
    assert (_is_picture(after, 0), _is_picture(after, 1)) == (True, False)
    assert SECRET in reader.with_pdfium(after)


def test_a_scan_with_words_laid_over_it_keeps_them_when_it_has_no_boxes(reader):
    assert SECRET in reader.with_pdfium(redact(paper(papers.scanned()), ()))


def test_a_filled_in_field_and_a_seal_stay_on_the_page(reader):
    def fill(pdf):
        look = pdf.make_stream(
            b"BT /F1 12 Tf 2 2 Td (FILLEDIN) Tj ET", Type=Name.XObject, Subtype=Name.Form,
            BBox=Array([0, 0, 100, 20]), Resources=Dictionary(Font=Dictionary(F1=font(pdf))),
        )  # fmt: skip
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("name"),
                V=String("FILLEDIN"),
                Rect=Array([20, 20, 120, 40]),
                AP=Dictionary(N=look),
                F=4,
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    before = _behind(fill)
    place = (20 / WIDTH, (HEIGHT - 40) / HEIGHT, 100 / WIDTH, 20 / HEIGHT)
    after = redact(before, ())
    assert "FILLEDIN" in reader.with_pdfium(after)
    assert reader.ink(reader.drawn(after), *place)[0] < 128
    assert "FILLEDIN" not in reader.everything(redact(before, [Box(1, *place)]))


CANNOT = {
    "有密码": (lambda: written(opened(paper()), encryption=pikepdf.Encryption(owner="a", user="b")), "密码"),
    "坏文件": (lambda: b"%PDF-1.7\nnothing", "损坏"),
    "没有页": (lambda: written(pikepdf.new()), "没有页"),
}


@pytest.mark.parametrize(("made", "said"), CANNOT.values(), ids=CANNOT.keys())
def test_what_cannot_be_read_is_refused_in_words(made, said):
    for result in (redact(made(), ()), page_image(made(), 1), characters_told(made())):
        assert isinstance(result, Message)
        assert said in str(result)


def test_a_huge_page_is_drawn_coarser_but_whole(reader):
    huge = paper(Sheet(user_unit=200))
    after = redact(huge, [Box(1, *secret_as_seen(Sheet()))])
    assert SECRET not in reader.everything(after)
    with opened(after) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Picture
        assert int(image.Width) * int(image.Height) <= 41_000_000
        assert [float(each) for each in pdf.pages[0].mediabox][2:] == [WIDTH * 200, HEIGHT * 200]
