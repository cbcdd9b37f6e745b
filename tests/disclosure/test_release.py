"""From a table to what everybody reads, and back."""

from datetime import timedelta

import pytest

from gongkai.disclosure import actions, periodic
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Release, ReleaseFigure
from gongkai.disclosure.queries import releases as release_queries
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.rows import Asked, Filter

from .conftest import DAY, HEAD, Office, fine, fresh, moment, rows, said

pytestmark = pytest.mark.django_db


def test_a_form_row_goes_through_two_persons(office: Office, fields):
    release = office.checked(Given.rows([fine(1)]))
    assert (release.state, release.added, release.refused) == ("checked", 1, 0)
    refused = office.do(actions.approve, office.reviewer(), release_id=release.pk)
    assert not refused
    office.must(actions.submit, office.writer(), release_id=release.pk)
    both = office.person("drafter")
    assert not office.do(actions.approve, both, release_id=release.pk)
    office.must(actions.approve, office.reviewer(), release_id=release.pk)
    out = office.must(actions.release, office.writer(), release_id=release.pk)
    assert (out.state, out.number) == ("released", 1)
    (row,) = rows()
    assert row.content == {
        "number": "样处〔2026〕1号", "party": "张小样", "kind": "fine", "amount": 1_500_000, "decided_on": "2026-02-27",
    }  # fmt: skip
    assert row.valid_from == out.released_at
    data_set = fields.data_set("fines", DAY)
    (card,) = row_queries.page(data_set).items
    assert card.content["party"] == "张某某"
    assert ReleaseFigure.objects.get(release=out).added == 1
    assert out.report.get("added") is None
