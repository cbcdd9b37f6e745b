"""The file of a case, bound into one PDF."""

import io
from datetime import date

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from gongkai.casework import actions
from gongkai.casework.documents import letter_pdf
from gongkai.casework.models import Case, FileRole, Service
from gongkai.foundation.files import actions as files
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import SYSTEM

from .conftest import WANTED, said
from .test_documents import LETTER, text_of

RECEIVED, DAY, SERVED, BOUND = date(2024, 3, 4), date(2024, 3, 18), date(2024, 3, 20), date(2024, 4, 8)


def archive(office, case, day=BOUND):
    return actions.archive(actor=office.clerk(), now=office.at(day), case_id=case.pk)


@pytest.fixture
def closed(office):
    """A request with a correction, an identity proof, material of several kinds, a reply and its proof."""
    case = office.handled(RECEIVED)
    office.file(case, RECEIVED, FileRole.IDENTITY, name="身份证.txt", content=b"990000199001010012")
    office.file(case, RECEIVED, FileRole.OPINION, name="意见.pdf", content=letter_pdf(LETTER))
    reply = office.answered(case, DAY, "disclosed")
    proof = office.file(case, SERVED, FileRole.PROOF, name="签收.txt", content=b"signed")
    proved = actions.prove_service(
        actor=office.clerk(), now=office.at(SERVED), service_id=Service.objects.get(reply=reply).pk,
        served_on=SERVED, tracking="EX000000001CN", proof_file=proof,
    )  # fmt: skip
    assert proved, said(proved)
    return Case.objects.get(pk=case.pk)


def test_everything_is_in_it_but_the_proof_of_identity(office, closed):
    kept = archive(office, closed)
    assert kept, said(kept)
    content = content_of(cards([kept.file_id])[kept.file_id])
    read = text_of(content)
    for words in (
        "政府信息公开申请案卷", closed.number, "卷内目录", WANTED, "政府信息公开申请答复书",
        "第三方或协办单位意见", "送达凭证", "EX000000001CN", "答复期限的计算", "台账摘录", "2024-03-20",
    ):  # fmt: skip
        assert "".join(words.split()) in read, words
    done = [row[3] for row in _table(content, "台账摘录", "校验值")]
    assert done[0] == "登记"
    assert done.count("答复申请人") == 1
    assert {"审查受理", "作出决定", "审核通过", "签发", "答复申请人"} <= set(done)
    assert "身份证明：" not in read
    assert "990000199001010012" not in read
    closed.refresh_from_db()
    assert closed.state == "archived"
    assert (kept.role, kept.shown) == (FileRole.ARCHIVE, False)


def test_the_index_tells_the_page_each_paper_begins_on(office, closed):
    kept = archive(office, closed)
    content = content_of(cards([kept.file_id])[kept.file_id])
    with pdfplumber.open(io.BytesIO(content)) as file:
        pages = [page.extract_text() for page in file.pages]
        total = len(file.pages)
    index = {row[1]: row[2] for row in _index(content)}
    for title, page in index.items():
        if "答复书" in title:
            assert "政府信息公开申请答复书" in pages[int(page) - 1]
        if title == "办理经过和期限计算":
            assert "台账摘录" in "".join(pages[int(page) - 1 :])
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{total}页" in "".join(page.split())
    with pikepdf.open(io.BytesIO(content)) as file, file.open_outline() as outline:
        assert outline.root[0].title == "政府信息公开申请案卷"
        assert len(outline.root) > 4
        assert "张样本" not in str(dict(file.docinfo))


def _index(content: bytes) -> list[list[str]]:
    return _table(content, "卷内目录", "页次")


def _table(content: bytes, heading: str, last: str) -> list[list[str]]:
    """The rows of the table with this last head, over all pages that carry it on."""
    rows: list[list[str]] = []
    with pdfplumber.open(io.BytesIO(content)) as file:
        for page in file.pages:
            for head, *body in page.extract_tables():
                if head[-1] == last:
                    rows += [[str(cell).replace("\n", "") for cell in row] for row in body]
    assert rows, heading
    return rows


def test_what_has_no_pages_is_attached(office, closed):
    """Without LibreOffice a text file goes in as it is; with it, it becomes pages."""
    kept = archive(office, closed)
    content = content_of(cards([kept.file_id])[kept.file_id])
    attached = [row for row in _index(content) if row[2].startswith("附件")]
    with pikepdf.open(io.BytesIO(content)) as file:
        assert len(file.attachments) == len(attached)
        for name in file.attachments:
            assert file.attachments[name].get_file().read_bytes()


def test_not_while_nobody_knows_whether_it_arrived(office):
    case = office.handled(RECEIVED)
    office.answered(case, DAY, "trade_secret")
    refused = archive(office, case)
    assert "还没有登记送达" in str(refused.reason)
    assert refused.article


def test_not_while_it_is_handled(office):
    refused = archive(office, office.handled(RECEIVED))
    assert "不能归档" in str(refused.reason)


def test_a_withdrawn_request_is_bound_too(office):
    case = office.handled(RECEIVED)
    assert actions.withdraw(actor=office.clerk(), now=office.at(DAY), case_id=case.pk, reason="已获取")
    kept = archive(office, case)
    assert kept, said(kept)
    assert "申请人撤回" in text_of(content_of(cards([kept.file_id])[kept.file_id]))


def test_material_too_large_to_bind_is_listed_with_its_hash(office, closed, settings):
    """The bound file stays within what may be kept; letters and replies are always in it."""
    noise = io.BytesIO()
    Image.effect_noise((1400, 1400), 90).convert("RGB").save(noise, "PNG")
    settings.FILES_LARGEST = 20 << 20
    large = office.file(closed, SERVED, FileRole.OPINION, name="扫描件.png", content=noise.getvalue())
    settings.FILES_LARGEST = 1 << 20
    kept = archive(office, closed)
    assert kept, said(kept)
    content = content_of(cards([kept.file_id])[kept.file_id])
    assert len(content) < settings.FILES_LARGEST
    (row,) = [row for row in _index(content) if "扫描件" in row[1]]
    assert cards([large])[large].sha256[:16] in row[2]
    assert "政府信息公开申请答复书" in text_of(content)


def test_an_erased_file_leaves_its_place_in_the_index(office, closed):
    gone = office.file(closed, SERVED, FileRole.OPINION, name="意见二.txt", content=b"opinion")
    assert files.erase(actor=SYSTEM, now=office.at(BOUND), file_id=gone, reason="保存期限届满")
    kept = archive(office, closed)
    content = content_of(cards([kept.file_id])[kept.file_id])
    assert "已按期删除" in [row[2] for row in _index(content)]
