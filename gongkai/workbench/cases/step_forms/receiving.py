"""Steps while a request comes in and is examined."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.casework.actions.examining import REFERRED
from gongkai.casework.choices import FileRole
from gongkai.casework.queries.similar import alike, of_the_same_person
from gongkai.casework.queries.waiting import handlers_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.workbench.cases.desk import Desk, outcomes_open_to
from gongkai.workbench.cases.step_forms.base import (
    FilesField,
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    text_field,
)
from gongkai.workbench.cases.words import event_name, with_note
from gongkai.workbench.organisations.choices import DayField

_MATTERS = 6


class ConfirmReceipt(Step):
    do, verb = actions.confirm_receipt, "case.confirm_receipt"
    help = _("与申请人确认收到之日即为收到申请之日，答复期限从次日起算。通话情况写在备注里。")
    done = _("已确认收到，答复期限开始计算。")
    on = day_field(_("双方确认之日"))
    signed_for = DayField(label=_("签收之日"), required=False, help_text=_("邮寄的才填。"))
    note = text_field(_("通话记录"), rows=2, required=False, help_text=_("何时、与谁通话，对方怎么说。"))


class LogCall(Step):
    do, verb = actions.log_call, "case.log_call"
    help = _("联系不上申请人的，做好登记；自恢复与申请人联系之日起计算期限。")
    done = _("已记下这次联系。")
    on = day_field(_("联系之日"))
    reached = forms.ChoiceField(
        label=_("是否联系上"), choices=[("no", _("没有联系上")), ("yes", _("联系上了"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    number = line_field(_("拨打的电话"), 40, required=False)
    note = text_field(_("情况"), rows=2, required=False)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "reached": self.cleaned_data["reached"] == "yes"}


class Examine(Step):
    do, verb = actions.examine, "case.examine"
    help = _("姓名或者名称、身份证明、联系方式、内容描述都齐全的，审查受理；不齐全的，发补正告知书。")
    done = _("已受理。")


class Split(Step):
    do, verb = actions.split, "case.split"
    help = _("一事一申请：第一项留在本件，其余各成一件，申请人、收到日期和查询码相同。申请人不用重新提交。")
    done = _("已拆分。")
    reason = reason_field()

    def prepare(self) -> None:
        wanted = self.desk.whole.words.wanted if self.desk.whole and self.desk.whole.words else ""
        for number in range(1, _MATTERS + 1):
            self.fields[f"matter{number}"] = text_field(
                _("第 {number} 项").format(number=number), rows=2, required=number <= 2,
                help_text=_("用申请人自己的话。") if number == 1 else "",
            )  # fmt: skip
        self.fields["matter1"].initial = wanted
        self.order_fields([*(f"matter{n}" for n in range(1, _MATTERS + 1)), "reason"])

    def arguments(self) -> dict[str, Any]:
        matters = [self.cleaned_data[f"matter{n}"] for n in range(1, _MATTERS + 1)]
        return {"matters": [each for each in matters if each], "reason": self.cleaned_data["reason"]}


class Retype(Step):
    do, verb = actions.retype, "case.retype"
    help = _(
        "申请的其实是信访投诉、公开出版物或者行政查询事项：仍然要答复申请人，并告知渠道。答复稿随即起草。"
    )
    done = _("已转为其他事项，答复稿已起草。")
    outcome = forms.ChoiceField(label=_("属于哪种情形"), widget=forms.RadioSelect)
    target = line_field(_("由哪个单位办理"), help_text=_("例如：市信访局"))
    other_channel = text_field(
        _("告知申请人的渠道"), rows=2, required=False, help_text=_("单位、地址、电话、网址。")
    )
    refer = forms.BooleanField(label=_("同时把事项转送这个单位"), required=False, initial=True)
    reason = reason_field()
    on = day_field(_("决定之日"))

    def prepare(self) -> None:
        offer(self, "outcome", retyping_choices(self.desk))


class MarkDuplicate(Step):
    do, verb = actions.mark_duplicate, "case.mark_duplicate"
    help = _("与以前的一件申请相同的，把两件连起来。这一件仍然要答复，例如告知不予重复处理。")
    done = _("已标为重复。")
    of_id = forms.TypedChoiceField(label=_("与哪一件重复"), coerce=int, widget=forms.RadioSelect)
    reason = reason_field()

    def prepare(self) -> None:
        offer(self, "of_id", _earlier(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _earlier(desk) else _("没有找到同一申请人或者内容相近的其他申请。")


class Assign(Step):
    do, verb = actions.assign, "case.assign"
    help = _("分给本单位的一个人、一个内设机构，或者两者都写。")
    done = _("已分办。")
    person_id = forms.TypedChoiceField(
        label=_("经办人"), coerce=int, required=False, empty_value=None,
    )  # fmt: skip
    unit = line_field(_("承办机构"), 60, required=False, help_text=_("例如：政策法规科"))

    def prepare(self) -> None:
        people = handlers_of(self.desk.body_id, self.desk.today)
        offer(self, "person_id", [("", _("不指定")), *people])
        if self.desk.whole:
            self.fields["person_id"].initial = self.desk.whole.card.assigned_to
            self.fields["unit"].initial = self.desk.whole.card.unit


class AddFile(Step):
    do, verb = actions.add_file, "case.add_file"
    help = _("扫描件、检索记录、拟公开的材料等放进案卷。身份证明加密保存，只有经办人能查看。")
    done = _("材料已放进案卷。")
    own = frozenset({"papers"})
    role = forms.ChoiceField(label=_("材料种类"))
    shown = forms.BooleanField(label=_("申请人凭编号和查询码可以下载"), required=False)
    papers = FilesField(label=_("文件"), help_text=_("可以一次选几个。支持 PDF、Word、Excel、图片等。"))

    def prepare(self) -> None:
        given = (FileRole.NOTICE, FileRole.REDACTED, FileRole.REPLY, FileRole.ARCHIVE)
        offer(self, "role", [(each.value, each.label) for each in FileRole if each not in given])
        self.fields["role"].initial = FileRole.RECORD

    def act(self, based_on: int | None) -> Any:
        role = self.cleaned_data["role"]
        kept = self.keep(self.cleaned_data["papers"], role)
        if isinstance(kept, Refused):
            return kept
        result: Any = None
        for number in kept:
            shown = self.cleaned_data["shown"]
            result = self.call({"file_id": number, "role": role, "shown": shown}, based_on)
            if isinstance(result, Refused):
                return result
        return result


class StrikeEvent(Step):
    do, verb = actions.strike_event, "case.strike_event"
    help = _("日期登错的，划去后由经办人重新登记。划去的仍然可查，期限不再计入。")
    done = _("已划去。")
    danger = True
    event_id = forms.TypedChoiceField(label=_("划去哪一项"), coerce=int, widget=forms.RadioSelect)
    reason = reason_field()

    def prepare(self) -> None:
        offer(self, "event_id", _strikable(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _strikable(desk) else _("没有可以划去的事项。")


def retyping_choices(desk: Desk) -> list[tuple[str, str]]:
    """Outcomes of the case's regime by which a matter is shown another way."""
    known = (found for found in outcomes_open_to(desk) if found.code in REFERRED)
    return [(each.code, gettext(each.title)) for each in known]


def _earlier(desk: Desk) -> list[tuple[int, str]]:
    actor, case_id = desk.staff.actor, desk.about[1]
    found = {card.id: card for card in of_the_same_person(actor, case_id, desk.today)}
    found |= {each.card.id: each.card for each in alike(actor, case_id, desk.today)}
    return [
        (card.id, with_note(f"{card.number} {card.title}", card.name))
        for card in found.values()
        if card.body == desk.body_id
    ]


def _strikable(desk: Desk) -> list[tuple[int, str]]:
    events = desk.whole.events if desk.whole else ()
    return [
        (each.id, f"{each.on:%Y-%m-%d} {event_name(each.kind)}")
        for each in events
        if not each.struck and each.kind != "received"
    ]
