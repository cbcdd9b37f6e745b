"""One step for the ticked ones of a list, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.publishing import leading
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries.cards import DocumentCard
from gongkai.publishing.queries.work import cards_of_editions
from gongkai.workbench.answering import refusal_text
from gongkai.workbench.publishing.desk import SECTION, crumbs
from gongkai.workbench.shell import StaffRequest, page, staff_view

MOST = 200  # what one list shows


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be done on the ticked ones."""

    step: str
    label: Promise


_OFFERS = (
    Offer("send_to_review", gettext_lazy("送审所选")),
    Offer("gate", gettext_lazy("审查通过所选")),
    Offer("sign", gettext_lazy("签发所选")),
    Offer("release", gettext_lazy("发布所选")),
)
OFFERS: Mapping[str, Offer] = {
    state: offer for offer in _OFFERS for state in leading.STEPS[offer.step].states
}
"""By the state in which editions wait for it."""


@require_POST
@staff_view(*HANDLERS)
def lead(request: StaffRequest) -> HttpResponse:
    """Each ticked one as the person saw it: who acted on one meanwhile keeps it back, and no other."""
    offer = next((each for each in _OFFERS if each.step == request.POST.get("step")), None)
    seen = _ticked(request)
    if offer is None or not seen:
        messages.error(request, _("请先选要办的。"))
        return redirect("workbench:document_work")
    staff = request.staff
    led = leading.lead(
        offer.step, actor=staff.actor, now=staff.now, edition_ids=list(seen), based_on=seen,
        answers=answers_for_each(request),
    )  # fmt: skip
    known = cards_of_editions(staff.actor, staff.today, list(seen))
    held: list[tuple[DocumentCard | None, str]] = [
        (known.get(number), refusal_text(refused)) for number, refused in led.held
    ]
    return page(
        request, "workbench/publishing/led.html", SECTION, label=offer.label, held=held,
        done=[known[number] for number in led.done if number in known],
        crumbs=crumbs((str(offer.label), "")),
    )  # fmt: skip


def answers_for_each(request: HttpRequest) -> dict[str, ItemAnswer]:
    """The reviewer's answers to the list of the gate, which count for each item."""
    return {
        name.removeprefix("item-"): ItemAnswer(Answer(said), "")
        for name, said in request.POST.items()
        if name.startswith("item-") and said in set(Answer)
    }


def _ticked(request: HttpRequest) -> dict[int, int]:
    """Edition → the revision the person saw."""
    found: dict[int, int] = {}
    for each in request.POST.getlist("edition")[:MOST]:
        number, _colon, revision = each.partition(":")
        if number.isascii() and number.isdigit() and revision.isascii() and revision.isdigit():
            found[int(number[:18])] = int(revision[:9])
    return found
