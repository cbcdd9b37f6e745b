"""Validity of normative documents (有效期): how long, when it is evaluated, when it lapses, how it is
renewed.

《山东省行政程序规定》第五十三条: three to five years, 暂行、试行 one to two; evaluated within the six
months before expiry; going on means registering again under a new number and publishing again, and the
validity starts anew. Declared by date in rules/publishing/validity.toml. Last days are included.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months, last_day_of
from gongkai.core.workdays import written

_TRIAL_WORDS = ("暂行", "试行")
_ONE_DAY = timedelta(days=1)


class Span(StrEnum):
    USUAL = "usual"
    TRIAL = "trial"  # 暂行、试行 in the title


@dataclass(frozen=True, slots=True)
class Years:
    """Fewest and most years."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ValidityExample:
    """A worked case; runs as a test. `breaks`: how many problems there are."""

    title: str
    published_on: date
    effective_on: date
    expires_on: date | None
    urgent: bool
    breaks: int


@dataclass(frozen=True, slots=True)
class ValidityRules:
    """One text, for documents published from `first` to `last`. `verified`: seen in print; else a setting
    carried over. `effect_days`: calendar days between publication and taking effect, unless urgent."""

    title: str
    first: date
    legal_basis: str
    verified: bool
    usual: Years
    trial: Years
    years_article: str
    evaluation_months: int
    evaluation_article: str
    effect_days: int
    effect_article: str
    kinds: tuple[str, ...]
    example: tuple[ValidityExample, ...]
    last: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def years_of(self, span: Span) -> Years:
        return self.trial if span is Span.TRIAL else self.usual


@dataclass(frozen=True, slots=True)
class Term:
    """What is asked of a document before it is published."""

    title: str
    published_on: date
    effective_on: date
    expires_on: date | None
    urgent_because: str = ""


@dataclass(frozen=True, slots=True)
class RenewalWindow:
    """`opens`..`closes`, both included: evaluated and registered again within these days."""

    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        return self.opens <= day <= self.closes


def read_validity(declaration: Declaration) -> ValidityRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(ValidityRules)


def validity_on(lists: Iterable[ValidityRules], published_on: date) -> ValidityRules | None:
    """The text that binds a document published on that day; None before the first."""
    return next((each for each in lists if each.covers(published_on)), None)


def span_of(title: str) -> Span:
    """By the words of the title: 暂行, 试行."""
    return Span.TRIAL if any(word in title for word in _TRIAL_WORDS) else Span.USUAL


def validity_problems(rules: ValidityRules, term: Term) -> tuple[Denied, ...]:
    """Why the document may not be published with these dates."""
    return tuple(_problems(rules, term))


def _problems(rules: ValidityRules, term: Term) -> Iterator[Denied]:
    if term.effective_on < term.published_on:
        said = Message(N_("施行日期不能早于公布日期。"))
        yield Denied(said, rules.effect_article)
    elif not term.urgent_because.strip() and term.effective_on < earliest_effect(rules, term.published_on):
        values = {"days": rules.effect_days, "earliest": written(earliest_effect(rules, term.published_on))}
        yield Denied(
            Message(
                N_("施行日期与公布日期的间隔不得少于 {days} 日，最早 {earliest}；紧急的请写明理由。"), values
            ),
            rules.effect_article,
        )
    if term.expires_on is None:
        yield Denied(Message(N_("请写明有效期。")), rules.years_article)
    else:
        yield from _length_problems(rules, term, term.expires_on)


def _length_problems(rules: ValidityRules, term: Term, expires_on: date) -> Iterator[Denied]:
    span = span_of(term.title)
    years = rules.years_of(span)
    first, last = expiry_range(rules, term.title, term.effective_on)
    if not first <= expires_on <= last:
        values = {"least": years.least, "most": years.most, "first": written(first), "last": written(last)}
        text = (
            N_("暂行、试行的有效期为 {least} 至 {most} 年：{first}至{last}。")
            if span is Span.TRIAL
            else N_("有效期为 {least} 至 {most} 年：{first}至{last}。")
        )
        yield Denied(Message(text, values), rules.years_article)


def earliest_effect(rules: ValidityRules, published_on: date) -> date:
    """The first day on which what was published on that day may take effect, unless urgent."""
    return published_on + timedelta(days=rules.effect_days)


def expiry_range(rules: ValidityRules, title: str, effective_on: date) -> tuple[date, date]:
    """The earliest and the latest last day of validity."""
    years = rules.years_of(span_of(title))
    return last_day_of(effective_on, years.least), last_day_of(effective_on, years.most)


def renewal_window(rules: ValidityRules, expires_on: date) -> RenewalWindow:
    """The months before expiry. `opens` is also the day of the notice to the maker."""
    return RenewalWindow(add_months(expires_on, -rules.evaluation_months), expires_on)


def lapses_on(expires_on: date) -> date:
    """The first day without force: the day after the last."""
    return expires_on + _ONE_DAY


def renewal_problems(
    rules: ValidityRules,
    *,
    expires_on: date,
    evaluated_on: date | None,
    renewed_on: date,
    registration: str,
    earlier_registrations: Iterable[str],
    expires_next: date,
    title: str,
) -> tuple[Denied, ...]:
    """Why the document may not go on. The new validity counts from the day it is published again."""
    window = renewal_window(rules, expires_on)
    values: dict[str, object] = {
        "opens": written(window.opens),
        "closes": written(window.closes),
        "months": rules.evaluation_months,
    }
    said: list[Message] = []
    if renewed_on > window.closes:
        said.append(Message(N_("有效期已经届满，自动失效，只能重新制定。")))
    elif renewed_on < window.opens:
        said.append(Message(N_("届满前 {months} 个月内才能延续：{opens}至{closes}。"), values))
    if evaluated_on is None or not window.opens <= evaluated_on <= renewed_on:
        said.append(Message(N_("延续以前要评估，时间在{opens}至{closes}。"), values))
    if not registration.strip() or registration in set(earlier_registrations):
        said.append(Message(N_("延续要重新登记，编制新的登记号。")))
    first, last = expiry_range(rules, title, renewed_on)
    if not first <= expires_next <= last:
        values = {"first": written(first), "last": written(last)}
        said.append(Message(N_("新的有效期自重新公布之日起算：{first}至{last}。"), values))
    return tuple(Denied(each, rules.evaluation_article) for each in said)
