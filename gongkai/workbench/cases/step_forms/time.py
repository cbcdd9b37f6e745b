"""Steps about time and money: extensions, delays, reasons for excess, the fee."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms.base import (
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    text_field,
    way_field,
)

_LONGEST = {"2007": 15}


class RequestExtension(Step):
    do, verb = actions.request_extension, "case.request_extension"
    help = _("须经公开机构负责人同意，并在期限届满前告知申请人。只能延长一次。")
    done = _("已报负责人审批。批准以前期限不变。")
    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1)
    reason = reason_field(_("延期的理由"), _("将写进告知申请人的通知。"))

    def prepare(self) -> None:
        longest = _LONGEST.get(self.desk.whole.card.regime, 20) if self.desk.whole else 20
        self.fields["days"].initial = longest
        self.fields["days"].help_text = _("最长 {days} 个工作日。").format(days=longest)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        if desk.whole and desk.whole.handling.pending_extension:
            return _("延期申请正在等负责人审批。")
        if desk.whole and desk.whole.reading and desk.whole.reading.extended:
            return _("已经延长过一次，不能再延。")
        return ""


class _Deciding(Step):
    """Of the head of the office, on what the clerk asked for."""

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        pending = desk.whole.handling.pending_extension if desk.whole else None
        return "" if pending else _("没有等待审批的延期申请。")


class Extend(_Deciding):
    do, verb = actions.extend, "case.extend"
    help = _("批准的同时告知申请人。申请延期的人不能自己批准。")
    done = _("已批准延期，并告知申请人。")
    on = day_field(_("批准之日"))
    way = way_field()


class RefuseExtension(_Deciding):
    do, verb = actions.refuse_extension, "case.refuse_extension"
    help = _("期限不变，经办人会看到理由。")
    done = _("不同意延期，已告知经办人。")
    reason = reason_field()


class Delay(Step):
    do, verb = actions.delay, "case.delay"
    help = _("申请人说明的理由合理，但一时答复不了的，确定延迟答复的合理期限并告知申请人。")
    done = _("已确定延迟答复的日期，并告知申请人。")
    until = day_field(_("延迟到哪一天答复"))
    reason = reason_field()
    on = day_field(_("决定之日"))
    way = way_field()


class AskReasons(Step):
    do, verb = actions.ask_reasons, "case.ask_reasons"
    help = _("申请的数量、频次明显超过合理范围的，可以要求申请人说明理由。期限不停。")
    done = _("已要求申请人说明理由。")
    why = text_field(_("为什么认为明显超过合理范围"), help_text=_("写明一段时间内的件数。存档备查。"))
    until = day_field(_("答复的最后一天"))
    on = day_field(_("发出之日"))
    way = way_field()


class ReceiveReasons(Step):
    do, verb = actions.receive_reasons, "case.receive_reasons"
    help = _("理由不合理的，可以告知不予处理；理由合理而不能按期答复的，可以延迟答复。")
    done = _("理由已登记。")
    text = text_field(_("申请人说明的理由"))
    on = day_field(_("收到之日"))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        kinds = {each.kind for each in desk.whole.events if not each.struck} if desk.whole else set()
        return "" if "reasons_asked" in kinds else _("还没有要求申请人说明理由。")


class AskFee(Step):
    do, verb = actions.ask_fee, "case.ask_fee"
    help = _(
        "按件或者按量，只能选一种，金额由系统按标准计算。发出后期限停止，"
        "缴费之日重新起算；自收到通知次日起20个工作日内不缴的视为放弃。"
        "邮寄、传真的要登记送达，登记以前缴费期限不开始。"
    )
    done = _("收费通知已发出，期限停止。")
    basis = forms.ChoiceField(
        label=_("计费方式"), widget=forms.RadioSelect,
        choices=[("item", _("按件（本月同一申请人的件数）")), ("page", _("按量（本件的页数）"))],
    )  # fmt: skip
    pages = forms.IntegerField(label=_("页数"), min_value=0, required=False, help_text=_("按量的才填。"))
    payment = text_field(_("缴纳方式"), rows=2, help_text=_("收款单位、账号或者缴款码，写进通知。"))
    on = day_field(_("发出之日"))
    way = way_field()

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "pages": self.cleaned_data["pages"] or 0}


class ReceiveFee(Step):
    do, verb = actions.receive_fee, "case.receive_fee"
    help = _("答复期限自缴费之日重新计算。")
    done = _("缴费已登记，期限重新计算。")
    voucher = line_field(_("缴款凭证号"), 60)
    on = day_field(_("缴费之日"))

    def prepare(self) -> None:
        fee = self.desk.whole.handling.fee if self.desk.whole else None
        if fee:
            self.fields["voucher"].initial = fee.voucher
