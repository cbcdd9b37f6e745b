"""Who sees which file of a case."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.file_rules import purpose_of
from gongkai.casework.models import CaseFile, FileRole
from gongkai.casework.policy import HANDLERS, applicant_of
from gongkai.foundation.files import actions as files
from gongkai.foundation.files.queries import file_visible_to
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kept(office):
    """A case with one file of each role; numbers by role."""
    case_id = office.handled(DAY)
    made = {}
    for role in FileRole:
        made[role] = files.attach(
            actor=SYSTEM, now=office.at(DAY), body_id=office.bodies["forestry"], name="样本.txt",
            content=f"样本 {role}".encode(), purpose=purpose_of(role),
        )  # fmt: skip
        office.must(
            actions.add_file, case_id, DAY, file_id=made[role], role=role, shown=role is FileRole.REPLY
        )
    return case_id, made


def sees(actor, made):
    return {role for role, file_id in made.items() if file_visible_to(actor, DAY, file_id)}


def test_the_clerk_sees_all_others_with_a_part_all_but_the_proof(office, kept):
    _, made = kept
    assert sees(office.clerk, made) == set(FileRole)
    for role in HANDLERS:
        if role is not Role.REQUEST_CLERK:
            assert sees(office.person(role), made) == set(FileRole) - {FileRole.IDENTITY}


@pytest.mark.parametrize("role", Role)
def test_another_body_sees_none(office, kept, role):
    assert sees(office.person(role, "land"), kept[1]) == set()


@pytest.mark.parametrize("role", [Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR])
def test_overseers_see_what_is_for_the_public(office, kept, role):
    assert sees(office.person(role, "city"), kept[1]) == {FileRole.REDACTED}


def test_the_applicant_sees_what_is_shown_to_him(office, kept):
    case_id, made = kept
    assert sees(applicant_of(case_id), made) == {FileRole.REPLY}
    assert sees(applicant_of(case_id + 1), made) == set()
    assert sees(PUBLIC, made) == set()


def test_the_proof_of_identity_is_never_shown(office, kept):
    case_id, made = kept
    CaseFile.objects.filter(file_id=made[FileRole.IDENTITY]).update(shown=True)
    assert FileRole.IDENTITY not in sees(applicant_of(case_id), made)


def test_a_file_belongs_to_one_body_and_one_case(office, kept):
    _case_id, made = kept
    other = office.handled(DAY, wanted="另一件")
    taken = office.do(actions.add_file, other, DAY, file_id=made[FileRole.RECORD], role="record")
    assert isinstance(taken, Refused)
    foreign = files.attach(
        actor=SYSTEM, now=office.at(DAY), body_id=office.bodies["land"], name="样本.txt",
        content="别".encode(), purpose=purpose_of(FileRole.RECORD),
    )  # fmt: skip
    assert isinstance(office.do(actions.add_file, other, DAY, file_id=foreign, role="record"), Refused)
