"""A token acts as its person, with the roles of one body and the day; nobody can make it act as another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tokens import actions, queries
from gongkai.foundation.tokens.models import ApiToken
from gongkai.foundation.tokens.scopes import Scope
from tests.foundation.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
NEXT_YEAR = TODAY + timedelta(days=300)


def _issue(actor, body_id, **changed):
    facts = {
        "name": "一体化平台", "scopes": [Scope.CASES_READ], "expires_on": NEXT_YEAR, "body_id": body_id,
    }  # fmt: skip
    return actions.issue_token(actor=actor, now=NOW, **(facts | changed))


@pytest.fixture
def clerk(city, appointed):
    return appointed(Role.REQUEST_CLERK, city.land)


def test_a_token_acts_as_its_person(city, clerk):
    issued = _issue(clerk, city.land, scopes=["cases:read", "cases:write"])
    found = queries.caller(issued.token, NOW)
    assert found.actor == clerk
    assert found.may(Scope.CASES_WRITE)
    assert not found.may(Scope.APPLICANTS_READ)


def test_the_token_is_kept_nowhere(city, clerk):
    issued = _issue(clerk, city.land)
    row = ApiToken.objects.get()
    assert issued.token not in str(vars(row)) + str([vars(each) for each in Event.objects.all()])
    assert issued.token not in repr(issued)
    assert len(issued.token) >= 43
    assert issued.token.startswith(row.beginning)


def test_only_the_roles_of_the_tokens_body_count(city, clerk):
    made = organisations.appoint(
        actor=SYSTEM, now=NOW, person_id=clerk.person_id, body_id=city.culture, role=Role.SIGNER,
        on=date(2016, 1, 1),
    )  # fmt: skip
    assert made
    issued = _issue(clerk, city.land)
    assert queries.caller(issued.token, NOW).actor.roles == {("request_clerk", city.land)}


def test_a_token_ends_with_the_appointment(city, clerk):
    issued = _issue(clerk, city.land)
    appointment = organisations_appointment(clerk)
    assert organisations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, on=TODAY)
    assert queries.caller(issued.token, NOW) is None


def organisations_appointment(actor) -> int:
    event = Event.objects.filter(subject_type="appointment", after__person_id=actor.person_id).get()
    return int(event.subject_id)


def test_a_token_ends_with_the_account(city, clerk):
    issued = _issue(clerk, city.land)
    assert organisations.deactivate_person(actor=SYSTEM, now=NOW, person_id=clerk.person_id, reason="离职")
    assert queries.caller(issued.token, NOW) is None


def test_its_last_day_is_its_last(city, clerk):
    issued = _issue(clerk, city.land, expires_on=TODAY + timedelta(days=1))
    assert queries.caller(issued.token, NOW + timedelta(days=1))
    assert queries.caller(issued.token, NOW + timedelta(days=2)) is None


def test_a_revoked_token_stops_at_once(city, clerk):
    issued = _issue(clerk, city.land)
    assert actions.revoke_token(actor=clerk, now=NOW, token_id=issued.token_id, reason="更换系统")
    assert queries.caller(issued.token, NOW) is None
    again = actions.revoke_token(actor=clerk, now=NOW, token_id=issued.token_id)
    assert str(again.reason) == "该令牌已经吊销"


@pytest.mark.parametrize("token", ["", "gk_", "gk_" + "a" * 43, "Bearer", "gk_\udcff", "gk_\x00"])
def test_what_is_no_token_is_nobody(db, token):
    assert queries.caller(token, NOW) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["cases:read", "everything"]}, "scopes"),
        ({"expires_on": TODAY}, "expires_on"),
        ({"expires_on": TODAY + timedelta(days=367)}, "expires_on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(city, clerk, changed, field):
    refused = _issue(clerk, city.land, **changed)
    assert [place for place, _said in refused.details] == [field]
    assert not ApiToken.objects.exists()


def test_nobody_issues_a_token_where_he_has_no_role(city, clerk, appointed):
    office = appointed(Role.CITY_OFFICE, city.city)
    for actor, body in ((clerk, city.culture), (office, city.land), (SYSTEM, city.land)):
        assert "由本人" in str(_issue(actor, body).reason)


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.BODY_ADMINISTRATOR, "land", True),
        (Role.CITY_OFFICE, "city", True),
        (Role.BODY_ADMINISTRATOR, "culture", False),
        (Role.AUDITOR, "city", False),
        (Role.REQUEST_CLERK, "land", False),
    ],
)
def test_who_sees_and_revokes_anothers_token(city, clerk, appointed, role, where, may):
    issued = _issue(clerk, city.land)
    other = appointed(role, getattr(city, where), username="other")
    assert [each.id for each in queries.tokens_visible_to(other, TODAY)] == ([issued.token_id] if may else [])
    assert bool(actions.revoke_token(actor=other, now=NOW, token_id=issued.token_id)) is may


def test_use_is_noted_beside_the_ledger(city, clerk):
    issued = _issue(clerk, city.land)
    events = Event.objects.count()
    later = NOW + timedelta(hours=1)
    queries.caller(issued.token, NOW)
    queries.caller(issued.token, later)
    (card,) = queries.tokens_visible_to(clerk, TODAY)
    assert card.last_used_at == later
    assert card.works
    assert Event.objects.count() == events
    assert [each for each in rows.mismatches() if each.subject == "api_token"] == []


def test_someone_without_roles_sees_his_own_only(city, clerk):
    _issue(clerk, city.land)
    assert len(queries.tokens_visible_to(replace(clerk, roles=frozenset()), TODAY)) == 1
