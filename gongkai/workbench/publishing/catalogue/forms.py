"""What is filled in: a row of 14 columns, a new catalogue, a spreadsheet, the elements of a guide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.publishing.catalogue import items
from gongkai.core.publishing.guide import Element
from gongkai.foundation.look.choosing import offer
from gongkai.publishing import law as publishing_law
from gongkai.publishing.catalogue import law
from gongkai.publishing.catalogue.facts import Facts

_REASON = gettext_lazy("理由")


def _lines(label: Any, hint: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=5000, widget=forms.Textarea(attrs={"rows": rows})
    )


class CatalogueForm(forms.Form):
    body = forms.TypedChoiceField(label=gettext_lazy("单位"), coerce=int)
    field = forms.ChoiceField(label=gettext_lazy("领域"))

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies)
        offer(self, "field", [(each.code, f"{each.number:02d} {_(each.title)}") for each in law.fields()])


class RowForm(forms.Form):
    """One item. `to_whom`, `way` and `levels` are the ticked columns."""

    number = forms.CharField(label=gettext_lazy("序号"), max_length=20, required=False)
    first = forms.CharField(label=gettext_lazy("一级事项"), max_length=200)
    second = forms.CharField(label=gettext_lazy("二级事项"), max_length=200)
    third = forms.CharField(label=gettext_lazy("三级事项"), max_length=200, required=False)
    elements = _lines(gettext_lazy("公开内容（要素）"), gettext_lazy("一行一项。"))
    basis = _lines(gettext_lazy("公开依据"), gettext_lazy("一行一件，写明文号。"), 3)
    limit = forms.CharField(
        label=gettext_lazy("公开时限"), max_length=500,
        help_text=gettext_lazy("例如：自信息形成或者变更之日起20个工作日内；每年1月31日前；实时公开"),
    )  # fmt: skip
    maker = forms.CharField(label=gettext_lazy("公开主体"), max_length=300)
    must = forms.MultipleChoiceField(
        label=gettext_lazy("公开渠道和载体：必选（■）"), widget=forms.CheckboxSelectMultiple
    )
    may = forms.MultipleChoiceField(
        label=gettext_lazy("公开渠道和载体：可选（□）"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(
        label=gettext_lazy("其他渠道的名称"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("用顿号分开。"),
    )
    group = forms.CharField(
        label=gettext_lazy("公开对象：特定群体（请写明）"), max_length=200, required=False,
        help_text=gettext_lazy("不填为全社会。"),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=gettext_lazy("公开方式"), widget=forms.RadioSelect,
        choices=[("proactive", gettext_lazy("主动")), ("on_request", gettext_lazy("依申请公开"))],
    )  # fmt: skip
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("公开层级"), widget=forms.CheckboxSelectMultiple,
        choices=[("county", gettext_lazy("县级（市级）")), ("township", gettext_lazy("乡级"))],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("自动归入的类型"), required=False,
        help_text=gettext_lazy("起草时没有选事项的公文，类型和主题都相符的归入这里。"),
    )  # fmt: skip
    subject = forms.ChoiceField(label=gettext_lazy("自动归入的主题"), required=False)
    request_task = forms.IntegerField(
        label=gettext_lazy("主动公开任务编号"), min_value=1, max_value=10**12, required=False,
        help_text=gettext_lazy("因依申请公开较多而增加的，填任务编号。"),
    )  # fmt: skip
    reason = forms.CharField(label=_REASON, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = [(each.code, _(each.title)) for each in law.channels().channel]
        rules, none = publishing_law.rules(), [("", _("（不自动归入）"))]
        for name, choices in (
            ("must", channels), ("may", channels),
            ("kind", none + [(each.code, _(each.title)) for each in rules.kinds.kind]),
            ("subject", none + _subjects(rules.metadata.subjects)),
        ):  # fmt: skip
            offer(self, name, choices)

    def facts(self) -> Facts:
        said = self.cleaned_data
        must = tuple(said["must"])
        return Facts(
            number=said["number"], first=said["first"], second=said["second"], third=said["third"],
            elements=items(said["elements"]), basis=items(said["basis"]), limit=said["limit"],
            maker=said["maker"], must=must, may=tuple(each for each in said["may"] if each not in must),
            others=tuple(each for each in said["others"].split("、") if each.strip()),
            everybody=not said["group"], group=said["group"], proactive=said["way"] == "proactive",
            on_request=said["way"] == "on_request", county="county" in said["levels"],
            township="township" in said["levels"], kind=said["kind"], subject=said["subject"],
        )  # fmt: skip


def initial_of(facts: Facts) -> dict[str, Any]:
    """A row as the form shows it."""
    return {
        "number": facts.number, "first": facts.first, "second": facts.second, "third": facts.third,
        "elements": "\n".join(facts.elements), "basis": "\n".join(facts.basis), "limit": facts.limit,
        "maker": facts.maker, "must": facts.must, "may": facts.may, "others": "、".join(facts.others),
        "group": facts.group, "way": "proactive" if facts.proactive else "on_request",
        "levels": [name for name in ("county", "township") if getattr(facts, name)], "kind": facts.kind,
        "subject": facts.subject,
    }  # fmt: skip


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("目录表（.xlsx、.xls）"),
        help_text=gettext_lazy("通用格式的 14 栏目录。先检查，逐行说明，确认以后才提出。"),
    )


class ProposeTableForm(forms.Form):
    reason = forms.CharField(label=_REASON, max_length=500)
    whole = forms.BooleanField(label=gettext_lazy("表里没有的事项，从目录撤下"), required=False)


class GuideForm(forms.Form):
    """A field for each element."""

    def __init__(self, *args: Any, elements: Iterable[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in elements:
            title = _(each.title) if each.required else _("{title}（可以不写）").format(title=_(each.title))
            self.fields[each.code] = forms.CharField(
                label=title, help_text=_(each.hint) if each.hint else "", required=False, max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 4 if each.code in ("classes", "ways", "laws") else 2}),
            )  # fmt: skip


def _subjects(tree: Any) -> list[tuple[str, str]]:
    return [(each.code, _(each.title)) for each in tree.subject]
