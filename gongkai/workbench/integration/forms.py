"""The two forms: a token, a subscription."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure import declared
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.integration.kinds import Kind, kinds
from gongkai.workbench.organisations.choices import DayField, StaffForm
from gongkai.workbench.shell import Staff

MANAGING = (Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE)


class OwnBodyField(forms.TypedChoiceField):
    """One of the bodies in which the person holds a role (one of `roles`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def offer(self, staff: Staff, *roles: Role) -> None:
        ids = staff.actor.bodies_as(*roles) if roles else staff.actor.bodies
        self.choices = [(each.id, each.name) for each in queries.latest_bodies(ids).values()]


class TokenForm(StaffForm):
    """A token for oneself."""

    body = OwnBodyField(label=_("单位"), help_text=_("程序只能用您在这个单位的岗位。"))
    name = forms.CharField(label=_("用途"), max_length=60, help_text=_("哪个系统用它做什么。"))
    scopes = forms.MultipleChoiceField(
        label=_("权限"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("只勾选用得着的。程序能做的不会超过您本人。"),
    )  # fmt: skip
    data_sets = forms.CharField(
        label=_("只能报送这些数据集"), required=False, max_length=2000,
        help_text=_("数据集的代号，用空格分开；不填则不限。只对报送数据有用。"),
    )  # fmt: skip
    expires_on = DayField(label=_("有效期至"), help_text=_("最长一年，到期前另签发一个替换。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, OwnBodyField)
        field.offer(self.staff)

    def clean_data_sets(self) -> list[str]:
        """Names of data sets that there are."""
        said = [each for each in re.split(r"[\s,，、]+", self.cleaned_data["data_sets"]) if each]
        if unknown := sorted(set(said) - declared.fields().names):
            raise forms.ValidationError(
                _("没有这些数据集：%(names)s。"), params={"names": "、".join(unknown)}
            )
        return said


class SubscriptionForm(StaffForm):
    """An address to tell."""

    body = OwnBodyField(label=_("单位"))
    url = forms.CharField(
        label=_("接收地址"), max_length=400, help_text=_("对方系统的地址，须以 https:// 开头。"),
    )  # fmt: skip
    verbs = forms.MultipleChoiceField(
        label=_("推送哪些动作"), required=False,
        help_text=_("可以整类勾选，也可以展开后逐个勾选。消息只有编号、动作、状态和日期，不含个人信息。"),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(required=False)
    below = forms.BooleanField(label=_("包括下级单位"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body, verbs = self.fields["body"], self.fields["verbs"]
        assert isinstance(body, OwnBodyField)
        assert isinstance(verbs, forms.MultipleChoiceField)
        body.offer(self.staff, *MANAGING)
        self._kinds = kinds()
        verbs.choices = [verb for kind in self._kinds for verb in kind.verbs]
        whole = self.fields["kinds"]
        assert isinstance(whole, forms.MultipleChoiceField)
        whole.choices = [(kind.key, kind.title) for kind in self._kinds]
        if not self.staff.acts_as(Role.CITY_OFFICE):
            del self.fields["below"]

    def clean(self) -> dict[str, Any]:
        """A kind chosen whole is all its verbs of today."""
        said = dict(super().clean() or self.cleaned_data)
        whole = set(said.pop("kinds", ()))
        verbs = {name for kind in self._kinds if kind.key in whole for name, _label in kind.verbs}
        return {**said, "verbs": sorted(verbs | set(said.get("verbs", ())))}

    def grouped(self) -> list[tuple[Kind, bool, list[tuple[str, str, bool]], int]]:
        """For the page: each kind, whether it is chosen whole, its verbs, which are ticked, how many."""
        whole, ticked = (set(self[name].value() or ()) for name in ("kinds", "verbs"))
        return [
            (
                kind, kind.key in whole, [(name, label, name in ticked) for name, label in kind.verbs],
                sum(name in ticked for name, _label in kind.verbs),
            )
            for kind in self._kinds
        ]  # fmt: skip
