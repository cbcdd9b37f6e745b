"""DOCX, XLSX, PPTX and OFD: what is seen, and what stands behind it."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment
from PIL import Image

from gongkai.core.messages import Message
from gongkai.foundation import texts
from gongkai.foundation.files import kinds
from gongkai.foundation.texts import Layer, Passage
from gongkai.foundation.texts import passage as passages

SECRET = "身份证号 990000199001011234"


def saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def found(content, kind):
    told = texts.passages(content, kind)
    assert isinstance(told, tuple), told
    return told


def of(content, kind, layer):
    return [(each.text, str(each.place)) for each in found(content, kind) if each.layer is layer]


def words():
    document = Document()
    for name in ("author", "last_modified_by", "comments", "title", "keywords"):
        setattr(document.core_properties, name, "")
    return document


def test_paragraphs_and_cells_are_read_in_order():
    document = words()
    document.add_paragraph("关于印发办法的通知")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "单位", "数量"
    document.add_paragraph("特此通知。")
    told = [text for text, _ in of(saved(document), kinds.DOCX, Layer.BODY)]
    assert told == ["关于印发办法的通知", "单位", "数量", "特此通知。"]
    assert of(saved(document), kinds.DOCX, Layer.BODY)[0][1] == "第 1 段"


def _vanish(run, document):
    run.font.hidden = True


def _white(run, document):
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _tiny(run, document):
    run.font.size = Pt(1)


def _by_style(run, document):
    style = document.styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    run.style = style


@pytest.mark.parametrize(
    ("hide", "why"),
    [(_vanish, "设为隐藏"), (_white, "白色"), (_tiny, "字号过小"), (_by_style, "设为隐藏")],
)
def test_runs_that_are_not_seen_say_why(hide, why):
    document = words()
    paragraph = document.add_paragraph("公开的话")
    hide(paragraph.add_run(SECRET), document)
    paragraph.add_run("也公开")
    content = saved(document)
    assert of(content, kinds.DOCX, Layer.BODY) == [("公开的话也公开", "第 1 段")]
    ((text, place),) = of(content, kinds.DOCX, Layer.HIDDEN)
    assert text == SECRET
    assert why in place


def test_white_letters_on_a_dark_ground_are_seen():
    document = words()
    run = document.add_paragraph().add_run("表头")
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    assert of(saved(document), kinds.DOCX, Layer.BODY) == [("表头", "第 1 段")]


_TABLE_STYLE = """<w:style {w} w:type="table" w:styleId="Striped"><w:name w:val="Striped"/>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="{band}"/></w:tcPr></w:tblStylePr>
</w:style>"""


@pytest.mark.parametrize(
    ("band", "row", "layer"),
    [("D9E2F3", 0, Layer.BODY), ("FFFFFF", 1, Layer.HIDDEN), ("1F3864", 1, Layer.BODY),
     ("1F3864", 2, Layer.HIDDEN)],
)  # fmt: skip
def test_white_letters_in_a_table_are_seen_only_where_its_style_colours_the_cell(band, row, layer):
    document = words()
    document.styles.element.append(parse_xml(_TABLE_STYLE.format(w=nsdecls("w"), band=band)))
    table = document.add_table(3, 1)
    table._tbl.tblPr.get_or_add_tblStyle().val = "Striped"
    run = table.cell(row, 0).paragraphs[0].add_run(SECRET)
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    assert SECRET in [text for text, _ in of(saved(document), kinds.DOCX, layer)]


def _tracked(kind, text):
    inner = "w:delText" if kind == "del" else "w:t"
    return parse_xml(
        f'<w:{kind} {nsdecls("w")} w:id="1" w:author="李某" w:date="2026-01-02T03:04:05Z">'
        f"<w:r><{inner}>{text}</{inner}></w:r></w:{kind}>"
    )


def test_tracked_changes_are_told():
    document = words()
    paragraph = document.add_paragraph("全市")
    paragraph._p.append(_tracked("del", "部分"))
    paragraph._p.append(_tracked("ins", "所有"))
    paragraph.add_run("单位")
    content = saved(document)
    assert of(content, kinds.DOCX, Layer.BODY) == [("全市所有单位", "第 1 段")]
    assert of(content, kinds.DOCX, Layer.REVISION) == [
        ("部分", "第 1 段，李某删除而未接受"),
        ("所有", "第 1 段，李某插入而未接受"),
    ]


def test_comments_margins_boxes_and_alternative_texts_are_told():
    document = words()
    paragraph = document.add_paragraph("正文")
    document.add_comment(paragraph.runs, text="此处领导有不同意见", author="王某", initials="W")
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    document.sections[0].footer.paragraphs[0].text = "某市人民政府办公室"
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("框前")._p.append(parse_xml(box))
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    document.add_picture(picture)
    shown = next(document.element.body.iter(qn("wp:docPr")))
    shown.set("descr", "王某的身份证照片")
    content = saved(document)
    assert of(content, kinds.DOCX, Layer.ANNOTATION) == [("此处领导有不同意见", "王某的批注")]
    assert of(content, kinds.DOCX, Layer.MARGIN) == [
        ("内部资料 注意保存", "页眉"),
        ("某市人民政府办公室", "页脚"),
    ]
    body = of(content, kinds.DOCX, Layer.BODY)
    assert ("框里的话", "文本框") in body
    assert sum(text.count("框里的话") for text, _ in body) == 1
    assert of(content, kinds.DOCX, Layer.HIDDEN) == [("王某的身份证照片", "图像的替代文字")]
    assert [str(each) for each in texts.unread(found(content, kinds.DOCX))] == ["文件中 1 幅图像里的文字"]


def test_properties_links_and_variables_are_told():
    document = words()
    document.core_properties.author, document.core_properties.last_modified_by = "张某", "李某"
    document.add_paragraph("正文")
    document.part.relate_to("file://10.1.2.3/涉密/底稿.docx", "http://example.test/link", is_external=True)
    variables = OxmlElement("w:docVars")
    variable = OxmlElement("w:docVar")
    variable.set(qn("w:name"), "initiator")
    variable.set(qn("w:val"), "赵某")
    variables.append(variable)
    document.settings.element.append(variables)
    told = of(saved(document), kinds.DOCX, Layer.PROPERTY)
    assert ("张某", "文档属性“creator”") in told
    assert ("李某", "文档属性“lastModifiedBy”") in told
    assert ("file://10.1.2.3/涉密/底稿.docx", "指向别处的链接") in told
    assert ("赵某", "文档变量“initiator”") in told


def workbook():
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "名单"
    sheet["A1"], sheet["B1"], sheet["C1"] = "姓名", "电话", "密码"
    sheet["A2"], sheet["B2"], sheet["D2"] = "王某", 1_380_000_1234, 9.90000199003071e17
    sheet["A3"], sheet["C3"] = "不让人看的行", "不让人看的列"
    sheet["A4"] = 42
    sheet["A4"].number_format = ";;;"
    sheet["A1"].comment = Comment("名单勿外传", "李某")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = SECRET
    secret.sheet_state = "veryHidden"
    return saved(book)


def test_cells_are_read_with_their_places():
    told = of(workbook(), kinds.XLSX, Layer.BODY)
    assert ("王某", "表“名单”A2") in told
    assert ("13800001234", "表“名单”B2") in told
    assert ("990000199003071000", "表“名单”D2") in told


def test_hidden_sheets_rows_columns_and_formats_say_why():
    told = dict(of(workbook(), kinds.XLSX, Layer.HIDDEN))
    assert told[SECRET] == "表“底稿”A1，隐藏的工作表"
    assert told["不让人看的行"] == "表“名单”A3，隐藏的行"
    assert told["密码"] == "表“名单”C1，隐藏的列"
    assert told["42"] == "表“名单”A4，格式设为不显示"
    assert [text for text, _ in of(workbook(), kinds.XLSX, Layer.ANNOTATION)] == ["名单勿外传"]
    assert ("李某", "批注的作者") in of(workbook(), kinds.XLSX, Layer.PROPERTY)


def packed(**parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        for name, text in parts.items():
            container.writestr(name, text)
    return written.getvalue()


_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def slide(*texts, more=""):
    shapes = "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/></p:nvSpPr><p:txBody>'
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
        for text in texts
    )
    return f"<p:sld {_A} {_P} {more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def test_slides_hidden_slides_and_notes_are_told():
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="t" Target="slides/slide{number}.xml"/>' for number in (1, 2)
    )
    content = packed(
        **{
            "ppt/presentation.xml": f"<p:presentation {_P} {_R}><p:sldIdLst>"
            '<p:sldId id="257" r:id="rId2"/><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
            "ppt/slides/slide1.xml": slide("不放的一张", more='show="0"'),
            "ppt/slides/slide2.xml": slide("政策解读"),
            "ppt/notesSlides/notesSlide1.xml": slide("口头说明，不要外传"),
        }
    )
    assert kinds.kind_of(content) == kinds.PPTX
    assert of(content, kinds.PPTX, Layer.BODY) == [("政策解读", "第 1 张幻灯片")]
    assert of(content, kinds.PPTX, Layer.HIDDEN) == [("不放的一张", "第 2 张幻灯片，隐藏")]
    assert of(content, kinds.PPTX, Layer.ANNOTATION) == [("口头说明，不要外传", "演讲者备注 1")]


def test_an_ofd_document_is_read():
    ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    content = packed(
        **{
            "OFD.xml": f"<ofd:OFD {ofd}><ofd:DocBody><ofd:DocInfo><ofd:Author>张某</ofd:Author></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {ofd}><ofd:Pages>"
            '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {ofd}><ofd:Content><ofd:Layer>"
            "<ofd:TextObject><ofd:TextCode>某市人民政府文件</ofd:TextCode></ofd:TextObject>"
            f'<ofd:TextObject Visible="false"><ofd:TextCode>{SECRET}</ofd:TextCode></ofd:TextObject>'
            "</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )
    assert of(content, kinds.OFD, Layer.BODY) == [("某市人民政府文件", "第 1 页")]
    assert of(content, kinds.OFD, Layer.HIDDEN) == [(SECRET, "第 1 页，不显示的文字")]
    assert of(content, kinds.OFD, Layer.PROPERTY) == [("张某", "文档属性“Author”")]


@pytest.mark.parametrize("kind", [kinds.DOCX, kinds.XLSX, kinds.PPTX, kinds.OFD, kinds.PNG, kinds.JPEG])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", packed(a="b")])
def test_damaged_files_are_refused_in_words(kind, content):
    assert isinstance(texts.passages(content, kind), Message)


def test_old_office_files_are_refused_because_nobody_can_say_what_they_hide():
    assert "PDF 或 DOCX" in str(texts.passages(b"\xd0\xcf\x11\xe0", kinds.OLD_OFFICE))


def test_entities_are_not_followed():
    bomb = (
        '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:document>"
    )
    told = texts.passages(packed(**{"word/document.xml": bomb}), kinds.DOCX)
    assert "root:" not in str(told)


def test_plain_text_in_both_customary_encodings():
    text = "第一行\n\n联系人：王某"
    for content in (text.encode("utf-8-sig"), text.encode("gb18030")):
        assert of(content, kinds.TEXT, Layer.BODY) == [("第一行", "第 1 行"), ("联系人：王某", "第 3 行")]


def test_a_photograph_tells_its_maker_and_place():
    picture, exif = Image.new("RGB", (8, 8)), Image.Exif()
    exif[0x013B] = "Zhang"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif)
    told = of(written.getvalue(), kinds.JPEG, Layer.PROPERTY)
    assert ("Zhang", "图像属性“Artist”") in told
    assert ("GPS", "图像属性“GPS”") in told
    assert len(texts.unread(found(written.getvalue(), kinds.JPEG))) == 1


def test_passages_survive_the_way_between_processes():
    place = Message("{place}，{why}", {"place": Message("第 {page} 页", {"page": 3}), "why": Message("白色")})
    told = (Passage("a\nb", Layer.HIDDEN, place, 3), Passage("", Layer.UNREAD, Message("图")))
    assert passages.read(passages.written(told)) == told
    assert told[0].flowing == "ab"
    assert not told[0].is_seen


def test_for_searching_the_lines_of_a_page_run_on_and_those_of_a_document_do_not():
    place = Message("第 1 页")
    of_page = Passage("政府信息\n公开\nGB\n9704", Layer.BODY, place, 1)
    of_document = Passage("单位\n名称", Layer.BODY, place)
    hidden = Passage("看不到", Layer.HIDDEN, place)
    assert texts.seen_text([of_page, hidden, of_document]) == "政府信息公开\nGB\n9704\n单位\n名称"
