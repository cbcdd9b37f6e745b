"""Steps of a reply on its way to the signature and to the applicant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.casework.choices import FileRole, Way
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms.base import (
    FilesField,
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    way_field,
)
from gongkai.workbench.cases.words import with_note


class SendToReview(Step):
    do, verb = actions.send_to_review, "reply.send_to_review"
    done = _("已送审，请等待审核人办理。")


class ReviewOk(Step):
    do, verb = actions.review_ok, "reply.review_ok"
    done = _("已审核通过，转下一环节。")


class ConfidentialityOk(Step):
    do, verb = actions.confidentiality_ok, "reply.confidentiality_ok"
    done = _("已通过保密审查，转下一环节。")


class LegalOk(Step):
    do, verb = actions.legal_ok, "reply.legal_ok"
    done = _("已通过合法性审查，转签发。")


class Sign(Step):
    do, verb = actions.sign, "reply.sign"
    help = _("签发后编号，生成正式文书。救济途径按签发之日计算。")
    done = _("已签发，请经办人发出。")
    on = day_field(_("签发之日"))


class GiveBack(Step):
    do, verb = actions.give_back, "reply.return"
    help = _("退回起草人修改。已有的审批全部作废，改好后重新审批。")
    done = _("已退回起草人。")
    reason = reason_field(_("哪里要改"))


class Recall(Step):
    do, verb = actions.recall, "reply.recall"
    help = _("撤回来修改。已有的审批全部作废，改好后重新审批；已编的文号在本年度内保留。")
    done = _("已撤回，可以修改。")
    reason = reason_field()


class Send(Step):
    do, verb = actions.send, "reply.send"
    help = _("当面交给申请人、交邮或者发出邮件的当天为答复之日。网上提交的申请人同时可以在网上下载。")
    done = _("已发出，本件办结。收到送达凭证后请登记送达。")
    own = frozenset({"proof"})
    way = way_field()
    tracking = line_field(_("邮件号码"), 40, required=False, help_text=_("邮寄的填写。"))
    on = day_field(_("发出之日"))
    note = line_field(_("备注"), 200, required=False)
    proof = FilesField(label=_("凭证"), required=False, help_text=_("当面签收的回执、邮寄收据的扫描件。"))

    def arguments(self) -> Any:
        return _with_proof(self, super().arguments())


class ProveService(Step):
    do, verb = actions.prove_service, "reply.prove_service"
    help = _("登记答复送达的日期和凭证。申请人不服的期限从收到答复之日起算。")
    done = _("送达已登记。")
    own = frozenset({"proof"})
    service_id = forms.TypedChoiceField(label=_("哪一次送达"), coerce=int, widget=forms.RadioSelect)
    served_on = day_field(_("申请人收到之日"))
    tracking = line_field(_("邮件号码"), 40, required=False)
    note = line_field(_("备注"), 200, required=False, help_text=_("例如：本人签收、家人代收。"))
    proof = FilesField(label=_("送达凭证"), required=False)

    def prepare(self) -> None:
        found = _services(self.desk)
        offer(self, "service_id", found)
        self.fields["service_id"].initial = found[0][0] if found else None

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _services(desk) else _("还没有发出。")

    def arguments(self) -> Any:
        return _with_proof(self, super().arguments())

    def call(self, given: dict[str, Any], based_on: int | None) -> Any:
        return actions.prove_service(actor=self.desk.staff.actor, now=self.desk.staff.now, **given)


def _with_proof(form: Step, given: dict[str, Any]) -> dict[str, Any] | Refused:
    """The first file is the proof; there is one for each service."""
    kept = form.keep(form.cleaned_data["proof"][:1], FileRole.PROOF)
    if isinstance(kept, Refused):
        return kept
    return {**given, "proof_file": kept[0]} if kept else given


def _services(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.thing.services if desk.thing else ()
    proven = cards([each.proof for each in found if each.proof])
    sent = {each.id: f"{Way(each.way).label} {each.sent_on:%Y-%m-%d}" for each in found}
    return [
        (
            each.id,
            with_note(sent[each.id], proven[each.proof].name) if each.proof in proven else sent[each.id],
        )
        for each in found
    ]
