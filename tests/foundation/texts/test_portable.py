"""PDFs: what is seen on the page, and what only a curious reader finds."""

import io
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from gongkai.core.messages import Message
from gongkai.foundation import texts
from gongkai.foundation.files import kinds
from gongkai.foundation.texts import Layer

FONTS = [Path(str(resources.files("noto_cjk_sans_otc")))]
SEEN, SECRET = "VISIBLEWORD", "SECRET4711"
WIDTH, HEIGHT = 400, 300


def words(text, x=60, y=150, size=12, mode=0, color="0 g"):
    return f"BT {color} /F1 {size} Tf {mode} Tr 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def paper(*drawings, change=None, **options):
    """A page a drawing, in Helvetica; `change(pdf)` may do more to it."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for drawing in drawings:
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(), Properties=Dictionary()),
            Contents=pdf.make_stream(drawing.encode()),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    if change:
        change(pdf)
    written = io.BytesIO()
    pdf.save(written, **options)
    return written.getvalue()


def found(content):
    told = texts.passages(content, kinds.PDF)
    assert isinstance(told, tuple), told
    return told


def of(content, layer):
    return [(each.text, str(each.place)) for each in found(content) if each.layer is layer]


def test_pages_are_read_with_their_numbers():
    told = of(paper(words("FIRST"), words("SECOND")), Layer.BODY)
    assert told == [("FIRST", "第 1 页"), ("SECOND", "第 2 页")]


def test_a_chinese_document_is_read_line_by_line():
    lines = ("关于印发《某市政务公开办法》的通知", "各县人民政府，市政府各部门：")
    source = '#set text(font: "Noto Sans CJK SC")\n' + "\n\n".join(lines)
    told = of(typst.compile(source.encode(), font_paths=FONTS), Layer.BODY)
    assert told == [("\n".join(lines), "第 1 页")]


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (words(SECRET, y=60, color="1 g"), "与底色相同"),
        (words(SECRET, y=60, mode=3), "不着墨"),
        (words(SECRET, y=60, size=1), "看不清"),
        (words(SECRET, x=WIDTH + 20), "页面边缘之外"),
        (words(SECRET, y=60) + "0 g 50 50 200 30 re f\n", "被遮住"),
    ],
)
def test_what_is_not_seen_is_found_and_says_why(drawing, why):
    content = paper(words(SEEN) + drawing)
    assert of(content, Layer.BODY) == [(SEEN, "第 1 页")]
    ((text, place),) = of(content, Layer.HIDDEN)
    assert text == SECRET
    assert why in place


def test_text_in_a_layer_that_is_off_is_found():
    def layered(pdf):
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
        )
        pdf.pages[0].Resources.Properties.Off = group

    content = paper(words(SEEN) + "/OC /Off BDC\n" + words(SECRET, y=60) + "EMC\n", change=layered)
    assert of(content, Layer.BODY) == [(SEEN, "第 1 页")]
    assert [text for text, _ in of(content, Layer.HIDDEN)] == [SECRET]


def test_notes_fields_files_bookmarks_and_properties_are_found():
    def more(pdf):
        pdf.pages[0].Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]),
                        Contents=String("内部意见：先不公开"), T=String("李某"),
                    )
                )
            ]
        )  # fmt: skip
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("idnumber"), V=String(SECRET)))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.attachments["draft.docx"] = b"not read"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("征求意见稿", 0))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:creator"] = ["赵某"]
        pdf.docinfo.Author = "王某"

    content = paper(words(SEEN), change=more)
    assert of(content, Layer.ANNOTATION) == [
        ("内部意见：先不公开", "第 1 页，李某的注释"),
        (SECRET, "表单项“idnumber”"),
    ]
    assert of(content, Layer.ATTACHED) == [("draft.docx", "嵌入的文件")]
    told = dict((place, text) for text, place in of(content, Layer.PROPERTY))
    assert told["书签"] == "征求意见稿"
    assert told["文档属性“Author”"] == "王某"
    assert told["文档属性“creator”"] == "赵某"


def picture_of(pdf, width=200, height=150):
    image = Image.effect_noise((width, height), 90)
    return pdf.make_stream(
        image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip


def with_picture(pdf):
    pdf.pages[0].Resources.XObject.Scan = picture_of(pdf)


def test_a_scan_without_text_says_so():
    content = paper(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q\n", change=with_picture)
    assert [str(place) for place in texts.unread(found(content))] == ["第 1 页是图像，没有文字"]
    assert texts.seen_text(found(content)) == ""


def test_a_page_of_outlines_without_text_says_so():
    content = paper("60 150 m 62 170 l 66 160 l S\n", "")
    assert [str(place) for place in texts.unread(found(content))] == ["第 1 页只有图形，没有文字"]


def test_recognised_text_over_a_scan_is_told_from_the_page_itself():
    drawing = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q\n" + words(SECRET, mode=3)
    content = paper(drawing, change=with_picture)
    assert of(content, Layer.SCANNED) == [(SECRET, "第 1 页，扫描图像上的文字")]
    assert texts.unread(found(content)) == ()


def test_a_page_with_words_and_a_picture_says_that_the_picture_was_not_read():
    content = paper(words(SEEN, y=280) + "q 200 0 0 200 50 50 cm /Scan Do Q\n", change=with_picture)
    assert [str(place) for place in texts.unread(found(content))] == ["第 1 页的图像里的文字"]


def test_what_an_earlier_state_of_the_file_said_is_found():
    before = paper(words(SEEN) + words(SECRET, y=60), compress_streams=False)
    assert SECRET.encode() in before
    after = _changed_behind(before, words(SEEN).encode())
    assert of(after, Layer.BODY) == [(SEEN, "第 1 页")]
    assert of(after, Layer.REVISION) == [(SECRET, "第 1 页，文件以前版本中的文字")]
    assert of(paper(words(SEEN), linearize=True), Layer.REVISION) == []


def _changed_behind(before, drawing):
    """An incremental update, as PDF programs save it: a new page content behind the old file."""
    with pikepdf.open(io.BytesIO(before)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    start = before.rindex(b"startxref")
    old = int(before[start + 9 :].split()[0])
    at = len(before)
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(drawing), drawing)
    table = at + len(body)
    return before + body + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (number, at, size, root, old, table)
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing", b"", paper(words(SEEN))[:200]])
def test_what_cannot_be_read_is_refused_in_words(content):
    refused = texts.passages(content, kinds.PDF)
    assert isinstance(refused, Message)


def test_a_locked_document_is_refused():
    locked = paper(words(SEEN), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "密码" in str(texts.passages(locked, kinds.PDF))
