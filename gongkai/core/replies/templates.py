"""Declared templates (rules/replies/) and their placeholders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, Outcome, Requirement
from gongkai.core.replies.placeholders import Placeholder
from gongkai.core.replies.words import word


class Notice(StrEnum):
    """Letters on the way to the reply. Those that end a case are templates of its outcome."""

    RECEIPT = "receipt"  # 登记回执
    RECEIPT_CORRECTED = "receipt_corrected"  # 收到申请之日更正告知书
    CORRECTION = "correction"  # 补正告知书
    EXTENSION = "extension"  # 延期答复告知书
    THIRD_PARTY_INQUIRY = "third_party_inquiry"  # 第三方意见征询书
    CO_AUTHOR_INQUIRY = "co_author_inquiry"  # 向共同制作机关征求意见函
    INQUIRY = "inquiry"  # 核查函
    OVERRIDE = "override"  # 决定公开告知书，给第三方
    REASONS = "reasons"  # 说明理由通知书
    FEE = "fee"  # 收费通知书
    DELAY = "delay"  # 延迟答复告知书
    LAPSE_UNDONE = "lapse_undone"  # 继续办理告知书：补正、缴费其实按期收到
    REFERRAL = "referral"  # 转办函：信访等事项转有权单位
    DATA_CORRECTED = "data_corrected"  # 更正告知书（第四十一条）
    DATA_FORWARDED = "data_forwarded"  # 更正申请转送、告知书
    DATA_NOT_CORRECTED = "data_not_corrected"  # 不予更正告知书
    SUGGESTION_ANSWER = "suggestion_answer"  # 建议主动公开的答复
    COMPLAINT_ANSWER = "complaint_answer"  # 投诉举报处理结果告知书
    ADVICE = "advice"  # 工作建议书，给单位


CONTESTED: Mapping[Notice, Contested] = {
    Notice.CORRECTION: Contested.CORRECTION_NOTICE,
    Notice.EXTENSION: Contested.EXTENSION_NOTICE,
    Notice.FEE: Contested.FEE_NOTICE,
    Notice.OVERRIDE: Contested.OVERRIDE,
    Notice.DATA_NOT_CORRECTED: Contested.NOT_CORRECTED,
}
"""What can be contested in a notice; nothing where it is not listed."""


_NEEDED: Mapping[Requirement, Placeholder] = {
    Requirement.GROUNDS_TEXT: Placeholder.GROUNDS,
    Requirement.ARTICLE_CHOSEN: Placeholder.GROUND,
    Requirement.ATTACHMENT: Placeholder.ATTACHMENTS,
    Requirement.REDACTED_COPY: Placeholder.ATTACHMENTS,
    Requirement.WHERE_TO_FIND: Placeholder.WHERE_TO_FIND,
    Requirement.RESPONSIBLE_BODY: Placeholder.RESPONSIBLE_BODY,
    Requirement.SEARCH_RECORD: Placeholder.SEARCH_RECORD,
    Requirement.EARLIER_REPLY: Placeholder.EARLIER_REPLY,
    Requirement.OTHER_CHANNEL: Placeholder.OTHER_CHANNEL,
}

_EVERY_REPLY = (
    Placeholder.APPLICANT,
    Placeholder.CASE_NUMBER,
    Placeholder.RECEIVED,
    Placeholder.DESCRIPTION,
    Placeholder.BODY,
    Placeholder.DATE,
)

_NOTICE_NEEDS: Mapping[Notice, tuple[Placeholder, ...]] = {
    Notice.RECEIPT: (Placeholder.CASE_NUMBER, Placeholder.QUERY_CODE, Placeholder.SUBMITTED),
    Notice.RECEIPT_CORRECTED: (
        Placeholder.CASE_NUMBER,
        Placeholder.RECEIVED,
        Placeholder.FACTS,
        Placeholder.DUE,
    ),
    Notice.CORRECTION: (Placeholder.ITEMS, Placeholder.PERIOD_END),
    Notice.EXTENSION: (Placeholder.REASON, Placeholder.WORKDAYS, Placeholder.NEW_DUE),
    Notice.THIRD_PARTY_INQUIRY: (Placeholder.ADDRESSEE, Placeholder.INFORMATION, Placeholder.PERIOD_END),
    Notice.CO_AUTHOR_INQUIRY: (Placeholder.ADDRESSEE, Placeholder.INFORMATION, Placeholder.PERIOD_END),
    Notice.INQUIRY: (Placeholder.ADDRESSEE, Placeholder.ITEMS, Placeholder.PERIOD_END),
    Notice.OVERRIDE: (Placeholder.ADDRESSEE, Placeholder.INFORMATION, Placeholder.GROUNDS),
    Notice.REASONS: (Placeholder.PERIOD_END,),
    Notice.FEE: (
        Placeholder.FEE_STANDARD,
        Placeholder.FEE_AMOUNT,
        Placeholder.FEE_PAYMENT,
        Placeholder.PERIOD_END,
    ),
    Notice.DELAY: (Placeholder.REASON, Placeholder.NEW_DUE),
    Notice.LAPSE_UNDONE: (Placeholder.CASE_NUMBER, Placeholder.FACTS, Placeholder.DUE),
    Notice.REFERRAL: (Placeholder.ADDRESSEE, Placeholder.DESCRIPTION),
    Notice.DATA_CORRECTED: (Placeholder.APPLICANT, Placeholder.INFORMATION, Placeholder.FACTS),
    Notice.DATA_FORWARDED: (Placeholder.APPLICANT, Placeholder.INFORMATION, Placeholder.RESPONSIBLE_BODY),
    Notice.DATA_NOT_CORRECTED: (Placeholder.APPLICANT, Placeholder.INFORMATION, Placeholder.GROUNDS),
    Notice.SUGGESTION_ANSWER: (Placeholder.APPLICANT, Placeholder.INFORMATION, Placeholder.FACTS),
    Notice.COMPLAINT_ANSWER: (Placeholder.APPLICANT, Placeholder.FACTS),
    Notice.ADVICE: (Placeholder.ADDRESSEE, Placeholder.FACTS, Placeholder.ITEMS, Placeholder.PERIOD_END),
}


def required_for(of: Outcome | Notice) -> tuple[Placeholder, ...]:
    """The placeholders a text of this kind can't do without, `{remedy}` apart."""
    if isinstance(of, Notice):
        return (*_NOTICE_NEEDS[of], Placeholder.BODY, Placeholder.DATE)
    needed = (*_EVERY_REPLY, *(_NEEDED[each] for each in of.requires if each in _NEEDED))
    withheld = (Placeholder.ARTICLE,) if of.refusal else ()
    return tuple(dict.fromkeys((*needed, *withheld)))


def contested_in(of: Outcome | Notice) -> Contested:
    """What can be contested in a text of this kind."""
    return CONTESTED.get(of, Contested.NOTHING) if isinstance(of, Notice) else of.contested


_HOLE = re.compile(r"\{([^{}]*)\}")


def placeholders_of(text: str) -> tuple[str, ...]:
    """What stands between braces, in order, known or not."""
    return tuple(_HOLE.findall(text))


@dataclass(frozen=True, slots=True)
class Template:
    """`outcome` or `notice`: what it is for. `text`: the whole letter; of an outcome only what takes the
    place of `{decision}` in the file's layout."""

    title: str
    text: str
    outcome: str = ""
    notice: Notice | None = None

    def __post_init__(self) -> None:
        if bool(self.outcome) == (self.notice is not None):
            raise ValueError(Message(N_("模板应当写明且只写明一个 outcome 或者 notice")))


@dataclass(frozen=True, slots=True)
class Templates:
    """The texts for one regime's list of outcomes. `layout` frames every reply."""

    regime: str
    layout: str
    template: tuple[Template, ...]

    def for_outcome(self, code: str) -> Template:
        """The whole letter of an outcome. Raises LookupError."""
        for each in self.template:
            if each.outcome == code:
                return Template(each.title, self.layout.replace("{decision}", each.text.strip()), code)
        raise LookupError(code)

    def for_notice(self, notice: Notice) -> Template:
        """Raises LookupError when the regime knows no such notice."""
        for each in self.template:
            if each.notice is notice:
                return each
        raise LookupError(notice)


class UnfilledError(LookupError):
    """Placeholders for which there is no value."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.message = Message(N_("文书还缺少：{names}"), {"names": _listed(names)})
        super().__init__(str(self.message))


def _listed(names: tuple[str, ...]) -> Message:
    """The places in words, each still translatable."""
    parts = {f"name{index}": word(name) for index, name in enumerate(names)}
    return Message("、".join(f"{{{part}}}" for part in parts), parts)


def read_templates(declaration: Declaration) -> Templates:
    """The texts from TOML. Raises DeclarationError with file and line."""
    return declaration.read(Templates)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The letter. A value is put in as it is: braces in what a citizen wrote mean nothing. A line that holds
    nothing but placeholders, all of them empty, is left out. Raises UnfilledError naming what is missing."""
    missing = tuple(dict.fromkeys(name for name in placeholders_of(text) if name not in values))
    if missing:
        raise UnfilledError(missing)
    lines = []
    for line in text.strip().splitlines():
        filled = _HOLE.sub(lambda hole: values[hole[1]], line)
        if filled.strip() or not placeholders_of(line):
            lines.append(filled)
    return "\n".join(lines)
