"""How figures and dates are written for people."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

from gongkai.core.cells import Cell, State, in_unit, is_money

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: int | Decimal, *, money: bool = False) -> str:
    """Thousands separated: 1,204. Money always has two decimals: 48.00."""
    return f"{value:,.2f}" if money else f"{value:,}"


def figure(value: Cell | int | Decimal | str | None, unit: str | None = None) -> str:
    """A cell or an inside value (fen for money) as people read it in `unit`; "" blank, "／" struck."""
    if isinstance(value, Cell):
        if value.state is State.STRUCK:
            return "／"
        value = value.value
    if value is None or isinstance(value, str):
        return value or ""
    money = is_money(unit)
    return number(in_unit(int(value), unit) if money else value, money=money)


def year(value: int | None) -> str:
    """2018年, or 2018 for readers of English."""
    if value is None:
        return ""
    return f"{value}年" if _in_chinese() else str(value)


def day(value: date | datetime | None) -> str:
    """2018年1月22日, or 22 January 2018 for readers of English."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if _in_chinese():
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """A day with hours and minutes of the installation's time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {local:%H:%M}"


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
