"""The desks of catalogues, guides, reading points and packages, and what everybody sees of it."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.archives import making
from gongkai.publishing.archives.models import Package, ReadingPoint
from gongkai.publishing.catalogue.models import Catalogue, CatalogueItem, CatalogueTable

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
ROW = {
    "number": "1", "first": "最低生活保障", "second": "办事指南", "elements": "条件\n材料",
    "basis": "《办法》",
    "limit": "及时公开", "maker": "市林业局", "must": ["website"], "may": ["press"], "way": "proactive",
    "levels": ["county"], "reason": "编制",
}  # fmt: skip
POINT = {
    "name": "市图书馆查阅点", "place": "library", "address": "样本路2号", "hours": "9:00—17:00",
    "phone": "100-0000-0002",
    "valid_from": "2020-05-01",
}  # fmt: skip


def test_from_the_first_row_to_what_everybody_reads(office: Office, client: Client):
    drafter, signer = office.desk(Role.DRAFTER), office.desk(Role.SIGNER)
    body = office.bodies["forestry"]
    made = drafter.post(
        "/workbench/catalogue/new/", {"body": body, "field": "social_assistance"}, follow=True
    )
    assert "社会救助" in text_of(made)
    one = f"/workbench/catalogue/{Catalogue.objects.get().pk}/"
    assert "公开渠道和载体" in text_of(drafter.get(f"{one}rows/new/"))
    wrong = drafter.post(f"{one}rows/new/", ROW | {"limit": "等通知"})
    assert "看不懂公开时限" in text_of(wrong)
    assert "请另一人审定" in text_of(
        drafter.post(f"{one}rows/new/", ROW | {"request_task": "7"}, follow=True)
    )
    assert "请另一人审定" in text_of(
        drafter.post(f"{one}rows/new/", ROW | {"second": "审核信息", "group": "低保对象"}, follow=True)
    )
    waiting = text_of(signer.get(one))
    assert "主动公开任务 7" in waiting
    assert "审核信息" in waiting
    change = Catalogue.objects.get().changes.get().pk
    assert "已审定" in text_of(signer.post(f"{one}changes/{change}/approve/", follow=True))
    item = CatalogueItem.objects.order_by("pk").first()
    assert item is not None
    assert "还没有公开" in text_of(signer.get(f"{one}?only=lacking"))
    draft = office.drafted(title="低保办事指南")  # stands under it, once somebody has found the row
    for said, expected in (
        ({"catalogue": "林业"}, "没有“林业”这一项"),
        ({"catalogue": "生活保障 指南"}, f'value="{item.code}"'),
        ({"catalogue": "生活保障 指南", "row": item.code}, "已办理"),
    ):
        answer = text_of(office.step(Role.DRAFTER, draft, "document.describe", **said))
        assert expected in answer, said
    assert "最低生活保障 / 办事指南" in answer
    assert "低保办事指南" in text_of(drafter.get(one))
    assert "最低生活保障" in text_of(drafter.get(f"{one}rows/{item.pk}/"))
    assert "已提出" in text_of(
        drafter.post(f"{one}rows/{item.pk}/", {"drop": "1", "drop_reason": "不再涉及"}, follow=True)
    )
    assert item.code in text_of(signer.get(f"{one}rows/{item.pk}/history/"))
    change = Catalogue.objects.get().changes.order_by("-pk").first()
    assert change is not None
    assert "已收回" in text_of(drafter.post(f"{one}changes/{change.pk}/withdraw/", follow=True))
    assert "已登记复核" in text_of(signer.post(f"{one}steps/review/", {"reason": "看过"}, follow=True))
    assert signer.post(f"{one}steps/nothing/").status_code == 404

    book = openpyxl.load_workbook(io.BytesIO(drafter.get(f"{one}workbook/").content))
    sheet = book.active
    assert sheet is not None
    sheet["F4"] = "实时公开"
    sheet["F5"] = "等通知"
    out = io.BytesIO()
    book.save(out)
    upload = drafter.post(
        f"{one}table/", {"file": SimpleUploadedFile("目录.xlsx", out.getvalue())}, follow=True
    )
    told = text_of(upload)
    assert "看不懂公开时限“等通知”" in told
    assert "修改 1 项" in told
    assert "打不开" in text_of(
        drafter.post(f"{one}table/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")})
    )
    table = CatalogueTable.objects.order_by("pk").first()
    assert table is not None
    done = drafter.post(f"/workbench/catalogue/tables/{table.pk}/", {"reason": "按表格"}, follow=True)
    assert "请另一人审定" in text_of(done)

    page = text_of(client.get("/catalogue/", {"body": "forestry", "field": "social_assistance", "q": "低保"}))
    assert "共 0 项" in page
    page = text_of(client.get("/catalogue/", {"body": "forestry", "field": "social_assistance"}))
    assert "最低生活保障 · 办事指南" in page
    assert "低保办事指南" not in page  # a draft
    assert client.get("/catalogue/forestry/social_assistance.xlsx").content.startswith(b"PK")
    assert client.get("/catalogue/forestry/taxation.xlsx").status_code == 404
    asked = {"left": "forestry", "right": "forestry", "field": "social_assistance"}
    assert "相同 2" in text_of(client.get("/catalogue/compare/", asked))
    assert "有增改待审定" in text_of(drafter.get("/workbench/catalogue/"))


def test_a_guide_is_written_and_read(office: Office, client: Client):
    drafter, signer = office.desk(Role.DRAFTER), office.desk(Role.SIGNER)
    page = f"/workbench/guides/{office.bodies['forestry']}/guide/"
    assert "还没有写" in text_of(drafter.get(page))
    drafter.post(page, {"classes": "公文、公告", "phone": "100-0000-0001"})
    assert "“编排体系”没有写" in text_of(signer.post(f"{page}publish/", follow=True))
    assert client.get("/catalogue/forestry/guide/").status_code == 404
    names = ("classes", "arrangement", "ways", "office", "address", "hours", "phone", "fax", "contact")
    drafter.post(page, dict.fromkeys(names, "见 https://example.invalid/ 的说明"))
    assert "已公布" in text_of(signer.post(f"{page}publish/", follow=True))
    assert "编排体系" in text_of(client.get("/catalogue/forestry/guide/"))
    assert "已公布" in text_of(drafter.get("/workbench/guides/"))
    assert office.desk(Role.DRAFTER, "land").get(page).status_code == 404


def test_a_package_goes_to_a_reading_point(office: Office, client: Client):
    head, today = office.desk(Role.OFFICE_HEAD), timezone.localdate()
    body = office.bodies["forestry"]
    assert "请填写日期" in text_of(
        head.post("/workbench/reading-points/new/", POINT | {"body": body, "valid_from": "昨天"})
    )
    assert "市图书馆查阅点" in text_of(
        head.post("/workbench/reading-points/new/", POINT | {"body": body}, follow=True)
    )
    point = f"/workbench/reading-points/{ReadingPoint.objects.get().entry_id}/"
    said = head.post(f"{point}visits/", {"month": f"{today:%Y-%m}", "visitors": "12"}, follow=True)
    assert f"{today:%Y-%m}：12" in text_of(said)
    assert "请填写月份" in text_of(head.post(f"{point}visits/", {"month": "x", "visitors": ""}, follow=True))
    assert "请选择报送的信息" in text_of(head.post(f"{point}deposit/", {"form": "paper"}, follow=True))
    changed = POINT | {"accessible": "坡道", "reason": "新修坡道"}
    assert "坡道" in text_of(head.post(f"{point}change/", changed, follow=True))
    assert "坡道" in text_of(client.get("/catalogue/reading-points/"))

    asked = head.post("/workbench/packages/", {"body": body, "year": today.year}, follow=True)
    assert "正在打包" in text_of(asked)
    package = Package.objects.get()
    one = f"/workbench/packages/{package.pk}/"
    making.make(package.pk, timezone.now)
    assert head.get(one, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert b"".join(head.get(f"{one}download/").streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    given = {"point": ReadingPoint.objects.order_by("-pk")[0].entry_id, "on": today, "receipt": "收字第1号"}
    assert "已登记移交" in text_of(head.post(one, given, follow=True))
    assert "市图书馆查阅点" in text_of(head.get("/workbench/packages/"))
    assert "已经移交" in text_of(head.post(f"{one}drop/", {"reason": "不要"}, follow=True))
    assert office.desk(Role.OFFICE_HEAD, "land").get(one).status_code == 404
