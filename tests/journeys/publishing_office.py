"""A forestry office whose people publish, who can sign in; its letters and numbers are registered."""

from datetime import date, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from tests.journeys.city import FOUNDED, OPENED, PASSWORD, SECRET, must
from tests.journeys.request_office import Office

PEOPLE = {
    "drafter": Role.DRAFTER,
    "reviewer": Role.REVIEWER,
    "confidentiality": Role.CONFIDENTIALITY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
    "signer": Role.SIGNER,
    "head": Role.OFFICE_HEAD,
}
_CODE = "11990000000000001"


def build() -> Office:
    """The office, the letters of its numbers, and its people with both factors."""
    facts = BodyFacts(
        name="青山市林业局", short_name="市林业局", level="city", kind="department", parent=None,
        credit_code=_CODE + credit_code_check_digit(_CODE),
    )  # fmt: skip
    body = organisations.found_body(actor=SYSTEM, now=OPENED, code="linye", facts=facts, on=FOUNDED)
    assert isinstance(body, int), body
    office = Office(body)
    for short, role in PEOPLE.items():
        office.people[short] = _appointed(body, short, role)
    office.do(actions.register_mark, "head", body_id=body, mark="青林规")
    office.do(actions.register_mark, "head", body_id=body, mark="QSDR", registers=True)
    return office


def interpreted(office: Office, document_id: int, title: str) -> int:
    """An interpretation of the document, signed and waiting for it."""
    words = Words(
        title=title, html="<p>为什么制定、要达到什么、规定了什么。</p>", formed_on=timezone.localdate(),
        form="text", elements=("background", "aims", "content"),
    )  # fmt: skip
    made = office.do(
        actions.begin, "drafter", body_id=office.body, kind="interpretation", words=words
    ).edition
    own = {"document_id": made.document_id}
    office.do(actions.set_attribute, "drafter", **own, attribute="open", ground="widely_known")
    office.do(actions.relate, "drafter", **own, to_id=document_id, kind="interprets")
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    for act, who, more in (
        (actions.send_to_review, "drafter", {}),
        (actions.review_ok, "reviewer", {}),
        (actions.check_item, "confidentiality", {"answers": answers}),
        (actions.confidentiality_ok, "confidentiality", {"result": "open"}),
        (actions.sign, "signer", {}),
    ):
        office.do(act, who, edition_id=made.pk, **more)
    return int(made.document_id)


def term() -> tuple[date, date]:
    """A day of effect late enough after today, and the last day of five years."""
    first = timezone.localdate() + timedelta(days=40)
    return first, first + timedelta(days=5 * 365)


def _appointed(body: int, short: str, role: Role) -> int:
    person = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=body, username=f"linye-{short}", name=f"样本{role.label}",
        password=PASSWORD,
    )  # fmt: skip
    assert isinstance(person, int), person
    must(
        organisations.appoint(actor=SYSTEM, now=OPENED, person_id=person, body_id=body, role=role, on=FOUNDED)
    )
    TOTP.activate(queries.account(person), SECRET)
    return person
