"""Files at the desk: uploaded, told in words, masked by drawing; a video that everybody plays."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, law, periodic
from gongkai.publishing.models import EditionFile, GateFinding
from tests.foundation.files.test_films import mp4

from .conftest import Office, fresh, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    return SimpleUploadedFile("会场.png", out.getvalue())


def test_uploads_are_told_how_they_end_and_pictures_want_words(office: Office, settings):
    edition = office.drafted()
    here, desk = f"/workbench/documents/{edition.document_id}/files/", office.desk(Role.DRAFTER)
    json = {"Accept": "application/json"}
    macro = SimpleUploadedFile("a.docx", b"not a document")
    refused = desk.post(here, {"part": "attachment", "uploads": macro}, headers=json)
    assert (refused.status_code, len(refused.json()["problems"])) == (422, 1)
    empty = desk.post(here, {"part": "attachment"}, headers=json)
    assert empty.status_code == 422
    several = [SimpleUploadedFile("空.pdf", b""), SimpleUploadedFile("好.txt", "通知".encode()), macro]
    some = desk.post(here, {"part": "attachment", "uploads": several}, headers=json)
    assert [each.partition(":")[0] for each in some.json()["problems"][:2]] == ["空.pdf", "a.docx"]
    assert "其余 1 个文件已经上传" in some.json()["problems"][2]
    taken = EditionFile.objects.get(edition=edition)
    assert taken.name == "好.txt"
    desk.post(here, {"remove": str(taken.file_id)})
    settings.FILES_LARGEST = 10
    large = desk.post(here, {"part": "picture", "uploads": picture()}, headers=json)
    assert "上限" in large.json()["problems"][0]
    settings.FILES_LARGEST = 1 << 20
    done = desk.post(here, {"part": "picture", "uploads": picture()}, headers=json)
    assert done.json() == {"address": here}
    shown = text_of(desk.get(here))
    assert "没有文字说明" in shown
    assert "data-upload" in shown
    row = EditionFile.objects.get(edition=edition)
    desk.post(here, {"describe": str(row.file_id), "alternative": "会场全景"})
    assert "没有文字说明" not in text_of(desk.get(here))
    mask = f"/workbench/documents/{edition.document_id}/mask/{row.file_id}/"
    assert mask in text_of(desk.get(f"/workbench/documents/{edition.document_id}/mask/"))
    assert "画框遮盖" in text_of(desk.get(mask))
    assert desk.get(f"{mask}1.png").content.startswith(b"\x89PNG")
    assert office.desk(Role.DRAFTER, "land").get(f"{mask}1.png").status_code == 404
    names = ("page", "x", "y", "width", "height")
    box = {f"box-{name}": said for name, said in zip(names, ("1", "0", "0", "50", "50"), strict=True)}
    assert "请写明" in text_of(desk.post(mask, {**box, "apply": "1"}))
    assert "没有填全" in text_of(desk.post(mask, {**box, "box-y": "", "apply": "1", "reason": "个人信息"}))
    desk.post(mask, {**box, "apply": "1", "reason": "个人信息"})
    assert EditionFile.objects.get(edition=edition, part="picture").masked_from_id == row.file_id
    assert desk.get(mask).status_code == 404


def test_a_video_is_uploaded_with_its_text_watched_and_played_in_parts(office: Office, client):
    edition = office.drafted()
    here, desk = f"/workbench/documents/{edition.document_id}/files/", office.desk(Role.DRAFTER)
    film = {
        "transcript": "主持人介绍造林任务。",
        "poster": picture(),
        "video": SimpleUploadedFile("a.mp4", mp4(length=100)),
    }
    bad = text_of(desk.post(here, {**film, "video": SimpleUploadedFile("a.mp4", b"%PDF-1.4")}))
    assert "不是可以播放的视频" in bad
    assert not EditionFile.objects.exists()
    film["poster"].seek(0)
    assert desk.post(here, film).status_code == 302
    video = EditionFile.objects.get(part="video")
    about = {"edition_id": edition.pk}
    for row in EditionFile.objects.all():
        periodic.read_and_note(row.file_id, timezone.now())
    office.do(actions.send_to_review, **about)
    gate = Role.CONFIDENTIALITY_REVIEWER
    for key in set(GateFinding.objects.values_list("key", flat=True)):
        office.do(
            actions.judge_finding, gate, key=key, verdict="stays", reason="已经完整看过，可以公开", **about
        )
    answers = {each.code: ItemAnswer(Answer.CLEAR) for each in law.gate().item}
    office.do(actions.check_item, gate, answers=answers, **about)
    office.do(actions.confidentiality_ok, gate, result="open", **about)
    office.do(actions.sign, Role.SIGNER, **about)
    office.do(actions.release, **about)
    address = f"/documents/{fresh(edition).document.address}/"
    page = text_of(client.get(address))
    assert "<video controls" in page
    assert "主持人介绍造林任务。" in page
    file = f"{address}files/{video.file_id}/"
    assert file in page
    content = mp4(length=100)
    told = client.get(file)
    assert (told.status_code, b"".join(told)) == (200, content)
    assert told["Content-Type"] == "video/mp4"
    assert told["Accept-Ranges"] == "bytes"
    for wanted, expected in (
        ("bytes=0-7", content[:8]),
        ("bytes=8-", content[8:]),
        ("bytes=-5", content[-5:]),
    ):
        part = client.get(file, headers={"Range": wanted})
        assert (part.status_code, b"".join(part)) == (206, expected)
    assert client.get(file, headers={"Range": "bytes=99999-"}).status_code == 416
    data = client.get(f"{address[:-1]}.json").json()
    assert data["files"][0]["alternative"] == "主持人介绍造林任务。"
