"""A department that owes penalties, whose people can sign in, and the city office that watches."""

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from gongkai.disclosure import declared
from gongkai.disclosure.queries.typed import cells_of
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Role
from tests.journeys.city import FOUNDED, OPENED, PASSWORD, SECRET, must
from tests.journeys.request_office import Office

PEOPLE = {"drafter": Role.DRAFTER, "reviewer": Role.REVIEWER}


def build() -> Office:
    """Usernames are linye-drafter, linye-reviewer and linye-city."""
    city = _founded("shizf", "青山市人民政府", "government", None)
    body = _founded("linye", "青山市林业局", "department", city)
    office = Office(body)
    for short, role in PEOPLE.items():
        office.people[short] = _appointed(body, short, role)
    office.people["city"] = _appointed(city, "city", Role.CITY_OFFICE)
    return office


def penalties(*changes: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table of penalties: the declaration's own samples, each with the changes told."""
    data_set = declared.data_set("penalties", timezone.localdate())
    heads = [each.title for each in data_set.columns]
    rows = []
    for number, change in enumerate(changes, start=1):
        cells = {**cells_of(data_set, data_set.samples[0]), "decision_number": f"青林罚〔2026〕{number}号"}
        cells |= {"decided_on": timezone.localdate().isoformat(), "publicity_until": ""} | change
        rows.append([cells.get(name, "") for name in data_set.names])
    return heads, rows


def _founded(code: str, name: str, kind: str, parent: int | None) -> int:
    facts = BodyFacts(name=name, short_name=name.removeprefix("青山"), level="city", kind=kind, parent=parent)
    body = organisations.found_body(actor=SYSTEM, now=OPENED, code=code, facts=facts, on=FOUNDED)
    assert isinstance(body, int), body
    return body


def _appointed(body: int, short: str, role: Role) -> int:
    made = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=body, username=f"linye-{short}", name=f"{role.label}样本"
    )
    assert isinstance(made, int), made
    account = queries.account(made)
    account.set_password(PASSWORD)
    account.save()
    TOTP.activate(account, SECRET)
    must(organisations.appoint(actor=SYSTEM, now=OPENED, person_id=made, body_id=body, role=role, on=FOUNDED))
    return made
