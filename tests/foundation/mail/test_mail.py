"""Letters, against a real SMTP server on this machine."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from gongkai.foundation.files import storage
from gongkai.foundation.files.actions import attach
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import jobs, queries
from gongkai.foundation.mail.actions import erase, settle
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import DELIVER, deliver, post
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role
from gongkai.foundation.tasks import queries as tasks

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)


def _post(to: str = "wang@example.cn", subject: str = "请报送年度报告数据", **more) -> int:
    return post(to=to, subject=subject, text="应于1月31日前报送。", about=("return", 12), now=NOW, **more)


def test_a_letter_goes_out_once_and_is_noted(server):
    letter = _post()
    for _each in range(2):
        assert deliver(letter, NOW) == Letter.State.SENT
    ((to, message),) = server.letters
    assert to == ["wang@example.cn"]
    assert message["Subject"] == "请报送年度报告数据"
    assert "应于1月31日前报送" in message.get_content()
    (card,) = queries.letters_about("return", 12)
    assert (card.state, card.attempts, card.sent_at, card.error) == ("sent", 1, NOW, "")
    assert card.answered == "250 OK"


def test_posting_queues_and_a_rollback_forgets(server):
    with transaction.atomic():
        _post()
        transaction.set_rollback(True)
    assert queries.letters() == []
    _post()
    assert [(each.task, each.status) for each in tasks.jobs()] == [(DELIVER, "todo")]


@pytest.mark.parametrize("answer", ["451 Try again later", "421 Service not available"])
def test_a_busy_server_is_tried_again(server, answer):
    letter = _post()
    server.answer_to_data = answer
    with pytest.raises(OSError, match=r"later|available"):
        deliver(letter, NOW)
    (card,) = queries.letters("queued")
    assert (card.attempts, answer[:3] in card.error) == (1, True)
    server.answer_to_data = "250 OK"
    assert deliver(letter, NOW) == Letter.State.SENT
    assert queries.letters()[0].attempts == 2


def test_a_server_that_is_down_is_tried_again(settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 2},
        }
    }
    letter = _post()
    with pytest.raises(OSError, match="refused"):
        deliver(letter, NOW)
    assert queries.letters("queued")[0].attempts == 1


@pytest.mark.parametrize(("recipient", "data"), [("550 No such user", "250 OK"), ("250 OK", "554 Rejected")])
def test_a_refusal_for_good_ends_it(server, recipient, data):
    letter = _post()
    server.answer_to_recipient, server.answer_to_data = recipient, data
    assert deliver(letter, NOW) == Letter.State.REFUSED
    server.answer_to_recipient = server.answer_to_data = "250 OK"
    assert deliver(letter, NOW) == Letter.State.REFUSED
    assert server.letters == []
    assert queries.letters("refused")[0].error


def test_a_subject_cannot_bring_headers_of_its_own(server):
    deliver(_post(subject="提醒\r\nBcc: all@example.cn"), NOW)
    ((to, message),) = server.letters
    assert (to, message["Bcc"]) == (["wang@example.cn"], None)


def test_without_a_server_letters_go_into_the_folder(settings, tmp_path):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path)},
        }
    }
    assert deliver(_post(), NOW) == Letter.State.SENT
    assert len(list(tmp_path.iterdir())) == 1


def test_old_letters_are_forgotten(settings):
    settings.MAIL_KEPT_DAYS = 180
    now = timezone.now()
    for days in (179, 181):
        post(
            to="a@example.cn", subject=str(days), text="", about=("return", 1), now=now - timedelta(days=days)
        )
    jobs.forget_old()
    assert [each.subject for each in queries.letters()] == ["179"]


def test_proof_of_service_is_kept(settings):
    settings.MAIL_KEPT_DAYS = 180
    letter = _post(is_proof=True)
    jobs.forget_old()
    assert [each.id for each in queries.letters()] == [letter]


def test_a_letter_carries_files_an_address_to_answer_and_an_identifier_of_its_own(server, city):
    file = attach(
        actor=SYSTEM,
        now=NOW,
        body_id=city.land,
        name="答复书.txt",
        content="同意公开".encode(),
        purpose="reply",
    )
    letter = _post(
        attachments=[("政府信息公开申请答复书〔2018〕1号.txt", file)], reply_to="land@example.gov.cn"
    )
    deliver(letter, NOW)
    deliver(_post(), NOW)
    (_to, first), (_too, second) = server.letters
    (attached,) = first.iter_attachments()
    assert attached.get_filename() == "政府信息公开申请答复书〔2018〕1号.txt"
    assert attached.get_content().strip() == "同意公开"
    assert (first["Reply-To"], first["Auto-Submitted"]) == ("land@example.gov.cn", "auto-generated")
    assert first["Message-ID"] == queries.letters()[1].message_id
    assert first["Message-ID"] != second["Message-ID"]


def test_a_lost_connection_after_the_content_leaves_it_to_a_person(server, city, appointed):
    letter = _post(body_id=city.land)
    server.hangs_up_after_content = True
    assert deliver(letter, NOW) == Letter.State.UNSURE
    server.hangs_up_after_content = False
    assert deliver(letter, NOW) == Letter.State.UNSURE
    assert len(server.letters) == 1
    clerk, other = appointed(Role.REQUEST_CLERK, city.land), appointed(Role.REQUEST_CLERK, city.forestry)
    assert [(each.id, about) for each, about in queries.undelivered_visible_to(clerk)] == [
        (letter, ("return", "12"))
    ]
    assert queries.undelivered_visible_to(other) == []
    for actor in (other, PUBLIC):
        refused = settle(actor=actor, now=NOW, letter_id=letter, went_out=True, reason="")
        assert isinstance(refused, Refused)
    settle(actor=clerk, now=NOW, letter_id=letter, went_out=False, reason="电话询问，未收到")
    assert Event.objects.last().after["state"] == "queued"
    assert deliver(letter, NOW) == Letter.State.SENT
    assert len(server.letters) == 2
    assert isinstance(settle(actor=clerk, now=NOW, letter_id=letter, went_out=True, reason=""), Refused)


def test_a_person_confirms_that_it_went_out(server):
    letter = _post()
    server.hangs_up_after_content = True
    deliver(letter, NOW)
    assert settle(actor=SYSTEM, now=NOW, letter_id=letter, went_out=True, reason="") == Letter.State.SENT
    assert queries.letters()[0].sent_at == NOW


def test_of_two_workers_one_sends(server):
    letter = _post()
    Letter.objects.filter(pk=letter).update(state=Letter.State.SENDING, sending_at=NOW)
    assert deliver(letter, NOW) == Letter.State.SENDING
    assert server.letters == []


def test_a_claim_that_comes_second_sends_nothing(server, monkeypatch):
    letter = _post()
    queued = Letter.objects.get(pk=letter)
    Letter.objects.filter(pk=letter).update(state=Letter.State.SENDING, sending_at=NOW)
    monkeypatch.setattr(Letter.objects, "get", lambda **_which: queued)  # read before the other's claim
    assert deliver(letter, NOW) == Letter.State.SENDING
    assert server.letters == []


def test_what_is_no_address_is_refused_without_asking_the_server(server):
    assert deliver(_post(to="王某 example.cn"), NOW) == Letter.State.REFUSED
    assert server.letters == []


def test_a_letter_claimed_long_ago_is_unsure(server):
    old, young = _post(), _post()
    now = timezone.now()
    for letter, minutes in ((old, 16), (young, 14)):
        Letter.objects.filter(pk=letter).update(
            state=Letter.State.SENDING, sending_at=now - timedelta(minutes=minutes)
        )
    jobs.find_unsure()
    assert [(each.id, each.state) for each in queries.letters()] == [(young, "sending"), (old, "unsure")]


def test_an_erased_letter_keeps_its_fate_alone(server):
    letter = _post()
    deliver(letter, NOW)
    assert isinstance(erase(actor=PUBLIC, now=NOW, letters=[letter]), Refused)
    assert erase(actor=SYSTEM, now=NOW, letters=[letter], reason="保存期满") == 1
    (card,) = queries.letters()
    assert (card.to, card.subject, card.state, card.sent_at) == ("", "", "sent", NOW)
    assert isinstance(erase(actor=SYSTEM, now=NOW, letters=[letter]), Refused)
    waiting = _post()
    erase(actor=SYSTEM, now=NOW, letters=[waiting])
    assert deliver(waiting, NOW) == Letter.State.QUEUED
    assert len(server.letters) == 1


def test_the_text_of_a_secret_letter_is_forgotten_once_it_is_sent(server):
    letter = _post(is_secret=True)
    server.answer_to_data = "451 later"
    with pytest.raises(OSError, match="later"):
        deliver(letter, NOW)
    assert Letter.objects.get(pk=letter).text
    server.answer_to_data = "250 OK"
    deliver(letter, NOW)
    assert "应于1月31日前报送" in server.letters[0][1].get_content()
    assert Letter.objects.get(pk=letter).text == ""


def test_a_letter_whose_file_is_lost_waits(server, city):
    file = attach(actor=SYSTEM, now=NOW, body_id=city.land, name="a.txt", content=b"lost", purpose="reply")
    letter = _post(attachments=[("a.txt", file)])
    storage.remove(cards([file])[file].sha256)
    with pytest.raises(OSError, match="cannot be attached"):
        deliver(letter, NOW)
    assert (queries.letters()[0].state, server.letters) == ("queued", [])


def test_a_server_that_wants_us_to_sign_in_ends_no_letter(server):
    letter = _post()
    server.answer_to_data = "530 Authentication required"
    with pytest.raises(OSError, match="Authentication"):
        deliver(letter, NOW)
    assert queries.letters()[0].state == "queued"


def test_files_of_one_name_are_told_apart(server, city):
    files = [
        attach(actor=SYSTEM, now=NOW, body_id=city.land, name="a.txt", content=each, purpose="reply")
        for each in (b"one", b"two")
    ]
    deliver(_post(attachments=[("附件.txt", file) for file in files]), NOW)
    names = [each.get_filename() for each in server.letters[0][1].iter_attachments()]
    assert names == ["附件.txt", "附件(2).txt"]
