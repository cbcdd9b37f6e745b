"""Whoever changes the past is found out; and the database refuses him first."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db
AT = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
TAMPERED = {
    "sequence": "40",
    "at": "at + interval '1 microsecond'",
    "actor": "'person:2'",
    "body": "8",
    "verb": "'return.accept'",
    "subject_type": "'case'",
    "subject_id": "'2'",
    "before": """'{"3.1": 1}'""",
    "after": "NULL",
    "reason": "reason || ' '",
    "rule_version": "'v2'",
    "previous_hash": "repeat('a', 64)",
    "hash": "repeat('b', 64)",
}


@pytest.fixture
def ledger():
    for number in range(1, 6):
        chain.append(
            at=AT, actor="person:1", body=7, verb="return.submit", subject_type="return",
            subject_id=str(number), before={"3.1": number}, after={"3.1": number + 1}, reason="填报",
            rule_version="v1",
        )  # fmt: skip


def _behind_the_triggers(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_every_column_is_tried():
    assert set(TAMPERED) == {field.name for field in Event._meta.concrete_fields}


@pytest.mark.parametrize("column", TAMPERED)
def test_a_changed_column_is_found(ledger, column):
    assert list(chain.breaks()) == []
    _behind_the_triggers(f"UPDATE ledger_event SET {column} = {TAMPERED[column]} WHERE sequence = 3")
    assert list(chain.breaks())


def test_a_rewritten_event_with_a_fitting_hash_breaks_the_next(ledger):
    row = Event.objects.filter(sequence=3).values(*chain.COLUMNS).get()
    forged = chain.digest({**row, "reason": "另一理由"})
    _behind_the_triggers(f"UPDATE ledger_event SET reason = '另一理由', hash = '{forged}' WHERE sequence = 3")
    assert list(chain.breaks()) == [chain.Break(4, "previous_hash")]


@pytest.mark.parametrize("sequence", [1, 3])
def test_a_removed_event_is_found(ledger, sequence):
    _behind_the_triggers(f"DELETE FROM ledger_event WHERE sequence = {sequence}")
    assert chain.Break(sequence, "missing") in list(chain.breaks())


def test_events_cut_off_the_end_are_found_by_the_noted_head(ledger):
    noted = str(chain.head())
    _behind_the_triggers("DELETE FROM ledger_event WHERE sequence > 3")
    call_command("ledger", "verify", stdout=StringIO())
    with pytest.raises(CommandError, match="第 5 条与当时保存的末端标识不符"):
        call_command("ledger", "verify", head=noted)


def test_verify_says_where_the_chain_breaks(ledger):
    said = StringIO()
    call_command("ledger", "verify", stdout=said)
    assert "共 5 条记录" in said.getvalue()
    _behind_the_triggers("UPDATE ledger_event SET reason = '改' WHERE sequence = 2")
    with pytest.raises(CommandError, match="第 2 条的内容与其校验值不符"):
        call_command("ledger", "verify")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_event SET reason = ''", "DELETE FROM ledger_event", "TRUNCATE ledger_event"],
)
def test_even_the_owner_is_refused(ledger, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.count() == 5
