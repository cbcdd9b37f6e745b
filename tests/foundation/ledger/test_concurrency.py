"""Several writers at once still make one line of events."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event

AT = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
WRITERS, EACH = 4, 10


def _write(name: str, start: threading.Barrier) -> None:
    start.wait()
    try:
        for number in range(EACH):
            with transaction.atomic():
                chain.append(
                    at=AT, actor=name, body=None, verb="thing.change", subject_type="thing",
                    subject_id=str(number), before=None, after={"n": number}, reason="", rule_version="",
                )  # fmt: skip
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain():
    start = threading.Barrier(WRITERS)
    threads = [threading.Thread(target=_write, args=(f"person:{n}", start)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequences = list(Event.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, WRITERS * EACH + 1))
    assert list(chain.breaks()) == []
