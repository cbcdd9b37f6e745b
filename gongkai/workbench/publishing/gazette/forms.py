"""What is filled in: the masthead, the numbers of an issue, an old issue, copies."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.look.choosing import offer
from gongkai.publishing.gazette import law
from gongkai.publishing.gazette.actions import Masthead, Numbers
from gongkai.workbench.organisations.choices import DayField


class MastheadForm(forms.Form):
    title = forms.CharField(label=_("刊名"), max_length=100, help_text=_("例如：某市人民政府公报"))
    editor = forms.CharField(label=_("编辑单位"), max_length=100)
    issn = forms.CharField(label="ISSN", max_length=9, required=False, help_text=_("没有的不填。"))
    serial_number = forms.CharField(label=_("国内统一刊号或者准印证号"), max_length=60, required=False)
    contact = forms.CharField(label=_("地址和电话"), max_length=200, required=False)
    since = DayField(
        label=_("从哪一天起发布的文件应当登在这里编的公报里"),
        help_text=_("这一天以前发布的，登在以往的公报里，不再提示。"),
    )

    def masthead(self) -> Masthead:
        return Masthead(**self.cleaned_data)


class NumbersForm(forms.Form):
    """`last`: the last day of the period, as people say it."""

    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=2200)
    number = forms.IntegerField(label=_("期号"), min_value=1, max_value=400)
    total_number = forms.IntegerField(
        label=_("总期号"), min_value=1, required=False, help_text=_("没有的不填。")
    )
    starts = DayField(label=_("收录时段首日"))
    last = DayField(label=_("收录时段末日"))
    dated = DayField(label=_("出版日期"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts") and said.get("last") and said["last"] < said["starts"]:
            self.add_error("last", _("末日应当不早于首日。"))
        return said

    def numbers(self) -> Numbers:
        said = self.cleaned_data
        return Numbers(
            said["year"], said["number"], said["dated"], said["starts"], said["last"] + timedelta(days=1),
            said["total_number"],
        )  # fmt: skip


class OldForm(forms.Form):
    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=2200)
    number = forms.IntegerField(label=_("期号"), min_value=1, max_value=400)
    total_number = forms.IntegerField(
        label=_("总期号"), min_value=1, required=False, help_text=_("没有的不填。")
    )
    dated = DayField(label=_("出版日期"))
    file = forms.FileField(label=_("扫描件（PDF）"), help_text=_("整本一个文件，按页码次序。"))

    def numbers(self) -> Numbers:
        said = self.cleaned_data
        return Numbers(
            said["year"], said["number"], said["dated"], said["dated"], said["dated"] + timedelta(days=1),
            said["total_number"],
        )  # fmt: skip


class ErratumForm(forms.Form):
    corrects_id = forms.TypedChoiceField(label=_("更正哪一件"), coerce=int)
    text = forms.CharField(
        label=_("更正的内容"), widget=forms.Textarea(attrs={"rows": 5}), max_length=5000,
        help_text=_("写明第几页第几行、错的是什么、应当怎样读。"),
    )  # fmt: skip


class CopiesForm(forms.Form):
    place = forms.ChoiceField(label=_("印数或者去处"))
    name = forms.CharField(label=_("名称"), max_length=100, required=False, help_text=_("例如：市图书馆"))
    copies = forms.IntegerField(label=_("份数"), min_value=1, max_value=10_000_000)
    on = DayField(label=_("日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [(each.code, _now(each.title)) for each in law.rules().place])
