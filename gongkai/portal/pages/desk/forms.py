"""Forms of the office in charge: opening a site, what is told of it, closing it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.portal.pages.actions import Facts
from gongkai.portal.pages.models import Language
from gongkai.portal.pages.parts import TITLES


class FactsForm(forms.Form):
    """What stands at the foot of every page of a site; all but the name may be empty."""

    name = forms.CharField(label=_("网站名称"), max_length=60, help_text=_("例如：某县人民政府"))
    domain = forms.CharField(
        label=_("域名"), max_length=120, required=False,
        help_text=_("例如 www.example.gov.cn。没有自己的域名就不填，网站在主站的网址之下。"),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("语言"), choices=Language.choices, help_text=_("没有选过语言的读者看到的语言")
    )
    code = forms.CharField(
        label=_("网站标识码"), max_length=10, required=False,
        help_text=_("十位数字；部委网站是 bm 加八位数字"),
    )  # fmt: skip
    host = forms.CharField(label=_("主办单位"), max_length=80, required=False)
    builder = forms.CharField(label=_("承办单位"), max_length=80, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False)
    icp = forms.CharField(label=_("ICP备案号"), max_length=40, required=False)
    police = forms.CharField(label=_("公安机关备案号"), max_length=60, required=False)

    def facts(self) -> Facts:
        """As the verbs take them; the domain in small letters."""
        told = {name: str(self.cleaned_data[name]).strip() for name in FactsForm.base_fields}
        return Facts(**{**told, "domain": told["domain"].lower()})


class OpeningForm(FactsForm):
    """A new site: whose, where, with which of the fixed parts."""

    body = forms.TypedChoiceField(label=_("单位"), coerce=int)
    slug = forms.CharField(
        label=_("网址中的名字"), max_length=60,
        help_text=_("小写字母、数字和短横，例如 lanshan；网站就在 /lanshan/ 之下"),
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("一并建立的固定页面"), required=False, choices=lambda: [(k, _(v)) for k, v in TITLES.items()],
        initial=list(TITLES), widget=forms.CheckboxSelectMultiple,
        help_text=_("内容由系统生成，建立后立即公开"),
    )  # fmt: skip
    field_order = ("body", "name", "slug", "domain", "language")

    def __init__(self, *args: Any, bodies: Collection[BodyOnDay], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["body"]
        field.choices = [("", _("请选择")), *((each.id, each.name) for each in bodies)]


class ClosingForm(forms.Form):
    """Why a site is closed, and where its content has gone."""

    note = forms.CharField(
        label=_("关停公告"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公众打开这个网站的任何网址都会看到"),
    )  # fmt: skip
    moved_to = forms.CharField(
        label=_("内容迁至"), max_length=300, required=False,
        help_text=_("以 / 开头的本站地址，或以 https:// 开头的完整地址"),
    )  # fmt: skip


class ReopeningForm(forms.Form):
    """Why a closed site comes back."""

    reason = forms.CharField(label=_("恢复的理由"), max_length=200)
