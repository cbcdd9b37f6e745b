"""The attribute fixed at the source (公开属性): 主动公开, 依申请公开 or 不予公开, on a ground of the closed
list of the regulation in force: rules/publishing/attributes-*.toml.

国办发〔2016〕80号: fixed when drafting, with reasons for what is not published; what is withheld is looked at
again (《政府信息公开条例》2019年修订 第十八条).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months
from gongkai.core.workdays import Calendar, DueDate, written


class Attribute(StrEnum):
    OPEN = "open"  # 主动公开
    ON_REQUEST = "on_request"  # 依申请公开
    WITHHELD = "withheld"  # 不予公开


@dataclass(frozen=True, slots=True)
class AttributeGround:
    """Why a document has its attribute. `attributes` it can bear; `reassess_months` until it is looked at
    again, the list's own period when None, never for what is open."""

    code: str
    text: str
    article: str
    attributes: tuple[Attribute, ...]
    reassess_months: int | None = None


@dataclass(frozen=True, slots=True)
class AttributeRules:
    """One regulation, for documents settled from `first` to `last` (both included; None: still in force).

    `publish_workdays`: within which what is open is published, counted from the day it was formed or changed.
    `reassess_months`: a setting; the law says 定期 without a figure. `reason_length`: fewest characters a
    reason for not publishing may have.
    """

    regime: str
    title: str
    first: date
    legal_basis: str
    publish_workdays: int
    publish_article: str
    reassess_months: int
    reassess_article: str
    reason_length: int
    settled_article: str
    ground: tuple[AttributeGround, ...]
    last: date | None = None

    def __post_init__(self) -> None:
        codes = [each.code for each in self.ground]
        if len(set(codes)) != len(codes):
            raise ValueError(Message(N_("公开属性依据的标识重复")))

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def grounds_of(self, attribute: Attribute) -> tuple[AttributeGround, ...]:
        return tuple(each for each in self.ground if attribute in each.attributes)

    def find(self, code: str) -> AttributeGround | None:
        return next((each for each in self.ground if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """The attribute as somebody settled it. `reassess_on`: None for what is open."""

    attribute: Attribute | None = None
    ground: str = ""
    reason: str = ""
    reassess_on: date | None = None


class NoAttributeRulesError(LookupError):
    """No regulation was in force on the day."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def read_attributes(declaration: Declaration) -> AttributeRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(AttributeRules)


def attributes_on(lists: Iterable[AttributeRules], day: date) -> AttributeRules:
    """The list in force on `day`. Raises NoAttributeRulesError before the first regulation."""
    for each in lists:
        if each.covers(day):
            return each
    raise NoAttributeRulesError(Message(N_("{day} 没有施行的政府信息公开条例"), {"day": written(day)}))


def attribute_problems(rules: AttributeRules, settled: Settled, day: date) -> tuple[Denied, ...]:
    """What is missing before the attribute counts as settled on `day`; a document with any of these may be
    sent back (退文)."""
    found = list(_missing(rules, settled))
    if settled.attribute in (Attribute.ON_REQUEST, Attribute.WITHHELD):
        found += _missing_for_closed(rules, settled, day)
    return tuple(found)


def _missing(rules: AttributeRules, settled: Settled) -> Iterable[Denied]:
    if settled.attribute is None:
        yield Denied(Message(N_("请确定公开属性：主动公开、依申请公开或者不予公开。")), rules.settled_article)
        return
    ground = rules.find(settled.ground)
    if ground is None:
        yield Denied(
            Message(N_("请从{title}的依据中选择一项。"), {"title": rules.title}), rules.settled_article
        )
    elif settled.attribute not in ground.attributes:
        values = {"ground": ground.text}
        yield Denied(Message(N_("“{ground}”不能作为这一公开属性的依据。"), values), ground.article)


def _missing_for_closed(rules: AttributeRules, settled: Settled, day: date) -> Iterable[Denied]:
    if len("".join(settled.reason.split())) < rules.reason_length:
        values = {"length": rules.reason_length}
        yield Denied(
            Message(N_("不主动公开的要说明理由，至少 {length} 个字，写清具体内容为什么不公开。"), values),
            rules.settled_article,
        )
    if settled.reassess_on is None:
        yield Denied(Message(N_("请定重新评估的日期。")), rules.reassess_article)
    elif settled.reassess_on <= day:
        yield Denied(Message(N_("重新评估的日期应当在今后。")), rules.reassess_article)
    elif settled.reassess_on > (latest := latest_reassessment(rules, settled.ground, day)):
        said = Message(N_("重新评估不晚于 {latest}。"), {"latest": written(latest)})
        yield Denied(said, rules.reassess_article)


def latest_reassessment(rules: AttributeRules, ground_code: str, day: date) -> date:
    """The last day on which what was settled on `day` may wait to be looked at again; what a form
    proposes."""
    ground = rules.find(ground_code)
    months = rules.reassess_months
    if ground is not None and ground.reassess_months is not None:
        months = ground.reassess_months
    return add_months(day, months)


def publication_due(rules: AttributeRules, formed_on: date, calendar: Calendar) -> DueDate:
    """The last day to publish what was formed or changed on `formed_on`: 20 working days."""
    return calendar.add_workdays(formed_on, rules.publish_workdays)


def printed_note(attribute: Attribute) -> str:
    """附注 of an official document: how it may be spread."""
    return {
        Attribute.OPEN: "（此件公开发布）",
        Attribute.ON_REQUEST: "（此件依申请公开）",
        Attribute.WITHHELD: "（此件不予公开）",
    }[attribute]
