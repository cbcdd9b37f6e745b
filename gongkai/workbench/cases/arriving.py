"""Forms of a new request: how it came, who asks, what for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework.actions import ApplicantFacts, RequestFacts
from gongkai.casework.choices import ApplicantType, Delivery, Form
from gongkai.core.messages import Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.workbench.answering import words
from gongkai.workbench.cases.step_forms.base import FilesField, day_field, line_field, text_field
from gongkai.workbench.organisations.choices import DayField

CHANNELS: dict[str, tuple[Any, Any]] = {
    Channel.COUNTER: (_("当面"), _("当面提交的，提交之日就是收到申请之日。")),
    Channel.SIGNED_POST: (
        _("邮寄（挂号信、特快专递等需要签收的）"),
        _("签收之日就是收到申请之日。寄给本单位其他机构或者个人的，以双方确认之日为收到申请之日。"),
    ),
    Channel.ORDINARY_POST: (
        _("平常信函（不需要签收的）"),
        _("应当在收到信函的当日与申请人确认，确认之日为收到申请之日；联系不上的做好登记。"),
    ),
    Channel.FAX: (_("传真"), _("收到传真后与申请人确认，确认之日为收到申请之日。")),
    Channel.EMAIL: (
        _("电子邮件"), _("发到公布的申请邮箱的，按适用规定以确认之日或者系统接收之日为收到申请之日。")
    ),
    Channel.OTHER: (_("其他"), _("说明怎样收到的；与申请人确认之日为收到申请之日。")),
}  # fmt: skip
"""Channels a clerk enters, what each is called, and which day counts."""

_NEEDS: dict[str, tuple[str, ...]] = {
    Channel.COUNTER: (),
    Channel.SIGNED_POST: ("signed_for", "misdirected", "confirmed"),
    Channel.ORDINARY_POST: ("confirmed", "misdirected"),
    Channel.FAX: ("reached_system", "confirmed", "misdirected"),
    Channel.EMAIL: ("reached_system", "confirmed", "misdirected"),
    Channel.OTHER: ("confirmed",),
}
_SUBMITTED = {
    Channel.COUNTER: _("提交之日"),
    Channel.SIGNED_POST: _("交寄之日（邮戳）"),
    Channel.ORDINARY_POST: _("交寄之日（邮戳）"),
    Channel.FAX: _("发出传真之日"),
    Channel.EMAIL: _("发出邮件之日"),
    Channel.OTHER: _("提交之日"),
}

_TYPES = [(each.value, each.label) for each in ApplicantType]


class NewRequest(forms.Form):
    """Everything a clerk types. Only the days the channel needs are asked for."""

    submitted = day_field("")
    signed_for = DayField(label=_("签收之日"), required=False)
    reached_system = DayField(label=_("到达本单位系统、传真机之日"), required=False)
    confirmed = DayField(
        label=_("与申请人确认之日"), required=False,
        help_text=_("还没有联系上的先不填，登记后在办件页补登。"),
    )  # fmt: skip
    misdirected = forms.BooleanField(label=_("没有寄给政府信息公开工作机构"), required=False)
    type = forms.ChoiceField(label=_("申请人类别"), choices=_TYPES)
    name = line_field(_("姓名或者名称"), required=False)
    id_kind = forms.ChoiceField(
        label=_("证件类型"), required=False,
        choices=[
            ("", _("没有提供")), ("居民身份证", _("居民身份证")), ("护照", _("护照")),
            ("港澳台居民居住证", _("港澳台居民居住证")), ("统一社会信用代码", _("统一社会信用代码")),
            ("其他", _("其他")),
        ],
    )  # fmt: skip
    id_number = line_field(_("证件号码"), 40, required=False)
    contact = line_field(_("联系人"), 60, required=False, help_text=_("申请人是单位的填写。"))
    phone = line_field(_("联系电话"), 40, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    address = line_field(_("通信地址"), 200, required=False)
    postcode = line_field(_("邮政编码"), 10, required=False)
    wanted = text_field(
        _("所需政府信息的内容描述"), rows=6, required=False,
        help_text=_("照申请书原话录入。附了申请书扫描件的可以不填。"),
    )  # fmt: skip
    feature = line_field(_("名称、文号或者其他特征"), 200, required=False)
    purpose = line_field(_("所需信息的用途"), 200, required=False, help_text=_("2019年5月15日前的申请才填。"))
    form = forms.ChoiceField(label=_("获取信息的形式"), choices=Form.choices)
    delivery = forms.ChoiceField(label=_("获取信息的途径"), choices=Delivery.choices)
    helped = forms.BooleanField(
        label=_("由工作人员代为填写"), required=False,
        help_text=_("申请人书写有困难的。登记后可以打印申请表，请申请人签字、盖章或者按手印。"),
    )  # fmt: skip
    scans = FilesField(label=_("申请书和其他材料的扫描件"), required=False)
    identity = FilesField(
        label=_("身份证明"), required=False, help_text=_("加密保存，只有经办人能查看，到期自动删除。")
    )

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        for name in ("signed_for", "reached_system", "confirmed", "misdirected"):
            if name not in _NEEDS[Channel(channel)]:
                del self.fields[name]
        self.fields["submitted"].label = _SUBMITTED[Channel(channel)]

    def clean(self) -> dict[str, Any]:
        """The days must be in an order that can have been."""
        cleaned = super().clean() or {}
        if "submitted" in cleaned:
            try:
                self.arrival = self._arrival(cleaned)
            except ValueError as error:
                said = error.args[0]
                self.add_error("submitted", words(said) if isinstance(said, Message) else str(said))
        return cleaned

    def _arrival(self, cleaned: dict[str, Any]) -> Arrival:
        return Arrival(
            Channel(self.channel), cleaned["submitted"], cleaned.get("signed_for"),
            cleaned.get("reached_system"), cleaned.get("confirmed"), bool(cleaned.get("misdirected")),
        )  # fmt: skip

    @property
    def applicant(self) -> ApplicantFacts:
        names = ApplicantFacts.__dataclass_fields__
        return ApplicantFacts(**{name: self.cleaned_data[name] for name in names})

    @property
    def request(self) -> RequestFacts:
        names = ("wanted", "feature", "purpose", "form", "delivery")
        return RequestFacts(**{name: self.cleaned_data[name] for name in names})

    def part(self, *names: str) -> list[Any]:
        """The bound fields of one part of the page, those the channel has."""
        return [self[name] for name in names if name in self.fields]

    @property
    def coming(self) -> list[Any]:
        return self.part("submitted", "signed_for", "reached_system", "confirmed", "misdirected")

    @property
    def person(self) -> list[Any]:
        return self.part(
            "type", "name", "id_kind", "id_number", "contact", "phone", "email", "address", "postcode"
        )

    @property
    def asking(self) -> list[Any]:
        return self.part("wanted", "feature", "purpose", "form", "delivery", "helped")

    @property
    def papers(self) -> list[Any]:
        return self.part("scans", "identity")
