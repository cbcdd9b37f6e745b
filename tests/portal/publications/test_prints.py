"""An item as a PDF: what it says, how it is tagged, made once."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from gongkai.foundation.organisations.roles import Role
from gongkai.portal.publications import prints
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from tests.publishing.conftest import DAY, TEXT, fresh

pytestmark = pytest.mark.django_db
RICH = (
    TEXT + "<h3>分配</h3><table><caption>分配表</caption>"
    '<thead><tr><th>县区</th><th colspan="2">金额</th></tr></thead>'
    '<tr><td rowspan="9">临溪县</td><td>12</td></tr><tr><td colspan="3">万元</td></tr></table>'
    "<ul><li>甲项</li><li>乙项</li></ul>"
)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "prints"


def _words(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)).replace(
        "\r\n", ""
    )


def test_print_of_an_item(client, office, folder):
    edition = office.drafted("news", Words(title="市林业局发放补助资金", html=RICH, formed_on=DAY))
    picture = io.BytesIO()
    Image.new("RGB", (2000, 40), "green").save(picture, "PNG")
    row = office.attach(edition, "分配图.png", picture.getvalue())
    shown = Words(
        title="市林业局发放补助资金", formed_on=DAY,
        html=RICH + f'<p><img src="attachment:{row.file_id}" alt="分配图"></p>',
    )  # fmt: skip
    office.must(actions.draft, office.drafter(), edition_id=edition.pk, words=shown)
    office.chain(edition, "confidentiality")
    office.judge_all(edition, "stays")
    edition = office.released(fresh(edition))
    address = edition.document.address
    answer = client.get(reverse("portal:document_pdf", args=[address]))
    assert answer["Content-Type"] == "application/pdf"
    said = _words(answer.content)
    for words in (
        "市林业局发放补助资金",
        "按时足额发放",
        "临溪县",
        "乙项",
        edition.document.index_number,
        address,
    ):
        assert words in said, words
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert "pdfuaid" in str(opened.open_metadata())
    (made,) = folder.glob("*/*.pdf")
    client.get(reverse("portal:document_pdf", args=[address]))
    assert list(folder.glob("*/*.pdf")) == [made]
    old = (timezone.now() - timedelta(days=prints.KEPT_DAYS + 1)).timestamp()
    os.utime(made, (old, old))
    assert prints.sweep(timezone.now()) == 1
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, reason="内容有误"
    )
    assert client.get(reverse("portal:document_pdf", args=[address])).status_code == 410
