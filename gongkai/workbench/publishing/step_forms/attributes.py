"""公开属性: settled when drafting, changed by two people, looked at again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.publishing import actions, law
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.publishing.step_forms.base import Said, Step, reason_field, text_field
from gongkai.workbench.publishing.words import ATTRIBUTES


def _attribute_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("公开属性"), choices=ATTRIBUTES.items, widget=forms.RadioSelect)


def _grounds(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """The grounds of today's regulation, by the attribute they are good for."""
    rules = law.attribute_rules(desk.today)
    return [
        (str(label), [(each.code, _now(each.text)) for each in rules.ground if code in each.attributes])
        for code, label in ATTRIBUTES.items()
    ]


class _Attribute(Step):
    """An attribute with its ground."""

    attribute = _attribute_field()
    ground = forms.ChoiceField(label=_("依据"), help_text=_("选与公开属性相符的一项。"))

    def prepare(self) -> None:
        given = [("", _now("请选择")), *_grounds(self.desk)]
        self.choose("ground", given)
        document = self.desk.document
        self.initial = {
            "attribute": document.attribute, "ground": document.ground, "reassess_on": document.reassess_on,
            "reason": "" if self.verb == "document.propose_attribute" else document.attribute_reason,
            **self.initial,
        }  # fmt: skip


class SetAttribute(_Attribute):
    do, verb = actions.set_attribute, "document.set_attribute"
    help = _("起草时就要确定。不主动公开的写明理由，并定重新评估的日期。送审以后要改，申请变更。")
    done = _("公开属性已确定。")
    reason = text_field(_("理由"), required=False, help_text=_("不主动公开的必须写明。"))
    reassess_on = DayField(label=_("重新评估的日期"), required=False)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        drafting = desk.edition is None or desk.edition.state in ("drafting", "returned")
        return "" if drafting else _("已经送审，请申请变更。")


class ProposeAttribute(_Attribute):
    do, verb = actions.propose_attribute, "document.propose_attribute"
    help = _("由另一个人同意以后才变。已经发布的要先撤回，才能改为不公开。")
    done = _("已申请，等审批。")
    reason = reason_field()
    reassess_on = DayField(label=_("重新评估的日期"), required=False)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        if not desk.document.attribute:
            return _("还没有确定公开属性。")
        return _("已经有一项变更等待审批。") if _open_change(desk) else ""


class _Deciding(Step):
    """On a change that waits."""

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _open_change(desk) else _("没有等待审批的变更。")


class ApproveAttribute(_Deciding):
    do, verb = actions.approve_attribute, "document.approve_attribute"
    done = _("已同意，公开属性已变更。")


class RefuseAttribute(_Deciding):
    do, verb = actions.refuse_attribute, "document.refuse_attribute"
    done = _("已答复不同意。")
    reason = reason_field()


class Reassess(Step):
    do, verb = actions.reassess, "document.reassess"
    help = _("评估以后仍然不公开的，写明理由，定下一次评估的日期。可以公开的，申请变更公开属性。")
    done = _("已登记评估。")
    reason = reason_field()
    reassess_on = DayField(label=_("下一次评估的日期"))


def _open_change(desk: Desk) -> Any:
    return next((each for each in desk.whole.changes if each.agreed is None), None)
