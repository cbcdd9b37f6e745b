"""What comes next in a case: a sentence, the usual steps, the others, and those of other people."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.casework import law
from gongkai.casework.queries.replies import ReplyView
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms import STEPS
from gongkai.workbench.cases.words import state_name, whose_step

FIRST: dict[str, tuple[str, ...]] = {
    "unconfirmed": ("case.confirm_receipt", "case.log_call"),
    "registered": ("case.examine", "case.ask_correction"),
    "handling": ("case.decide", "case.extend", "case.refuse_extension", "case.consult", "case.inquire"),
    "correcting": ("case.receive_correction",),
    "consulting": ("case.receive_opinion", "case.record_service", "case.extend", "case.refuse_extension"),
    "fee_asked": ("case.receive_fee", "case.record_service"),
    "replying": ("case.send_reply", "case.extend", "case.refuse_extension"),
    "replied": ("case.archive", "case.publish"),
    "closed": ("case.archive",),
    "archived": ("case.publish",),
}
"""What usually comes next in a state of a request; every other step stands below."""

ELSEWHERE = frozenset({"case.register", "case.unmask", "case.erase", "case.escalate"})
"""Steps without a button of their own."""

_HINTS = {
    "unconfirmed": gettext_lazy("先与申请人确认收到之日，答复期限才开始计算。"),
    "registered": gettext_lazy(
        "内容描述、身份证明、联系方式等齐全的，审查受理；不齐全的，要求补正，只能一次。"
    ),
    "correcting": gettext_lazy("等申请人补正。收到后登记，期限重新计算；逾期不补正的，系统自动终止。"),
    "handling": gettext_lazy("查找信息，需要时核查、征求意见；然后作出决定，系统按范本起草答复书。"),
    "consulting": gettext_lazy("等对方的意见，收到后登记。意见都到了，期限接着计算。"),
    "fee_asked": gettext_lazy("等申请人缴费。到账后登记，期限重新计算；逾期不缴的，系统自动终止。"),
    "closed": gettext_lazy("可以归档了。"),
    "archived": gettext_lazy("已经归档。适合让公众知道的，可以公开答复内容。"),
}
"""Of a request, to whoever handles it."""

_FORWARD = (
    "reply.send_to_review", "reply.review_ok", "reply.confidentiality_ok", "reply.legal_ok", "reply.sign",
    "reply.send",
)  # fmt: skip
"""What brings a reply on its way."""

_NAMED = 3  # people that a hint still names


@dataclass(frozen=True, slots=True)
class Offer:
    """A step to take: where to, or why not now (`lacks`)."""

    verb: str
    label: str
    address: str
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """`first`: what usually comes next; `others`: what else this person may do now; `not_now`: what is his,
    but has nothing to be done on; `of_others`: what, and whose it is."""

    hint: str
    first: tuple[Offer, ...]
    others: tuple[Offer, ...]
    not_now: tuple[Offer, ...]
    of_others: tuple[tuple[str, str], ...]


def offers(desk: Desk) -> Offers:
    """The steps that the case's state and the person's roles leave open."""
    wanted = [verb for verb in desk.verbs if verb not in ELSEWHERE and _address(desk, verb)]
    found = {verb: _offer(desk, verb) for verb in wanted}
    chosen = FIRST.get(desk.state, tuple(wanted) if desk.kind != "request" else ())
    first = [
        found[verb]
        for verb in chosen
        if verb in found and not found[verb].lacks and not (verb == "case.publish" and _is_public(desk))
    ]
    rest = [each for each in found.values() if each not in first]
    return Offers(
        hint(desk), (*_about_the_reply(desk), *first), tuple(each for each in rest if not each.lacks),
        tuple(each for each in rest if each.lacks), tuple(_by_other_people(desk)),
    )  # fmt: skip


def hint(desk: Desk) -> str:
    """What the case waits for, in a sentence; empty where the steps say enough."""
    if desk.kind != "request" or desk.whole is None or not desk.whole.is_handler:
        return ""
    reply = desk.whole.reply
    if desk.state == "replying" and reply:
        return reply_hint(desk, reply)
    fee = desk.whole.handling.fee
    if desk.state == "fee_asked" and fee and fee.voucher:
        return _("申请人告知已经缴费。请核对到账后登记，期限重新计算。")
    if desk.state == "replied":
        if reply and _unserved(reply):
            return _("答复已经发出。收到送达凭证后登记送达，然后归档。")
        if _is_public(desk):
            return _("答复已经送达，可以归档。")
        return _("答复已经送达，可以归档。适合让公众知道的，可以公开答复内容。")
    if desk.state == "archived" and _is_public(desk):
        return _("已经归档，答复内容已经公开。")
    return str(_HINTS.get(desk.state, ""))


def reply_hint(desk: Desk, reply: ReplyView) -> str:
    """Whose step the reply waits for; what to do where nobody of the body holds that part."""
    found = law.lifecycle_of("reply").transition
    step = next((each for each in found if each.verb in _FORWARD and reply.state in each.when), None)
    if step is None:
        return ""
    state = state_name("reply", reply.state)
    if step.verb in reply.verbs:
        return _("答复书{state}，等您办理。").format(state=state)
    whose = whose_step(step.by)
    roles = [Role(name) for name in (each.partition("@")[0] for each in step.by) if name in Role.values]
    people = {each.name for role in roles for each in organisations.holders(role, [desk.body_id], desk.today)}
    if not people:
        said = _("答复书{state}，下一步由{whose}办理。本单位现在没有人担任，请单位管理员在“人员”里任命。")
        return said.format(state=state, whose=whose)
    if len(people) > _NAMED:
        return _("答复书{state}，下一步由{whose}办理。").format(state=state, whose=whose)
    said = _("答复书{state}，下一步由{whose}办理：{people}。")
    return said.format(state=state, whose=whose, people=_("、").join(sorted(people)))


def _is_public(desk: Desk) -> bool:
    published = desk.whole.published if desk.whole else None
    return published is not None and published.withdrawn_at is None


def _unserved(reply: ReplyView) -> bool:
    return bool(reply.services) and not any(each.served_on for each in reply.services)


def _about_the_reply(desk: Desk) -> list[Offer]:
    """The way to the reply while it is what matters."""
    reply = desk.whole.reply if desk.whole else None
    if reply is None:
        return []
    case_id = desk.about[1]
    if desk.state == "replying":
        return [Offer("reply", _("打开答复书"), reverse("workbench:case_reply", args=[case_id]))]
    if desk.state == "replied" and _unserved(reply) and "reply.prove_service" in reply.verbs:
        address = reverse("workbench:case_reply_step", args=[case_id, "reply.prove_service"])
        return [Offer("reply.prove_service", _("登记送达"), address)]
    return []


def _offer(desk: Desk, verb: str) -> Offer:
    form = STEPS.get(verb)
    lacks = str(form.unavailable(desk)) if form else _lacks(desk, verb)
    return Offer(verb, desk.label_of(verb), _address(desk, verb), lacks)


def _address(desk: Desk, verb: str) -> str:
    """Where a step is taken; empty where the screens have none."""
    case_id = desk.about[1]
    own = {
        "case.decide": "workbench:case_decide",
        "case.redact": "workbench:case_redact",
        "case.send_reply": "workbench:case_reply",
        "case.publish": "workbench:case_publish",
        "case.renew_code": "workbench:case_renew_code",
    }
    if verb in own:
        return reverse(own[verb], args=[case_id])
    return reverse("workbench:case_step", args=[case_id, verb]) if verb in STEPS else ""


def _lacks(desk: Desk, verb: str) -> str:
    reply = desk.whole.reply if desk.whole else None
    if verb == "case.send_reply" and (reply is None or reply.state != "signed"):
        return _("答复书还没有签发。")
    return ""


def _by_other_people(desk: Desk) -> list[tuple[str, str]]:
    """Steps possible now that are somebody else's, and whose."""
    found = law.lifecycle_of(desk.kind).transition
    return [
        (_(each.label), whose_step(each.by))
        for each in found
        if desk.state in each.when and each.verb not in desk.verbs and each.verb not in ELSEWHERE
    ]
