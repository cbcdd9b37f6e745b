"""What codes of casework are called for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.casework import law
from gongkai.core.clock import Happened, Phase
from gongkai.core.outcomes import Requirement
from gongkai.foundation.organisations.roles import Role

KINDS = ("request", "data_correction", "suggestion", "reconsideration", "lawsuit", "complaint")
_LIFECYCLES = (*KINDS, "reply", "advice", "proactive_task")

_EVENTS = {
    Happened.RECEIVED: gettext_lazy("收到申请"),
    Happened.CORRECTION_ASKED: gettext_lazy("发出补正告知书"),
    Happened.CORRECTED: gettext_lazy("收到补正"),
    Happened.CONSULTED: gettext_lazy("发出征求意见书"),
    Happened.CONSULT_ENDED: gettext_lazy("征求意见结束"),
    Happened.SERVED: gettext_lazy("对方收到文书"),
    Happened.EXTENDED: gettext_lazy("批准延期"),
    Happened.REASONS_ASKED: gettext_lazy("要求说明理由"),
    Happened.REASONS_GIVEN: gettext_lazy("收到说明的理由"),
    Happened.FEE_ASKED: gettext_lazy("发出收费通知"),
    Happened.FEE_PAID: gettext_lazy("收到缴费"),
    Happened.DELAYED: gettext_lazy("决定延迟答复"),
    Happened.REPLIED: gettext_lazy("答复申请人"),
    Happened.CLOSED: gettext_lazy("终止办理"),
    Happened.REOPENED: gettext_lazy("重新办理"),
}
_PHASES = {
    Phase.WAITING: gettext_lazy("尚未确认收到，期限没有开始"),
    Phase.RUNNING: gettext_lazy("计时中"),
    Phase.CORRECTING: gettext_lazy("等待补正，期限停止"),
    Phase.CONSULTING: gettext_lazy("征求意见，期限暂停"),
    Phase.FEE: gettext_lazy("等待缴费，期限停止"),
    Phase.DELAYED: gettext_lazy("已确定延迟答复的日期"),
    Phase.ENDED: gettext_lazy("已办结"),
}
_REQUIREMENTS = {
    Requirement.GROUNDS_TEXT: gettext_lazy("说明理由"),
    Requirement.ARTICLE_CHOSEN: gettext_lazy("选定所依据的情形"),
    Requirement.ATTACHMENT: gettext_lazy("附上公开的信息"),
    Requirement.WHERE_TO_FIND: gettext_lazy("获取的方式、途径"),
    Requirement.REDACTED_COPY: gettext_lazy("区分处理后的文本"),
    Requirement.THIRD_PARTY_NOTICE: gettext_lazy("书面告知反对公开的第三方"),
    Requirement.RESPONSIBLE_BODY: gettext_lazy("负责公开的机关及其联系方式"),
    Requirement.SEARCH_RECORD: gettext_lazy("检索查找记录"),
    Requirement.EARLIER_REPLY: gettext_lazy("以前答复的文号和日期"),
    Requirement.CORRECTION_NOTICE: gettext_lazy("补正告知书"),
    Requirement.REASONS_ASKED: gettext_lazy("要求说明理由的通知"),
    Requirement.FEE_NOTICE: gettext_lazy("收费通知"),
    Requirement.OTHER_CHANNEL: gettext_lazy("可以提出的其他渠道"),
    Requirement.WITHDRAWAL: gettext_lazy("申请人撤回的表示"),
    Requirement.CONFIDENTIALITY_REVIEW: gettext_lazy("保密审查"),
    Requirement.LEGAL_REVIEW: gettext_lazy("合法性审查"),
}
_BUCKETS = {
    "overdue": gettext_lazy("已逾期"),
    "today": gettext_lazy("今天到期"),
    "this_week": gettext_lazy("本周到期"),
    "later": gettext_lazy("以后到期"),
    "paused": gettext_lazy("期限暂停"),
    "waiting": gettext_lazy("待确认收到"),
}
_TO_DO = {
    "unconfirmed": gettext_lazy("与申请人确认收到之日"),
    "registered": gettext_lazy("审查受理或者要求补正"),
    "correcting": gettext_lazy("等申请人补正"),
    "handling": gettext_lazy("查找信息，作出决定"),
    "consulting": gettext_lazy("等对方的意见"),
    "fee_asked": gettext_lazy("等申请人缴费"),
    "replying": gettext_lazy("办理答复书的审签"),
    "replied": gettext_lazy("登记送达，归档"),
    "closed": gettext_lazy("归档"),
}
_REPLY_TO_DO = {
    "drafting": gettext_lazy("起草答复书，送审"),
    "returned": gettext_lazy("修改答复书，再送审"),
    "in_review": gettext_lazy("审核答复书"),
    "confidentiality": gettext_lazy("答复书保密审查"),
    "legal": gettext_lazy("答复书合法性审查"),
    "to_sign": gettext_lazy("签发答复书"),
    "signed": gettext_lazy("把答复书发给申请人"),
}
_APPROVALS = {
    "review": gettext_lazy("审核"),
    "confidentiality": gettext_lazy("保密审查"),
    "legal": gettext_lazy("合法性审查"),
}


def event_name(kind: str) -> str:
    """A happening of the clock."""
    return str(_EVENTS[Happened(kind)])


def phase_name(phase: Phase) -> str:
    return str(_PHASES[phase])


def requirement_name(requirement: str) -> str:
    return str(_REQUIREMENTS[Requirement(requirement)])


def bucket_name(bucket: str) -> str:
    return str(_BUCKETS[bucket])


def approval_name(step: str) -> str:
    return str(_APPROVALS[step])


def with_note(text: str, note: str) -> str:
    """text（note）, in the reader's writing."""
    return _("{text}（{note}）").format(text=text, note=note)


def about(name: str, text: str) -> str:
    """name：text, in the reader's writing."""
    return _("{name}：{text}").format(name=name, text=text)


def verb_name(verb: str) -> str:
    """A verb as the lifecycles call it; one they do not know stays as it is."""
    for kind in _LIFECYCLES:
        lifecycle = law.lifecycle_of(kind)
        if verb in lifecycle.verbs:
            return _(lifecycle.label_of(verb))
    return {"notice.print": _("文书成文、寄发")}.get(verb, verb)


def state_name(kind: str, state: str) -> str:
    return _(law.lifecycle_of(kind).states.get(state, state))


def to_do(kind: str, state: str) -> str:
    """What is to be done in a state, for a list of things to do."""
    found = {"request": _TO_DO, "reply": _REPLY_TO_DO}.get(kind, {})
    return str(found[state]) if state in found else state_name(kind, state)


def whose_step(by: tuple[str, ...]) -> str:
    """request_clerk@own as 依申请公开经办人; who is no member of staff stands nowhere."""
    found = []
    for each in by:
        name, _at, place = each.partition("@")
        if name in Role.values and place:
            label = str(Role(name).label)
            found.append(label if place == "own" else _("被询问单位的{role}").format(role=label))
        elif name == "system":
            found.append(_("系统"))
        elif name == "applicant":
            found.append(_("申请人"))
    return _("、").join(dict.fromkeys(found))
