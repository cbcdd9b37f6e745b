"""What people write: it comes in once, is hidden, answered by two people, and the answer sent once."""

import hashlib
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tasks import queries as tasks
from gongkai.publishing.channels import actions, deadlines, jobs, pushed, talking
from gongkai.publishing.channels.models import InboxMessage, MessageState
from gongkai.publishing.channels.queries import accounts, inbox
from tests.publishing.conftest import DAY, Office, moment, said

from .conftest import LOST, Desk

pytestmark = pytest.mark.django_db
SEND = "/cgi-bin/message/custom/send"
REPLY = "/cgi-bin/comment/reply/add"
COMMENT = {
    "user_comment_id": 5, "openid": "openid-1", "create_time": int(moment(DAY, 65).timestamp()),
    "content": "补助什么时候发？我的电话13800000000", "comment_type": 0,
}  # fmt: skip


@pytest.fixture
def account(office: Office, desk: Desk, platforms):
    """It posted something, and somebody commented."""
    account = desk.account()
    desk.sent(desk.approved(office.released(), account))
    platforms.comments = [COMMENT]
    return account


def test_comments_come_in_once_and_hidden(office: Office, desk: Desk, platforms, account):
    assert talking.fetch(account.pk, moment(DAY, 70)) == 1
    assert talking.fetch(account.pk, moment(DAY, 71)) == 0
    (card,) = inbox.messages(desk.writer, DAY, current_calendar())
    assert "13800000000" not in card.text
    assert card.due == date(2026, 3, 9), "five working days after the second of March"
    assert not card.late
    assert [
        each.late for each in inbox.messages(desk.writer, card.due + timedelta(1), current_calendar())
    ] == [True]
    assert {each.due for each in deadlines.open_dates(current_calendar())} == {card.due}
    whole = office.must(actions.read_whole, desk.writer, message_id=card.id)
    assert whole.text == COMMENT["content"]
    assert Event.objects.filter(verb="inbox_message.read_whole", actor=desk.writer.code).exists()
    assert not Event.objects.filter(after__icontains="13800000000").exists()
    assert inbox.messages(office.drafter("land"), DAY, current_calendar()) == []
    assert inbox.messages(office.person(Role.CITY_OFFICE, "city"), DAY, current_calendar()) == []
    assert "由账号所属单位" in said(office.do(actions.read_whole, office.drafter("land"), message_id=card.id))


def test_an_answer_is_approved_by_another_and_sent_once(office: Office, desk: Desk, platforms, account):
    talking.fetch(account.pk, moment(DAY, 70))
    message = InboxMessage.objects.get()
    bad = office.do(
        actions.answer, desk.writer, message_id=message.pk, text="已转13800000000处理，手机13812345678"
    )
    assert "像是个人信息" in said(bad)
    office.must(actions.answer, desk.writer, message_id=message.pk, text="三月底前发放。")
    head = office.person(Role.OFFICE_HEAD)
    assert "由本单位的审核人" in said(office.do(actions.approve_answer, desk.writer, message_id=message.pk))
    office.must(actions.return_answer, desk.reviewer, message_id=message.pk, reason="写明依据")
    office.must(actions.answer, head, message_id=message.pk, text="按办法三月底前发放。")
    assert "不能审核自己" in said(office.do(actions.approve_answer, head, message_id=message.pk))
    office.must(actions.approve_answer, desk.reviewer, message_id=message.pk)
    for _ in range(2):
        talking.send_answer(message.pk, moment(DAY, 80))
    assert platforms.made(REPLY) == 1
    assert platforms.sent[0]["user_comment_id"] == 5
    message.refresh_from_db()
    assert (message.state, message.answer) == ("answered", "按办法三月底前发放。")
    (card,) = accounts.accounts(desk.keeper, moment(DAY, 90))
    assert (card.activity.messages, card.activity.answered, card.activity.posts) == (1, 1, 1)
    assert not card.activity.silent
    (later,) = accounts.accounts(desk.keeper, moment(DAY + timedelta(20)))
    assert later.activity.silent, "two weeks without a post"
    assert inbox.erasable(moment(DAY, 95)) == [message.pk]
    desk.by_system(actions.erase_message, messages=[message.pk])
    message.refresh_from_db()
    assert (message.text, message.author_id, message.answer) == ("", "", "")
    assert list(mismatches()) == []


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (LOST, MessageState.UNSURE),
        ({"errcode": 45015, "errmsg": "response out of time limit"}, MessageState.FAILED),
        ({"errcode": -1, "errmsg": "system error"}, MessageState.SENDING),
    ],
)
def test_an_answer_that_does_not_arrive(office: Office, desk: Desk, platforms, told, state):
    account = desk.account()
    told_in = f"<xml><FromUserName>o-1</FromUserName><CreateTime>{int(moment(DAY).timestamp())}</CreateTime>"
    text = f"{told_in}<MsgType>text</MsgType><Content>怎么申请</Content><MsgId>77</MsgId></xml>"
    assert pushed.take_in(account.pk, text.encode(), moment(DAY, 5)) == 1
    assert pushed.take_in(account.pk, text.encode(), moment(DAY, 6)) == 0
    message = InboxMessage.objects.get()
    office.must(actions.answer, desk.writer, message_id=message.pk, text="到窗口办理。")
    office.must(actions.approve_answer, desk.reviewer, message_id=message.pk)
    platforms.told[SEND] = [told]
    if state is MessageState.SENDING:
        with pytest.raises(talking.TryLaterError):
            talking.send_answer(message.pk, moment(DAY, 80))
        talking.send_answer(message.pk, moment(DAY, 81))
        state = MessageState.ANSWERED
    else:
        talking.send_answer(message.pk, moment(DAY, 80))
    message.refresh_from_db()
    assert message.state == state
    assert len(platforms.sent) == (0 if state is MessageState.FAILED else 1)
    if state is MessageState.UNSURE:
        assert "请写明理由" in said(
            office.do(actions.close_message, desk.writer, message_id=message.pk, reason="")
        )
        office.must(actions.close_message, desk.writer, message_id=message.pk, reason="平台上看到已经回复")


def test_a_worker_that_dies_with_an_answer_in_hand(
    office: Office, desk: Desk, platforms, account, monkeypatch
):
    talking.fetch(account.pk, moment(DAY, 70))
    message = InboxMessage.objects.get()
    office.must(actions.answer, desk.writer, message_id=message.pk, text="三月底前发放。")
    office.must(actions.approve_answer, desk.reviewer, message_id=message.pk)

    class KilledError(BaseException):
        pass

    def die(**_more):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.publishing.channels.talking.verbs.answered", die)
        with pytest.raises(KilledError):
            talking.send_answer(message.pk, moment(DAY, 80))
    assert talking.send_answer(message.pk, moment(DAY, 81)) == MessageState.SENDING
    talking.look_after(moment(DAY, 99), timedelta(minutes=5))
    message.refresh_from_db()
    assert (message.state, platforms.made(REPLY)) == (MessageState.UNSURE, 1)


def test_the_platform_signs_what_it_tells(client: Client, desk: Desk, platforms):
    account = desk.account()
    address, stamp = f"/platforms/wechat/{account.pk}/", str(int(timezone.now().timestamp()))

    def signed(token: str, stamp: str = stamp) -> str:
        digest = hashlib.sha1("".join(sorted((token, stamp, "n"))).encode()).hexdigest()
        return f"{address}?signature={digest}&timestamp={stamp}&nonce=n"

    token = pushed.token_of(account.pk)
    assert client.get(f"{signed(token)}&echostr=hello").content == b"hello"
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><MsgType>text</MsgType>'
    for content in (f"{bomb}<Content>&a;</Content><MsgId>1</MsgId></xml>", "not xml", ""):
        assert client.post(signed(token), content, content_type="text/xml").content == b"success"
    assert not InboxMessage.objects.exists()
    for wrong in (
        signed("x" * 32),
        signed(token, "1000"),
        signed(token).replace(f"/{account.pk}/", "/999/"),
        address,
    ):
        assert client.post(wrong, "<xml/>", content_type="text/xml").status_code == 404


def test_every_connected_account_is_asked(desk: Desk, account, platforms):
    desk.account("video", secret="")
    for _ in range(2):
        jobs.fetch_all()
    assert [job.task for job in tasks.jobs("todo")].count(jobs.FETCH) == 1
