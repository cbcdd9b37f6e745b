"""Many items at once on the screens: what is wrong is listed, the good ones come in and go on together."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import importing, law
from gongkai.publishing.importing.stepping import run_ordered
from gongkai.publishing.models import Batch, Edition
from tests.publishing.test_importing import many, workbook

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/documents/batches/"


def _uploaded(office: Office, content: bytes) -> Batch:
    file = SimpleUploadedFile("动态.xlsx", content)
    office.desk(Role.DRAFTER).post(HERE, {"file": file})
    return Batch.objects.latest("pk")


def test_rows_are_checked_confirmed_and_led_through_the_chain(office):
    good, bad = many(3), many(1, external="OA-bad", title=None)
    batch = _uploaded(office, workbook(*good, *bad))
    page = f"{HERE}{batch.pk}/"
    drafter = office.desk(Role.DRAFTER)
    assert "检查中" in text_of(drafter.get(page))
    importing.check(batch.pk, timezone.now())
    told = text_of(drafter.get(page))
    assert "确认导入" in told
    assert "标题" in told
    drafter.post(f"{page}confirm/")
    importing.bring_in(batch.pk, timezone.now())
    assert Edition.objects.filter(batch=batch).count() == 3
    assert "全部送审" in text_of(drafter.get(page))
    drafter.post(f"{page}advance/", {"step": "send_to_review"})
    run_ordered(batch.pk, timezone.now())
    gate = office.desk(Role.CONFIDENTIALITY_REVIEWER)
    answers = {f"item-{each.code}": "clear" for each in law.gate().item}
    gate.post(f"{page}advance/", {"step": "gate", **answers})
    run_ordered(batch.pk, timezone.now())
    assert set(Edition.objects.values_list("state", flat=True)) == {"to_sign"}
    signer, waiting = office.desk(Role.SIGNER), "/workbench/documents/waiting/"
    assert "全部签发" in text_of(signer.get(page))
    listed = signer.get(f"{waiting}?all=to_sign")
    assert listed.content.decode().count(" checked>") == 3
    first, *others = Edition.objects.order_by("pk")
    chosen = [f"{first.pk}:{first.revision + 1}", *(f"{each.pk}:{each.revision}" for each in others)]
    told = text_of(signer.post(f"{waiting}lead/", {"step": "sign", "edition": chosen}))
    assert "已有人办理" in told
    assert list(Edition.objects.filter(state="to_sign")) == [first]
    assert "请先选要办的" in text_of(signer.post(f"{waiting}lead/", {"step": "sign"}, follow=True))


def test_another_body_sees_nothing_of_a_batch(office):
    batch = _uploaded(office, workbook(*many(1)))
    assert office.desk(Role.DRAFTER, "land").get(f"{HERE}{batch.pk}/").status_code == 404


def test_what_is_no_workbook_is_refused_in_words(office):
    file = SimpleUploadedFile("a.xlsx", b"text")
    page = text_of(office.desk(Role.DRAFTER).post(HERE, {"file": file}))
    assert "没有导入" in page
    assert not Batch.objects.exists()
