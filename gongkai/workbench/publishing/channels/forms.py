"""The forms of channels. A field's name is the verb's argument."""

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.channels.actions.lists import MEDIA
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.channels.shell import channel_name, manual_channels, platforms
from gongkai.workbench.publishing.words import kinds

_CONTACT = re.compile(r"^(?P<name>.*?)[\s,，;；<]*(?P<email>[^\s,，;；<>]+@[^\s,，;；<>]+)>?$")


_REASON = gettext_lazy("理由")


def reason_field(label: Any = _REASON, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=300, help_text=hint, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    reason = reason_field()


class ReviewForm(forms.Form):
    reason = reason_field(
        gettext_lazy("检查结果"),
        gettext_lazy("账号名称与开办单位是否一致，更新、互动、内容安全怎样，还有没有必要保留。"),
    )


class SettleForm(forms.Form):
    """What somebody saw on the platform."""

    is_out = forms.TypedChoiceField(
        label=gettext_lazy("平台上"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", gettext_lazy("已经发出")), ("no", gettext_lazy("没有发出"))),
    )  # fmt: skip
    link = forms.CharField(label=gettext_lazy("网址"), max_length=500, required=False)


class ProveForm(forms.Form):
    """What was done by hand."""

    on = DayField(label=gettext_lazy("公开日期"))
    link = forms.CharField(
        label=gettext_lazy("网址"), max_length=500, required=False,
        help_text=gettext_lazy("网址和凭证至少有一样。"),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("凭证"),
        required=False,
        help_text=gettext_lazy("报纸版面、公示栏照片、播出单等，PDF 或者图片。"),
    )

    def of_taking_down(self) -> None:
        """It was taken down again."""
        self.fields["on"].label = gettext_lazy("撤下日期")


_NOT_PROVED = ("no", gettext_lazy("退回，重新办理或者登记"))
_CHECKED_DOWN = (("yes", gettext_lazy("已经撤下，凭证属实")), _NOT_PROVED)


class CheckForm(forms.Form):
    """Whether the proof proves it."""

    agreed = forms.TypedChoiceField(
        label=gettext_lazy("核对结果"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", gettext_lazy("已经公开，凭证属实")), _NOT_PROVED),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=300, required=False,
        help_text=gettext_lazy("退回的写明理由。"), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def of_taking_down(self) -> None:
        """Whether it is no longer there."""
        cast("forms.ChoiceField", self.fields["agreed"]).choices = _CHECKED_DOWN


class EmptyForm(forms.Form):
    """A step that asks for nothing."""


class PostingForm(forms.Form):
    """What an account posts."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=120, required=False)
    text = forms.CharField(label=gettext_lazy("正文"), widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, longest_title: int, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("最多 {most} 个字；文件的网址由系统加上。").format(most=longest)
        if longest_title:
            self.fields["title"].help_text = _("最多 {most} 个字。").format(most=longest_title)
        else:
            del self.fields["title"]


class ManualForm(forms.Form):
    channel = forms.ChoiceField(label=gettext_lazy("由人办理的渠道"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = manual_channels()


class AccountForm(forms.Form):
    """What the register says of an account; `body` and `platform` only when it is new."""

    body = forms.TypedChoiceField(label=gettext_lazy("开办单位"), coerce=int)
    platform = forms.ChoiceField(label=gettext_lazy("平台"))
    name = forms.CharField(label=gettext_lazy("账号名称"), max_length=60)
    address = forms.CharField(label=gettext_lazy("网址或者平台账号"), max_length=300, required=False)
    responsible = forms.CharField(label=gettext_lazy("负责人"), max_length=60)
    phone = forms.CharField(label=gettext_lazy("办公电话"), max_length=40, required=False)
    filed_number = forms.CharField(
        label=gettext_lazy("备案号"), max_length=60, required=False,
        help_text=gettext_lazy("全国政务新媒体信息报送系统的编号。"),
    )  # fmt: skip
    opened_on = DayField(label=gettext_lazy("开设日期"))
    because = forms.CharField(
        label=gettext_lazy("再开一个的理由"), max_length=300, required=False,
        help_text=gettext_lazy("一个单位在同一平台原则上只开设一个账号；已有的才填。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bodies is None:
            for name in ("body", "platform", "because"):
                del self.fields[name]
            return
        for name, choices in (("body", bodies), ("platform", platforms())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class ConnectForm(forms.Form):
    """What the platform gave for programs."""

    key = forms.CharField(
        label=gettext_lazy("开发者 ID（AppID）"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    secret = forms.CharField(
        label=gettext_lazy("密钥（AppSecret 或 access_token）"), required=False, max_length=500,
        help_text=gettext_lazy("加密保存，不再显示。留空则不改。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    cover = forms.CharField(
        label=gettext_lazy("封面图片的 media_id"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "微信公众号的文章要有封面：在平台上传一张永久素材，把编号填在这里。微博不填。"
        ),
    )


class MediaForm(forms.Form):
    """A list of media. `contacts`: one a line, name and address."""

    body = forms.TypedChoiceField(label=gettext_lazy("单位"), coerce=int)
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    channel = forms.ChoiceField(label=gettext_lazy("渠道"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("这些类别一发布就发给他们"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contacts = forms.CharField(
        label=gettext_lazy("联系人"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("每行一个：姓名 邮箱。"),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "body": bodies,
            "channel": [(code, channel_name(code)) for code in MEDIA],
            "kinds": kinds(),
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean_contacts(self) -> list[tuple[str, str]]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["contacts"].splitlines())):
            read = _CONTACT.match(line)
            if read is None:
                raise forms.ValidationError(_("“{line}”里没有邮箱。").format(line=line[:40]))
            found.append((read["name"].strip(), read["email"]))
        return found


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("回复"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("由他人审核以后发出。请不要写个人信息。"),
    )
