"""The columns of the workbook in which a city's existing cases are brought along: requests on one sheet, what
was contested before a reviewing organ or a court on another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.utils import translation

from gongkai.casework.models import ApplicantType, CaseKind, Delivery, Form
from gongkai.casework.models.cases import ChannelLabel
from gongkai.core.challenge_results import Result
from gongkai.foundation.rulebook import challenge_results, current

SHEET = "申请"
CHALLENGES = "复议诉讼"
NOTES = "填写说明"
CONTESTED = (CaseKind.RECONSIDERATION, CaseKind.LAWSUIT)
"""Complaints are not among them: another concludes one than who examined it, which no sheet tells."""


class Holds(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """`choices`: the words of the list → the program's value."""

    key: str
    title: str
    holds: Holds
    note: str
    required: bool = False
    width: int = 14
    choices: Mapping[str, str] = field(default_factory=dict)


def _labels(choices: Sequence[tuple[str, object]]) -> dict[str, str]:
    """In the language of the forms, whatever language the person reads the pages in."""
    with translation.override(settings.LANGUAGE_CODE):
        return {str(label): value for value, label in choices}


def outcome_titles() -> tuple[str, ...]:
    """The titles of every outcome of every regime, each once."""
    return tuple(dict.fromkeys(each.title for rules in current().request_outcomes for each in rules.outcome))


def decision_titles(kind: str) -> dict[str, str]:
    """How a reconsideration or lawsuit can have ended: title → code."""
    listed = challenge_results(kind).decision
    return {each.title: each.code for each in listed if each.result is not Result.PENDING}


def sheets() -> Mapping[str, tuple[Column, ...]]:
    """Every sheet to fill in, with its columns in the order of the template."""
    return {SHEET: columns(), CHALLENGES: challenge_columns()}


def challenge_columns() -> tuple[Column, ...]:
    """A line each for a reconsideration or a lawsuit."""
    text, day, choice = Holds.TEXT, Holds.DATE, Holds.CHOICE
    kinds = _labels([(value, label) for value, label in CaseKind.choices if value in CONTESTED])
    titles = [title for kind in CONTESTED for title in decision_titles(kind)]
    return (
        Column("external", "原编号", text, "原来登记的编号，每行不同；再次导入时据此认出同一件", True, 18),
        Column("kind", "类别", choice, "从列表中选择", True, choices=kinds),
        Column("about", "针对的申请", text, "本系统的编号，或者“申请”表里的原编号；没有的留空", width=22),
        Column("review", "先行的复议", text, "复议后起诉的，填那件复议的原编号", width=18),
        Column("organ", "复议机关或者法院", text, "名称照文书填写", True, 24),
        Column("organ_number", "案号", text, "没有的留空", width=22),
        Column("filed_on", "申请、起诉日期", day, "申请复议、起诉之日", True),
        Column("accepted_on", "受理日期", day, "复议机关、法院受理之日"),
        Column("decision", "结案方式", choice, "已结案的从列表中选择；没有结案的留空", width=24,
               choices={title: title for title in dict.fromkeys(titles)}),
        Column("decided_on", "结案日期", day, "决定书日期；裁判生效之日"),
        Column("document", "文书文号", text, "已结案的必填", width=22),
        Column("corrected_what", "纠正内容", text, "结果纠正的必填", width=40),
    )  # fmt: skip


def columns() -> tuple[Column, ...]:
    """Of requests, in the order of the template."""
    text, day, number, choice = Holds.TEXT, Holds.DATE, Holds.NUMBER, Holds.CHOICE
    return (
        Column("external", "原编号", text, "原来登记的编号，每行不同；再次导入时据此认出同一件", True, 18),
        Column("applicant_type", "申请人类别", choice, "从列表中选择", True,
               choices=_labels(ApplicantType.choices)),
        Column("name", "姓名或者名称", text, "自然人填姓名，单位填名称", True, 16),
        Column("id_kind", "证件类型", text, "如：居民身份证、统一社会信用代码"),
        Column("id_number", "证件号码", text, "按文本填写，不要让表格软件变成数字", width=22),
        Column("contact", "联系人", text, "单位申请的联系人"),
        Column("phone", "联系电话", text, "按文本填写", width=16),
        Column("email", "电子邮箱", text, "没有的留空", width=20),
        Column("address", "通信地址", text, "没有的留空", width=24),
        Column("wanted", "所需政府信息内容描述", text, "照申请书填写", True, 40),
        Column("feature", "名称、文号或者其他特征", text, "没有的留空", width=24),
        Column("form", "获取信息的形式", choice, "不选为纸面", choices=_labels(Form.choices)),
        Column("delivery", "获取信息的途径", choice, "不选为邮寄", choices=_labels(Delivery.choices)),
        Column("channel", "收到方式", choice, "从列表中选择", True, 14, _labels(ChannelLabel.choices)),
        Column("submitted", "提交日期", day, "当面提交、寄出、发送之日", True),
        Column("signed_for", "签收日期", day, "邮寄（签收）的必填"),
        Column("reached_system", "到达系统日期", day, "传真机、邮件系统收到之日"),
        Column("confirmed", "双方确认日期", day, "平常信函、传真、网上申请与申请人确认之日"),
        Column("correction_asked_on", "补正通知日期", day, "发出补正告知书之日"),
        Column("correction_until", "补正期限", day, "告知书写明的最后一天"),
        Column("corrected_on", "收到补正日期", day, "收到补正的申请之日"),
        Column("consulted_on", "征求意见开始", day, "发出征求第三方意见书之日"),
        Column("consult_ended_on", "征求意见结束", day, "收到意见或者期限届满之日"),
        Column("extended_on", "批准延期日期", day, "公开机构负责人同意延期之日"),
        Column("extended_days", "延长工作日数", number, "批准延长的工作日数"),
        Column("outcome", "办理结果", choice, "已办结的从列表中选择；没有办结的留空", width=30,
               choices={title: title for title in outcome_titles()}),
        Column("ended_on", "答复或者终止日期", day, "答复发出之日；没有答复而终止的填终止之日", width=16),
        Column("document", "答复文号", text, "有答复的必填", width=22),
    )  # fmt: skip
