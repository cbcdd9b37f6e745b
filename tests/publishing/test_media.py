"""Pictures and videos: told in words, approved with the text, masked by boxes, looked at by a person."""

import io

import pytest
from django.db import connection
from PIL import Image

from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.redaction import Box
from gongkai.publishing import actions
from gongkai.publishing.digests import digest_of
from gongkai.publishing.models import EditionFile
from gongkai.publishing.queries import public, whole
from tests.foundation.files.test_films import mp4

from .conftest import DAY, Office, findings, fresh, said

pytestmark = pytest.mark.django_db


def picture(form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, form)
    return out.getvalue()


def put(office: Office, edition, name, content, **more):
    return office.do(
        actions.attach, office.drafter(), edition_id=edition.pk, name=name, content=content, **more
    )


def test_a_picture_is_told_in_words_before_it_goes_on(office: Office):
    edition = office.drafted()
    row = put(office, edition, "会场.png", picture(), part="picture")
    refused = office.do(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    assert "文字说明" in said(refused)
    before = digest_of(fresh(edition))
    told = {"file_id": row.file_id, "alternative": "会场全景，拨打13800000001报名"}
    office.must(actions.describe_file, office.drafter(), edition_id=edition.pk, **told)
    after = digest_of(fresh(edition))
    assert before != after
    with connection.cursor() as cursor:
        cursor.execute("SELECT publishing_digest(e) FROM publishing_edition e WHERE id = %s", [edition.pk])
        assert cursor.fetchone()[0] == after
    office.attach_read(row)
    office.must(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    assert "mobile" in set(findings(edition).values_list("kind", flat=True))
    late = office.do(actions.describe_file, office.drafter(), edition_id=edition.pk, **told)
    assert isinstance(late, Refused)


def test_a_video_has_a_poster_and_a_text_and_somebody_has_watched_it(office: Office, settings):
    edition = office.drafted()
    assert "不是可以播放的视频" in said(put(office, edition, "a.mp4", picture(), part="video"))
    assert "不接收视频" in said(put(office, edition, "a.mp4", mp4()))
    settings.FILES_VIDEO_LARGEST = 50
    assert "上限" in said(put(office, edition, "a.mp4", mp4(), part="video"))
    settings.FILES_VIDEO_LARGEST = 1 << 20
    film = put(office, edition, "现场.mp4", mp4(), part="video")
    lacking = said(office.do(actions.send_to_review, office.drafter(), edition_id=edition.pk))
    assert "文字稿" in lacking
    assert "封面" in lacking
    assert "放在一个视频旁边" in said(put(office, edition, "封面.png", picture(), part="poster"))
    beside = {"part": "poster", "beside": film.file_id}
    assert "PNG" in said(put(office, edition, "封面.txt", b"words", **beside))
    poster = put(office, edition, "封面.png", picture(), **beside)
    office.must(
        actions.describe_file, office.drafter(), edition_id=edition.pk, file_id=film.file_id,
        alternative="主持人介绍造林任务。",
    )  # fmt: skip
    for row in (film, poster):
        office.attach_read(row)
    edition = office.chain(edition, "confidentiality")
    watched = [each for each in findings(edition) if each.file_id == film.file_id]
    assert ["由人看过" in f"{each.excerpt}{each.passage}{each.where}" for each in watched] == [True]
    office.judge_all(edition, "stays")
    released = office.released(edition)
    (item,) = public.released(limit=1).items
    shown = public.item(item.address).edition.attachments
    assert [(each.part, each.beside, each.alternative) for each in shown] == [
        ("video", None, "主持人介绍造林任务。"), ("poster", film.file_id, ""),
    ]  # fmt: skip
    second = office.must(actions.new_edition, office.drafter(), document_id=released.document_id)
    told = whole.whole(office.drafter(), released.document_id, DAY).editions[0].files
    assert [each.alternative for each in told] == ["主持人介绍造林任务。", ""]
    office.must(actions.detach, office.drafter(), edition_id=second.pk, file_id=film.file_id)
    assert not EditionFile.objects.filter(edition=second).exists()


@pytest.mark.parametrize(("name", "form"), [("名单.png", "PNG"), ("名单.jpg", "JPEG")])
def test_boxes_on_a_picture_burn_black_what_lies_under_them(office: Office, name: str, form: str):
    edition = office.drafted()
    row = put(office, edition, name, picture(form), part="picture", alternative="名单")
    outside = office.do(
        actions.mask, office.drafter(), edition_id=edition.pk, file_id=row.file_id, reason="个人信息",
        boxes=[Box(1, 2, 2, 1, 1)],
    )  # fmt: skip
    assert "不在页面上" in said(outside)
    office.must(
        actions.mask, office.drafter(), edition_id=edition.pk, file_id=row.file_id, reason="个人信息",
        boxes=[Box(1, 0, 0, 0.5, 1)],
    )  # fmt: skip
    copy = EditionFile.objects.get(edition=edition, part="picture")
    assert (copy.masked_from_id, copy.alternative) == (row.file_id, "名单")
    with Image.open(io.BytesIO(content_of(cards([copy.file_id])[copy.file_id]))) as made:
        assert made.format == form
        dark, light = made.convert("L").getpixel((5, 10)), made.convert("L").getpixel((35, 10))
    assert dark < 40 < 200 < light
