"""The day a request counts as received (收到申请之日), by channel and regime.

The regime is the one in force on that very day: each regime's own rule is asked for its day, and the oldest
whose day falls within its own time prevails. A request posted under the old regulation and signed for under
the new one is a request under the new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import written

type Day = date  # so that a field may be called `date`


class Channel(StrEnum):
    COUNTER = "counter"  # 当面
    SIGNED_POST = "signed_post"  # 邮寄（签收）
    ORDINARY_POST = "ordinary_post"  # 平常信函
    FAX = "fax"  # 传真
    EMAIL = "email"  # 电子邮件
    INTERNET = "internet"  # 互联网平台
    OTHER = "other"  # 其他


class Start(StrEnum):
    """What makes the day of receipt."""

    SUBMITTED = "submitted"
    SIGNED_FOR = "signed_for"
    REACHED_SYSTEM = "reached_system"
    CONFIRMED = "confirmed"
    REACHED_AND_CONFIRMED = "reached_and_confirmed"  # the later of both
    PORTAL = "portal"  # as the portal's own setting says


class Submission(StrEnum):
    """When both sides confirm what is sent on the portal."""

    CONFIRMED_AT_ONCE = "confirmed_at_once"
    CONFIRMED_BY_CLERK = "confirmed_by_clerk"


class Misdirected(StrEnum):
    """What counts for mail to another unit or person than the disclosure office."""

    AS_CHANNEL = "as_channel"
    CONFIRMED = "confirmed"


_CAN_BE_MISDIRECTED = (Channel.SIGNED_POST, Channel.ORDINARY_POST, Channel.FAX, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a request's coming. `submitted`: handed in, posted or sent. `signed_for`: by the
    organ. `reached_system`: the day the mail system or the fax machine had it. `confirmed`: both sides
    confirmed, by telephone or otherwise; where the applicant could not be reached, the day contact was
    restored. `misdirected`: sent to another unit or person than the disclosure office."""

    channel: Channel
    submitted: date
    signed_for: date | None = None
    reached_system: date | None = None
    confirmed: date | None = None
    misdirected: bool = False

    def __post_init__(self) -> None:
        for day in (self.signed_for, self.reached_system, self.confirmed):
            if day is not None and day < self.submitted:
                values = {"day": written(day), "submitted": written(self.submitted)}
                said = N_("{day}早于提交、寄出之日{submitted}")
                raise ValueError(Message(said, values))


@dataclass(frozen=True, slots=True)
class Receipt:
    """`day` is None while something is still lacking: `waiting_for` then says what."""

    day: Day | None
    waiting_for: Message | None
    article: str
    explanation: Message


@dataclass(frozen=True, slots=True)
class ChannelRule:
    channel: Channel
    start: Start
    article: str


@dataclass(frozen=True, slots=True)
class Regime:
    """Days of receipt from `in_force` through `until`."""

    name: str
    in_force: date
    misdirected: Misdirected
    misdirected_article: str
    rule: tuple[ChannelRule, ...]
    until: date | None = None

    def __post_init__(self) -> None:
        if sorted(one.channel for one in self.rule) != sorted(Channel):
            raise ValueError(Message(N_("每个渠道应有而且只有一条规则")))

    def binds(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)

    def applied(self, arrival: Arrival) -> ChannelRule:
        """The rule for this arrival, mail gone to the wrong place included."""
        rule = next(one for one in self.rule if one.channel is arrival.channel)
        astray = arrival.misdirected and arrival.channel in _CAN_BE_MISDIRECTED
        if astray and self.misdirected is Misdirected.CONFIRMED:
            return ChannelRule(arrival.channel, Start.CONFIRMED, self.misdirected_article)
        return rule


@dataclass(frozen=True, slots=True)
class Portal:
    """How submissions on the portal are confirmed, from `in_force` on."""

    in_force: date
    submission: Submission


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case; runs as a test. Without `day`: still waiting."""

    story: str
    arrival: Arrival
    day: Day | None = None
    regime: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """The declaration rules/clocks/receipt.toml; regimes and settings in order of time."""

    legal_basis: str
    portal: tuple[Portal, ...]
    regime: tuple[Regime, ...]
    example: tuple[Example, ...]

    def submission_on(self, day: date) -> Submission:
        """The portal's setting of that day; before the first, the first."""
        known = [one.submission for one in self.portal if one.in_force <= day]
        return known[-1] if known else self.portal[0].submission


def read_receipt_rules(declaration: Declaration) -> ReceiptRules:
    """The rules from their TOML text. Raises DeclarationError with file and line."""
    return declaration.read(ReceiptRules)


def receipt(rules: ReceiptRules, arrival: Arrival) -> Receipt:
    """The day of receipt under the regime in force on that very day, or what is still waited for."""
    waiting: Receipt | None = None
    outlasted = False  # complete under the regime before, yet only after its end
    for regime in rules.regime:
        if regime.until is not None and regime.until < arrival.submitted:
            continue
        rule = regime.applied(arrival)
        start = _resolved(rules, rule.start, arrival)
        day = _day(start, arrival)
        if day is None:
            waiting = waiting or _waiting(start, rule)
        elif regime.binds(day):
            return Receipt(day, None, rule.article, _explained(start, day))
        elif day < regime.in_force and outlasted:
            # A condition the new rule no longer asks for was met before it began: its first day.
            return Receipt(regime.in_force, None, rule.article, _explained(start, regime.in_force))
        outlasted = day is not None and regime.until is not None and day > regime.until
    if waiting is not None:
        return waiting
    said = Message(
        N_("《政府信息公开条例》自{day}起施行，此前收到的申请不适用"),
        {"day": written(rules.regime[0].in_force)},
    )
    return Receipt(None, said, rules.legal_basis, said)


def _resolved(rules: ReceiptRules, start: Start, arrival: Arrival) -> Start:
    if start is not Start.PORTAL:
        return start
    at_once = rules.submission_on(arrival.submitted) is Submission.CONFIRMED_AT_ONCE
    return Start.PORTAL if at_once else Start.CONFIRMED


def _day(start: Start, arrival: Arrival) -> date | None:
    reached, confirmed = arrival.reached_system, arrival.confirmed
    if start is Start.REACHED_AND_CONFIRMED:
        return max(reached, confirmed) if reached and confirmed else None
    return {
        Start.SUBMITTED: arrival.submitted,
        Start.PORTAL: arrival.submitted,
        Start.SIGNED_FOR: arrival.signed_for,
        Start.REACHED_SYSTEM: reached,
        Start.CONFIRMED: confirmed,
    }[start]


_WAITING: Mapping[Start, str] = {
    Start.SIGNED_FOR: N_("等待签收"),
    Start.REACHED_SYSTEM: N_("等待电子邮件系统接收"),
    Start.REACHED_AND_CONFIRMED: N_("等待收到传真并与申请人确认"),
    Start.CONFIRMED: N_(
        "等待与申请人确认：应在实际收到的当日联系申请人；联系不上的做好登记，自恢复联系之日起算"
    ),
}

_EXPLAINED: Mapping[Start, str] = {
    Start.SUBMITTED: N_("当面提交，以提交之日{day}为收到申请之日"),
    Start.PORTAL: N_("在平台提交时双方即确认，以提交之日{day}为收到申请之日"),
    Start.SIGNED_FOR: N_("邮寄，以签收之日{day}为收到申请之日"),
    Start.REACHED_SYSTEM: N_("电子邮件，以系统接收之日{day}为收到申请之日"),
    Start.REACHED_AND_CONFIRMED: N_("传真，以收到并经双方确认之日{day}为收到申请之日"),
    Start.CONFIRMED: N_("以双方确认之日{day}为收到申请之日"),
}


def _waiting(start: Start, rule: ChannelRule) -> Receipt:
    said = Message(_WAITING[start])
    return Receipt(None, said, rule.article, said)


def _explained(start: Start, day: date) -> Message:
    return Message(_EXPLAINED[start], {"day": written(day)})
