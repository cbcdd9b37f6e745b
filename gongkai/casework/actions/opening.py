"""Opening a case of any kind inside a verb: its number, its applicant, its words, its day of receipt."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.casework import access_codes, law, numbering, policy
from gongkai.casework.actions.frame import Taken
from gongkai.casework.models import Applicant, ApplicantType, Application, Case, Delivery, Form
from gongkai.casework.standings import stand
from gongkai.casework.texts import flat, grams_of, text_key
from gongkai.core.clock import Happened
from gongkai.core.lifecycle import Allowed
from gongkai.core.receipt import Arrival, Receipt
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor

_TITLE = 60  # characters of the text that stand for a missing title


@dataclass(frozen=True, slots=True)
class ApplicantFacts:
    """Who asks. For an organisation `name` is its name, `contact` the person to talk to."""

    type: str = ApplicantType.NATURAL
    name: str = ""
    id_kind: str = ""
    id_number: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked for. `purpose` belongs to the text of 2007."""

    wanted: str
    feature: str = ""
    purpose: str = ""
    form: str = Form.PAPER
    delivery: str = Delivery.POST
    title: str = ""


def open_case(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    kind: str,
    arrival: Arrival,
    request: RequestFacts | None = None,
    applicant: ApplicantFacts | None = None,
    on: date | None = None,
    helped: bool = False,
    is_sample: bool = False,
    about_id: int | None = None,
    split_of_id: int | None = None,
) -> Taken:
    """A new case with the next number of its series, in the state its lifecycle gives a registered one."""
    day = timezone.localdate(now)
    year = (on or day).year
    serial = numbering.next_serial(body_id, kind, year)
    body = organisations.latest_bodies([body_id])[body_id]
    case = Case(
        kind=kind, body_id=body_id, year=year, serial=serial,
        number=numbering.case_number(kind, body.code, year, serial),
        regime=law.regime_of(law.receipt_of(arrival).day or arrival.submitted), channel=arrival.channel,
        applicant_type=applicant.type if applicant else "",
        submitted_on=arrival.submitted, signed_for=arrival.signed_for,
        reached_system=arrival.reached_system, confirmed_on=arrival.confirmed,
        misdirected=arrival.misdirected, state=law.registered_state(kind),
        title=title_of(request), about_id=about_id, split_of_id=split_of_id, is_sample=is_sample,
        created_at=now, touched_at=now,
    )  # fmt: skip
    write(case)
    if applicant is not None:
        _write_applicant(case, applicant, helped)
    if request is not None:
        _write_application(case, request)
    return Taken(case, actor, now, day, on or day, calendar=current_calendar())


def received(taken: Taken) -> Receipt:
    """Set the day of receipt if the arrival tells it: the clock starts, the case moves on."""
    case = taken.case
    receipt = law.receipt_of_case(case)
    if receipt.day is None:
        return receipt
    moved = policy.decide(case, "case.confirm_receipt", SYSTEM, taken.day, policy.all_hold())
    if isinstance(moved, Allowed):
        taken.state = moved.state
    taken.happened(Happened.RECEIVED, on=receipt.day)
    taken.keep(received_on=receipt.day, regime=law.regime_of(receipt.day))
    stand(case, taken.calendar, taken.events)
    return receipt


def person_key(facts: ApplicantFacts) -> str:
    """By which the same person is found again: the proof's number, else name and telephone; empty if neither
    is known."""
    if flat(facts.id_number):
        return access_codes.keyed("person", "id", flat(facts.id_number))
    if flat(facts.name) and flat(facts.phone):
        return access_codes.keyed("person", "phone", flat(facts.name), flat(facts.phone))
    return ""


def _write_applicant(case: Case, facts: ApplicantFacts, helped: bool) -> None:
    personal = {name: value for name, value in asdict(facts).items() if name != "type"}
    write(Applicant(case=case, helped=helped, person_key=person_key(facts), **personal))


def _write_application(case: Case, request: RequestFacts) -> None:
    text = f"{request.feature} {request.wanted}"
    facts = {name: value for name, value in asdict(request).items() if name != "title"}
    write(Application(case=case, grams=grams_of(text), text_key=text_key(request.wanted), **facts))


def title_of(request: RequestFacts | None) -> str:
    if request is None:
        return ""
    words = request.title or request.feature or " ".join(request.wanted.split())
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"
