"""Steps of reconsiderations, lawsuits and complaints: what the organ wrote, with number and date."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.casework.actions import Conclusion
from gongkai.foundation import rulebook
from gongkai.foundation.look.choosing import offer
from gongkai.workbench.cases.step_forms.base import (
    Said,
    Step,
    day_field,
    line_field,
    reason_field,
    text_field,
)
from gongkai.workbench.organisations.choices import DayField


class _Dated(Step):
    """A paper of the organ."""

    document = line_field(_("文书文号"), 80, help_text=_("例如：（2026）样行初1号"))
    on = day_field(_("收到之日"))


class _Notified(_Dated):
    answer_due_on = DayField(
        label=_("要求最迟哪一天提交"), required=False, help_text=_("文书写明的才填；不填的按法定期限计算。")
    )
    simplified = forms.BooleanField(label=_("适用简易程序"), required=False)


class NotifyReconsideration(_Notified):
    do, verb = actions.notify_reconsideration, "reconsideration.notify"
    help = _("自收到申请书副本之日起10日内（简易程序5日）提出书面答复。")
    done = _("已登记，书面答复的期限已算出。")


class NotifyLawsuit(_Notified):
    do, verb = actions.notify_lawsuit, "lawsuit.notify"
    help = _("自收到起诉状副本之日起15日内提出答辩状（简易程序10日）。")
    done = _("已登记，答辩的期限已算出。")


class _Answered(Step):
    on = day_field(_("提交之日"))
    note = text_field(_("备注"), rows=2, required=False)


class AnswerReconsideration(_Answered):
    do, verb = actions.answer_reconsideration, "reconsideration.answer"
    done = _("已登记书面答复。")


class AnswerLawsuit(_Answered):
    do, verb = actions.answer_lawsuit, "lawsuit.answer"
    done = _("已登记答辩。")


class _Hearing(Step):
    hearing_on = day_field(_("日期"), _("可以是将来的日期。"))


class HearReconsideration(_Hearing):
    do, verb = actions.hear_reconsideration, "reconsideration.hear"
    done = _("已登记。")


class HearLawsuit(_Hearing):
    do, verb = actions.hear_lawsuit, "lawsuit.hear"
    done = _("已登记开庭日期。")


class Mediate(Step):
    do, verb = actions.mediate_reconsideration, "reconsideration.mediate"
    note = text_field(_("调解情况"), rows=2)
    on = day_field(_("调解之日"))


class ExtendReconsideration(_Dated):
    do, verb = actions.extend_reconsideration, "reconsideration.extend"
    until = day_field(_("审理期限延长到"))


class SuspendReconsideration(_Dated):
    do, verb = actions.suspend_reconsideration, "reconsideration.suspend"


class ResumeReconsideration(_Dated):
    do, verb = actions.resume_reconsideration, "reconsideration.resume"


class SuspendLawsuit(_Dated):
    do, verb = actions.suspend_lawsuit, "lawsuit.suspend"


class ResumeLawsuit(_Dated):
    do, verb = actions.resume_lawsuit, "lawsuit.resume"


class AppealLawsuit(_Dated):
    do, verb = actions.appeal_lawsuit, "lawsuit.appeal"
    help = _("一审裁判尚未生效，二审审结以前仍计为尚未审结。")


class RetryLawsuit(_Dated):
    do, verb = actions.retry_lawsuit, "lawsuit.retry"
    help = _("再审另计一轮；原来的结果留在原来的年度。")


class _Decided(Step):
    """`kind` names the closed list of decisions."""

    kind: ClassVar[str]
    decision = forms.ChoiceField(label=_("结案方式"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        found = rulebook.challenge_results(self.kind).decision
        offer(self, "decision", [(each.code, gettext(each.title)) for each in found])


class JudgeLawsuit(_Decided):
    do, verb, kind = actions.judge_lawsuit, "lawsuit.judge", "lawsuit"
    help = _("一审判决在上诉期内还没有生效，本件仍计为尚未审结。")
    document = line_field(_("判决书、裁定书文号"), 80)
    judged_on = day_field(_("判决、裁定之日"))
    on = day_field(_("收到之日"))


class _Concluded(_Decided):
    """The decision with everything it orders, as the verbs take it."""

    document = line_field(_("决定书、裁判文书文号"), 80)
    decided_on = day_field(_("决定、生效之日"))
    corrected_what = text_field(_("纠正了什么"), rows=2, required=False, help_text=_("被纠错的才填。"))
    orders_reply = forms.BooleanField(
        label=_("责令重新答复"), required=False, help_text=_("原申请随即重新办理，期限重新计算。")
    )
    ordered_days = forms.IntegerField(
        label=_("责令几个工作日内答复"), required=False, min_value=1, help_text=_("没有写明的不填。")
    )
    reply_by = DayField(label=_("责令最迟哪一天答复"), required=False)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = Conclusion.__dataclass_fields__
        others = {name: value for name, value in super().arguments().items() if name not in names}
        return {"conclusion": Conclusion(**{name: said[name] for name in names}), **others}


class _ConcludedWithDay(_Concluded):
    on = day_field(_("收到之日"))


class ConcludeReconsideration(_ConcludedWithDay):
    do, verb, kind = actions.conclude_reconsideration, "reconsideration.conclude", "reconsideration"
    done = _("结果已登记，计入当年统计。")


class ConcludeLawsuit(_ConcludedWithDay):
    do, verb, kind = actions.conclude_lawsuit, "lawsuit.conclude", "lawsuit"
    help = _("只登记已经生效的裁判：一审没有上诉的、二审的、准许撤诉的。")
    done = _("结果已登记，计入当年统计。")


class ConcludeComplaint(_Concluded):
    do, verb, kind = actions.conclude_complaint, "complaint.conclude", "complaint"
    done = _("结论已登记。")


class CorrectReconsiderationResult(_Concluded):
    do, verb, kind = (
        actions.correct_reconsideration_result,
        "reconsideration.correct_result",
        "reconsideration",
    )
    help = _("登记错了才更正。以前报出的统计数仍然可以查到。")
    reason = reason_field()


class CorrectLawsuitResult(_Concluded):
    do, verb, kind = actions.correct_lawsuit_result, "lawsuit.correct_result", "lawsuit"
    help = _("登记错了才更正。以前报出的统计数仍然可以查到。")
    reason = reason_field()


class _Performed(Step):
    note = text_field(_("怎样履行的"), rows=2)
    on = day_field(_("履行之日"))


class PerformReconsideration(_Performed):
    do, verb = actions.perform_reconsideration, "reconsideration.perform"


class PerformLawsuit(_Performed):
    do, verb = actions.perform_lawsuit, "lawsuit.perform"


class ExamineComplaint(Step):
    do, verb = actions.examine_complaint, "complaint.examine"
    on = day_field(_("审查之日"))


class AskExplanation(Step):
    do, verb = actions.ask_explanation, "complaint.ask_explanation"
    due_on = day_field(_("要求说明的最后一天"))
    on = day_field(_("发出之日"))


class Explain(Step):
    do, verb = actions.explain, "complaint.explain"
    text = text_field(_("情况说明"), rows=5)
    on = day_field(_("说明之日"))


class ReplyToComplaint(Step):
    do, verb = actions.reply_to_complaint, "complaint.reply"
    document = line_field(_("答复文号"), 80)
    on = day_field(_("答复之日"))


class WithdrawComplaint(Step):
    do, verb = actions.withdraw_complaint, "complaint.withdraw"
    danger = True
    on = day_field(_("撤回之日"))


def decision_name(kind: str, code: str) -> Said:
    """How it ended, in the words of the list."""
    if not code:
        return ""
    return gettext(rulebook.challenge_results(kind).decided(code).title)
