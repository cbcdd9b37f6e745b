"""What nobody sees and everybody can read: corners of files where words stay behind."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from gongkai.foundation.files import kinds
from gongkai.foundation.texts import Layer, reading

from .test_portable import paper, words

SECRET = "990000199001011234"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def told(content, kind):
    found = reading.passages(content, kind.content_type)
    assert isinstance(found, tuple), found
    return found


def with_parts(content, **more):
    """The container with further parts: `word__people` → word/people.xml."""
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as container:
        for name, xml in more.items():
            container.writestr(f"{name.replace('__', '/')}.xml", xml)
    return written.getvalue()


def saved(file):
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def docx(inside="", **more):
    document = Document()
    document.add_paragraph("正文")._p.append(parse_xml(f'<w:r xmlns:w="{W}">{inside}</w:r>'))
    return with_parts(saved(document), **more)


DOCX = {
    "a field's instruction": docx(f"<w:instrText> QUOTE {SECRET} </w:instrText>"),
    "a formula": docx(
        f'<m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{SECRET}</m:t>'
    ),
    "a bookmark's name": docx(f'<w:bookmarkStart w:id="1" w:name="_{SECRET}"/>'),
    "a form's default": docx(f'<w:ffData><w:default w:val="{SECRET}"/></w:ffData>'),
    "a watermark": docx(f'<w:pict><textpath string="{SECRET}"/></w:pict>'),
    "people of comments": docx(word__people=f'<p><person author="{SECRET}"/></p>'),
    "a part of unusual name": docx(
        word__kopf=f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>{SECRET[:9]}</w:t></w:r>'
        f"<w:r><w:t>{SECRET[9:]}</w:t></w:r></w:p></w:hdr>"
    ),
    "data of programs": docx(customXml__item1=f'<a b="{SECRET}"/>'),
}


def sheet(change=lambda book: None, **more):
    book = openpyxl.Workbook()
    change(book)
    return with_parts(saved(book), **more)


def _prompt(book):
    rule = DataValidation(type="list", formula1=f'"甲,{SECRET}"')
    book.active.add_data_validation(rule)
    rule.add("A1")


XLSX = {
    "a constant in a formula": sheet(lambda book: book.active.append([f'=IF(1,"","{SECRET}")'])),
    "a choice": sheet(_prompt),
    "a name": sheet(lambda book: book.defined_names.add(DefinedName("a", attr_text=f'"{SECRET}"'))),
    "a pivot table's store": sheet(xl__pivotCache__pivotCacheRecords1=f'<r><s v="{SECRET}"/></r>'),
    "a connection": sheet(xl__connections=f'<c connection="user={SECRET}"/>'),
    "a text box in pieces": sheet(
        xl__drawings__drawing1=f'<d xmlns:a="{A}"><a:p><a:t>{SECRET[:9]}</a:t>'
        f"<a:t>{SECRET[9:]}</a:t></a:p></d>"
    ),
}


def slides(**more):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        container.writestr("ppt/presentation.xml", "<p/>")
    paragraph = f'<x xmlns:a="{A}"><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></x>'
    return with_parts(written.getvalue(), **{name: xml or paragraph for name, xml in more.items()})


PPTX = {
    "a master": slides(ppt__slideMasters__slideMaster1=""),
    "a diagram": slides(ppt__diagrams__data1=""),
    "a slide taken out": slides(ppt__slides__slide7=""),
    "tags": slides(ppt__tags__tag1=f'<t val="{SECRET}"/>'),
}


def _look(subtype, flags):
    def change(pdf):
        page = pdf.pages[0].obj
        look = pdf.make_stream(f"BT /F1 10 Tf 5 5 Td ({SECRET}) Tj ET".encode())
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
        look.Resources = page.Resources
        note = Dictionary(Type=Name.Annot, Subtype=subtype, F=flags, Rect=Array([50, 50, 250, 70]))
        note.AP = Dictionary(N=look)
        page.Annots = Array([pdf.make_indirect(note)])

    return change


def _form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Ch, Opt=Array([String(SECRET)]))]))


def _xml_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(f"<v>{SECRET}</v>".encode()))


def _read_aloud(pdf):
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Dictionary(S=Name.Figure, Alt=String(SECRET))))


def _keywords(pdf):
    syntax = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    about = f'<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="{SECRET}"/>'
    about = f'<rdf:RDF xmlns:rdf="{syntax}">{about}</rdf:RDF>'
    pdf.Root.Metadata = pdf.make_stream(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{about}</x:xmpmeta>'.encode())


def _program(pdf):
    pdf.pages[0].obj.PieceInfo = Dictionary(X=Dictionary(Private=String(SECRET)))


PDF = {
    "a drawn mark": paper(words("A"), change=_look(Name.Square, 4)),
    "a note switched off": paper(words("A"), change=_look(Name.FreeText, 2)),
    "choices of a field": paper(words("A"), change=_form),
    "a form in XML": paper(words("A"), change=_xml_form),
    "words for reading aloud": paper(words("A"), change=_read_aloud),
    "keywords": paper(words("A"), change=_keywords),
    "data of a program": paper(words("A"), change=_program),
}


def picture(format, **options):
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, format, **options)
    return written.getvalue()


def exif(number, value, folder=None):
    found = Image.Exif()
    if folder is None:
        found[number] = value
    else:
        inner = found.get_ifd(folder)
        inner[number] = value
        found[folder] = inner
    return found


def _press():
    told = b"\x1c\x02\x78" + len(SECRET).to_bytes(2, "big") + SECRET.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(told).to_bytes(4, "big") + told
    plain = picture("JPEG")
    return plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]


_TEXT = PngImagePlugin.PngInfo()
_TEXT.add_itxt("Comment", SECRET, zip=True)
JPEG = {
    "author as Windows writes it": picture("JPEG", exif=exif(0x9C9D, SECRET.encode("utf-16-le"))),
    "what the user noted": picture("JPEG", exif=exif(0x9286, b"ASCII\0\0\0" + SECRET.encode(), 0x8769)),
    "a comment": picture("JPEG", comment=SECRET.encode()),
    "an XMP packet": picture("JPEG", xmp=f"<a><dc:creator>{SECRET}</dc:creator></a>".encode()),
    "words for the press": _press(),
}
PNG = {"a packed text": picture("PNG", pnginfo=_TEXT), "EXIF": picture("PNG", exif=exif(0x010E, SECRET))}

CORNERS = [
    pytest.param(kind, content, id=what)
    for kind, cases in (
        (kinds.DOCX, DOCX), (kinds.XLSX, XLSX), (kinds.PPTX, PPTX), (kinds.PDF, PDF), (kinds.JPEG, JPEG),
        (kinds.PNG, PNG),
    )
    for what, content in cases.items()
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content"), CORNERS)
def test_it_is_told(kind, content):
    assert any(SECRET in each.flowing for each in told(content, kind))


def test_a_file_within_is_named_whatever_folder_it_lies_in():
    written = io.BytesIO(docx())
    with zipfile.ZipFile(written, "a") as container:
        container.writestr("word/afchunk1.htm", SECRET)
    names = [each.text for each in told(written.getvalue(), kinds.DOCX) if each.layer is Layer.ATTACHED]
    assert names == ["afchunk1.htm"]


def test_a_picture_within_tells_of_itself():
    document = Document()
    document.add_picture(io.BytesIO(JPEG["a comment"]))
    assert any(SECRET in each.text for each in told(saved(document), kinds.DOCX))


def test_an_ordinary_file_has_nothing_left():
    hidden = [
        each.text
        for content, kind in ((docx(), kinds.DOCX), (sheet(), kinds.XLSX), (paper(words("A")), kinds.PDF))
        for each in told(content, kind)
        if each.layer in (Layer.HIDDEN, Layer.ATTACHED)
    ]
    assert hidden == []


def test_a_program_that_made_a_pdf_is_no_property_of_a_person():
    def change(pdf):
        pdf.docinfo["/Producer"], pdf.docinfo["/Creator"] = "Some Writer 7.1", "张样例"

    assert [each.text for each in told(paper(words("A"), change=change), kinds.PDF)] == ["A", "张样例"]
