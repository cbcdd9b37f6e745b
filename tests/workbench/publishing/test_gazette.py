"""The gazette on the screens of its editors: from the masthead to the copies; an old issue from its scan."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.gazette import making
from gongkai.publishing.gazette.models import Copies, Entry, Gazette, Issue, ScanPage
from gongkai.publishing.models import Relation
from tests.publishing.conftest import NORMATIVE
from tests.publishing.conftest import Office as Makers

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/gazette/"
EDITOR = (Role.DRAFTER, "city")


def released(office: Office, title: str = NORMATIVE.title) -> int:
    """A normative document of the forestry office with its interpretation, out since yesterday."""
    day = timezone.localdate() - timedelta(days=1)
    makers = Makers(office.bodies)
    words = replace(
        NORMATIVE, title=title, formed_on=day, effective_on=day + timedelta(days=40),
        expires_on=day + timedelta(days=1800),
    )  # fmt: skip
    edition, _ = makers.normative(words, day=day)
    done = makers.release(edition, day)
    assert done, done
    return edition.document_id


def material_of(document: int) -> int:
    """Its interpretation, which may be in the gazette too."""
    return Relation.objects.get(to=document, kind="interprets").document_id


def masthead(office: Office) -> Gazette:
    said = {
        "title": "某市人民政府公报", "editor": "某市人民政府办公室", "issn": "2049-3630",
        "since": f"{timezone.localdate() - timedelta(days=30)}",
    }  # fmt: skip
    head = office.desk(Role.OFFICE_HEAD, "city")
    assert "校验码" in text_of(head.post(f"{HERE}masthead/", {**said, "issn": "2049-3631"}))
    head.post(f"{HERE}masthead/", said)
    return Gazette.objects.get()


def opened(office: Office) -> Issue:
    today = timezone.localdate()
    given = {
        "year": today.year, "number": 3, "total_number": 45, "starts": f"{today - timedelta(days=9)}",
        "last": f"{today}", "dated": f"{today}",
    }  # fmt: skip
    office.desk(*EDITOR).post(f"{HERE}new/", given)
    return Issue.objects.get()


def done(office: Office, role: Role, issue: Issue, what: str, **given: Any) -> str:
    response = office.desk(role, "city").post(f"{HERE}{issue.pk}/{what}/", given, follow=True)
    assert response.status_code == 200
    return text_of(response)


def contents(office: Office, issue: Issue) -> str:
    return text_of(office.desk(*EDITOR).get(f"{HERE}{issue.pk}/"))


def test_an_issue_from_the_masthead_to_the_copies(office: Office):
    document = released(office)
    masthead(office)
    issue = opened(office)
    assert "有 1 件应登的没有收入" in text_of(office.desk(*EDITOR).get(HERE))
    told = contents(office, issue)
    assert NORMATIVE.title in told
    assert "全部收入" in told
    assert "应登的" in done(office, Role.DRAFTER, issue, "steps/close")
    assert "说明了理由不登的 1 件" in done(
        office, Role.DRAFTER, issue, "leave-out", document=document, reason="下期登"
    )
    done(office, Role.DRAFTER, issue, "add", document=document)
    done(office, Role.DRAFTER, issue, "add", document=material_of(document))
    first, second = Entry.objects.order_by("order").values_list("pk", flat=True)
    rows = {"entry": [first, second], f"section-{first}": "others", f"section-{second}": "others"}
    moved = office.desk(*EDITOR).post(f"{HERE}{issue.pk}/order/", {**rows, "move": f"{second}:up"})
    assert moved["Location"].endswith(f"/#e-{second}"), "by keyboard one goes on from there"
    assert list(Entry.objects.order_by("order").values_list("pk", flat=True)) == [second, first]
    assert "刷新" in done(office, Role.DRAFTER, issue, "order", entry=[first])
    done(office, Role.DRAFTER, issue, "order", remove=second)
    assert Entry.objects.count() == 1

    assert "清样正在排" in done(office, Role.DRAFTER, issue, "steps/close")
    assert "清样正在排" in text_of(
        office.desk(*EDITOR).get(f"{HERE}{issue.pk}/", headers={"HX-Request": "true"})
    )
    making.set_pages(issue.pk, timezone.now())
    assert "下载清样" in contents(office, issue)
    assert "审定" in done(office, Role.OFFICE_HEAD, issue, "steps/approve")
    done(office, Role.DRAFTER, issue, "steps/publish")
    issue.refresh_from_db()
    assert issue.state == "published"
    day = f"{timezone.localdate()}"
    done(office, Role.DRAFTER, issue, "copies", place="printed", copies=6000, on=day)
    done(office, Role.DRAFTER, issue, "copies", place="library", copies=500, on=day, name="市图书馆")
    row = Copies.objects.get(place="library")
    assert "已划去" in done(office, Role.OFFICE_HEAD, issue, f"copies/{row.entry_id}/strike", reason="重复")
    assert "本单位的文件登在哪里" in text_of(office.desk(Role.DRAFTER).get(HERE))


def scan() -> bytes:
    """A page that is a picture only."""
    drawn = io.BytesIO()
    Image.new("L", (300, 400), 255).save(drawn, "PDF")
    return drawn.getvalue()


def upload(office: Office, content: bytes) -> HttpResponse:
    given = {"year": 1998, "number": 7, "dated": "1998-07-15", "file": SimpleUploadedFile("旧.pdf", content)}
    return office.desk(*EDITOR).post(f"{HERE}old/", given, follow=True)


def test_an_old_issue_from_its_scan(office: Office):
    masthead(office)
    assert "请上传 PDF" in text_of(upload(office, b"plain words"))
    assert "正在识别文字" in text_of(upload(office, scan()))
    issue = Issue.objects.get()
    making.read_scan(issue.pk, timezone.now)
    ScanPage.objects.update(text="某政发〔1998〕7号\n关于植树造林的通知\n各县区：\n联系人手机 13900001111。")
    told = contents(office, issue)
    assert "关于植树造林的通知" in told, "the machine proposes the split"
    page = office.desk(*EDITOR).get(f"{HERE}{issue.pk}/pages/1.png")
    assert page.content.startswith(b"\x89PNG")
    piece = {"first": "1", "last": "1", "title": "关于植树造林的通知", "number": "某政发〔1998〕7号"}
    assert "页码不对" in done(office, Role.DRAFTER, issue, "split", **{**piece, "last": "2"})
    done(office, Role.DRAFTER, issue, "split", **piece)
    entry = Entry.objects.get()
    assert "13900001111" in entry.text
    office.desk(*EDITOR).post(f"{HERE}{issue.pk}/entries/{entry.pk}/", {"text": f"{entry.text}\n校对过"})
    done(office, Role.DRAFTER, issue, "steps/offer")
    assert "13900001111" in text_of(office.desk(Role.OFFICE_HEAD, "city").get(f"{HERE}{issue.pk}/"))
    assert "逐一看过" in done(office, Role.OFFICE_HEAD, issue, "steps/digitise")
    assert "已上网" in done(office, Role.OFFICE_HEAD, issue, "steps/digitise", judged="当年公开的联系电话")
    assert Entry.objects.get().text.endswith("校对过")


def test_another_bodys_people_see_no_issue(office: Office):
    masthead(office)
    issue = opened(office)
    assert office.desk(Role.DRAFTER).get(f"{HERE}{issue.pk}/").status_code == 404
    assert office.desk(Role.DRAFTER).post(f"{HERE}{issue.pk}/steps/close/").status_code == 404
    assert "本单位不办公报" in text_of(office.desk(Role.DRAFTER).get(HERE))
    assert office.desk(Role.CITY_OFFICE, "city").get(f"{HERE}{issue.pk}/").status_code == 200
    assert office.desk(Role.DRAFTER).get(f"{HERE}new/").status_code == 403
