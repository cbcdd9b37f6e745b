"""Forms of what may happen to a body. `act()` calls the verb with what was filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.workbench.organisations.choices import (
    BodiesField,
    BodyField,
    DayField,
    ReasonedForm,
    offer_bodies,
)


class BodyChange(ReasonedForm):
    """A change from a day on."""

    title = _("变更机构")
    done = _("已登记，自所填日期起生效。")
    on = DayField(label=_("生效日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self)

    def act(self) -> Any:
        """Call the verb; its result or Refused."""
        raise NotImplementedError

    @property
    def said(self) -> dict[str, Any]:
        """What every verb wants to know."""
        return {"actor": self.staff.actor, "now": self.staff.now, **self.cleaned_data}


class Rename(BodyChange):
    title = _("更名")
    name = forms.CharField(label=_("新名称"), max_length=120, help_text=_("与单位公章一致的全称。"))
    short_name = forms.CharField(label=_("新简称"), max_length=40, required=False)

    def act(self) -> Any:
        return actions.rename_body(body_id=self.body_id, **self.said)


class Move(BodyChange):
    title = _("变更隶属关系")
    parent = BodyField(label=_("新的上级机构"))

    def act(self) -> Any:
        return actions.move_body(body_id=self.body_id, **self.said)


class Close(BodyChange):
    title = _("撤销")
    heir = BodyField(label=_("承接历史数据的机构"), help_text=_("以往年度的数据由它继续公开和答复。"))

    def act(self) -> Any:
        return actions.close_body(body_id=self.body_id, **self.said)


class Merge(BodyChange):
    title = _("并入其他机构")
    into = BodyField(label=_("并入哪个机构"))

    def act(self) -> Any:
        return actions.merge_bodies(body_ids=[self.body_id], **self.said)


class Split(BodyChange):
    title = _("拆分")
    into = BodiesField(label=_("拆分成哪些机构"), help_text=_("请先设立新机构。按住 Ctrl 可选多个。"))
    heir = BodyField(label=_("其中由谁承接历史数据"))

    def act(self) -> Any:
        return actions.split_body(body_id=self.body_id, **self.said)


class Transfer(BodyChange):
    title = _("职能划转")
    to = BodyField(label=_("划给哪个机构"))
    note = forms.CharField(label=_("划转的职能"), max_length=200)

    def act(self) -> Any:
        return actions.transfer_functions(body_id=self.body_id, **self.said)


class Facts(BodyChange):
    """Name, kind and codes; the place in the tree stays."""

    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    level = forms.ChoiceField(label=_("层级"), choices=BodyLevel.choices)
    kind = forms.ChoiceField(label=_("类型"), choices=BodyKind.choices)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)
    division_code = forms.CharField(label=_("行政区划代码"), max_length=12, required=False)
    reports_to_parent = forms.BooleanField(label=_("向上级报送年度报告"), required=False, initial=True)
    order = forms.IntegerField(label=_("排序"), min_value=0, initial=0)

    def facts(self, parent: int | None) -> tuple[actions.BodyFacts, dict[str, Any]]:
        """The filled-in facts, and what is left of the form."""
        left = self.said
        names = (
            "name",
            "short_name",
            "level",
            "kind",
            "credit_code",
            "division_code",
            "reports_to_parent",
            "order",
        )
        return actions.BodyFacts(parent=parent, **{name: left.pop(name) for name in names}), left


class Found(Facts):
    """A new body below this one."""

    title = _("在其下设立新机构")
    code = forms.SlugField(
        label=_("代号"), max_length=40, help_text=_("用于网址的拼音缩写，只用小写字母和数字，以后不能改。")
    )

    def act(self) -> Any:
        facts, left = self.facts(self.body_id)
        return actions.found_body(facts=facts, **left)


class Correct(Facts):
    """What stands in the register is wrong."""

    title = _("更正登记差错")
    done = _("已更正。")
    on = DayField(label=_("更正哪一天的登记"), help_text=_("这一天所在的那段登记，从其第一天起改正。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = queries.latest_bodies([self.body_id])[self.body_id]
        self.initial.update({name: getattr(body, name) for name in self.fields if hasattr(body, name)})
        self.initial["on"] = self.staff.today

    def act(self) -> Any:
        on = self.cleaned_data["on"]
        facts, left = self.facts(queries.body(self.body_id, on).parent)
        return actions.correct_body(body_id=self.body_id, facts=facts, **left)


CHANGES: dict[str, type[BodyChange]] = {
    "rename": Rename, "move": Move, "merge": Merge, "split": Split, "transfer": Transfer,
    "close": Close, "found": Found, "correct": Correct,
}  # fmt: skip
