"""The days of a case as a calendar file (RFC 5545), for telephones and calendar programs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from gongkai.casework.queries.citizen import OwnCase
from gongkai.core.clock import Phase

_LINE = 75  # octets a line may have


def of(case: OwnCase, now: datetime, address: str) -> bytes:
    """One all-day entry for each day that somebody has to keep; a date that may still move is tentative."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gongkai//Requests//ZH", "CALSCALE:GREGORIAN"]
    for name, said, on, tentative in days(case):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{name}-{case.id}@gongkai",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
            f"STATUS:{'TENTATIVE' if tentative else 'CONFIRMED'}",
            f"SUMMARY:{_text(said)}",
            f"DESCRIPTION:{_text(_('申请编号：{number}').format(number=case.number))}",
            f"URL:{address}",
            "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", f"DESCRIPTION:{_text(said)}", "END:VALARM",
            "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{_folded(each)}\r\n" for each in [*lines, "END:VCALENDAR"]).encode()


def days(case: OwnCase) -> Iterator[tuple[str, str, date, bool]]:
    """Name, words, day, and whether it may still move."""
    reading = case.reading
    if reading is None or reading.phase is Phase.ENDED:
        return
    if reading.due is not None:
        yield "due", _("政府信息公开申请答复期限"), reading.due, reading.provisional
    if reading.phase is Phase.CORRECTING and case.until is not None:
        yield "correct", _("最后一天补正政府信息公开申请"), case.until, False
    if reading.fee_by is not None:
        yield "pay", _("最后一天缴纳信息处理费"), reading.fee_by, reading.provisional


def _text(said: str) -> str:
    """Escaped as the standard wants."""
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        said = said.replace(mark, written)
    return said


def _folded(line: str) -> str:
    """Long lines broken between characters; a continuation begins with a space."""
    parts, current, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            parts.append(current)
            current, size = " ", 1
        current, size = current + character, size + octets
    return "\r\n".join([*parts, current])
