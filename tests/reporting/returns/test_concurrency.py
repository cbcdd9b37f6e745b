"""Two people at once, each in his own transaction."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from gongkai.core.cells import Cell
from gongkai.foundation.ledger import chain
from gongkai.reporting import actions, replay
from gongkai.reporting.actions import Entry, Saved, StaleSave

from .conftest import judged


def _at_once(works):
    """Run each in its own thread and connection, starting together."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_of_one_cell_one_is_refused_and_given_back(opened):
    of, clerk, now = opened.of("land"), opened.clerk("land"), opened.now

    def save(text):
        return lambda: actions.save_cells(
            actor=clerk, now=now, return_id=of.pk, entries={"1.1": Entry(text)}, based_on=of.revision
        )

    results = _at_once([save("5"), save("7")])
    assert {type(each) for each in results} == {Saved, StaleSave}
    saved = next(each for each in results if isinstance(each, Saved))
    assert judged(opened.of("land")).cells["1.1"] == saved.cells["1.1"]
    assert list(replay.mismatches()) == []
    assert list(chain.breaks()) == []


@pytest.mark.django_db(transaction=True)
def test_many_saves_of_different_cells_all_stand(opened):
    of, clerk, now = opened.of("land"), opened.clerk("land"), opened.now
    codes = ("1.1", "1.2.1", "1.2.2", "3.1.1")

    def save(code):
        return lambda: actions.save_cells(
            actor=clerk, now=now, return_id=of.pk, entries={code: Entry("5")}, based_on=of.revision
        )

    assert all(isinstance(each, Saved) for each in _at_once([save(code) for code in codes]))
    cells = judged(opened.of("land")).cells
    assert [cells[code] for code in codes] == [Cell.number(5)] * 4
    assert opened.of("land").revision == 4
    assert list(replay.mismatches()) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_one_stands(opened):
    opened.fill("land")
    opened.pass_on("land")
    of, office, now = opened.of("land"), opened.office(), opened.now

    results = _at_once(
        [
            lambda: actions.accept(actor=office, now=now, return_id=of.pk),
            lambda: actions.accept(actor=office, now=now, return_id=of.pk),
        ]
    )
    assert sorted(bool(each) for each in results) == [False, True]
    assert opened.of("land").state == "accepted"
