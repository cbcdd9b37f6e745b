"""A forestry office whose people publish, who can sign in; its letters and numbers are registered."""

import io
from datetime import date, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from PIL import Image

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions, law, periodic
from gongkai.publishing.actions import Words
from gongkai.publishing.queries import gate
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
COMIC = "左格：退耕的山坡；右格：按时发到手的补助。"
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
    """An interpretation of the document as a comic, signed and waiting for it."""
    words = Words(
        title=title, html="<p>为什么制定、要达到什么、规定了什么。</p>", formed_on=timezone.localdate(),
        form="comic", elements=("background", "aims", "content"),
    )  # fmt: skip
    made = office.do(
        actions.begin, "drafter", body_id=office.body, kind="interpretation", words=words
    ).edition
    own = {"document_id": made.document_id}
    office.do(actions.set_attribute, "drafter", **own, attribute="open", ground="widely_known")
    office.do(actions.relate, "drafter", **own, to_id=document_id, kind="interprets")
    attached(office, made.pk, "漫画.png", comic(), part="picture", alternative=COMIC)
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    for act, who, more in (
        (actions.send_to_review, "drafter", {}),
        (actions.review_ok, "reviewer", {}),
    ):
        office.do(act, who, edition_id=made.pk, **more)
    judged(office, made.pk)
    for act, who, more in (
        (actions.check_item, "confidentiality", {"answers": answers}),
        (actions.confidentiality_ok, "confidentiality", {"result": "open"}),
        (actions.sign, "signer", {}),
    ):
        office.do(act, who, edition_id=made.pk, **more)
    return int(made.document_id)


def attached(office: Office, edition_id: int, name: str, content: bytes, **more: Any) -> int:
    """A file put to the edition and read by the background work."""
    row = office.do(
        actions.attach, "drafter", edition_id=edition_id, name=name, content=content, **more
    )  # fmt: skip
    periodic.read_and_note(row.file_id, timezone.now())
    return int(row.file_id)


def judged(office: Office, edition_id: int) -> None:
    """Everything the machine points at has been looked at and may stay."""
    who = office.actor("confidentiality")
    card = gate.current(who, edition_id, timezone.localdate())
    assert card is not None
    for each in card.findings:
        office.do(
            actions.judge_finding, "confidentiality", edition_id=edition_id, key=each.key, verdict="stays",
            reason="已经逐格看过，可以公开",
        )  # fmt: skip


def comic() -> bytes:
    """A picture of two fields, one green and one white."""
    out = io.BytesIO()
    made = Image.new("RGB", (320, 160), "white")
    made.paste((34, 120, 60), (0, 0, 160, 160))
    made.save(out, "PNG")
    return out.getvalue()


def released(office: Office, title: str, html: str) -> int:
    """A news item that is out; the number of the document."""
    words = Words(title=title, html=html, formed_on=timezone.localdate())
    edition = office.do(actions.begin, "drafter", body_id=office.body, kind="news", words=words).edition
    about = {"edition_id": edition.pk}
    office.do(
        actions.set_attribute, "drafter", document_id=edition.document_id, attribute="open",
        ground="widely_known",
    )  # fmt: skip
    office.do(actions.send_to_review, "drafter", **about)
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    office.do(actions.check_item, "confidentiality", answers=answers, **about)
    office.do(actions.confidentiality_ok, "confidentiality", result="open", **about)
    office.do(actions.sign, "signer", **about)
    office.do(actions.release, "drafter", **about)
    return int(edition.document_id)


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
