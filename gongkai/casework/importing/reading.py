"""A line of the workbook as what it tells: a request with what happened to it, or what was contested."""

from dataclasses import dataclass, fields
from datetime import date

from gongkai.casework.actions.challenges import ChallengeFacts
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.recording import PastSteps
from gongkai.casework.importing.cells import Cells
from gongkai.casework.importing.columns import decision_titles
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel


@dataclass(frozen=True, slots=True)
class RequestLine:
    """`outcome` is the title of its list, empty while the request is open."""

    external: str
    applicant: ApplicantFacts
    request: RequestFacts
    arrival: Arrival
    steps: PastSteps
    outcome: str
    ended_on: date | None
    document: str


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """`about`: a case number, or a request's number of before. `decision` is a code, empty while open."""

    external: str
    kind: str
    about: str
    review: str
    facts: ChallengeFacts
    decision: str
    decided_on: date | None
    document: str
    corrected_what: str


def request_of(cells: Cells) -> RequestLine | None:
    """None when something is wrong; `cells.problems` say what."""
    applicant = ApplicantFacts(type=cells.choice("applicant_type"), **cells.texts(ApplicantFacts))
    form, delivery = cells.choice("form") or "paper", cells.choice("delivery") or "post"
    request = RequestFacts(form=form, delivery=delivery, **cells.texts(RequestFacts))
    arrival, steps = _arrival(cells), _steps(cells)
    outcome, ended_on = cells.choice("outcome"), cells.day("ended_on")
    external, document = cells.text("external"), cells.text("document")
    cells.needs("ended_on", outcome, ended_on)
    cells.needs("outcome", ended_on, outcome)
    for needed, given in (
        ("extended_days", "extended_on"), ("extended_on", "extended_days"),
        ("consulted_on", "consult_ended_on"), ("correction_asked_on", "corrected_on"),
    ):  # fmt: skip
        cells.needs(needed, getattr(steps, given), getattr(steps, needed))
    if cells.problems or arrival is None:
        return None
    return RequestLine(external, applicant, request, arrival, steps, outcome, ended_on, document)


def _arrival(cells: Cells) -> Arrival | None:
    submitted, channel = cells.day("submitted"), cells.choice("channel")
    signed_for, reached, confirmed = (cells.day(key) for key in ("signed_for", "reached_system", "confirmed"))
    if submitted is None or not channel:
        return None
    try:
        return Arrival(Channel(channel), submitted, signed_for, reached, confirmed)
    except ValueError as error:
        cells.wrong("submitted", error.args[0])
        return None


def _steps(cells: Cells) -> PastSteps:
    days = {each.name: cells.day(each.name) for each in fields(PastSteps) if each.name != "extended_days"}
    return PastSteps(extended_days=cells.number("extended_days"), **days)


def challenge_of(cells: Cells) -> ChallengeLine | None:
    """None when something is wrong; `cells.problems` say what."""
    external, about, review = cells.text("external"), cells.text("about"), cells.text("review")
    kind, title = cells.choice("kind"), cells.choice("decision")
    organ, organ_number = cells.text("organ"), cells.text("organ_number")
    filed_on, accepted_on = cells.day("filed_on"), cells.day("accepted_on")
    decided_on, document = cells.day("decided_on"), cells.text("document")
    corrected_what = cells.text("corrected_what")
    decision = decision_titles(kind).get(title, "") if kind and title else ""
    if title and kind and not decision:
        cells.wrong("decision", Message(N_("这一类案件没有“{title}”这种结案方式。"), {"title": title}))
    cells.needs("decided_on", title, decided_on)
    cells.needs("document", title, document)
    cells.needs("decision", decided_on or document, title)
    if cells.problems or filed_on is None:
        return None
    facts = ChallengeFacts(organ, filed_on, organ_number, accepted_on)
    return ChallengeLine(external, kind, about, review, facts, decision, decided_on, document, corrected_what)
