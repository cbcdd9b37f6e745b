"""Verbs on the registers for many lines at once: each is judged as it is alone and has its own event in the
ledger under the verb for one; if one is refused, none is entered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from gongkai.core.messages import Message
from gongkai.foundation.ledger.rows import write_recorded_new
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import policy
from gongkai.foundation.organisations.actions.registers import correct_line, no_such_entry, wrong_line
from gongkai.foundation.organisations.models import DisclosureOffice, RegisterRow, Staffing
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office as it is registered."""

    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    office_hours: str = ""


@verb("offices.register", of_each="office.register")
def register_offices(
    *, actor: Actor, now: datetime, body_id: int, offices: Sequence[OfficeFacts], valid_from: date
) -> tuple[int, ...] | Refused:
    """登记本单位的各政府信息公开工作机构; gives their entries in the same order."""
    return _entered(
        actor,
        [DisclosureOffice(body_id=body_id, valid_from=valid_from, **asdict(each)) for each in offices],
    )


@verb("offices.set_staffing", of_each="staffing.set")
def set_staffing_of(
    *,
    actor: Actor,
    now: datetime,
    staff: Mapping[int, tuple[int, int]],
    valid_from: date,
    reason: str = "",
) -> tuple[int, ...] | Refused:
    """Full- and part-time staff of several offices from a day on, by the office's entry; where it was said
    before for that day, it is corrected. Gives the entries of what was said, in the order of the offices."""
    offices = {each.entry_id: each for each in _standing_offices(staff)}
    missing = next((entry for entry in staff if entry not in offices), None)
    if missing is not None:
        return no_such_entry(missing)
    said = {
        each.office_id: each.entry_id
        for each in Staffing.objects.standing()
        .select_for_update()
        .filter(office__in=staff, valid_from=valid_from)
    }
    for office, entry in said.items():
        full, part = staff[office]
        changes = {"full_time": full, "part_time": part}
        corrected = correct_line(actor, Staffing, entry, changes, reason)
        if isinstance(corrected, Refused):
            return corrected
    fresh = [office for office in staff if office not in said]
    entered = _entered(
        actor,
        [
            Staffing(
                body_id=offices[office].body_id, office_id=office, valid_from=valid_from,
                full_time=staff[office][0], part_time=staff[office][1],
            )
            for office in fresh
        ],
    )  # fmt: skip
    if isinstance(entered, Refused):
        return entered
    entries = said | dict(zip(fresh, entered, strict=True))
    return tuple(entries[office] for office in staff)


def _standing_offices(entries: Mapping[int, object]) -> Iterator[DisclosureOffice]:
    rows = DisclosureOffice.objects.standing().select_for_update().filter(entry__in=entries)
    yield from rows.order_by("entry")


def _entered(actor: Actor, rows: Sequence[RegisterRow]) -> tuple[int, ...] | Refused:
    for body_id in sorted({row.body_id for row in rows}):
        refused = policy.may_keep_registers(actor, body_id)
        if refused is not None:
            return refused
    details: list[tuple[str, Message]] = []
    for number, row in enumerate(rows):
        wrong = wrong_line(row)
        if wrong is not None:
            details += ((f"{number}.{name}", message) for name, message in wrong.details)
            reason = wrong.reason
    if details:
        return Refused(reason, details=tuple(details))
    write_recorded_new(rows)
    return tuple(row.entry_id for row in rows)
