"""Steps that wait for somebody else: corrections, opinions, answers of other units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.casework.choices import FileRole, Opinion
from gongkai.core.clock import Consulted
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.cases.step_forms.base import (
    FilesField,
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    text_field,
    way_field,
)
from gongkai.workbench.cases.words import about, with_note
from gongkai.workbench.organisations.choices import DayField


class AskCorrection(Step):
    do, verb = actions.ask_correction, "case.ask_correction"
    help = _(
        "收到申请之日起7个工作日内一次性告知，只能要求一次。发出后期限停止，"
        "收到补正之日重新起算；逾期不补正的视为放弃。"
    )
    done = _("补正告知书已发出，期限停止。")
    items = text_field(
        _("需要补正的内容"), rows=4, help_text=_("逐项写明缺什么、怎么补，例如：请写明文件的名称或者年份。")
    )
    until = day_field(_("补正的最后一天"), _("给申请人合理的时间。"))
    on = day_field(_("发出之日"))
    way = way_field()


class CorrectionThatCame(Step):
    """What the applicant sent in answer, and when."""

    text = text_field(_("补正的内容"), rows=4, required=False, help_text=_("只交了材料的可以不填。"))
    on = day_field(_("收到之日"))
    good_reason = line_field(
        _("逾期的正当理由"), 200, required=False, help_text=_("过了期限才补正的，有正当理由才收。")
    )
    own = frozenset({"papers"})
    papers = FilesField(label=_("补正材料"), required=False)

    def arguments(self) -> Any:
        kept = self.keep(self.cleaned_data["papers"], FileRole.CORRECTION)
        return kept if isinstance(kept, Refused) else {**super().arguments(), "files": kept}


class ReceiveCorrection(CorrectionThatCame):
    do, verb = actions.receive_correction, "case.receive_correction"
    help = _("登记申请人的补正。答复期限自收到补正之日重新计算。")
    done = _("补正已登记，期限重新计算。")


class Lapse(Step):
    do, verb = actions.lapse, "case.lapse"
    help = _("期限届满仍没有补正或者缴费的，视为放弃申请，本件终止。系统每天会自动办理。")
    done = _("已终止。")


class Consult(Step):
    do, verb = actions.consult, "case.consult"
    help = _(
        "涉及商业秘密、个人隐私的，书面征求第三方意见；与其他机关共同制作的，征求协办机关意见。"
        "对方自收到征求意见书之日起15个工作日内答复，所需时间不计入答复期限；"
        "答复期限的最后一天和届满以后发出的，不能再停止计算。"
    )
    done = _("征求意见书已发出。期限怎么算见“期限”。")
    party = forms.ChoiceField(
        label=_("征求谁的意见"), widget=forms.RadioSelect,
        choices=[
            (Consulted.THIRD_PARTY, _("第三方（公民、企业或者其他组织）")),
            (Consulted.CO_AUTHOR, _("共同制作信息的机关（逾期视为同意）")),
        ],
    )  # fmt: skip
    name = line_field(_("名称或者姓名"))
    to_body_id = forms.TypedChoiceField(
        label=_("在本系统中的机关"), coerce=int, required=False, empty_value=None,
        help_text=_("协办机关也用本系统的，选上后对方可以直接答复。"),
    )  # fmt: skip
    information = text_field(_("征求意见的信息"), help_text=_("写明信息名称和内容要点，不要写申请人是谁。"))
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    address = line_field(_("地址"), 200, required=False, help_text=_("电子邮箱、地址至少填一项。"))
    phone = line_field(_("电话"), 40, required=False)
    on = day_field(_("发出之日"))
    served_on = DayField(
        label=_("对方收到之日"), required=False, help_text=_("已经知道的才填，15个工作日从这天起算。")
    )
    days = forms.IntegerField(
        label=_("给对方的工作日数"), required=False, min_value=1,
        help_text=_("只有2007年条例的申请才填；现行条例是15个工作日。"),
    )  # fmt: skip
    way = way_field()

    def prepare(self) -> None:
        own = self.desk.body_id
        offer(self, "to_body_id", other_bodies(self.desk, own))
        if self.desk.whole and self.desk.whole.card.regime != "2007":
            del self.fields["days"]


class RecordService(Step):
    do, verb = actions.record_service, "case.record_service"
    help = _("征求意见书、收费通知的期限从对方收到之日起算。")
    done = _("送达日期已登记。")
    consultation_id = forms.TypedChoiceField(
        label=_("哪一份文书"), coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )
    served_on = day_field(_("对方收到之日"))

    def prepare(self) -> None:
        offer(self, "consultation_id", _unserved(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _unserved(desk) else _("没有等待登记送达的文书。")


class ReceiveOpinion(Step):
    do, verb = actions.receive_opinion, "case.receive_opinion"
    help = _("登记对方的意见。所有意见都收到后，期限继续计算。迟到的意见也登记。")
    done = _("意见已登记。")
    consultation_id = forms.TypedChoiceField(label=_("谁的意见"), coerce=int, widget=forms.RadioSelect)
    opinion = forms.ChoiceField(
        label=_("意见"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in Opinion if each is not Opinion.SILENT],
    )  # fmt: skip
    text = text_field(_("对方怎么说"), required=False)
    on = day_field(_("收到之日"))

    def prepare(self) -> None:
        offer(self, "consultation_id", _unanswered(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _unanswered(desk) else _("没有等待答复的征求意见。")


class EndConsultation(Step):
    do, verb = actions.end_silent, "case.end_consultation"
    help = _("期限届满没有提出意见的：协办机关视为同意；第三方的由本机关决定是否公开。系统每天会自动办理。")
    done = _("征求意见已结束，期限继续计算。")


class NotifyOverride(Step):
    do, verb = actions.notify_override, "case.notify_override"
    help = _("第三方不同意公开，而不公开可能对公共利益造成重大影响的，先书面告知第三方，再答复申请人。")
    done = _("已书面告知第三方。")
    consultation_id = forms.TypedChoiceField(label=_("告知哪个第三方"), coerce=int, widget=forms.RadioSelect)
    information = text_field(_("决定公开的信息内容"))
    reason = reason_field(_("公开的理由"), _("写明不公开会对公共利益造成怎样的重大影响。"))
    on = day_field(_("发出之日"))
    way = way_field()

    def prepare(self) -> None:
        offer(self, "consultation_id", _refusing(self.desk))

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _refusing(desk) else _("没有反对公开的第三方。")


class Inquire(Step):
    do, verb = actions.inquire, "case.inquire"
    help = _("请本单位内设机构或者其他单位核查、提供信息。答复期限不因此暂停。")
    done = _("核查已发出。")
    to_body_id = forms.TypedChoiceField(
        label=_("其他单位"), coerce=int, required=False, empty_value=None,
        help_text=_("选上的，对方在“待我办理”里看到问题，看不到这件申请。"),
    )  # fmt: skip
    to_unit = line_field(_("内设机构"), 60, required=False, help_text=_("问本单位的，填这里。"))
    question = text_field(_("核查什么"))
    due_on = day_field(_("要求答复的日期"))
    on = day_field(_("发出之日"))

    def prepare(self) -> None:
        own = self.desk.body_id
        offer(self, "to_body_id", other_bodies(self.desk, own))


class AnswerInquiry(Step):
    """By the clerk for a unit that answered on paper."""

    do, verb = actions.answer_inquiry, "case.answer_inquiry"
    help = _("书面或者口头答复的，由经办人代为登记。")
    done = _("核查结果已登记。")
    inquiry_id = forms.TypedChoiceField(label=_("答复哪一件核查"), coerce=int, widget=forms.RadioSelect)
    answer = text_field(_("核查的结果"))
    on = day_field(_("答复之日"))

    def prepare(self) -> None:
        offer(self, "inquiry_id", _open_inquiries(self.desk))

    def call(self, given: dict[str, Any], based_on: int | None) -> Any:
        return actions.answer_inquiry(actor=self.desk.staff.actor, now=self.desk.staff.now, **given)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return "" if _open_inquiries(desk) else _("没有等待答复的核查。")


def other_bodies(desk: Desk, own: int) -> list[tuple[Any, Any]]:
    """Every body of today but one's own, to choose a partner from."""
    found = organisations.bodies_on(desk.today).values()
    return [("", _("不选")), *((each.id, each.name) for each in found if each.id != own)]


def _unserved(desk: Desk) -> list[tuple[Any, Any]]:
    if desk.whole is None:
        return []
    handling = desk.whole.handling
    letters: list[tuple[Any, Any]] = [
        (each.id, _("征求意见书：{name}").format(name=each.name))
        for each in handling.consultations
        if each.served_on is None and each.ended_on is None
    ]
    if handling.fee and handling.fee.served_on is None and handling.fee.paid_on is None:
        letters.append(("", _("收费通知")))
    return letters


def _unanswered(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.whole.handling.consultations if desk.whole else ()
    return [(each.id, each.name) for each in found if each.ended_on is None or each.opinion == Opinion.SILENT]


def _refusing(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.whole.handling.consultations if desk.whole else ()
    return [
        (each.id, with_note(each.name, each.opinion_label))
        for each in found
        if each.is_third_party and each.refuses and each.overridden_on is None
    ]


def _open_inquiries(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.whole.handling.inquiries if desk.whole else ()
    names = organisations.latest_bodies({each.to_body for each in found if each.to_body})
    return [
        (each.id, about(names[each.to_body].name if each.to_body else each.to_unit, each.question[:40]))
        for each in found
        if each.answered_on is None
    ]
