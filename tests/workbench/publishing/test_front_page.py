"""What waits on the front page, what one has written oneself, and what the search box finds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.search import updating
from gongkai.publishing.models import Document

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HOME, MINE, SEARCH = "/workbench/", "/workbench/documents/mine/", "/workbench/search/"


def test_the_front_page_counts_by_step_and_tells_what_is_due(office: Office):
    sent, kept = office.drafted(title="造林面积通报"), office.drafted(title="不宜公开的纪要")
    office.step(Role.DRAFTER, sent, "edition.send_to_review")
    yesterday = timezone.localdate() - timedelta(days=1)
    Document.objects.filter(pk=kept.document_id).update(
        standing="kept", attribute="withheld", reassess_on=yesterday
    )
    gate = text_of(office.desk(Role.CONFIDENTIALITY_REVIEWER).get(HOME))
    assert '#confidentiality">保密审查中 <strong>1</strong>' in gate
    assert "造林面积通报" in gate
    assert "不宜公开的纪要" not in gate
    head = text_of(office.desk(Role.OFFICE_HEAD).get(HOME))
    assert "重新评估公开属性" in head
    assert "已逾期" in head
    assert "造林面积通报" not in text_of(office.desk(Role.SIGNER).get(HOME))
    assert "造林面积通报" not in text_of(office.desk(Role.CONFIDENTIALITY_REVIEWER, "land").get(HOME))
    work = text_of(office.desk(Role.CONFIDENTIALITY_REVIEWER).get("/workbench/documents/waiting/"))
    assert 'id="confidentiality"' in work


def test_what_one_has_written_is_found_by_title_and_by_the_engine_by_its_words(
    office: Office, settings, tmp_path
):
    settings.SEARCH_FOLDER = tmp_path / "search"
    edition = office.drafted(title="春季造林", html="<p>油茶低产林改造。</p>")
    assert "春季造林" in text_of(office.desk(Role.DRAFTER).get(MINE))
    assert "春季造林" not in text_of(office.desk(Role.DRAFTER, "land").get(MINE))
    for role, body, sees in ((Role.SIGNER, "forestry", True), (Role.SIGNER, "land", False)):
        found = text_of(office.desk(role, body).get(SEARCH, {"q": "春季造林"}))
        assert (f"/workbench/documents/{edition.document_id}/" in found) is sees
    updating.rebuild()
    for role, body, sees in ((Role.SIGNER, "forestry", True), (Role.SIGNER, "land", False)):
        for asked in ("低产林", "造林"):  # in the text by the engine; in the title of a draft
            found = text_of(office.desk(role, body).get(SEARCH, {"q": asked}))
            assert (f"/workbench/documents/{edition.document_id}/" in found) is sees, (role, body, asked)
            listed = text_of(office.desk(role, body).get("/workbench/documents/", {"q": asked}))
            assert (f"/workbench/documents/{edition.document_id}/" in listed) is sees
