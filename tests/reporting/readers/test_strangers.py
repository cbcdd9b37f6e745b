"""What strangers send: each file is read or refused in a plain sentence, and none stops the service."""

import io
import random
import zipfile
from contextlib import suppress

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import form, forms
from gongkai.reporting.readers import Unreadable, read
from gongkai.reporting.readers.pdf import ocr
from tests.reporting.readers import renderings
from tests.reporting.readers.report import figures, modern


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return str(caught.value.message)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def pdf_of_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(100, 100)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    """A page that holds a picture and no text."""
    stream = b"q 400 0 0 400 50 50 cm /Im0 Do Q"
    picture = bytes(random.Random(1).randrange(256) for _ in range(64))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 64 >>\nstream\n" + picture + b"\nendstream",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


DOCUMENT = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:document>'
)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "年报.pdf", "没有文字"),
        (b" \r\n\t", "年报.txt", "没有文字"),
        (b"%PDF-1.7\nbroken", "年报.pdf", "损坏"),
        (b"PK\x03\x04broken", "年报.docx", "损坏"),
        (zipped(word__document_xml=b"<w:document"), "年报.docx", "损坏"),
        (zipped(word__document_xml=DOCUMENT % b"<w:body/>"), "年报.docx", "没有文字"),
        (zipped(other_xml=b"<a/>"), "年报.zip", "读不了"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "年报.png", "读不了"),
        (bytes(random.Random(2).randrange(256) for _ in range(4000)), "年报.bin", "读不了"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "年报.docx",
            "密码",
        ),
        (b"<html><body><script>1</script></body></html>", "年报.html", "没有文字"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_a_plain_refusal(data: bytes, name: str, says: str) -> None:
    assert says in refusal(data, name)


def test_a_book_of_501_pages_is_refused_by_its_length() -> None:
    assert "501 页" in refusal(pdf_of_pages(501), "年报.pdf")


def test_an_encrypted_pdf_is_named_as_such() -> None:
    data = pdf_of_pages(1)
    trailer = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
        b" /ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">]"
    )
    assert "密码" in refusal(data.replace(b"/Root", trailer + b" /Root"), "年报.pdf")


def test_a_scan_is_named_as_such_where_no_ocr_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    assert "扫描件" in refusal(scanned_pdf(), "年报.pdf")


def test_a_scan_is_read_by_the_ocr_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr(
        ocr, "_page_text", lambda program, picture: "南山市人民政府\n\n 2023年政府信息公开工作年度报告\n"
    )
    document = read(scanned_pdf(), "年报.pdf")
    assert document.scanned
    assert [line.text for line in document.lines] == ["南山市人民政府", " 2023年政府信息公开工作年度报告"]


def test_an_old_word_file_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    assert "LibreOffice" in refusal(data, "年报.doc")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped(word__document_xml=b"<w:document>" + b" " * 250_000_000)
    assert len(bomb) < 1_000_000
    assert "太大" in refusal(bomb, "年报.docx")


def test_an_entity_bomb_does_not_grow() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    inner = "<w:body><w:p><w:r><w:t>年报&a9;</w:t></w:r></w:p></w:body>".encode()
    data = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "哈哈哈哈">{levels}]>'.encode() + DOCUMENT % inner
    try:
        document = read(zipped(word__document_xml=data), "年报.docx")
    except Unreadable:
        return
    assert sum(len(line.text) for line in document.lines) < 100


def test_outside_entities_are_not_fetched(tmp_path: object) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    inner = "<w:body><w:p><w:r><w:t>年报&x;</w:t></w:r></w:p></w:body>".encode()
    data = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + DOCUMENT % inner
    try:
        document = read(zipped(word__document_xml=data), "年报.docx")
    except Unreadable:
        return
    assert "机密" not in "".join(line.text for line in document.lines)


def test_boxes_nested_without_end_are_read_or_refused() -> None:
    data = ("<div>" * 20_000 + "年报" + "</div>" * 20_000).encode()
    with suppress(Unreadable):
        assert read(b"<html>" + data, "年报.html").blocks


def test_a_span_of_a_million_columns_is_cut() -> None:
    table = "<table><tr><td colspan=1000000 rowspan=65534>甲</td></tr><tr><td>1</td><td>2</td></tr></table>"
    document = read(f"<html><body><p>年报</p>{table}</body></html>".encode(), "年报.html")
    assert all(len(row.cells) <= 201 for grid in document.grids for row in grid.rows)


def test_endless_rows_that_look_like_the_form_cost_little() -> None:
    text = "2023年政府信息公开工作年度报告\n" + "1.属于国家秘密 0 0 0 0 0 0 0\n" * 60_000
    assert recognise(read(text.encode(), "年报.txt"), forms()).form is None


def test_one_endless_line_costs_little() -> None:
    text = "政府信息公开" + "1 " * 400_000
    assert recognise(read(text.encode(), "年报.txt"), forms()).form is None


def test_a_hidden_sheet_and_an_empty_book() -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("隐藏")
    hidden["A1"], hidden.sheet_state = "2023年政府信息公开工作年度报告", "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    assert "没有文字" in refusal(buffer.getvalue(), "年报.xlsx")


def test_the_name_lies_and_the_content_counts() -> None:
    report = modern(form("2021"), 2023, figures(form("2021"), 1))
    for rendering in (
        renderings.docx_plain,
        renderings.html_plain,
        renderings.pdf_ruled,
        renderings.xlsx_one_sheet,
    ):
        _, data = rendering(report)
        assert len(recognise(read(data, "年报.txt"), forms()).cells) == 200


def _whole() -> dict[str, bytes]:
    report = modern(form("2021"), 2023, figures(form("2021"), 1))
    shapes = (renderings.docx_plain, renderings.html_word, renderings.pdf_ruled, renderings.xlsx_one_sheet)
    return dict(shape(report) for shape in shapes)


WHOLE = _whole()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(WHOLE)), cut=st.floats(0, 1), noise=st.binary(max_size=40), at=st.floats(0, 1)
)
def test_cut_and_damaged_files_are_read_or_refused(name: str, cut: float, noise: bytes, at: float) -> None:
    data = WHOLE[name][: int(len(WHOLE[name]) * cut)]
    place = int(len(data) * at)
    damaged = data[:place] + noise + data[place + len(noise) :]
    try:
        document = read(damaged, name)
    except Unreadable:
        return
    recognise(document, forms(), name)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        alphabet="一二三四、（）0123456789 |\t\n其他总计件规章行政许可\f-/.年度报告政府信息公开", max_size=400
    )
)
def test_any_text_is_recognised_without_failing(text: str) -> None:
    try:
        document = read(text.encode(), "年报.txt")
    except Unreadable:
        return
    recognise(document, forms(), "年报.txt")


def test_a_document_with_a_macro_is_read_as_text_only() -> None:
    document = docx.Document()
    document.add_paragraph("2023年政府信息公开工作年度报告")
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    assert [line.text for line in read(buffer.getvalue(), "年报.docm").lines] == [
        "2023年政府信息公开工作年度报告"
    ]
