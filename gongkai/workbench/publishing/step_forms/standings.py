"""What becomes of a released document: each step with its public notice at the same address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.publishing import actions, law
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.publishing.step_forms.base import Said, Step, line_field, text_field
from gongkai.workbench.publishing.step_forms.facts import document_field
from gongkai.workbench.publishing.words import CONCLUSIONS

_PUBLIC = _("公众在原地址看到的就是这些话，不要写个人信息。")


def _public_reason(label: Said = "") -> forms.CharField:
    return text_field(label or _("公告的理由"), help_text=_PUBLIC)


class Withdraw(Step):
    do, verb = actions.withdraw, "document.withdraw"
    help = _("一个人就可以立即撤回。原地址答复公告和理由，正文和附件不再给出，检索结果里立即没有。")
    done = _("已撤回，原地址显示公告。")
    danger = True
    reason = _public_reason()


class _Changed(Step):
    """What another decision does to a document in force."""

    reason = _public_reason()
    basis = line_field(_("依据的决定或者文号"), 200, required=False)
    by_document = document_field(_("由哪份文件"), required=False)
    on = DayField(label=_("自哪一天起"), required=False)

    def prepare(self) -> None:
        self.fields["by_document"].desk = self.desk  # type: ignore[attr-defined]

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        has_force = law.kind_of(desk.document.kind).has_force
        return "" if has_force else _("这一类信息没有效力，可以撤回。")


class Amend(_Changed):
    do, verb = actions.amend, "document.amend"
    done = _("已标为已修改。")


class Repeal(_Changed):
    do, verb = actions.repeal, "document.repeal"
    help = _("自废止之日起失效。原文仍然看得到，显著标明已废止。")
    done = _("已废止。")
    danger = True


class Consolidate(_Changed):
    do, verb = actions.consolidate, "document.consolidate"
    done = _("已标为被替代。")


class Expire(Step):
    do, verb = actions.expire, "document.expire"
    done = _("已标为失效。")

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        last = desk.document.expires_on
        return "" if last and last < desk.today else _("有效期还没有届满。")


class Evaluate(Step):
    do, verb = actions.evaluate, "document.evaluate"
    help = _("届满前六个月内评估。继续有效的，评估以后重新登记、编号、公布。")
    done = _("评估结果已登记。")
    conclusion = forms.ChoiceField(label=_("结论"), choices=CONCLUSIONS.items, widget=forms.RadioSelect)
    reason = text_field(_("评估意见"))
    on = DayField(label=_("评估日期"), required=False)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if law.kind_of(desk.document.kind).is_normative else _("只有行政规范性文件评估。")


class Renew(Step):
    do, verb = actions.renew, "document.renew"
    help = _("经评估继续有效的，重新登记编号并公布，有效期自今天起重新计算。")
    done = _("有效期已延续。")
    expires_on = DayField(label=_("新的有效期至"))
    basis = line_field(_("依据"), 200, help_text=_PUBLIC)
    registration = line_field(_("已有的新登记号"), 40, required=False)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        found = Evaluate.unavailable(desk)
        return found or ("" if desk.whole.evaluations else _("还没有评估。"))
