"""Replies and notices on paper: read back as their readers would."""

import io
from datetime import date

import docx
import pdfplumber
import pikepdf
import pytest

from gongkai.casework.documents import Letter, letter_docx, letter_pdf
from gongkai.casework.queries import replies
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)
LETTER = Letter(
    body="市林业局", title="政府信息不予公开决定书", number="市林公开〔2024〕第12号", issued_on=DAY,
    text="市林公开〔2024〕第12号\n张样本：\n本机关收到您的申请。\n依据第十五条，不予公开。\n市林业局\n2024年3月18日",
    enclosures=("名单", "说明"),
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def kept(file_id: int) -> bytes:
    return content_of(cards([file_id])[file_id])


@pytest.fixture
def reply(office):
    return office.signed(office.ready(office.handled(RECEIVED), DAY, "trade_secret"), DAY)


def test_the_signed_pdf_says_what_was_approved(reply):
    read = text_of(kept(reply.pdf_id))
    for words in (reply.number, reply.title, "张样本：", "2024年3月18日", "第十五条", reply.remedy):
        assert "".join(words.split()) in read
    assert "{" not in read


def test_the_signed_docx_says_the_same(reply):
    document = docx.Document(io.BytesIO(kept(reply.docx_id)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert reply.title in lines
    assert reply.number in lines
    assert reply.remedy.splitlines()[0] in lines
    assert lines[-2:] == ["市林业局", "2024年3月18日"]


def test_the_pdf_is_accessible_and_its_metadata_clean():
    with pikepdf.open(io.BytesIO(letter_pdf(LETTER))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("zh")
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == LETTER.title
            assert metadata["pdfuaid:part"] == "1"
        assert "张样本" not in str(dict(pdf.docinfo))


def test_the_docx_names_nobody():
    properties = docx.Document(io.BytesIO(letter_docx(LETTER))).core_properties
    assert (properties.author, properties.last_modified_by) == ("市林业局", "市林业局")
    assert (properties.title, properties.comments) == (LETTER.title, "")


def test_number_office_and_day_stand_once():
    read = text_of(letter_pdf(LETTER))
    assert read.count("市林公开〔2024〕第12号") == 1
    assert read.count("2024年3月18日") == 1
    assert read.index("张样本：") < read.index("附件：1.名单") < read.index("2024年3月18日")


def test_one_enclosure_is_not_numbered():
    one = Letter(body="局", title="函", text="正文。", issued_on=DAY, enclosures=("名单",))
    assert one.listed == ("附件：名单",)


def test_a_long_text_goes_on_over_pages_and_a_long_name_stays_on_one_line():
    long = Letter(
        body="某某市国有自然资源资产管理和综合行政执法改革工作领导小组办公室", title="函", issued_on=DAY,
        text="\n".join(f"第{n}段，" + "文字" * 30 + "。" for n in range(40)),
    )  # fmt: skip
    with pdfplumber.open(io.BytesIO(letter_pdf(long))) as document:
        assert len(document.pages) > 2
        first = document.pages[0].extract_text_lines()
    assert any("工作领导小组办公室" in line["text"].replace(" ", "") for line in first[:2])
    assert "".join(line["text"] for line in first[:1]).replace(" ", "").startswith("某某市国有")


def test_markup_in_a_citizens_words_stays_words():
    wanted = "#set page(fill: red) *粗* $x$ <b>标签</b> {remedy} \\ 反斜杠"
    written = Letter(body="局", title="函", text=wanted, issued_on=DAY)
    read = text_of(letter_pdf(written))
    assert "".join(wanted.split()) in read
    document = docx.Document(io.BytesIO(letter_docx(written)))
    assert any(paragraph.text == wanted for paragraph in document.paragraphs)


def test_a_draft_can_be_looked_at_before_it_is_signed(office):
    reply = office.ready(office.handled(RECEIVED), DAY, "trade_secret")
    read = text_of(replies.preview(reply.pk))
    assert "张样本：" in read
    assert "〕1号" not in read


def test_a_sample_is_marked(office):
    case = office.handled(RECEIVED, is_sample=True)
    reply = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    assert text_of(kept(reply.pdf_id)).startswith("示例")


def test_the_applicant_may_write_braces_and_remedies(office):
    wanted = "请公开{remedy}的解释，以及“60日内申请行政复议或者6个月内起诉”一语的依据"
    case = office.handled(RECEIVED, wanted=wanted)
    reply = office.answered(case, DAY, "trade_secret")
    assert wanted in reply.text
