"""The pages of the form. They ask for what the law asks for (《条例》第二十九条) and no more."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gongkai.casework.accounts import Address
from gongkai.casework.choices import ApplicantType, Delivery, Form

LONGEST = 5000  # characters of a description
NATURAL = ApplicantType.NATURAL.value
ID_KINDS = (
    ("resident", _("居民身份证")),
    ("passport", _("护照")),
    ("mainland_travel", _("港澳居民来往内地通行证、台湾居民来往大陆通行证")),
    ("residence_permit", _("港澳台居民居住证、外国人永久居留身份证")),
    ("credit_code", _("营业执照、法人证书（统一社会信用代码）")),
    ("other", _("其他")),
)
APPLICANTS = tuple(
    (each.value, _("其他组织") if each is ApplicantType.OTHER else each.label) for each in ApplicantType
)
DELIVERIES = tuple((each.value, each.label) for each in Delivery if each is not Delivery.FAX)
"""The form asks for no fax number; who wants the reply by fax asks at the counter or by post."""
_PHONE = RegexValidator(r"^[0-9+()（）\- ]{5,30}$", _("电话号码只能有数字、空格、横线、括号和加号。"))


def _area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


def _entry(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={name.replace("_", "-"): value for name, value in attrs.items()})


class WhatForm(forms.Form):
    """What is wanted: the first step, on the same page as the search."""

    wanted = forms.CharField(
        label=_("您需要什么政府信息"), max_length=LONGEST, widget=_area(5),
        help_text=_("写明事项、时间、地区，越具体答得越快。一份申请写一件事；请不要写身份证号等个人信息。"),
        error_messages={"required": _("请写明您需要什么信息。")},
    )  # fmt: skip
    feature = forms.CharField(
        label=_("文件名称或文号（知道的话）"), max_length=200, required=False,
        widget=_entry(autocomplete="off"),
        help_text=_("例如“某政发〔2025〕3号”。不知道可以不填。"),
    )  # fmt: skip


class BodyForm(forms.Form):
    """Which body to ask."""

    body = forms.IntegerField(
        label=_("单位"),
        error_messages={"required": _("请选择一个单位。"), "invalid": _("请选择一个单位。")},
    )


class YouForm(forms.Form):
    """Who asks. Which fields are needed depends on the kind of applicant."""

    type = forms.ChoiceField(
        label=_("您以什么身份申请"), choices=APPLICANTS, widget=forms.RadioSelect, initial=NATURAL,
        error_messages={"required": _("请选择您以什么身份申请。")},
    )  # fmt: skip
    name = forms.CharField(
        label=_("姓名或者单位名称"), max_length=120, widget=_entry(autocomplete="name"),
        error_messages={"required": _("请填写姓名或者单位名称。")},
    )  # fmt: skip
    contact = forms.CharField(
        label=_("联系人（单位申请时填）"), max_length=60, required=False, widget=_entry(autocomplete="off")
    )
    id_kind = forms.ChoiceField(label=_("证件类型"), choices=ID_KINDS, initial="resident")
    id_number = forms.CharField(
        label=_("证件号码"), max_length=40, widget=_entry(autocomplete="off", spellcheck="false"),
        help_text=_("只用于核对身份和按规定计件，只有经办人能看到，到期删除。"),
        error_messages={"required": _("请填写证件号码。")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话"), max_length=40, validators=[_PHONE],
        widget=_entry(type="tel", inputmode="tel", autocomplete="tel"),
        help_text=_("单位收到后会打这个电话同您确认，答复期限从双方确认之日起算。"),
        error_messages={"required": _("请填写联系电话。")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An organisation names a person to talk to."""
        data = super().clean() or {}
        if data.get("type") not in (None, NATURAL) and not data.get("contact"):
            self.add_error("contact", _("单位申请的，请填写联系人。"))
        return data


class DeliveryForm(forms.Form):
    """In which form and by which way the answer is wanted, and where it goes."""

    form = forms.ChoiceField(
        label=_("希望怎样得到信息"), choices=Form.choices, widget=forms.RadioSelect,
        initial=Form.ELECTRONIC.value, error_messages={"required": _("请选择获取信息的形式。")},
    )  # fmt: skip
    delivery = forms.ChoiceField(
        label=_("答复怎样给您"), choices=DELIVERIES, widget=forms.RadioSelect,
        initial=Delivery.ONLINE.value, error_messages={"required": _("请选择答复的送达方式。")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        help_text=_("填了邮箱，有新的通知、进展和答复会发邮件告诉您，随时可以关闭。"),
        error_messages={"invalid": _("电子邮箱的格式不对，应当像 name@example.org。")},
    )  # fmt: skip
    address = forms.CharField(
        label=_("通信地址"), max_length=200, required=False, widget=_entry(autocomplete="address-line1")
    )
    postcode = forms.CharField(
        label=_("邮政编码"), max_length=10, required=False,
        widget=_entry(autocomplete="postal-code", inputmode="numeric"),
        validators=[RegexValidator(r"^[0-9]{6}$", _("邮政编码是6位数字。"))],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs."""
        data = super().clean() or {}
        delivery = data.get("delivery")
        if delivery == Delivery.EMAIL and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("选了用电子邮件答复，请填写电子邮箱。"))
        if delivery == Delivery.POST and not data.get("address"):
            self.add_error("address", _("选了邮寄答复，请填写通信地址。"))
        return data


class CodeForm(forms.Form):
    """Number and query code."""

    number = forms.CharField(
        label=_("申请编号"), max_length=80,
        widget=_entry(autocomplete="off", spellcheck="false"),
        error_messages={"required": _("请填写申请编号。")},
    )  # fmt: skip
    code = forms.CharField(
        label=_("查询码"), max_length=40,
        widget=_entry(autocomplete="off", spellcheck="false", autocapitalize="characters"),
        help_text=_("12位字母和数字，提交申请时告诉您的。横线、空格、大小写都不要紧。"),
        error_messages={"required": _("请填写查询码。")},
    )  # fmt: skip


class AddressForm(forms.Form):
    """The address a way in is sent to."""

    address = forms.CharField(
        label=_("邮箱或者手机号"), max_length=254,
        widget=_entry(autocomplete="email", spellcheck="false", autocapitalize="none"),
        help_text=_("您在申请里填过的那一个。"),
        error_messages={"required": _("请填写邮箱或者手机号。")},
    )  # fmt: skip

    def clean_address(self) -> Address:
        found = Address.of(self.cleaned_data["address"])
        if found is None:
            raise forms.ValidationError(_("邮箱应当像 name@example.org，手机号是11位数字。"))
        return found


class DigitsForm(forms.Form):
    """The digits of a text message."""

    digits = forms.CharField(
        label=_("短信里的8位验证码"), max_length=20,
        widget=_entry(autocomplete="one-time-code", inputmode="numeric"),
        error_messages={"required": _("请填写验证码。")},
    )  # fmt: skip


class DraftForm(forms.Form):
    """The code of a draft."""

    code = forms.CharField(
        label=_("草稿码"), max_length=40,
        widget=_entry(autocomplete="off", spellcheck="false", autocapitalize="characters"),
        error_messages={"required": _("请填写草稿码。")},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to a correction notice. Files alone will do: the verb asks for one or the other."""

    text = forms.CharField(label=_("补正内容"), max_length=LONGEST, required=False, widget=_area(6))


class ReasonsForm(forms.Form):
    """Why so much is asked for."""

    text = forms.CharField(
        label=_("理由"), max_length=LONGEST, widget=_area(6), error_messages={"required": _("请写明理由。")}
    )


class PaymentForm(forms.Form):
    """What was paid is told by its voucher."""

    voucher = forms.CharField(
        label=_("缴款凭证号"), max_length=60, widget=_entry(autocomplete="off", spellcheck="false"),
        help_text=_("缴费后在缴款书或者电子票据上。"),
        error_messages={"required": _("请填写缴款凭证号。")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Said once more."""

    sure = forms.BooleanField(
        label=_("我确定撤回，不再要求答复"), error_messages={"required": _("请先勾选确定。")}
    )


class ComplaintForm(forms.Form):
    """A complaint about how a request was handled."""

    text = forms.CharField(
        label=_("投诉什么"), max_length=LONGEST, widget=_area(5),
        help_text=_("写明哪件事、什么时候、您认为哪里不对、希望怎样。"),
        error_messages={"required": _("请写明投诉的内容。")},
    )  # fmt: skip
    name = forms.CharField(
        label=_("姓名或者单位名称"), max_length=120, widget=_entry(autocomplete="name"),
        error_messages={"required": _("请填写姓名或者单位名称。")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话"), max_length=40, validators=[_PHONE],
        widget=_entry(type="tel", inputmode="tel", autocomplete="tel"),
        error_messages={"required": _("请填写联系电话。")},
    )  # fmt: skip


class SideForm(forms.Form):
    """What the shorter forms share: a body from the list, words, and a person to talk to."""

    body = forms.TypedChoiceField(label=_("单位"), coerce=int, error_messages={"required": _("请选择单位。")})
    wanted = forms.CharField(
        max_length=LONGEST, widget=_area(6), error_messages={"required": _("请写明内容。")}
    )
    name = forms.CharField(
        label=_("姓名或者单位名称"), max_length=120, widget=_entry(autocomplete="name"),
        error_messages={"required": _("请填写姓名或者单位名称。")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话"), max_length=40, validators=[_PHONE],
        widget=_entry(type="tel", inputmode="tel", autocomplete="tel"),
        error_messages={"required": _("请填写联系电话。")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("电子邮箱（可以不填）"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("电子邮箱的格式不对，应当像 name@example.org。")},
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["body"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", _("请选择")), *bodies]


class SuggestionForm(SideForm):
    """A suggestion. Who makes it may say who he is; he need not."""

    name = forms.CharField(
        label=_("姓名或者单位名称（可以不填）"), max_length=120, required=False,
        widget=_entry(autocomplete="name"),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话（可以不填）"), max_length=40, required=False, validators=[_PHONE],
        widget=_entry(type="tel", inputmode="tel", autocomplete="tel"),
    )  # fmt: skip


class DataCorrectionForm(SideForm):
    """Correction of a record about oneself: with proof of who one is."""

    id_kind = forms.ChoiceField(label=_("证件类型"), choices=ID_KINDS, initial="resident")
    id_number = forms.CharField(
        label=_("证件号码"), max_length=40, widget=_entry(autocomplete="off", spellcheck="false"),
        help_text=_("用来核对这条记录是不是关于您的，只有经办人能看到，到期删除。"),
        error_messages={"required": _("请填写证件号码。")},
    )  # fmt: skip
