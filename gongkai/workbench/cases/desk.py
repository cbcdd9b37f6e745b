"""What lies on somebody's desk: the thing a step is done on, and who sits there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.casework import law
from gongkai.casework.queries.cases import NoSuchCaseError
from gongkai.casework.queries.whole import WholeCase, whole_case
from gongkai.core.lifecycle import standing_lacks
from gongkai.core.outcomes import Outcome
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.cases.words import verb_name
from gongkai.workbench.shell import CASEWORK, Staff, StaffRequest

SECTION = "cases"
SEEING = CASEWORK

type Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A case, or something with a lifecycle of its own that belongs to one, and the person before it.

    `about`: the argument that names it to its verbs, and its number. `revision` is what the person sees.
    """

    staff: Staff
    kind: str
    state: str
    body_id: int
    about: tuple[str, int]
    revision: int
    verbs: tuple[str, ...]
    held: frozenset[str]
    title: str
    back: str
    whole: WholeCase | None = None
    thing: Any = None

    @property
    def today(self) -> date:
        return self.staff.today

    def ever_does(self, verb: str) -> bool:
        """Whether the step is one of this person's in any state."""
        transitions = law.lifecycle_of(self.kind).transition
        return any(one.verb == verb and not standing_lacks(one, self.held) for one in transitions)

    def label_of(self, verb: str) -> str:
        """What the step is called in the present state, in the reader's language."""
        found = law.lifecycle_of(self.kind).transition_of(verb, self.state)
        return _(found.label) if found else verb_name(verb)

    def article_of(self, verb: str) -> str:
        found = law.lifecycle_of(self.kind).transition_of(verb, self.state)
        return _(found.article) if found else ""


def case_address(case_id: int) -> str:
    return reverse("workbench:case", args=[case_id])


def seen_case(request: StaffRequest, case_id: int) -> WholeCase:
    """The case as the person may see it; 404 otherwise."""
    try:
        return whole_case(request.staff.actor, case_id, request.staff.today)
    except NoSuchCaseError:
        raise Http404 from None


def case_desk(request: StaffRequest, whole: WholeCase) -> Desk:
    """The case before the person."""
    card = whole.card
    return Desk(
        request.staff, card.kind, card.state, card.body, ("case_id", card.id), card.revision, whole.verbs,
        whole.held, card.number, case_address(card.id), whole,
    )  # fmt: skip


def crumbs(*trail: tuple[str, str]) -> Crumbs:
    """办件 › …"""
    return [(_("办件"), reverse("workbench:cases")), *trail]


def case_crumbs(whole: WholeCase, here: str = "") -> Crumbs:
    """办件 › the case › here."""
    address = case_address(whole.card.id) if here else ""
    return crumbs((whole.card.number, address), *([(here, "")] if here else []))


def outcomes_open_to(desk: Desk) -> tuple[Outcome, ...]:
    """The outcomes of the case's regime that end by a reply."""
    card = desk.whole.card if desk.whole else None
    if card is None:
        return ()
    listed = law.outcomes_of(card.received_on or card.submitted_on)
    return tuple(each for each in listed.outcome if each.replied)


def tabs(request: StaffRequest, here: str) -> dict[str, object]:
    """The pages of casework this person has, and whether he registers requests."""
    staff = request.staff
    offers = (
        ("list", _("全部办件"), "workbench:cases", ()),
        ("board", _("期限"), "workbench:case_board", ()),
        ("mail", _("来信"), "workbench:case_mail", (Role.REQUEST_CLERK, Role.OFFICE_HEAD)),
        ("asked", _("协查和建议"), "workbench:case_requests", ()),
        ("statistics", _("统计"), "workbench:case_statistics", ()),
        ("settings", _("文书和设置"), "workbench:case_settings", ()),
    )
    return {
        "tabs": [
            (label, reverse(address), name == here)
            for name, label, address, roles in offers
            if not roles or staff.acts_as(*roles)
        ],
        "may_register": staff.acts_as(Role.REQUEST_CLERK),
    }
