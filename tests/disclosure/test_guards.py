"""What the database itself refuses, whoever asks: plain SQL past every verb."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.disclosure.actions import Given

from .conftest import Office, fine, rows

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO disclosure_row (data_set, number, version, body_id, key, content, valid_from, release_in)"
    " SELECT data_set, 999999, 1, body_id, 'other', '{}', now(), %s FROM disclosure_row LIMIT 1"
)


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(told.value)


def test_rows_are_closed_and_nothing_else(office: Office):
    release = office.released(Given.rows([fine(1), fine(2)]))
    waiting = office.submitted(Given.rows([fine(3)]))
    number = rows()[0].number
    for change in ("content = '{}'", "key = 'x'", "number = 7", "body_id = 1", "is_sample = true",
                   "erased_at = now()", "valid_from = now()"):  # fmt: skip
        assert "disclosure:" in refused(f"UPDATE disclosure_row SET {change} WHERE number = %s", number)
    closing = "UPDATE disclosure_row SET valid_to = now(), release_out = %s WHERE number = %s"
    assert "closed by a release" in refused(closing, waiting.pk, number)
    assert "closed by a release" in refused(closing, release.pk, number), "and at its time"
    assert "never deleted" in refused("DELETE FROM disclosure_row")
    assert "never thrown away" in refused("TRUNCATE disclosure_row")
    assert "with their release" in refused(INSERT, waiting.pk)
    assert "with their release" in refused(INSERT, release.pk)
    twice = (
        "INSERT INTO disclosure_row"
        " (data_set, number, version, body_id, key, content, valid_from, release_in)"
        " SELECT data_set, 999999, 1, body_id, key, content, valid_from, release_in FROM disclosure_row"
        " WHERE number = %s"
    )
    assert "one_current" in refused(twice, number) or "unique" in refused(twice, number)


def test_nothing_goes_out_that_one_person_alone_made(office: Office):
    waiting = office.submitted(Given.rows([fine(3)]))
    out = "UPDATE disclosure_release SET state = 'released', number = 1, released_at = now()"
    assert "nobody else" in refused(f"{out} WHERE id = %s", waiting.pk)
    by_writer = f"{out}, approved_by = %s, approved_digest = digest WHERE id = %s"
    assert "nobody else" in refused(by_writer, office.writer().code, waiting.pk)
    other_digest = f"{out}, approved_by = 'another', approved_digest = 'x' WHERE id = %s"
    assert "not what was approved" in refused(other_digest, waiting.pk)
    open_finding = (
        f"{out}, approved_by = 'another', approved_digest = digest,"
        ' findings = \'[{"judged": ""}]\' WHERE id = %s'
    )
    assert "not been judged" in refused(open_finding, waiting.pk)


def test_a_release_that_is_out_stays_as_it_is(office: Office):
    release = office.released(Given.rows([fine(1)]))
    assert "never changed" in refused("UPDATE disclosure_release SET reason = 'x' WHERE id = %s", release.pk)
    assert "never changed" in refused("DELETE FROM disclosure_release WHERE id = %s", release.pk)


def test_names_that_are_none_make_no_table(office: Office):
    assert "no name" in refused("SELECT disclosure_begin_partition('x; DROP TABLE disclosure_row')")
    assert "no name" in refused("SELECT disclosure_index('fines', 'text', ARRAY['a''b'])")
