"""Steps of advice, tasks of proactive publication, suggestions, and corrections of one's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework import actions
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.step_forms.base import Step, day_field, line_field, reason_field, text_field
from gongkai.workbench.organisations.choices import DayField


class _OnDay(Step):
    on = day_field(_("办理之日"))


class AskEvidence(_OnDay):
    do, verb = actions.ask_evidence, "data_correction.ask_evidence"
    help = _("申请人凭编号和查询码能看到这里写的内容。")
    reason = reason_field(_("需要补充什么证据"))


class ReceiveEvidence(_OnDay):
    do, verb = actions.receive_evidence, "data_correction.receive_evidence"


class ExamineDataCorrection(_OnDay):
    do, verb = actions.examine_data_correction, "data_correction.examine"


class CorrectData(_OnDay):
    do, verb = actions.correct_data, "data_correction.correct"
    help = _("更正后告知申请人。审查受理的人不能自己办理更正。")
    what = text_field(_("把什么更正成什么"))


class ForwardDataCorrection(_OnDay):
    do, verb = actions.forward_data_correction, "data_correction.forward"
    to = line_field(_("转送哪个机关"))


class TellWhereToCorrect(_OnDay):
    do, verb = actions.tell_where_to_correct, "data_correction.tell"
    to = line_field(_("告知向哪个机关提出"))


class DeclineDataCorrection(_OnDay):
    do, verb = actions.decline_data_correction, "data_correction.decline"
    reason = reason_field(_("不予更正的理由"), _("写进告知书，并附救济途径。"))


class WithdrawDataCorrection(_OnDay):
    do, verb = actions.withdraw_data_correction, "data_correction.withdraw"
    danger = True


class ArchiveDataCorrection(Step):
    do, verb = actions.archive_data_correction, "data_correction.archive"


class ExamineSuggestion(_OnDay):
    do, verb = actions.examine_suggestion, "suggestion.examine"


class AcceptSuggestion(_OnDay):
    do, verb = actions.accept_suggestion, "suggestion.accept"
    help = _("采纳后生成一项主动公开任务。")


class DeclineSuggestion(_OnDay):
    do, verb = actions.decline_suggestion, "suggestion.decline"
    reason = reason_field(_("不采纳的理由"), _("将告知建议人。"))


class PublishSuggestion(_OnDay):
    do, verb = actions.publish_suggestion, "suggestion.publish"
    address = line_field(_("公开的网址"), 400)


class WithdrawSuggestion(_OnDay):
    do, verb = actions.withdraw_suggestion, "suggestion.withdraw"
    danger = True


class SubmitAdvice(Step):
    do, verb = actions.submit_advice, "advice.submit"
    done = _("已送签。")


class ReturnAdvice(Step):
    do, verb = actions.return_advice, "advice.return"
    reason = reason_field()


class SendAdvice(Step):
    do, verb = actions.send_advice, "advice.send"
    help = _("签发后编号送达，对方在“待我办理”里看到。起草人不能自己签发。")
    done = _("已签发并送达。")


class AnswerAdvice(Step):
    do, verb = actions.answer_advice, "advice.answer"
    text = text_field(_("答复"), rows=5)
    on = day_field(_("答复之日"))
    done = _("已答复。")


class RemindAdvice(Step):
    do, verb = actions.remind_advice, "advice.remind"
    done = _("已催办。")


class AcceptAnswer(Step):
    do, verb = actions.accept_answer, "advice.accept"
    done = _("已认可答复，本项办结。")


class SendAnswerBack(Step):
    do, verb = actions.send_answer_back, "advice.send_back"
    reason = reason_field(_("为什么要重新答复"))
    due_on = DayField(label=_("最迟哪一天答复"), required=False)


class WithdrawAdvice(Step):
    do, verb = actions.withdraw_advice, "advice.withdraw"
    danger = True
    reason = reason_field()


class AssignTask(Step):
    do, verb = actions.assign_task, "proactive_task.assign"
    unit = line_field(_("承办机构"), 60)


class DeclineTask(Step):
    do, verb = actions.decline_task, "proactive_task.decline"
    help = _("提出的人不能自己决定不公开。")
    reason = reason_field()


class SubmitTask(Step):
    do, verb = actions.submit_task, "proactive_task.submit"
    address = line_field(_("拟公开的网址"), 400, required=False)


class ReturnTask(Step):
    do, verb = actions.return_task, "proactive_task.return"
    reason = reason_field()


class PublishTask(Step):
    do, verb = actions.publish_task, "proactive_task.publish"
    help = _("送审的人不能自己批准公开。")
    address = line_field(_("公开的网址"), 400)
    on = day_field(_("公开之日"))


class DraftAdvice(Step):
    """On a case: advice to the unit at fault, in the own body or another."""

    do, verb = actions.draft_advice, "advice.draft"
    help = _("办理申请时发现的问题，向能解决的单位或者内设机构提出工作建议，由签发人签发。")
    done = _("已起草，请送签。")
    to_body = forms.TypedChoiceField(label=_("向哪个单位提出"), coerce=int)
    to_unit = line_field(_("内设机构"), 60, required=False)
    text = text_field(_("建议"), rows=6, help_text=_("写明发现的问题和建议，不要写申请人的个人信息。"))
    due_on = DayField(label=_("最迟哪一天答复"), required=False, help_text=_("不填的按规定的期限。"))

    def prepare(self) -> None:
        found = organisations.bodies_on(self.desk.today).values()
        offer(
            self,
            "to_body",
            [(each.id, each.name) for each in sorted(found, key=lambda one: one.id != self.desk.body_id)],
        )
