"""Published again: what had ended stays ended, and a new edition is no way around the renewal."""

from datetime import date, timedelta

import pytest

from gongkai.core.publishing.standing import Standing
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import normative

from .conftest import DAY, TEXT, Office, fresh, said

pytestmark = pytest.mark.django_db
HTML = f"{TEXT}<p>更正。</p>"
BASIS = {"reason": "不再需要", "basis": "样林规〔2026〕9号"}


def out(office: Office) -> int:
    edition, _ = office.normative()
    done = office.release(edition)
    assert done, said(done)
    return edition.document_id


def again(office: Office, number: int, day: date, **more):
    second = office.must(actions.new_edition, office.drafter(), day, document_id=number)
    words = Words(html=HTML, change_note="更正错字", **more)
    office.must(actions.draft, office.drafter(), day, edition_id=second.pk, words=words)
    return second


@pytest.mark.parametrize(
    ("verb", "standing"),
    [(actions.repeal, "repealed"), (actions.consolidate, "consolidated"), (actions.amend, "amended")],
)
def test_what_it_was_before_it_was_withdrawn_it_is_again(office: Office, verb, standing: str):
    number, head = out(office), office.person(Role.OFFICE_HEAD)
    ended, withdrawn, back = (DAY + timedelta(days=days) for days in (50, 60, 70))
    office.must(verb, head, ended, document_id=number, **BASIS)
    office.must(actions.withdraw, head, withdrawn, document_id=number, reason="附件有误")
    document = office.released(again(office, number, back), back).document
    assert document.standing == standing
    assert normative.picture(number, withdrawn).standing is Standing.WITHDRAWN
    assert normative.picture(number, back).standing.value == standing
    row = Publication.objects.standing().get(document=number)
    assert (row.ended_as, row.ended_on) == (("", None) if standing == "amended" else (standing, ended))


def test_a_new_edition_does_not_lengthen_the_validity(office: Office):
    number = out(office)
    later = DAY + timedelta(days=50)
    longer = again(office, number, later, expires_on=date(2031, 4, 8))
    longer = office.chain(longer, day=later)
    refused = office.do(actions.release, office.drafter(), later, edition_id=longer.pk)
    assert "新版本不能改变施行日期和有效期" in said(refused)
    assert fresh(longer).state == "ready"
