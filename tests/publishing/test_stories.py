"""From the first word to the last notice."""

import pytest

from gongkai.publishing.models import Document, Edition

from .conftest import constraints_now, fresh

pytestmark = pytest.mark.django_db


def test_a_piece_of_news_goes_the_short_way(office):
    edition = office.released()
    document = edition.document
    constraints_now()
    assert edition.state == "released"
    assert document.standing == "in_force"
    assert document.address == "forestry-2026-00001"
    assert document.index_number.endswith("/2026-00001")


def test_a_normative_document_appears_with_its_interpretation(office):
    edition, material = office.normative()
    assert (edition.state, material.state) == ("ready", "ready")
    done = office.release(edition)
    assert done, done
    constraints_now()
    edition, material = fresh(edition), fresh(material)
    assert edition.released_at == material.released_at
    assert {each.standing for each in Document.objects.all()} == {"in_force"}
    assert Edition.objects.filter(released_at__isnull=False).count() == 2
