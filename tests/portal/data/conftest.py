"""The small city of the disclosure tests, before its readers."""

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from gongkai.portal.data import remembered
from tests.disclosure.conftest import Office, fields, fine, office

__all__ = ["Office", "actions", "fields", "fine", "office"]


@pytest.fixture(autouse=True)
def _forgotten():
    remembered.forget()


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
