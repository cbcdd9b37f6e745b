"""A document on the screen: how it stands, what may be done now and by whom, and everything in it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.comparing import compared
from gongkai.core.publishing.attribute import Attribute, printed_note
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import law
from gongkai.publishing.catalogue.queries.naming import row_with
from gongkai.publishing.queries import whole as queries
from gongkai.publishing.queries.whole import EditionWhole
from gongkai.workbench.publishing.desk import (
    SECTION,
    SEEING,
    Desk,
    document_crumbs,
    seen_desk,
)
from gongkai.workbench.publishing.next_steps import chain_picture, offers
from gongkai.workbench.publishing.words import (
    ATTRIBUTES,
    CONCLUSIONS,
    PARTS,
    ground_name,
    kind_name,
    relation_name,
    state_name,
)
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, document_id: int) -> HttpResponse:
    """The document with its chain, its steps and its parts."""
    desk = seen_desk(request, document_id)
    edition = desk.edition
    words = edition.words if edition else None
    return page(
        request, "workbench/publishing/document.html", SECTION, **head(desk), crumbs=document_crumbs(desk),
        offers=offers(desk), chain=chain_picture(desk), planned=_planned(desk),
        row=row_with(desk.document.catalogue),
        text=mark_safe(words.html) if words else "",
        files=[(each, PARTS[each.part]) for each in edition.files] if edition else (),
        since=queries.changes_since_review(words) if words and words.released_at is None else (),
        relations=[(each, relation_name(each.kind, each.outward)) for each in desk.whole.relations],
        notices=[(each, state_name("document", each.standing)) for each in desk.whole.notices],
        changes=[(each, ATTRIBUTES.get(each.after, each.after)) for each in desk.whole.changes],
        evaluations=[(each, CONCLUSIONS.get(each.conclusion, "")) for each in desk.whole.evaluations],
        editions=[(each, state_name("edition", each.state)) for each in desk.whole.editions],
    )  # fmt: skip


def _planned(desk: Desk) -> dict[str, list[str]]:
    """Forms and channels of the plan of interpretation, by their names."""
    plan = desk.whole.plan
    if plan is None:
        return {}
    return {
        "forms": [_(each.title) for each in law.interpretation().form if each.code in plan.forms],
        "channels": [
            _(each.title) for each in law.rules().channels.channel if each.code in plan.channels
        ],
    }  # fmt: skip


def head(desk: Desk) -> dict[str, Any]:
    """What the head of every page of a document needs."""
    document = desk.document
    return {
        "desk": desk,
        "whole": desk.whole,
        "card": desk.whole.card,
        "document": document,
        "edition": desk.edition,
        "body": organisations.latest_bodies([document.body_id])[document.body_id],
        "kind": kind_name(document.kind),
        "state": state_name("edition", desk.edition.state) if desk.edition else "",
        "standing": state_name("document", document.standing),
        "attribute": ATTRIBUTES.get(document.attribute, _("未确定")),
        "ground": ground_name(document.ground, document.attribute_on or desk.today)
        if document.ground
        else "",
        "printed_note": _printed_note(document.kind, document.attribute),
    }


def _printed_note(kind: str, attribute: str) -> str:
    """附注 that the paper of an official document carries, for who has it typed and printed."""
    if not attribute or not law.kind_of(kind).official:
        return ""
    return printed_note(Attribute(attribute))


@require_GET
@staff_view(*SEEING)
def edition(request: StaffRequest, document_id: int, edition_number: int) -> HttpResponse:
    """One edition, compared with the one before."""
    desk = seen_desk(request, document_id)
    found = _numbered(desk, edition_number)
    earlier = next((each for each in desk.whole.editions if each.number < found.number and each.words), None)
    assert found.words is not None
    return page(
        request, "workbench/publishing/edition.html", SECTION, **head(desk), one=found, earlier=earlier,
        text=mark_safe(found.words.html),
        compared=compared(earlier.words.text, found.words.text) if earlier and earlier.words else (),
        crumbs=document_crumbs(desk, _("第 {number} 版").format(number=found.number)),
    )  # fmt: skip


def _numbered(desk: Desk, number: int) -> EditionWhole:
    found = next((each for each in desk.whole.editions if each.number == number and each.words), None)
    if found is None:
        raise Http404
    return found


@require_GET
@staff_view(*SEEING)
def history(request: StaffRequest, document_id: int) -> HttpResponse:
    """What the ledger tells of the document and its editions."""
    desk = seen_desk(request, document_id)
    told = queries.history(request.staff.actor, document_id, request.staff.today)
    names = organisations.names_of({each.actor for each in told})
    lines = [
        (each, names.get(each.actor, _("系统") if each.actor == "system" else each.actor),
         verb_name(each.verb), _state_after(each))
        for each in told
    ]  # fmt: skip
    return page(
        request, "workbench/publishing/history.html", SECTION, **head(desk), lines=lines,
        crumbs=document_crumbs(desk, _("经过")),
    )  # fmt: skip


def _state_after(line: Any) -> str:
    """What the event made of the state, where it changed."""
    column, kind = ("standing", "document") if line.subject_type == "document" else ("state", "edition")
    before, after = (line.before or {}).get(column), (line.after or {}).get(column)
    return state_name(kind, after) if after and after != before else ""
