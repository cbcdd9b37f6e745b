"""The role of the running application: enough to work with, nothing with which to rewrite the past."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.foundation.ledger import chain, rights
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM

pytestmark = pytest.mark.django_db
ROLE = "gongkai_app_under_test"


@pytest.fixture
def as_app():
    """Work as the application's role until the test's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        rights.grant(connection, ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")


def _found() -> object:
    facts = actions.BodyFacts(name="某市人民政府", level="city", kind="government", parent=None)
    return actions.found_body(
        actor=SYSTEM, now=datetime(2017, 1, 1, tzinfo=UTC), code="city", facts=facts, on=date(2010, 1, 1)
    )


def test_a_verb_works_with_the_applications_rights(as_app):
    made = _found()
    assert isinstance(made, int), made
    assert actions.register_meeting(
        actor=SYSTEM, now=datetime(2017, 1, 1, tzinfo=UTC), body_id=made, on=date(2017, 1, 1), title="会"
    )
    assert list(chain.breaks()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET reason = ''",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "DELETE FROM ledger_entry",
        "ALTER TABLE ledger_event DISABLE TRIGGER ALL",
        "DROP TRIGGER ledger_no_truncate ON ledger_event",
        "SET LOCAL session_replication_role = replica",
        "DELETE FROM django_migrations",
        "DROP TABLE organisations_body",
    ],
)
def test_what_the_application_may_not_do(as_app, statement):
    _found()
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
