"""What goes out tells what it says and nothing of its making; and it still opens."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from gongkai.core.messages import Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.stripping import strip

SECRET = "SECRET"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def everything(content):
    """All parts of a container, unpacked, and their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return "\n".join(
            name + container.read(name).decode("latin-1") + str(container.getinfo(name).date_time)
            for name in container.namelist()
        )


def photograph(kind="JPEG", orientation=1):
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x0112] = orientation
    options = {"exif": exif}
    if kind == "PNG":
        about = PngImagePlugin.PngInfo()
        about.add_text("Author", SECRET)
        options |= {"pnginfo": about, "dpi": (300, 300)}
    else:
        options |= {"comment": SECRET.encode(), "quality": 90}
    buffer = io.BytesIO()
    Image.effect_noise((40, 30), 90).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def _paragraph(inner):
    return parse_xml(f"<w:p {W}>{inner}</w:p>")


def _run(text, tag="t", properties=""):
    return f'<w:r w:rsidR="00{SECRET}"><w:rPr>{properties}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>'


def word():
    document = docx.Document()
    document.core_properties.author = SECRET
    document.core_properties.last_modified_by = SECRET
    document.add_paragraph("公开的正文")
    body = document.element.body
    who = f'w:id="1" w:author="{SECRET}" w:date="2024-01-01T00:00:00Z"'
    body.insert(0, _paragraph(f"<w:del {who}>{_run(SECRET, 'delText')}</w:del>{_run('保留')}"))
    body.insert(0, _paragraph(f"<w:ins {who}>{_run('增加的')}</w:ins>"))
    body.insert(0, _paragraph(f"<w:moveFrom {who}>{_run(SECRET)}</w:moveFrom>"))
    body.insert(0, _paragraph(f"<w:moveTo {who}>{_run('移来的')}</w:moveTo>"))
    body.insert(0, _paragraph(_run(SECRET, properties="<w:vanish/>")))
    body.insert(0, _paragraph(_run("并非隐藏", properties='<w:vanish w:val="0"/>')))
    body.insert(
        0, _paragraph(_run("改过格式", properties=f"<w:b/><w:rPrChange {who}><w:rPr/></w:rPrChange>"))
    )
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "留下的行", SECRET
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} {who}/>"))
    commented = document.add_paragraph("有批注的话")
    document.add_comment(commented.runs, text=SECRET, author=SECRET, initials=SECRET)
    document.add_picture(io.BytesIO(photograph()))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_document_without_its_history():
    before = word()
    after = strip(before, kinds.DOCX)
    assert SECRET in everything(before)
    assert SECRET not in everything(after)
    assert "2024" not in everything(after)
    opened = docx.Document(io.BytesIO(after))
    said = [each.text for each in opened.paragraphs]
    for kept in ("公开的正文", "保留", "增加的", "移来的", "并非隐藏", "改过格式", "有批注的话"):
        assert kept in said, kept
    assert [row.cells[0].text for row in opened.tables[0].rows] == ["留下的行"]
    assert len(opened.inline_shapes) == 1
    assert kinds.kind_of(after) == kinds.DOCX


def _field(code, shown="", begins=""):
    parts = [f'<w:fldChar w:fldCharType="begin">{begins}</w:fldChar>', *code]
    parts += ['<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>"] if shown else []
    parts += ['<w:fldChar w:fldCharType="end"/>']
    return "".join(each if each.startswith("<w:r>") else f"<w:r>{each}</w:r>" for each in parts)


def _code(text):
    return f"<w:instrText>{text}</w:instrText>"


@pytest.mark.parametrize(
    ("inner", "shown", "stays"),
    [
        (f'<w:fldSimple w:instr="AUTHOR {SECRET}"><w:r><w:t>王样</w:t></w:r></w:fldSimple>', "王样", ""),
        ('<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "3", "NUMPAGES"),
        (_field([_code("FILENAME "), _code(SECRET)], "某文件"), "某文件", ""),
        (_field([_code(" PAGE \\* MERGEFORMAT ")], "12"), "12", "PAGE"),
        (_field([_code(" TOC \\o &quot;1-3&quot; \\h ")], "目录"), "目录", "TOC"),
        (_field([_code(f" REF {SECRET} ")], "见附表"), "见附表", ""),
        (_field([_code("FORMTEXT")], "填写", f'<w:ffData><w:name w:val="{SECRET}"/></w:ffData>'), "填写", ""),
        (_field([_code("IF "), _field([_code(" PAGE ")], SECRET), _code(f"= 1 {SECRET}")], "甲"), "甲", ""),
        (_field([_code(f"ASK {SECRET}")]), "", ""),
        (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>{_code(SECRET)}</w:r><w:r><w:t>后文</w:t></w:r>',
         "后文", ""),
    ],
)  # fmt: skip
def test_a_field_shows_what_it_showed_and_tells_no_more(inner, shown, stays):
    document = docx.Document()
    document.element.body.insert(0, _paragraph(inner))
    written = io.BytesIO()
    document.save(written)
    after = strip(written.getvalue(), kinds.DOCX)
    body = docx.Document(io.BytesIO(after)).element.body
    assert SECRET not in everything(after)
    assert "".join(each.text for each in body.iter(f"{{{W[9:-1]}}}t")) == shown
    assert stays in everything(after)
    assert bool(stays) == ("fldChar" in body.xml or "fldSimple" in body.xml)


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {each: container.read(each).decode() for each in container.namelist()}


def packed(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return written.getvalue()


def pivoted():
    """A workbook with a pivot table over a store of rows, a slicer and a chart of it, and an odd name."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds_of = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = parts_of(book(lambda made: made.active.append(["合计", 7])))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</workbook>",
        f'<pivotCaches><pivotCache cacheId="1" xmlns:r="{rel}" r:id="rId90"/></pivotCaches>'
        '<extLst><ext uri="x"><x14:slicerCaches xmlns:x14="urn:x14"/></ext></extLst></workbook>',
    )
    target = '<Relationship Id="{}" Type="' + rel + '/{}" Target="{}"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", target.format("rId90", "pivotCacheDefinition", "store/odd.xml")
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = parts["xl/worksheets/_rels/sheet1.xml.rels"].replace(
        "</Relationships>", target.format("rId91", "pivotTable", "../pivotTables/pivotTable1.xml")
    )
    stored = {
        "xl/store/odd.xml": ("pivotCacheDefinition", "<cacheFields><cacheField name='{}'/></cacheFields>"),
        "xl/pivotCache/pivotCacheRecords1.xml": ("pivotCacheRecords", "<r><s v='{}'/></r>"),
        "xl/pivotTables/pivotTable1.xml": ("pivotTable", "<location ref='A1' about='{}'/>"),
    }
    for name, (kind, inside) in stored.items():
        parts[name] = f'<{kind} xmlns="{main}">{inside.format(SECRET)}</{kind}>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            "</Types>", f'<Override PartName="/{name}" ContentType="{kinds_of}{kind}+xml"/></Types>'
        )
    parts["xl/store/_rels/odd.xml.rels"] = f'<Relationships xmlns="{rels}">' + target.format(
        "rId1", "pivotCacheRecords", "../pivotCache/pivotCacheRecords1.xml"
    )
    return packed(parts)


def test_a_pivot_table_stays_as_its_cells_without_its_store():
    after = strip(pivoted(), kinds.XLSX)
    assert SECRET in everything(pivoted())
    told = everything(after)
    assert [each for each in (SECRET, "pivotCache", "pivotTable", "slicer", "odd.xml") if each in told] == []
    assert openpyxl.load_workbook(io.BytesIO(after)).active["B3"].value == 7


def fed_from_elsewhere():
    """A workbook whose cells come from another one and from a database, told with user and password."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = parts_of(book(lambda made: made.active.append(["合计", 7])))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</workbook>",
        f'<externalReferences><externalReference xmlns:r="{rel}" r:id="rId90"/></externalReferences>'
        f"<definedNames><definedName name=\"{SECRET}\">'[1]底 稿'!$A$1</definedName></definedNames>"
        "</workbook>",
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId90" Type="{rel}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="rId91" Type="{rel}/connections" Target="connections.xml"/></Relationships>',
    )
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        "<v>7</v>", f"<f>SUM([1]{SECRET}!A1:A9)+1</f><v>7</v>"
    )
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{main}"><externalBook><sheetNames><sheetName val="{SECRET}"/></sheetNames>'
        "</externalBook></externalLink>"
    )
    parts["xl/connections.xml"] = (
        f'<connections xmlns="{main}"><connection id="1"><dbPr connection="{SECRET}"/></connection>'
        "</connections>"
    )
    return packed(parts)


def test_what_came_from_another_workbook_or_a_database_stays_as_its_value():
    after = strip(fed_from_elsewhere(), kinds.XLSX)
    assert SECRET in everything(fed_from_elsewhere())
    told = everything(after)
    assert [each for each in (SECRET, "external", "connections") if each in told] == []
    assert openpyxl.load_workbook(io.BytesIO(after)).active["B3"].value == 7


def book(change=None):
    made = openpyxl.Workbook()
    made.properties.creator = SECRET
    sheet = made.active
    sheet["A1"], sheet["B2"] = "单位", 12
    sheet["A1"].comment = Comment(SECRET, SECRET)
    if change:
        change(made)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_workbook_without_its_comments():
    before = book()
    after = strip(before, kinds.XLSX)
    assert SECRET in everything(before)
    assert SECRET not in everything(after)
    opened = openpyxl.load_workbook(io.BytesIO(after))
    assert [[cell.value for cell in row] for row in opened.active] == [["单位", None], [None, 12]]
    assert kinds.kind_of(after) == kinds.XLSX


def _hidden_sheet(made):
    made.create_sheet("底稿")["A1"] = SECRET
    made["底稿"].sheet_state = "veryHidden"


def _hidden_row(made):
    made.active.row_dimensions[2].hidden = True


def _hidden_column(made):
    made.active.column_dimensions["B"].hidden = True


@pytest.mark.parametrize(
    ("change", "said"), [(_hidden_sheet, "底稿"), (_hidden_row, "隐藏的行"), (_hidden_column, "或列")]
)
def test_what_is_hidden_in_a_workbook_needs_a_person(change, said):
    refused = strip(book(change), kinds.XLSX)
    assert isinstance(refused, Message)
    assert said in str(refused)


def _within(name, content):
    with zipfile.ZipFile(io.BytesIO(word())) as container:
        parts = {each: container.read(each) for each in container.namelist()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for each, data in (parts | {name: content}).items():
            made.writestr(each, data)
    return written.getvalue()


def test_a_workbook_within_a_document_is_looked_into_too():
    assert SECRET not in everything(strip(_within("word/embeddings/a.xlsx", book()), kinds.DOCX))
    hidden = strip(_within("word/embeddings/a.xlsx", book(_hidden_sheet)), kinds.DOCX)
    assert "底稿" in str(hidden)
    old = strip(
        _within("word/embeddings/a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99), kinds.DOCX
    )
    assert "嵌有对象" in str(old)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photograph_keeps_its_pixels_and_its_way_up(orientation):
    before = photograph(orientation=orientation) + b"TRAILER" + SECRET.encode()
    after = strip(before, kinds.JPEG)
    assert SECRET.encode() not in after
    assert b"TRAILER" not in after
    was, now = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert now.tobytes() == was.tobytes()
    assert dict(now.getexif()) == ({0x0112: orientation} if orientation != 1 else {})


def test_a_picture_keeps_its_pixels_and_its_size():
    before = photograph("PNG")
    after = strip(before, kinds.PNG)
    assert SECRET.encode() in before
    assert SECRET.encode() not in after
    was, now = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert now.tobytes() == was.tobytes()
    assert now.info["dpi"] == was.info["dpi"]


def test_a_pdf_goes_through_redaction():
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = SECRET
        pdf.save(written)
    after = strip(written.getvalue(), kinds.PDF)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert "/Info" not in pdf.trailer or "/Author" not in pdf.docinfo
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("kind", [kinds.OFD, kinds.OLD_OFFICE])
def test_what_cannot_be_stripped_says_so(kind):
    assert "转换为 PDF" in str(strip(b"x", kind))


@pytest.mark.parametrize("kind", [kinds.DOCX, kinds.XLSX, kinds.PNG, kinds.JPEG, kinds.PDF])
def test_a_broken_file_says_so(kind):
    assert "损坏" in str(strip(b"PK\x03\x04 broken", kind))


def test_plain_text_has_nothing_behind_it():
    assert strip(b"text", kinds.TEXT) == b"text"
