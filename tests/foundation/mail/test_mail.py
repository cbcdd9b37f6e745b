"""Letters, against a real SMTP server on this machine."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.utils import timezone

from gongkai.foundation.mail import jobs, queries
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import DELIVER, deliver, post
from gongkai.foundation.tasks import queries as tasks

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)


class _Server:
    """Keeps what it is given; answers as it is told to."""

    def __init__(self) -> None:
        self.letters = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_data = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(0)
        if self.answer_to_data.startswith("250"):
            self.letters.append(
                (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
            )
        return self.answer_to_data


@pytest.fixture
def server(settings):
    handler = _Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
    yield handler
    controller.stop()


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
