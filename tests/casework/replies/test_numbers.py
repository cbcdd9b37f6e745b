"""发文字号: no gaps, no doubles, whatever happens at once."""

import threading
from datetime import date

import pytest
from django.db import connection

from gongkai.casework import actions
from gongkai.casework.models import Reply, Series
from gongkai.core.messages import Message
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import ADDRESSES, FOUNDED, RemedyFacts, moment

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)
AT_ONCE = 6


def no_scanner_today(content: bytes) -> Message:
    return Message("病毒检查服务没有应答")


def to_sign(office, count, day=DAY, received=RECEIVED):
    return [
        office.chain(office.ready(office.handled(received), day, "trade_secret"), day) for _ in range(count)
    ]


@pytest.mark.django_db(transaction=True)
def test_signed_at_once_they_are_numbered_one_after_the_other(office):
    waiting = to_sign(office, AT_ONCE)
    together = threading.Barrier(AT_ONCE)
    failures = []

    def sign(reply_id: int, number: int) -> None:
        signer = office.person(Role.SIGNER, name=f"signer{number}")
        try:
            together.wait()
            done = actions.sign(actor=signer, now=office.at(DAY), reply_id=reply_id)
            if not done:
                failures.append(done)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=(each.pk, n)) for n, each in enumerate(waiting)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    given = sorted(Reply.objects.values_list("number", flat=True))
    assert given == [f"forestry公开〔2024〕{n}号" for n in range(1, AT_ONCE + 1)]
    assert Series.objects.get(code="reply").last == AT_ONCE
    assert list(mismatches()) == []


def test_a_signature_that_fails_gives_its_number_back(office, settings):
    first, second = to_sign(office, 2)
    settings.FILES_SCANNER = f"{__name__}.no_scanner_today"
    refused = office.sign(first, DAY)
    assert "没有应答" in str(refused.reason)
    settings.FILES_SCANNER = ""
    assert office.sign(second, DAY)
    assert office.sign(first, DAY)
    assert Reply.objects.get(pk=second.pk).number.endswith("〕1号")
    assert Reply.objects.get(pk=first.pk).number.endswith("〕2号")


def test_a_recalled_reply_keeps_its_number_within_the_year(office):
    (reply,) = to_sign(office, 1)
    assert office.sign(reply, DAY)
    assert office.do(actions.recall, office.clerk(), DAY, reply_id=reply.pk, reason="附件有误")
    (other,) = to_sign(office, 1)
    assert office.sign(other, DAY)
    assert office.signed(reply, DAY).number == "forestry公开〔2024〕1号"


def test_each_body_and_year_has_its_own_series(office):
    for day, received in ((DAY, RECEIVED), (date(2025, 1, 8), date(2025, 1, 2))):
        assert office.signed(
            office.ready(office.handled(received), day, "trade_secret"), day
        ).number.endswith("〕1号")
    land = office.handled(RECEIVED, body="land")
    assert office.signed(office.ready(land, DAY, "trade_secret"), DAY).number == "land公开〔2024〕1号"


def test_without_a_prefix_nothing_is_signed(office):
    bare = RemedyFacts(
        **{name: getattr(ADDRESSES, name) for name in RemedyFacts.__slots__ if name != "reply_prefix"}
    )
    assert actions.register_addresses(
        actor=SYSTEM, now=moment(DAY), body_id=office.bodies["forestry"], valid_from=FOUNDED, facts=bare
    )
    (reply,) = to_sign(office, 1)
    refused = office.sign(reply, DAY)
    assert "登记答复文号的代字" in str(refused.reason)
