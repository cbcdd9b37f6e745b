"""What belongs beside the text: numbers, makers, relations, the plan of interpretation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.publishing import actions, law
from gongkai.publishing.queries.cards import Wanted, listed
from gongkai.publishing.queries.marks import marks_in_use
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.publishing.step_forms.base import (
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    text_field,
)
from gongkai.workbench.publishing.words import RELATIONS


class DocumentField(forms.CharField):
    """A document by number, 索引号 or title; `of(desk)` says whose eyes look for it."""

    desk: Desk

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        staff = self.desk.staff
        found = listed(staff.actor, staff.today, Wanted(text=text), limit=6).items
        exact = [each for each in found if text in (each.number, each.index_number, each.title)] or found
        others = [each for each in exact if each.id != self.desk.document.pk]
        if not others:
            raise ValidationError(_now("没有找到这份文件。"))
        if len(others) > 1:
            told = _now("、").join(f"《{each.title}》{each.number}" for each in others[:5])
            raise ValidationError(_now("找到不止一份：{found}。请写得具体一些。").format(found=told))
        return others[0].id


def document_field(label: Said, *, required: bool = True) -> DocumentField:
    help_text = _("写发文字号、索引号或者完整的标题。")
    return DocumentField(label=label, max_length=120, required=required, help_text=help_text)


def _several(label: Said) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple)


def after_review(desk: Desk) -> Said:
    """What everybody reads beside the text is approved with it."""
    drafting = desk.edition is None or desk.edition.state in ("drafting", "returned")
    return "" if drafting else _("已经送审，要改先撤回修改。")


class SetMakers(Step):
    do, verb = actions.set_makers, "document.set_makers"
    help = _("联合制作的，由主办机关公开，公开前征得其他机关书面同意。")
    names = text_field(_("联合发文机关"), required=False, help_text=_("一行一个，按发文的次序。"))

    def prepare(self) -> None:
        self.initial = {"names": "\n".join(each.name for each in self.desk.whole.makers)}

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return after_review(desk)

    def clean_names(self) -> list[str]:
        return str(self.cleaned_data["names"]).splitlines()


class GiveNumber(Step):
    do, verb = actions.give_number, "document.give_number"
    help = _(
        "选机关代字，由系统编本年度的下一个号；已经由办公系统编好的，照填发文字号。联合发文用主办机关的代字，只编一个号。"
    )
    done = _("发文字号已编。")
    mark = forms.ChoiceField(
        label=_("机关代字"), required=False, help_text=_("没有可选的，请先在“编号设置”里登记。")
    )
    number = line_field(_("已有的发文字号"), 60, required=False, help_text=_("例如 样政发〔2026〕3号"))

    def prepare(self) -> None:
        marks = marks_in_use(self.desk.document.body_id)
        self.choose("mark", [("", _now("不选")), *((each, each) for each in marks)])
        self.initial = {"mark": marks[0] if len(marks) == 1 else ""}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("mark") and not given.get("number"):
            raise ValidationError({"mark": _now("请选一个机关代字，或者填写已有的发文字号。")})
        return given


class Register(Step):
    do, verb = actions.register, "document.register"
    help = _("合法性审查通过以后登记。留空由系统编号。")
    done = _("已登记编号。")
    number = line_field(_("已有的登记号"), 40, required=False)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        if not law.kind_of(desk.document.kind).is_normative:
            return _("只有行政规范性文件统一登记。")
        return _("已经登记。") if desk.document.registration_number else ""


class PlanInterpretation(Step):
    do, verb = actions.plan_interpretation, "edition.plan_interpretation"
    help = _("谁起草谁解读。方案随文件一起报批，材料另建一份“政策解读”，关联到本文件，一起发布。")
    done = _("解读方案已保存。")
    outline = text_field(_("解读提纲"), rows=4)
    channels = _several(_("发布渠道"))
    on = day_field(_("解读材料发布日期"))
    interpreter = line_field(_("解读人"), 60, help_text=_("部门和姓名。"))
    ground = forms.ChoiceField(label=_("按规定不必解读而要解读的，理由"), required=False)
    forms = _several(_("解读形式"))  # last, for it takes the name of Django's module
    field_order = ("outline", "forms", "channels", "on", "interpreter", "ground")

    def prepare(self) -> None:
        rules, plan = law.interpretation(), self.desk.whole.plan
        self.choose("forms", [(each.code.value, _now(each.title)) for each in rules.form])
        channels = law.rules().channels.channel
        self.choose("channels", [(each.code, _now(each.title)) for each in channels])
        grounds = [(each.code, _now(each.title)) for each in rules.ground]
        self.choose("ground", [("", _now("不填")), *grounds])
        self.initial = {"ground": self.desk.document.interpretation_ground, "on": self.desk.today}
        if plan is not None:
            self.initial |= {
                name: getattr(plan, name) for name in ("outline", "forms", "channels", "on", "interpreter")
            }


class Relate(Step):
    do, verb = actions.relate, "document.relate"
    help = _("两边都会显示。修改、废止、替代别的文件的，在本文件生效时起作用，要在起草时写明。")
    done = _("已关联。")
    kind = forms.ChoiceField(
        label=_("本文件对那份文件"), choices=[(code, names[0]) for code, names in RELATIONS.items()]
    )
    to_id = document_field(_("哪一份文件"))

    def prepare(self) -> None:
        self.fields["to_id"].desk = self.desk  # type: ignore[attr-defined]
        if self.desk.document.kind == "interpretation":
            self.initial = {"kind": "interprets"}


class Unrelate(Step):
    do, verb = actions.unrelate, "document.unrelate"
    relation_id = forms.TypedChoiceField(label=_("哪一项"), coerce=int)
    reason = reason_field()

    def prepare(self) -> None:
        found = [each for each in self.desk.whole.relations if each.outward]
        self.choose(
            "relation_id", [(each.id, f"{RELATIONS[each.kind][0]} {each.other.title}") for each in found]
        )

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if any(each.outward for each in desk.whole.relations) else _("没有关联的文件。")


class NoteConsent(Step):
    do, verb = actions.note_consent, "document.note_consent"
    name = forms.ChoiceField(label=_("联合发文机关"))
    on = DayField(label=_("书面同意的日期"))

    def prepare(self) -> None:
        self.choose("name", [(each.name, each.name) for each in self.desk.whole.makers])

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if desk.whole.makers else _("没有联合发文机关。")
