"""What many items say by an account or on a board, at once: each judged as it is alone."""

import pytest

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.channels import actions, outbox
from gongkai.publishing.channels.models import Carried, Delivery, Posting
from gongkai.publishing.channels.queries.deliveries import deliveries_of, postings_by
from tests.publishing.conftest import DAY, Office

from .conftest import WORDS, Desk

pytestmark = pytest.mark.django_db


def test_postings_and_proofs_of_many_with_what_stays_behind(office: Office, desk: Desk):
    out = [office.released().pk for _ in range(2)]
    draft = office.drafted().pk
    account = desk.account("microblog", secret="")
    words = {each: ("", WORDS) for each in out} | {draft: ("", "联系人身份证号110101199003074477")}
    wrote = office.must(actions.prepare_many, desk.writer, account_id=account.pk, words=words)
    assert (wrote.done, [number for number, _ in wrote.held]) == (tuple(out), [draft])
    again = office.do(actions.prepare_many, desk.writer, account_id=account.pk, words=words)
    assert len(again.held) == 3
    mine = postings_by(out, account.pk)
    own = office.do(actions.approve_many, office.person(Role.OFFICE_HEAD, name="drafter"), posting_ids=mine)
    assert {str(refused.reason) for _, refused in own.held} == {"不能审核自己拟写的内容，请由他人办理。"}
    assert office.must(actions.approve_many, desk.reviewer, posting_ids=[*mine, 99]).done == tuple(mine)
    sent = deliveries_of(out, "microblog")
    assert set(Delivery.objects.filter(pk__in=sent.values()).values_list("state", flat=True)) == {"queued"}
    outbox.handed_over({each: f"https://x.example.cn/{each}" for each in sent.values()}, office.at())
    desk.by_system(actions.arrive_many, delivery_ids=[*sent.values(), 0])
    assert not office.do(actions.arrive_many, desk.writer, delivery_ids=sent.values())

    chosen = office.must(actions.choose_many, desk.writer, edition_ids=[*out, draft], channel="notice_board")
    assert chosen.done == (*out, draft)
    hung = deliveries_of([*out, draft], "notice_board")
    assert set(hung) == set(out)
    links = {number: f"https://x.example.cn/{number}" for number in hung.values()}
    first, second = hung.values()
    proved = office.must(actions.prove_many, desk.writer, links=links | {second: "no link"}, on=DAY)
    assert (proved.done, [number for number, _ in proved.held]) == ((first,), [second])
    assert not office.do(actions.check_many, desk.writer, delivery_ids=[first])
    checked = office.must(actions.check_many, desk.reviewer, delivery_ids=[first, second])
    assert (checked.done, [number for number, _ in checked.held]) == ((first,), [second])

    counted = Carried.objects.standing().values_list("channel", "is_first")
    assert sorted(counted) == [("microblog", True), ("microblog", True), ("notice_board", True)]
    verbs = Event.objects.filter(subject_type__in=("posting", "channel_delivery"))
    assert set(verbs.values_list("verb", flat=True)) == {
        "posting.prepare", "posting.approve", "posting.choose", "channel_delivery.arrive",
        "channel_delivery.prove", "channel_delivery.check",
    }  # fmt: skip
    assert Posting.objects.count() == 5
    assert [str(each.message) for each in mismatches()] == []
