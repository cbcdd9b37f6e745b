"""Steps that put right what was entered wrongly."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.casework.actions import ArrivalFacts
from gongkai.casework.choices import ChannelLabel
from gongkai.casework.queries.arrivals import arrival_of
from gongkai.core.receipt import Channel
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms.base import Said, Step, day_field, line_field, reason_field
from gongkai.workbench.cases.step_forms.waiting import CorrectionThatCame
from gongkai.workbench.organisations.choices import DayField

_FACTS = ("channel", "submitted", "signed_for", "reached_system", "confirmed", "misdirected")


class CorrectReceipt(Step):
    do, verb = actions.correct_receipt, "case.correct_receipt"
    help = _(
        "收到的方式或者日期登错的，在这里改成真实的。期限按更正后的日期重新计算；已经告知申请人的，"
        "自动发出更正告知书；正在审签的答复稿退回核对。办结以后只能由公开机构负责人更正。"
    )
    done = _("已更正，期限重新计算。")
    danger = True
    channel = forms.ChoiceField(label=_("收到方式"), choices=ChannelLabel.choices)
    submitted = DayField(label=_("提交、寄出之日"))
    signed_for = DayField(label=_("签收之日"), required=False, help_text=_("邮寄的才填。"))
    reached_system = DayField(label=_("到达系统之日"), required=False, help_text=_("电子邮件、传真的才填。"))
    confirmed = DayField(
        label=_("双方确认之日"), required=False, help_text=_("平常信函、传真、电子邮件等须经确认的才填。")
    )
    misdirected = forms.BooleanField(label=_("没有寄给公开工作机构"), required=False)
    reason = reason_field(help_text=_("将记入台账，并写进告知申请人的更正告知书。"))

    def prepare(self) -> None:
        staff = self.desk.staff
        for name, value in arrival_of(staff.actor, self.desk.about[1], staff.today).items():
            self.fields[name].initial = value

    def arguments(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in _FACTS}
        given["channel"] = Channel(given["channel"])
        return {"arrival": ArrivalFacts(**given), "reason": self.cleaned_data["reason"]}


class UndoCorrectionLapse(CorrectionThatCame):
    do, verb = actions.undo_correction_lapse, "case.undo_correction_lapse"
    help = _(
        "终止以后才发现补正其实按期收到的（例如信件压在收发室），撤销终止，自收到补正之日重新计算期限，"
        "并告知申请人。收到之日以收文登记、签收单等凭证为准，凭证请放进案卷。"
    )
    done = _("已撤销终止，继续办理，并告知申请人。")
    danger = True
    reason = reason_field(_("为什么终止错了"))

    def prepare(self) -> None:
        self.fields["on"].initial = None  # never today: it came before the request was closed

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return _not_ended_by(desk, "lapsed_correction")


class UndoFeeLapse(Step):
    do, verb = actions.undo_fee_lapse, "case.undo_fee_lapse"
    help = _("终止以后才查到已经按期缴费的，撤销终止，自缴费之日重新计算期限，并告知申请人。")
    done = _("已撤销终止，继续办理，并告知申请人。")
    danger = True
    on = day_field(_("缴费之日"), _("以缴款凭证上的日期为准。"))
    voucher = line_field(_("缴款凭证号"), 60)
    reason = reason_field(_("为什么终止错了"))

    def prepare(self) -> None:
        self.fields["on"].initial = None

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return _not_ended_by(desk, "fee_unpaid")


def _not_ended_by(desk: Desk, outcome: str) -> Said:
    ended = desk.whole.card.outcome if desk.whole else ""
    return "" if ended == outcome else _("这件申请不是因此终止的。")
