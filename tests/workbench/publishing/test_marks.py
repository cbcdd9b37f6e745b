"""The marks under which a body numbers its documents, on their page."""

import pytest
from django.utils import timezone

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import NumberMark

from .conftest import Office, fresh, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/documents/marks/"


def test_a_mark_is_registered_given_under_and_stopped(office: Office):
    head, drafter = office.desk(Role.OFFICE_HEAD), office.desk(Role.DRAFTER)
    body = str(office.bodies["forestry"])
    wrong = text_of(head.post(HERE, {"body_id": body, "registers": "no", "mark": "x"}))
    assert "不能组成发文字号" in wrong
    other = head.post(HERE, {"body_id": str(office.bodies["land"]), "registers": "no", "mark": "样自然发"})
    assert "样自然发" not in NumberMark.objects.values_list("mark", flat=True)
    assert other.status_code == 200
    head.post(HERE, {"body_id": body, "registers": "no", "mark": "样林发"})
    edition = office.drafted()
    number = {"mark": "样林发"}
    office.step(Role.DRAFTER, edition, "document.give_number", **number)
    given = fresh(edition).document.number
    assert given == f"样林发〔{timezone.localdate().year}〕1号"
    shown = text_of(drafter.get(HERE))
    assert "样林发" in shown
    assert "1 号" in shown
    assert "登记机关代字" in shown  # the history
    assert "联合发文" in shown
    assert 'name="stop"' not in shown  # a drafter reads
    mark = NumberMark.objects.get(mark="样林发").pk
    head.post(HERE, {"stop": str(mark)})
    assert "停用" in text_of(drafter.get(HERE))
    refused = actions.give_number(
        actor=office.actor(Role.DRAFTER), now=timezone.now(), document_id=office.drafted().document_id,
        mark="样林发",
    )  # fmt: skip
    assert "没有登记" in str(refused.reason)
    assert f'name="stop" value="{mark}"' not in text_of(office.desk(Role.OFFICE_HEAD, "land").get(HERE))
