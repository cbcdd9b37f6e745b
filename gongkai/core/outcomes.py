"""How a case ends (办理结果): one closed list a regime, declared in rules/outcomes/.

State and outcome are two things: the state says where a case stands, the outcome what was decided. An outcome
carries its articles, what a reply must be accompanied by, the one row of the annual report it is counted in,
and what can be contested in it. Outcome → row → remedy is one declaration.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class Requirement(StrEnum):
    """What must be there before the reply of an outcome may be sent."""

    GROUNDS_TEXT = "grounds_text"  # 说明理由
    ARTICLE_CHOSEN = "article_chosen"  # one of the outcome's grounds
    ATTACHMENT = "attachment"  # the information itself
    WHERE_TO_FIND = "where_to_find"  # 获取该政府信息的方式、途径
    REDACTED_COPY = "redacted_copy"  # 区分处理后的文本
    THIRD_PARTY_NOTICE = "third_party_notice"  # only when a third party's refusal is overridden
    RESPONSIBLE_BODY = "responsible_body"  # name and contact of the body in charge, if it can be told
    SEARCH_RECORD = "search_record"  # 检索查找记录
    EARLIER_REPLY = "earlier_reply"  # the reply already given
    CORRECTION_NOTICE = "correction_notice"  # 补正告知书
    REASONS_ASKED = "reasons_asked"  # 要求说明理由通知
    FEE_NOTICE = "fee_notice"  # 收费通知
    OTHER_CHANNEL = "other_channel"  # where the applicant should go instead
    WITHDRAWAL = "withdrawal"  # the applicant's own word
    CONFIDENTIALITY_REVIEW = "confidentiality_review"  # 保密审查
    LEGAL_REVIEW = "legal_review"  # 合法性审查


class Contested(StrEnum):
    """What somebody may want to contest; decides the remedy. The rows are those of the annual report."""

    NOTHING = "nothing"  # the applicant ended it himself: no remedy to tell
    GRANTED = "granted"  # R3.1
    PARTLY_GRANTED = "partly_granted"  # R3.2
    WITHHELD = "withheld"  # R3.3.1–R3.3.7: 不予公开, articles 14–16
    QUERY_MATTER = "query_matter"  # R3.3.8
    NOT_HELD = "not_held"  # R3.4.1
    NOT_READY = "not_ready"  # R3.4.2
    UNCLEAR = "unclear"  # R3.4.3
    NOT_PROCESSED = "not_processed"  # R3.5
    LAPSED = "lapsed"  # R3.6.1
    FEE_UNPAID = "fee_unpaid"  # R3.6.2
    OTHER = "other"  # R3.6.3
    SILENCE = "silence"  # 逾期未答复
    OVERRIDE = "override"  # disclosure against a third party's refusal; the third party contests
    NOT_CORRECTED = "not_corrected"  # 不予更正 (article 41)
    CORRECTION_NOTICE = "correction_notice"
    EXTENSION_NOTICE = "extension_notice"
    FEE_NOTICE = "fee_notice"


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the reasons an outcome may rest on; the drafter chooses."""

    code: str
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`cells`: form code → row. `refusal`: something asked for was withheld. `replied`: ends by a reply to
    what was asked; False when the case is closed without one."""

    code: str
    title: str
    short: str
    articles: tuple[str, ...]
    cells: Mapping[str, str]
    contested: Contested
    refusal: bool
    replied: bool
    requires: tuple[Requirement, ...]
    grounds: tuple[Ground, ...] = ()

    def __post_init__(self) -> None:
        if (Requirement.ARTICLE_CHOSEN in self.requires) != bool(self.grounds):
            raise ValueError(
                Message(N_("“{code}”要求选择依据，应当且只应当此时列出依据"), {"code": self.code})
            )

    def ground(self, code: str) -> Ground:
        """Raises KeyError when the outcome has no such ground."""
        return _found(self.grounds, code)


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A row two readings of a form would give differently: which was chosen, which not, and why."""

    outcomes: tuple[str, ...]
    form: str
    chosen: str
    instead: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The closed list for requests received from `first` to `last` (both included; None: still in force).

    `forms`: the annual-report forms that cover a year in which such a case can close. Each outcome has
    exactly one row in each of them.
    """

    regime: str
    title: str
    first: date
    legal_basis: str
    forms: tuple[str, ...]
    outcome: tuple[Outcome, ...]
    last: date | None = None
    quarrel: tuple[Quarrel, ...] = ()

    def __post_init__(self) -> None:
        codes = [each.code for each in self.outcome]
        if len(set(codes)) != len(codes):
            raise ValueError(Message(N_("办理结果的标识重复")))
        for outcome in self.outcome:
            if set(outcome.cells) != set(self.forms):
                values = {"code": outcome.code, "forms": "、".join(self.forms)}
                raise ValueError(Message(N_("“{code}”在 {forms} 各表中应当各有一行"), values))
        for quarrel in self.quarrel:
            for code in quarrel.outcomes:
                if self.find(code).cells[quarrel.form] != quarrel.chosen:
                    values = {"code": code, "form": quarrel.form}
                    raise ValueError(Message(N_("“{code}”在 {form} 表中的行与所写的取舍不符"), values))

    def covers(self, received: date) -> bool:
        return self.first <= received and (self.last is None or received <= self.last)

    def find(self, code: str) -> Outcome:
        """Raises NoSuchOutcomeError when the regime does not know it."""
        try:
            return _found(self.outcome, code)
        except KeyError:
            values = {"title": self.title, "code": code}
            raise NoSuchOutcomeError(Message(N_("{title}没有“{code}”这一办理结果"), values)) from None


class NoSuchOutcomeError(LookupError):
    """The regime's list has no such outcome, or no list covers the day."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def read_outcomes(declaration: Declaration) -> Outcomes:
    """The list from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(Outcomes)


def outcomes_for(lists: Iterable[Outcomes], received: date) -> Outcomes:
    """The list of the regime in force on the day of receipt. Raises NoSuchOutcomeError before the first."""
    for each in lists:
        if each.covers(received):
            return each
    values = {"day": received.isoformat()}
    raise NoSuchOutcomeError(Message(N_("{day} 没有施行的政府信息公开条例"), values))


def cell(outcome: Outcome, form_code: str) -> str:
    """The row ("3.3.4.1" or "R3.3.1") in which a case with this outcome is counted in that form. Raises
    KeyError for a form that covers no year in which such a case can close."""
    return outcome.cells[form_code]


def _found[T: (Ground, Outcome)](among: tuple[T, ...], code: str) -> T:
    for each in among:
        if each.code == code:
            return each
    raise KeyError(code)
