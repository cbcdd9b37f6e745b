"""Cases given to a person: he is told, finds them among what waits for him, and a drafter sees no others."""

from datetime import date

import pytest

from gongkai.casework import actions, queries
from gongkai.casework.file_rules import may_see
from gongkai.casework.models import CaseFile
from gongkai.casework.queries.waiting import given_to, handlers_of
from gongkai.foundation.files import actions as files
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import FOUNDED, case_of, moment

DAY = date(2026, 3, 2)


def hired(office, role, username, body="forestry", email=""):
    """Somebody with an account and the role; the person as the verbs see him."""
    person = organisations.create_person(
        actor=SYSTEM, now=moment(FOUNDED), body_id=office.bodies[body], username=username, name="李样本",
        email=email,
    )  # fmt: skip
    organisations.appoint(
        actor=SYSTEM,
        now=moment(FOUNDED),
        person_id=person,
        body_id=office.bodies[body],
        role=role,
        on=FOUNDED,
    )
    return actor_for(person, DAY)


@pytest.fixture
def drafter(office):
    return hired(office, Role.DRAFTER, "drafter", email="drafter@example.org")


def test_a_drafter_sees_what_was_given_to_him_and_nothing_else(office, drafter):
    given, other = office.handled(DAY), office.handled(DAY, wanted="别的")
    assert not queries.cases_visible_to(drafter, DAY).exists()
    office.must(actions.assign, given, DAY, person_id=drafter.person_id)
    assert [case.pk for case in queries.cases_visible_to(drafter, DAY)] == [given]
    with pytest.raises(queries.NoSuchCaseError):
        office.do(actions.decide, other, DAY, drafter, outcome="not_this_body", grounds="不是本机关制作")
    office.must(actions.assign, given, DAY, unit="造林科")
    assert not queries.cases_visible_to(drafter, DAY).exists(), "taken from him again"


def test_a_drafter_writes_and_does_not_handle(office, drafter):
    case_id = office.handled(DAY)
    office.must(actions.assign, case_id, DAY, person_id=drafter.person_id)
    reply = office.do(
        actions.decide, case_id, DAY, drafter, outcome="not_this_body", grounds="不是本机关制作",
        facts={"responsible_body": "市自然资源局"},
    )  # fmt: skip
    assert reply, reply
    kept = {"actor": drafter, "now": office.at(DAY), "reply_id": reply.pk}
    assert actions.draft(**kept, grounds="由市自然资源局制作")
    assert actions.send_to_review(**kept | {"now": office.at(DAY)})
    permitted = queries.permitted(drafter, case_of(case_id), DAY)
    assert set(permitted) == {"case.decide", "case.redact"}
    for verb, more in ((actions.withdraw, {}), (actions.unmask, {"reason": "看看"})):
        assert isinstance(office.do(verb, case_id, DAY, drafter, **more), Refused)


def test_a_drafter_sees_the_papers_of_his_case_but_no_proof_of_identity(office, drafter):
    case_id, other = office.handled(DAY), office.handled(DAY, wanted="别的")
    office.must(actions.assign, case_id, DAY, person_id=drafter.person_id)
    expected = {(case_id, "record"): True, (case_id, "identity"): False, (other, "record"): False}
    for (case, role), seen in expected.items():
        number = files.attach(
            actor=office.clerk, now=office.at(DAY), body_id=office.bodies["forestry"], name="一.txt",
            content=f"{case}{role}".encode(), purpose=f"case_{role}",
        )  # fmt: skip
        office.must(actions.add_file, case, DAY, file_id=number, role=role)
        assert may_see(drafter, number, DAY) is seen
    assert CaseFile.objects.filter(role="record").count() == 2


def test_a_drafter_of_another_body_is_nobody(office):
    stranger = hired(office, Role.DRAFTER, "stranger", "land")
    case_id = office.handled(DAY)
    assert isinstance(office.do(actions.assign, case_id, DAY, person_id=stranger.person_id), Refused)
    assert not queries.cases_visible_to(stranger, DAY).exists()


def test_who_is_given_a_case_is_told_and_finds_it(office, drafter):
    case_id = office.handled(DAY)
    assert (drafter.person_id, "李样本") in handlers_of(office.bodies["forestry"], DAY)
    office.must(actions.assign, case_id, DAY, person_id=drafter.person_id)
    letter = Letter.objects.get(to="drafter@example.org")
    number = case_of(case_id).number
    assert number in letter.subject
    assert "答复期限为2026年3月30日" in letter.text
    assert "张样本" not in letter.text
    ((card, reading),) = given_to(drafter, DAY)
    assert (card.id, reading.due) == (case_id, date(2026, 3, 30))
    office.must(actions.assign, case_id, DAY, person_id=drafter.person_id, unit="造林科")
    assert Letter.objects.filter(to="drafter@example.org").count() == 1, "the same person is not told twice"


def test_who_takes_a_case_himself_gets_no_letter(office):
    clerk = hired(office, Role.REQUEST_CLERK, "clerk", email="clerk@example.org")
    case_id = office.handled(DAY)
    office.must(actions.assign, case_id, DAY, clerk, person_id=clerk.person_id)
    assert not Letter.objects.filter(to="clerk@example.org").exists()
    assert [card.id for card, _reading in given_to(clerk, DAY)] == [case_id]
