"""What the database itself refuses, whoever asks: plain SQL past every verb."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.publishing.digests import digest_of
from gongkai.publishing.models import Document, Edition, EditionFile, GateReview, StandingNotice

from .conftest import Office, constraints_now, fresh

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as told:
        sql(statement, *values)
    return str(told.value)


def at_the_end(change: Callable[[], object]) -> None:
    """A transaction with this change, up to what the database looks at when it ends."""
    with transaction.atomic():
        change()
        constraints_now()


RELEASE = "UPDATE publishing_edition SET released_at = now(), state = 'released' WHERE id = %s"


def test_nothing_goes_out_that_was_not_reviewed(office: Office):
    edition = office.drafted()
    Edition.objects.filter(pk=edition.pk).update(digest=digest_of(edition))
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


def test_nothing_goes_out_while_the_review_is_open(office: Office):
    edition = office.chain(office.drafted(), "confidentiality")
    office.answer_all(edition)
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


def test_a_review_by_a_writer_is_none(office: Office):
    edition = office.chain(office.drafted())
    GateReview.objects.filter(edition=edition).update(reviewer=edition.writers[0])
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


@pytest.mark.parametrize("result", ["not_open", "referred", "returned"])
def test_a_review_with_another_result_opens_nothing(office: Office, result: str):
    edition = office.chain(office.drafted())
    GateReview.objects.filter(edition=edition).update(result=result)
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


def test_a_finding_that_was_not_judged_holds_it_back(office: Office):
    edition = office.chain(office.drafted())
    review = GateReview.objects.get(edition=edition)
    review.findings.create(
        body_id=edition.body_id, kind="mobile", part="body", start=0, end=1, key="k", passage="1"
    )
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


@pytest.mark.parametrize(
    "change",
    [
        "title = title || '。'", "html = html || '<p>又及</p>'", "summary = 'x'", "expires_on = '2030-01-01'",
        "keywords = ARRAY['x']", "change_note = 'x'", "genre = 'notice'",
    ],
)  # fmt: skip
def test_a_text_changed_after_the_review_stays_in(office: Office, change: str):
    edition = office.chain(office.drafted())
    sql(f"UPDATE publishing_edition SET {change} WHERE id = %s", edition.pk)
    assert "not what its digest says" in refused(RELEASE, edition.pk)
    sql(
        "UPDATE publishing_edition SET digest = publishing_digest(publishing_edition) WHERE id = %s",
        edition.pk,
    )
    assert "no confidentiality review" in refused(RELEASE, edition.pk)


def test_another_attachment_is_another_text(office: Office):
    edition = office.drafted()
    row = office.attach(edition)
    edition = office.chain(edition)
    sql("UPDATE publishing_editionfile SET name = '别的.txt' WHERE id = %s", row.pk)
    assert "not what its digest says" in refused(RELEASE, edition.pk)


def test_program_and_database_mean_the_same_digest(office: Office):
    edition = office.drafted()
    office.attach(edition)
    office.attach(edition, "二.txt", b"2")
    edition = office.chain(edition)
    with connection.cursor() as cursor:
        cursor.execute("SELECT publishing_digest(e) FROM publishing_edition e WHERE id = %s", [edition.pk])
        (told,) = cursor.fetchone()
    assert told == digest_of(edition) == edition.digest


@pytest.mark.parametrize(
    "change", ["title = 'x'", "state = 'drafting'", "released_at = NULL", "writers = '[]'", "digest = ''"]
)
def test_what_is_out_is_never_changed(office: Office, change: str):
    edition = office.released()
    assert "never changed" in refused(f"UPDATE publishing_edition SET {change} WHERE id = %s", edition.pk)


def test_what_is_out_is_never_deleted(office: Office):
    edition = office.drafted()
    row = office.attach(edition)
    edition = office.released(edition)
    assert "never changed" in refused("DELETE FROM publishing_editionfile WHERE id = %s", row.pk)
    assert "never changed" in refused("UPDATE publishing_editionfile SET name = 'x' WHERE id = %s", row.pk)
    assert "never changed" in refused("DELETE FROM publishing_edition WHERE id = %s", edition.pk)
    exchange = "UPDATE files_storedfile SET sha256 = repeat('0', 64) WHERE id = %s"
    assert "never exchanged" in refused(exchange, row.file_id)
    assert "never deleted" in refused("DELETE FROM publishing_document WHERE id = %s", edition.document_id)
    assert "never changed" in refused("UPDATE publishing_standingnotice SET reason = 'x'")
    assert "never changed" in refused("DELETE FROM publishing_standingnotice")
    assert EditionFile.objects.count() == StandingNotice.objects.count() == 1


def test_no_file_is_slipped_under_what_is_out(office: Office):
    edition = office.drafted()
    office.attach(edition)
    office.released(edition)
    other = office.drafted()
    row = office.attach(other, "二.txt", b"2")
    statement = "UPDATE publishing_editionfile SET edition_id = %s WHERE id = %s"
    assert "never changed" in refused(statement, edition.pk, row.pk)


@pytest.mark.parametrize(
    "change", ["address = 'x'", "index_number = 'x'", "first_released_at = now()", "body_id = body_id - 1"]
)
def test_address_and_number_stay_for_good(office: Office, change: str):
    edition = office.released()
    statement = f"UPDATE publishing_document SET {change} WHERE id = %s"
    assert "stay for good" in refused(statement, edition.document_id)


def test_a_document_alone_does_not_appear(office: Office):
    edition, material = office.normative()
    with pytest.raises(DatabaseError, match="together with its interpretation"):
        at_the_end(lambda: sql(RELEASE, edition.pk))
    assert fresh(material).released_at is None


def test_an_interpretation_alone_does_not_appear(office: Office):
    _, material = office.normative()
    with pytest.raises(DatabaseError, match="does not appear before"):
        at_the_end(lambda: sql(RELEASE, material.pk))


def test_a_document_is_not_out_without_an_edition(office: Office):
    edition = office.chain(office.drafted())
    row = Document.objects.filter(pk=edition.document_id)
    out = {"first_released_at": office.at(), "standing": "in_force", "address": "a", "index_number": "i"}
    with pytest.raises(DatabaseError, match="only with a released edition"):
        at_the_end(lambda: row.update(**out))
