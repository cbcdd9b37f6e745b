"""Forms of the registers: offices, staff, funds, meetings, training, leaders, duties."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.core.cells import from_unit, in_unit
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.values import DutyCard, LeaderCard, OfficeCard, RegisterCard
from gongkai.workbench.organisations.choices import DayField, StaffForm


class RegisterForm(StaffForm):
    """Enters a new line, or corrects the line `entry` (then a reason is needed)."""

    title = _("登记")
    register = ""

    def __init__(self, *args: Any, entry: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry or 0
        self.fields["reason"] = forms.CharField(
            label=_("更正理由") if entry else _("备注"), required=entry is not None, max_length=400
        )

    def act(self) -> Any:
        """Call the verb; its result or Refused."""
        said = self.facts()
        reason = said.pop("reason")
        who = {"actor": self.staff.actor, "now": self.staff.now, "reason": reason}
        if self.entry:
            return self.correct(said, who)
        return self.enter(said, who)

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        raise NotImplementedError

    def correct(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.correct_entry(register=self.register, entry=self.entry, changes=said, **who)


class OfficeForm(RegisterForm):
    title = _("政府信息公开工作机构")
    register = "office"
    name = forms.CharField(label=_("机构名称"), max_length=120)
    address = forms.CharField(label=_("办公地址"), max_length=200, required=False)
    postcode = forms.CharField(label=_("邮政编码"), max_length=6, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=60, required=False)
    fax = forms.CharField(label=_("传真"), max_length=60, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    office_hours = forms.CharField(label=_("办公时间"), max_length=200, required=False)
    valid_from = DayField(label=_("设立日期"))

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.register_office(body_id=self.body_id, **said, **who)

    def correct(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.correct_office(entry=self.entry, changes=said, **who)


class StaffingForm(RegisterForm):
    title = _("机构人员")
    register = "staffing"
    valid_from = DayField(label=_("自何日起"))
    full_time = forms.IntegerField(label=_("专职人员数"), min_value=0)
    part_time = forms.IntegerField(label=_("兼职人员数"), min_value=0)

    def correct(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.set_staffing(office=self.entry, **said, **who)


class FundForm(RegisterForm):
    title = _("专项经费")
    register = "fund"
    year = forms.IntegerField(label=_("年度"), min_value=2008, max_value=2100)
    amount = forms.DecimalField(
        label=_("金额（万元）"), min_value=Decimal(0), decimal_places=6, max_digits=14
    )
    purpose = forms.CharField(label=_("用途"), max_length=200)

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "fen": from_unit(said.pop("amount"), "万元")} if "amount" in said else said

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        said.pop("amount", None)
        return actions.register_fund(body_id=self.body_id, **said, **who)

    def correct(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        said.pop("amount", None)
        return super().correct(said, who)


class MeetingForm(RegisterForm):
    title = _("工作会议")
    register = "meeting"
    on = DayField(label=_("日期"))
    name = forms.CharField(label=_("会议名称"), max_length=200)

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"title": said.pop("name"), **said}

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.register_meeting(body_id=self.body_id, **said, **who)


class CourseForm(MeetingForm):
    title = _("培训")
    register = "course"
    name = forms.CharField(label=_("培训名称"), max_length=200)
    trainees = forms.IntegerField(label=_("受训人次"), min_value=0)

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.register_course(body_id=self.body_id, **said, **who)


class LeaderForm(RegisterForm):
    title = _("负责人")
    register = "leader"
    name = forms.CharField(label=_("姓名"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=80)
    duties = forms.CharField(label=_("工作分工"), max_length=800, widget=forms.Textarea(attrs={"rows": 3}))
    life = forms.CharField(
        label=_("简历"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("网站的负责人信息页面会显示这些内容"),
    )  # fmt: skip
    order = forms.IntegerField(label=_("排序"), min_value=1, max_value=99, initial=1)
    valid_from = DayField(label=_("任职日期"))
    valid_to = DayField(label=_("离任日期"), required=False)

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.register_leader(body_id=self.body_id, **said, **who)


class DutyForm(RegisterForm):
    title = _("机构职能")
    register = "duty"
    text = forms.CharField(
        label=_("职能"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("按“三定”规定的表述。网站的机构职能页面会显示这些内容"),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据"), max_length=120, required=False, help_text=_("“三定”规定的名称和文号")
    )
    valid_from = DayField(label=_("自何日起"))

    def enter(self, said: dict[str, Any], who: dict[str, Any]) -> Any:
        return actions.register_duty(body_id=self.body_id, **said, **who)


REGISTERS: dict[str, type[RegisterForm]] = {
    form.register: form
    for form in (OfficeForm, StaffingForm, FundForm, MeetingForm, CourseForm, LeaderForm, DutyForm)
}


type Card = OfficeCard | RegisterCard | LeaderCard | DutyCard


def initial_of(card: Card) -> dict[str, Any]:
    """What stands in the register, for the form that corrects it."""
    if isinstance(card, LeaderCard | DutyCard):
        form = LeaderForm if isinstance(card, LeaderCard) else DutyForm
        return {name: getattr(card, name) for name in form.base_fields}
    if isinstance(card, OfficeCard):
        names = [*OfficeForm.base_fields, "full_time", "part_time"]
        return {name: getattr(card, name) for name in names if hasattr(card, name)}
    known = {"year": card.year, "on": card.on, "name": card.title, "purpose": card.title}
    if card.register == "fund" and card.amount is not None:
        return {**known, "amount": in_unit(card.amount, "万元")}
    return {**known, "trainees": card.amount}
