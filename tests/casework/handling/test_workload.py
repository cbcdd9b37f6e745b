"""Workload and the share of what was done in time."""

from datetime import date

from gongkai.casework import actions
from gongkai.casework.queries import workload
from gongkai.foundation.organisations.roles import Role

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_open_overdue_closed_and_late(office):
    today = date(2026, 4, 30)
    in_time, late = (office.handled(date(2026, 3, 2), wanted=f"第{n}件") for n in range(2))
    office.must(actions.withdraw, in_time, date(2026, 3, 30))
    office.must(actions.withdraw, late, date(2026, 3, 31))
    office.handled(date(2026, 3, 3), wanted="逾期")
    office.handled(date(2026, 4, 28), wanted="在办")
    (load,) = workload.by_body(office.clerk, today, *YEAR)
    assert (load.open, load.overdue, load.closed, load.late) == (2, 1, 2, 1)
    assert load.on_time_rate == 0.5
    (nobody,) = workload.by_person(office.clerk, today, *YEAR)
    assert (nobody.person, nobody.open, nobody.closed) == (None, 2, 2)
    assert workload.by_body(office.person(Role.REQUEST_CLERK, "land"), today, *YEAR) == []


def test_nothing_ended_has_no_rate(office):
    office.handled(date(2026, 3, 2))
    (load,) = workload.by_body(office.clerk, date(2026, 3, 3), *YEAR)
    assert load.on_time_rate is None
