"""A document before a person: which of its two lifecycles a step belongs to, and who sits there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.core.lifecycle import standing_lacks
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import policy
from gongkai.publishing.channels import policy as channels
from gongkai.publishing.policy import HANDLERS, lifecycle_of
from gongkai.publishing.queries.visible import NoSuchDocumentError
from gongkai.publishing.queries.whole import EditionWhole, WholeDocument, whole
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import PUBLISHING, Staff, StaffRequest

SECTION = "documents"
SEEING = PUBLISHING
WRITING = (Role.DRAFTER,)
CLOSED = ("released", "kept", "discarded")

OWN_VERBS = {
    "document.set_makers": "document.draft",
    "document.describe": "document.draft",
    "document.note_consent": "document.relate",
    "edition.describe_file": "edition.attach",
}
"""Verbs that the lifecycle knows as another."""

type Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The document, the edition its steps are done on (the newest), and the person."""

    staff: Staff
    whole: WholeDocument
    held: frozenset[str]
    back: str

    @property
    def today(self) -> date:
        return self.staff.today

    @property
    def document(self) -> Any:
        return self.whole.document

    @property
    def edition(self) -> EditionWhole | None:
        """The one in the chain, or else the newest that was not discarded."""
        found = self.whole.editions
        chosen = [each for each in found if each.state not in CLOSED]
        return next(iter([*chosen, *(each for each in found if each.state != "discarded"), *found]), None)

    @property
    def is_own(self) -> bool:
        """Has the person a part in documents of this body?"""
        return bool(self.held & {f"{role}@own" for role in HANDLERS})

    @property
    def wrote(self) -> bool:
        """Nobody approves what he wrote."""
        edition = self.edition
        return bool(edition and edition.words and self.staff.actor.code in edition.words.writers)

    def state_for(self, verb: str) -> str:
        if kind_of(verb) == "document":
            return self.document.standing
        return self.edition.state if self.edition else ""

    def revision_for(self, verb: str) -> int:
        if kind_of(verb) == "document":
            return self.document.revision
        return self.edition.revision if self.edition else 0

    def about(self, verb: str) -> tuple[str, int]:
        """The argument that names it to its verbs, and its number."""
        if kind_of(verb) == "document" or self.edition is None:
            return "document_id", self.document.pk
        return "edition_id", self.edition.id

    def may(self, verb: str) -> bool:
        """In this state, by somebody of this standing."""
        known = OWN_VERBS.get(verb, verb)
        verbs = (
            self.whole.verbs if kind_of(verb) == "document" else self.edition.verbs if self.edition else ()
        )
        return known in verbs

    def ever_does(self, verb: str) -> bool:
        """Whether the step is one of this person's in any state."""
        known = OWN_VERBS.get(verb, verb)
        transitions = lifecycle_of(kind_of(verb)).transition
        return any(one.verb == known and not standing_lacks(one, self.held) for one in transitions)

    def label_of(self, verb: str) -> str:
        if verb in OWN_VERBS:
            return verb_name(verb)
        found = lifecycle_of(kind_of(verb)).transition_of(verb, self.state_for(verb))
        return _(found.label) if found else verb_name(verb)

    def article_of(self, verb: str) -> str:
        known = OWN_VERBS.get(verb, verb)
        found = lifecycle_of(kind_of(verb)).transition_of(known, self.state_for(verb))
        return _(found.article) if found else ""


def kind_of(verb: str) -> str:
    """document or edition."""
    return verb.partition(".")[0]


def document_address(document_id: int) -> str:
    return reverse("workbench:document", args=[document_id])


def seen_desk(request: StaffRequest, document_id: int) -> Desk:
    """The document as the person may see it; 404 otherwise."""
    staff = request.staff
    try:
        found = whole(staff.actor, document_id, staff.today)
    except NoSuchDocumentError:
        raise Http404 from None
    held = policy.standing(staff.actor, found.document.body_id, staff.today)
    return Desk(staff, found, held, document_address(document_id))


def crumbs(*trail: tuple[str, str]) -> Crumbs:
    """公文 › …"""
    return [(_("公文和信息"), reverse("workbench:documents")), *trail]


def document_crumbs(desk: Desk, here: str = "") -> Crumbs:
    title = desk.whole.card.title[:24] or _("（无标题）")
    return crumbs((title, desk.back if here else ""), *([(here, "")] if here else []))


def tabs(request: StaffRequest, here: str) -> dict[str, object]:
    """The pages of publishing this person has, and whether he drafts."""
    staff = request.staff
    offers = (
        ("work", _("等我办的"), "workbench:document_work", HANDLERS),
        ("mine", _("我起草的"), "workbench:documents_mine", WRITING),
        ("list", _("全部"), "workbench:documents", ()),
        ("normative", _("规范性文件"), "workbench:document_normative", ()),
        ("withheld", _("不公开的评估"), "workbench:document_withheld", HANDLERS),
        ("batches", _("批量导入"), "workbench:document_batches", HANDLERS),
        ("channels", _("渠道"), "workbench:channels", (*channels.HANDLERS, *channels.OVERSEERS)),
        (
            "marks",
            _("编号设置"),
            "workbench:document_marks",
            (*HANDLERS, Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE),
        ),
        ("search", _("搜索维护"), "workbench:search_editing", (Role.CITY_OFFICE,)),
    )
    return {
        "tabs": [
            (label, reverse(address), name == here)
            for name, label, address, roles in offers
            if not roles or staff.acts_as(*roles)
        ],
        "may_draft": staff.acts_as(*WRITING),
    }
