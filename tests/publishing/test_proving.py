"""What was released can be proved, and what happened to it since is told."""

from pathlib import Path

import pytest

from gongkai.core.transparency.proof import Act, Holds, examine
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.models import PublicEntry
from gongkai.foundation.transparency.queries import proof_of
from gongkai.foundation.transparency.signing import ED25519, checker, new_key, write_key
from gongkai.publishing import actions
from tests.publishing.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings, tmp_path):
    settings.HEAD_KEY = str(tmp_path / "head.key")
    key = new_key(ED25519)
    write_key(key, Path(settings.HEAD_KEY))
    return key


def _proved(office, key, address, edition=None):
    office.must(sign_head, SYSTEM)
    return examine(proof_of(address, edition), DIGESTS, checker([key.public_key]))


def test_a_release_and_its_withdrawal(office, key):
    released = office.released()
    document = released.document
    document.refresh_from_db()
    found = _proved(office, key, document.index_number)
    assert found.holds is Holds.CURRENT
    assert found.content["title"] == released.title
    office.must(
        actions.withdraw,
        office.person(Role.OFFICE_HEAD),
        DAY,
        document_id=document.pk,
        reason="正文有误，更正后重新发布",
    )
    found = _proved(office, key, document.index_number, 1)
    assert found.holds is Holds.CHANGED
    assert [entry.act for entry in found.later] == [Act.WITHDRAWN]
    notice = _proved(office, key, document.index_number)
    assert notice.content["reason"] == "正文有误，更正后重新发布"


def test_nothing_enters_before_it_is_out(office):
    office.drafted()
    assert not PublicEntry.objects.exists()
