"""Steps that end a case, open it again, or follow its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.foundation.look.choosing import offer
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms.base import Said, Step, day_field, reason_field
from gongkai.workbench.organisations.choices import DayField


class Withdraw(Step):
    do, verb = actions.withdraw, "case.withdraw"
    help = _("申请人表示撤回的，登记后本件终止。请把撤回的书面材料或者通话记录放进案卷。")
    done = _("已登记撤回，本件终止。")
    danger = True
    reason = reason_field(_("申请人怎样表示撤回"))
    on = day_field(_("撤回之日"))


class Close(Step):
    do, verb = actions.close, "case.close"
    help = _("申请人死亡、组织终止、登记错误等，不需要答复而终止。由公开机构负责人办理。")
    done = _("已终止。")
    danger = True
    reason = reason_field()
    on = day_field(_("终止之日"))


class Reopen(Step):
    do, verb = actions.reopen, "case.reopen"
    help = _("复议决定、判决撤销原答复或者责令重新答复的，自收到之日重新计算期限。")
    done = _("已重新办理，期限重新计算。")
    challenge_id = forms.TypedChoiceField(label=_("依据哪一件"), coerce=int, widget=forms.RadioSelect)
    on = day_field(_("收到决定书、判决书之日"))
    days = forms.IntegerField(label=_("责令几个工作日内答复"), required=False, min_value=1)
    until = DayField(label=_("责令最迟哪一天答复"), required=False)
    reason = reason_field()

    def prepare(self) -> None:
        offer(self, "challenge_id", _corrected(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _corrected(desk) else _("没有纠正本件答复的复议决定或者判决。")


class Archive(Step):
    do, verb = actions.archive, "case.archive"
    help = _("申请、告知书、答复、送达凭证和办理经过装订成一份 PDF。没有办完的事项、没有送达凭证的不能归档。")
    done = _("已归档，案卷在“材料”里。")


class WithdrawPublished(Step):
    do, verb = actions.withdraw_published, "case.withdraw_published"
    help = _("公众网站上不再显示。台账仍然记得公开过什么、为什么撤下。")
    done = _("已撤下。")
    danger = True
    reason = reason_field()

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        published = desk.whole.published if desk.whole else None
        return "" if published and published.withdrawn_at is None else _("没有公开在网上的答复。")


def _corrected(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.whole.challenges if desk.whole else ()
    return [
        (each.id, f"{each.group_label} {each.organ} {each.document}")
        for each in found
        if each.result == "corrected"
    ]
