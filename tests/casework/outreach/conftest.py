"""The office of the handling tests, with the names a reply needs."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.actions import RemedyFacts
from gongkai.foundation.organisations.roles import Role
from tests.casework.handling.conftest import moment, office

__all__ = ["office"]


@pytest.fixture
def addressed(office):
    """The body's remedies can be told."""
    done = actions.register_addresses(
        actor=office.person(Role.BODY_ADMINISTRATOR), now=moment(date(2024, 1, 2)),
        body_id=office.bodies["forestry"], valid_from=date(2008, 5, 1),
        facts=RemedyFacts(
            line="ordinary", government_name="某市人民政府", government_address="样本路 2 号",
            superior_name="某省林业厅", superior_address="样本路 3 号", court_name="某区人民法院",
            court_address="样本路 4 号", online_review="https://example.org/review", reply_prefix="某林公开",
        ),
    )  # fmt: skip
    assert done, done
    return office
