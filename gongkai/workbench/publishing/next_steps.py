"""What may be done with a document now, by this person and by others; how far it has come."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.publishing.kinds import Step
from gongkai.publishing import law
from gongkai.publishing.policy import lifecycle_of
from gongkai.workbench.cases.next_steps import Offer, Offers
from gongkai.workbench.cases.words import whose_step
from gongkai.workbench.publishing.desk import CLOSED, Desk
from gongkai.workbench.publishing.step_forms import STEPS
from gongkai.workbench.publishing.words import state_name

FIRST = {
    "drafting": ("edition.draft", "edition.send_to_review"),
    "returned": ("edition.draft", "edition.send_to_review"),
    "unit_review": ("edition.review_ok", "edition.return"),
    "confidentiality": ("gate",),
    "legal": ("edition.legal_ok", "edition.return"),
    "interpretation": ("edition.interpretation_ok", "edition.return"),
    "to_sign": ("edition.sign", "edition.return"),
    "ready": ("edition.release", "edition.schedule", "edition.keep"),
    "released": ("document.new_edition",),
}
_APPROVING = frozenset(law.VERBS.values())
_AT_THE_GATE = frozenset({"edition.check_item", "edition.judge_finding", "edition.confidentiality_ok"})
_HINTS = {
    "drafting": gettext_lazy("写好正文和要素，确定公开属性，然后送审。"),
    "returned": gettext_lazy("已经退回。按退回意见修改以后重新送审。"),
    "confidentiality": gettext_lazy("逐项审查，对机器发现的内容逐个认定，然后定结论。"),
    "ready": gettext_lazy("已经签发。可以立即发布，也可以定时发布。"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A step in the picture of the chain. `how`: done, here or ahead."""

    label: str
    how: str
    who: str = ""


def chain_picture(desk: Desk) -> list[Link]:
    """The steps of this kind of document, and how far the edition is."""
    edition = desk.edition
    if edition is None:
        return []
    steps = [each.value for each in law.kind_of(desk.document.kind).steps if _is_walked(desk, each)]
    names = {each: who for each, who, _at in edition.approvals}
    order = ["drafting", *steps, "ready", "kept" if edition.state == "kept" else "released"]
    here = "drafting" if edition.state == "returned" else edition.state
    place = order.index(here) if here in order else -1
    last = len(order) - 1
    return [
        Link(
            state_name("edition", code),
            "done" if n < place or (n == place == last) else "here" if n == place else "ahead",
            names.get(code, ""),
        )
        for n, code in enumerate(order)
    ]


def _is_walked(desk: Desk, step: Step) -> bool:
    if step is not Step.INTERPRETATION or desk.edition is None:
        return True
    waits = desk.edition.state in ("drafting", "returned")
    return waits or (bool(desk.document.interpretation) and desk.edition.number == 1)


def offers(desk: Desk) -> Offers:
    """The steps that the states and the person's roles leave open."""
    state = desk.edition.state if desk.edition else ""
    found = {verb: _offer(desk, verb) for verb in _verbs(desk)}
    first = [found[verb] for verb in FIRST.get(state, ()) if verb in found and not found[verb].lacks]
    rest = [each for each in found.values() if each not in first]
    hint = str(_HINTS.get(state, "")) if desk.is_own else ""
    return Offers(
        hint, tuple(first), tuple(each for each in rest if not each.lacks),
        tuple(each for each in rest if each.lacks), tuple(_by_others(desk)),
    )  # fmt: skip


def _verbs(desk: Desk) -> list[str]:
    wanted = [verb for verb in STEPS if desk.may(verb)]
    if desk.may("edition.draft"):
        wanted = ["edition.draft", "edition.attach", "edition.mask", *wanted]
    if desk.may("edition.check_item"):
        wanted = ["gate", *wanted]
    return wanted


def _offer(desk: Desk, verb: str) -> Offer:
    pk = desk.document.pk
    own = {
        "gate": (_("进行保密审查"), "workbench:document_gate"),
        "edition.draft": (_("编辑"), "workbench:document_edit"),
        "edition.attach": (_("附件"), "workbench:document_files"),
        "edition.mask": (_("遮盖"), "workbench:document_mask"),
    }
    approving = verb in _APPROVING or verb == "gate"
    lacks = _("您起草或者修改过，请由他人办理。") if approving and desk.wrote else ""
    if verb in own:
        label, address = own[verb]
        return Offer(verb, label, reverse(address, args=[pk]), lacks)
    lacks = lacks or str(STEPS[verb].unavailable(desk))
    address = reverse("workbench:document_step", args=[pk, verb])
    return Offer(verb, desk.label_of(verb), address, lacks)


def _by_others(desk: Desk) -> list[tuple[str, str]]:
    """Steps of the edition possible now that are somebody else's, and whose."""
    if desk.edition is None or desk.edition.state in CLOSED:
        return []
    return [
        (_(each.label), whose_step(each.by))
        for each in lifecycle_of("edition").transition
        if desk.edition.state in each.when
        and each.verb not in desk.edition.verbs
        and each.verb not in _AT_THE_GATE - {"edition.confidentiality_ok"}
        and each.verb != "edition.pass_on"
    ]
