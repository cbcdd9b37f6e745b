"""保密审查: items checked one by one, findings judged one by one, for one digest, by another person than the
writers. Declared in rules/publishing/gate.toml; there is no other way through.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.dates import DatedArticle, article_on
from gongkai.core.publishing.findings import Finding, FindingKind, Part
from gongkai.core.workdays import Calendar, DueDate


class Answer(StrEnum):
    """To one item of the list."""

    CLEAR = "clear"  # 没有问题
    CONCERN = "concern"  # 有问题
    NOT_APPLICABLE = "not_applicable"  # 不涉及


class GateResult(StrEnum):
    """审查结论."""

    OPEN = "open"  # 公开
    PARTLY = "partly"  # 部分公开
    NOT_OPEN = "not_open"  # 不予公开
    REFERRED = "referred"  # 报审


class Verdict(StrEnum):
    """On one finding."""

    MASKED = "masked"  # it was masked or removed: holds only when the text no longer has it
    STAYS = "stays"  # it may be published: the office's own telephone, somebody who agreed
    FALSE_ALARM = "false_alarm"  # it is not what the machine took it for
    DECLASSIFIED = "declassified"  # formally declassified, or the mark's term is over; with its basis


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. `may_not_apply`: 不涉及 is an answer."""

    code: str
    text: str
    articles: tuple[DatedArticle, ...]
    may_not_apply: bool = False

    def article(self, day: date) -> str:
        return article_on(self.articles, day)


@dataclass(frozen=True, slots=True)
class FindingRule:
    """`verdicts`: how a finding of these kinds may be judged."""

    kinds: tuple[FindingKind, ...]
    title: str
    article: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class ResultRule:
    """`allows`: attributes a document with this result may be settled with; empty: it goes nowhere yet."""

    code: GateResult
    title: str
    allows: tuple[Attribute, ...]
    needs_reason: bool
    article: str


@dataclass(frozen=True, slots=True)
class GateRules:
    """`within_workdays`: a setting; local rules give the reviewing body 7, 10 or 15 working days."""

    title: str
    in_force: date
    legal_basis: str
    within_workdays: int
    reason_length: int
    another_person_article: str
    digest_article: str
    consent_article: str
    item: tuple[Item, ...]
    finding: tuple[FindingRule, ...]
    result: tuple[ResultRule, ...]

    def __post_init__(self) -> None:
        ruled = [kind for each in self.finding for kind in each.kinds]
        if sorted(ruled) != sorted(FindingKind):
            raise ValueError(Message(N_("每一种发现应当有且只有一条规则")))
        if sorted(each.code for each in self.result) != sorted(GateResult):
            raise ValueError(Message(N_("每一种审查结论应当有且只有一条规则")))
        if len({each.code for each in self.item}) != len(self.item):
            raise ValueError(Message(N_("审查项目的标识重复")))

    def rule_of(self, kind: FindingKind) -> FindingRule:
        return next(each for each in self.finding if kind in each.kinds)

    def result_of(self, code: GateResult) -> ResultRule:
        return next(each for each in self.result if each.code == code)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    answer: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`basis`: number and date of the declassification, for DECLASSIFIED."""

    verdict: Verdict
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class GateReview:
    """A review as the reviewer filled it. `answers` by item code, `judged` by the key of a finding."""

    digest: str
    reviewer: str
    result: GateResult | None = None
    reason: str = ""
    answers: Mapping[str, ItemAnswer] = field(default_factory=dict)
    judged: Mapping[str, Judgement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnderReview:
    """The edition as it stands. `silent_makers`: joint makers whose written consent is still missing."""

    digest: str
    attribute: Attribute
    writers: Collection[str]
    findings: tuple[Finding, ...]
    silent_makers: tuple[str, ...] = ()


def read_gate(declaration: Declaration) -> GateRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(GateRules)


def gate_problems(rules: GateRules, review: GateReview, of: UnderReview, day: date) -> tuple[Denied, ...]:
    """Why the edition does not pass the gate on `day`; empty when it passes."""
    return tuple(
        (
            *_identity_problems(rules, review, of),
            *_item_problems(rules, review, day),
            *_finding_problems(rules, review, of.findings),
            *_result_problems(rules, review, of.attribute),
            *_consent_problems(rules, of.silent_makers),
        )
    )


def review_due(rules: GateRules, sent_on: date, calendar: Calendar) -> DueDate:
    """The last working day for the review of what was sent on that day, by the office's own rule."""
    return calendar.add_workdays(sent_on, rules.within_workdays)


def _identity_problems(rules: GateRules, review: GateReview, of: UnderReview) -> Iterator[Denied]:
    if review.reviewer in of.writers:
        yield Denied(Message(N_("写过这份内容的人不能做它的保密审查。")), rules.another_person_article)
    if review.digest != of.digest:
        yield Denied(Message(N_("审查以后内容有改动，请重新审查。")), rules.digest_article)


def _item_problems(rules: GateRules, review: GateReview, day: date) -> Iterator[Denied]:
    known = {each.code for each in rules.item}
    for code in review.answers.keys() - known:
        yield Denied(Message(N_("没有“{code}”这一审查项目。"), {"code": code}), rules.legal_basis)
    for item in rules.item:
        given = review.answers.get(item.code)
        said: Message | None = None
        if given is None:
            said = Message(N_("还没有审查：{item}。"), {"item": item.text})
        elif given.answer is Answer.NOT_APPLICABLE and not item.may_not_apply:
            said = Message(N_("这一项不能答“不涉及”：{item}。"), {"item": item.text})
        elif given.answer is Answer.CONCERN and not given.note.strip():
            said = Message(N_("有问题的要写明是什么问题：{item}。"), {"item": item.text})
        elif given.answer is Answer.CONCERN and review.result is GateResult.OPEN:
            said = Message(N_("有问题没有解决，不能全部公开：{item}。"), {"item": item.text})
        if said is not None:
            yield Denied(said, item.article(day))


def _finding_problems(rules: GateRules, review: GateReview, findings: Iterable[Finding]) -> Iterator[Denied]:
    """The same words in the same place are judged once."""
    for finding in {each.key: each for each in findings}.values():
        rule = rules.rule_of(finding.kind)
        said = _judgement_problem(rules, rule, finding, review.judged.get(finding.key))
        if said is not None:
            yield Denied(said, rule.article)


def _judgement_problem(
    rules: GateRules, rule: FindingRule, finding: Finding, judged: Judgement | None
) -> Message | None:
    values = {"title": Message(rule.title), "where": where(finding)}
    if judged is None:
        return Message(N_("还没有认定：{where}的{title}。"), values)
    if judged.verdict not in rule.verdicts:
        return Message(N_("不能这样认定：{where}的{title}。"), values)
    if judged.verdict is Verdict.MASKED:
        return Message(N_("认定已经遮盖，但文字里还有：{where}的{title}。"), values)
    if len("".join(judged.reason.split())) < rules.reason_length:
        return Message(N_("请写明为什么可以保留：{where}的{title}。"), values)
    if judged.verdict is Verdict.DECLASSIFIED and not judged.basis.strip():
        return Message(N_("请写明解密决定的文号和日期，或者保密期限届满的日期：{where}的{title}。"), values)
    return None


def _result_problems(rules: GateRules, review: GateReview, attribute: Attribute) -> Iterator[Denied]:
    if review.result is None:
        yield Denied(Message(N_("请选定审查结论。")), rules.legal_basis)
        return
    rule = rules.result_of(review.result)
    if rule.needs_reason and len("".join(review.reason.split())) < rules.reason_length:
        yield Denied(
            Message(N_("审查结论为“{title}”的要说明理由。"), {"title": Message(rule.title)}), rule.article
        )
    if not rule.allows:
        yield Denied(Message(N_("已报审，等答复以后再定结论。")), rule.article)
    elif attribute not in rule.allows:
        values = {"title": Message(rule.title)}
        yield Denied(Message(N_("审查结论为“{title}”，与公开属性不符。"), values), rule.article)


def _consent_problems(rules: GateRules, silent: Iterable[str]) -> Iterator[Denied]:
    for maker in silent:
        yield Denied(
            Message(N_("联合制作的机关还没有书面同意公开：{maker}。"), {"maker": maker}),
            rules.consent_article,
        )


def where(finding: Finding) -> Message:
    """Where a finding stands, for people: the file and the place in it, or the part of the edition."""
    place = finding.place
    if place.file:
        return Message(N_("《{file}》{where}"), {"file": place.file, "where": place.where})
    return Message(_PARTS[place.part])


_PARTS: Mapping[Part, str] = {
    Part.TITLE: N_("标题"),
    Part.SUMMARY: N_("内容概述"),
    Part.BODY: N_("正文"),
    Part.CHANGE_NOTE: N_("修改说明"),
    Part.NOTICE: N_("公告"),
    Part.ATTACHMENT: N_("附件"),
}
