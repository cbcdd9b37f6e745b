"""The day a request counts as received (收到申请之日), by channel and regime."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import Message

type Day = date


class Channel(StrEnum):
    COUNTER = "counter"  # 当面
    SIGNED_POST = "signed_post"  # 邮寄（签收）
    ORDINARY_POST = "ordinary_post"  # 平常信函
    FAX = "fax"  # 传真
    EMAIL = "email"  # 电子邮件
    INTERNET = "internet"  # 互联网平台
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a request's coming. `submitted`: handed in, posted or sent. `reached_system`: the day
    the mail server or the fax machine had it. `confirmed`: the day both sides confirmed, by telephone or
    otherwise. `misdirected`: sent to another unit or person than the disclosure office."""

    channel: Channel
    submitted: date
    signed_for: date | None = None
    reached_system: date | None = None
    confirmed: date | None = None
    misdirected: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """`day` is None while something is still lacking: `waiting_for` then says what."""

    day: Day | None
    waiting_for: Message | None
    article: str
    explanation: Message


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """The declaration rules/clocks/receipt.toml."""

    legal_basis: str


def read_receipt_rules(declaration: Declaration) -> ReceiptRules:
    return declaration.read(ReceiptRules)


def receipt(rules: ReceiptRules, arrival: Arrival) -> Receipt:
    """The day of receipt, under the regime in force on that very day."""
    raise NotImplementedError
