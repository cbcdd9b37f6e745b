"""The small city of the disclosure tests, before its readers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from gongkai.portal.data import (
    boards,
    comparing,
    downloads,
    feeds,
    index,
    objecting,
    proofs,
    releases,
    remembered,
    row_page,
    searchable,
    set_page,
    subscribing,
)
from gongkai.portal.data.special import views
from tests.disclosure.conftest import DAY, Office, fields, fine, moment, office

__all__ = ["Office", "actions", "fields", "fine", "office"]


NOW = DAY + timedelta(days=10)
EDGES = (
    boards, comparing, downloads, feeds, index, objecting, proofs, releases, row_page, searchable, set_page,
    subscribing, views,
)  # fmt: skip


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """The day on which readers read: ten days after the releases, or the one given."""
    remembered.forget()

    def _at(day: date) -> None:
        for each in EDGES:
            monkeypatch.setattr(each, "clock", lambda: moment(day), raising=False)
            monkeypatch.setattr(each, "today", lambda: day, raising=False)

    _at(NOW)
    return _at


@pytest.fixture
def listed(office: Office) -> Office:
    """Twelve fines of two bodies."""
    given = [
        fine(n, kind="fine" if n % 3 else "warning", amount=str(n) if n % 2 else "", facts=f"占用林地 {n} 亩",
             decided_on=f"2026-0{1 + n % 3}-{10 + n}")
        for n in range(1, 10)
    ]  # fmt: skip
    office.released(Given.rows(given))
    office.released(Given.rows([fine(n, decided_on="2026-02-11") for n in (20, 21, 22)]), body="land")
    return office
