"""What is filled in: a reading point, deposits, visits, a package."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.look.choosing import offer
from gongkai.publishing.archives.actions import PointFacts
from gongkai.publishing.archives.choices import DepositForm as Form
from gongkai.publishing.archives.choices import PlaceType
from gongkai.workbench.organisations.choices import DayField


class PointForm(forms.Form):
    """`bodies` None: of an entry that is there, with the reason of the change."""

    body = forms.TypedChoiceField(label=_("设置单位"), coerce=int)
    name = forms.CharField(label=_("名称"), max_length=120)
    place = forms.ChoiceField(label=_("场所"), choices=PlaceType.choices)
    address = forms.CharField(label=_("地址"), max_length=200)
    hours = forms.CharField(label=_("开放时间"), max_length=200)
    phone = forms.CharField(label=_("联系电话"), max_length=60, required=False)
    accessible = forms.CharField(
        label=_("无障碍设施"), max_length=200, required=False, help_text=_("例如：坡道、低位服务台、手语服务")
    )
    valid_from = DayField(label=_("设立日期"))
    valid_to = DayField(label=_("撤销日期"), required=False)
    reason = forms.CharField(label=_("变更的理由"), max_length=500)

    def __init__(self, *args: Any, bodies: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bodies is None:
            del self.fields["body"]
        else:
            del self.fields["reason"]
            offer(self, "body", bodies)

    def facts(self) -> PointFacts:
        said = {name: it for name, it in self.cleaned_data.items() if name not in ("body", "reason")}
        return PointFacts(**said)


class DepositsForm(forms.Form):
    form = forms.ChoiceField(choices=Form.choices)
    on = DayField(label=_("报送日期"))
    copies = forms.IntegerField(label=_("每件份数"), min_value=1, max_value=99_999)
    documents = forms.TypedMultipleChoiceField(label=_("报送的信息"), coerce=int)

    def __init__(self, *args: Any, choices: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "documents", [(each, str(each)) for each in choices])


class VisitsForm(forms.Form):
    month = forms.DateField(input_formats=["%Y-%m"])
    visitors = forms.IntegerField(min_value=0, max_value=10_000_000)


class PackageForm(forms.Form):
    body = forms.TypedChoiceField(label=_("单位"), coerce=int)
    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2200)

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies)


class HandOverForm(forms.Form):
    point = forms.TypedChoiceField(label=_("移交给"), coerce=int)
    receipt = forms.CharField(label=_("接收人和回执编号"), max_length=200)
    on = DayField(label=_("移交日期"))

    def __init__(self, *args: Any, points: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "point", points)
