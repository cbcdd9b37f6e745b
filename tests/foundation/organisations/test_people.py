"""Who may appoint whom, and who sees whom."""

from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 1, 3, 1, 0, tzinfo=UTC)
TODAY = date(2017, 1, 3)


def _colleague(actor, body, username):
    return actions.create_person(actor=actor, now=NOW, body_id=body, username=username, name="李某")


def test_an_administrator_looks_after_his_own_body_only(city, appointed):
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land)
    made = _colleague(administrator, city.land, "li")
    assert actions.appoint(
        actor=administrator, now=NOW, person_id=made, body_id=city.land, role=Role.DRAFTER, on=TODAY
    )
    assert not _colleague(administrator, city.forestry, "zhao")
    assert not actions.appoint(
        actor=administrator, now=NOW, person_id=made, body_id=city.forestry, role=Role.DRAFTER, on=TODAY
    )


@pytest.mark.parametrize("role", [Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR])
def test_overseeing_roles_come_from_above(city, appointed, role):
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.city)
    office = appointed(Role.CITY_OFFICE, city.city, "office")
    made = _colleague(administrator, city.city, "li")
    given = {
        who.code: bool(
            actions.appoint(actor=who, now=NOW, person_id=made, body_id=city.city, role=role, on=TODAY)
        )
        for who in (administrator, office)
    }
    assert list(given.values()) == [False, True]


def test_nobody_appoints_himself(city, appointed):
    office = appointed(Role.CITY_OFFICE, city.city)
    refused = actions.appoint(
        actor=office, now=NOW, person_id=office.person_id, body_id=city.city, role=Role.SIGNER, on=TODAY
    )
    assert "自己" in str(refused.reason)


def test_nobody_takes_over_the_account_of_someone_above(city, appointed):
    office = appointed(Role.CITY_OFFICE, city.city)
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.city)
    both = actions.appoint(
        actor=SYSTEM, now=NOW, person_id=office.person_id, body_id=city.land, role=Role.DRAFTER, on=TODAY
    )
    assert both
    land = appointed(Role.BODY_ADMINISTRATOR, city.land)
    refused = actions.set_password(
        actor=land, now=NOW, person_id=office.person_id, password="a-long-password-1"
    )
    assert not refused
    assert actions.set_password(
        actor=office, now=NOW, person_id=administrator.person_id, password="a-long-password-1"
    )


@pytest.mark.parametrize("password", ["short-1", "password123", "2018201820182018"])
def test_a_weak_password_is_refused(city, appointed, password):
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land)
    clerk = appointed(Role.DRAFTER, city.land)
    refused = actions.set_password(actor=administrator, now=NOW, person_id=clerk.person_id, password=password)
    assert {name for name, _ in refused.details} == {"password"}


def test_a_deactivated_person_holds_nothing(city, appointed):
    clerk = appointed(Role.REQUEST_CLERK, city.land)
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land)
    assert actions.deactivate_person(actor=administrator, now=NOW, person_id=clerk.person_id, reason="调离")
    assert not queries.actor_for(clerk.person_id, TODAY).roles


def test_who_sees_whom(city, appointed):
    people = {
        "省": appointed(Role.PROVINCE_OBSERVER, city.province),
        "市": appointed(Role.CITY_OFFICE, city.city),
        "县审计": appointed(Role.AUDITOR, city.county),
        "国土管理员": appointed(Role.BODY_ADMINISTRATOR, city.land),
        "国土": appointed(Role.DRAFTER, city.land),
    }
    names = {actor.person_id: name for name, actor in people.items()}
    seen = {
        name: "、".join(names[each.id] for each in sorted(queries.people_visible_to(actor, TODAY), key=_id))
        for name, actor in people.items()
    }
    assert seen == {
        "省": "省、市、县审计、国土管理员、国土",
        "市": "市、县审计、国土管理员、国土",
        "县审计": "县审计",
        "国土管理员": "国土管理员、国土",
        "国土": "国土",
    }
    assert queries.people_visible_to(PUBLIC, TODAY) == []


def test_which_bodies_each_sees(city, appointed):
    expected = {
        (Role.PROVINCE_OBSERVER, city.province): 7,
        (Role.CITY_OFFICE, city.city): 6,
        (Role.AUDITOR, city.county): 2,
        (Role.DRAFTER, city.city): 1,
    }
    for (role, body), count in expected.items():
        assert len(queries.bodies_visible_to(appointed(role, body), TODAY)) == count, role
    assert queries.bodies_visible_to(PUBLIC, TODAY) == []
    assert len(queries.bodies_visible_to(SYSTEM, TODAY)) == 7


def test_the_heir_sees_the_work_of_the_body_that_ended(city, appointed):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    on = date(2019, 1, 1)
    assert actions.close_body(
        actor=SYSTEM, now=NOW, body_id=city.forestry, on=on, heir=city.land, reason="合并"
    )
    assert queries.visible_body_ids(clerk, on) == {city.land, city.forestry}
    assert queries.visible_body_ids(clerk, TODAY) == {city.land}


def test_the_ledger_holds_no_personal_data(city, appointed):
    appointed(Role.DRAFTER, city.land, "zhangsan")
    told = [str(event.after) + event.reason for event in Event.objects.filter(verb="person.create")]
    assert told
    assert not any(word in each for each in told for word in ("王某", "zhangsan", "argon2"))


def _id(card):
    return card.id
