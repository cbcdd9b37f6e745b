"""Text messages through files and through a gateway that answers as it is told to."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import transaction

from gongkai.foundation.mail import queries
from gongkai.foundation.mail.actions import erase
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.texting import SEND, NotTakenError, send, text_to
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks import queries as tasks

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)


def _text() -> int:
    return text_to(phone="130 0000 1234", text="您的申请已答复。", about=("case", 7), now=NOW)


@pytest.fixture
def gateway(settings):
    """What it was asked; `status` is its answer, None hangs up without one."""

    class Handler(BaseHTTPRequestHandler):
        asked: list = []
        status: int | None = 200

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            Handler.asked.append((self.path, dict(self.headers), json.loads(content)))
            if Handler.status is not None:
                self.send_response(Handler.status)
                self.end_headers()

        def log_message(self, *_words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.SMS_GATEWAY, settings.SMS_TOKEN = "http", "secret"
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send?app=1"
    yield Handler
    server.shutdown()
    server.server_close()


def test_by_default_each_message_is_a_file(settings, tmp_path):
    settings.SMS_GATEWAY, settings.SMS_FOLDER = "file", tmp_path / "sms"
    message = _text()
    for _each in range(2):
        assert send(message, NOW) == Letter.State.SENT
    (file,) = (tmp_path / "sms").iterdir()
    assert file.read_text() == "13000001234\n您的申请已答复。\n"
    (card,) = queries.texts_about("case", 7)
    assert (card.phone, card.state, card.attempts, card.sent_at) == ("13000001234", "sent", 1, NOW)


def test_it_is_queued_with_its_change():
    with transaction.atomic():
        _text()
        transaction.set_rollback(True)
    assert queries.texts_about("case", 7) == []
    _text()
    assert [each.task for each in tasks.jobs()] == [SEND]


def test_the_gateway_gets_number_text_and_a_key(gateway):
    message = _text()
    assert send(message, NOW) == Letter.State.SENT
    ((path, headers, told),) = gateway.asked
    assert path == "/send?app=1"
    assert told == {"id": f"case-{message}", "phone": "13000001234", "text": "您的申请已答复。"}
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer secret", told["id"])


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_gateway_is_tried_again(gateway, status):
    message = _text()
    gateway.status = status
    with pytest.raises(NotTakenError):
        send(message, NOW)
    gateway.status = 200
    assert send(message, NOW) == Letter.State.SENT
    assert queries.texts_about("case", 7)[0].attempts == 2


def test_a_refusal_ends_it(gateway):
    gateway.status = 400
    assert send(_text(), NOW) == Letter.State.REFUSED


def test_no_answer_leaves_it_unsure(gateway):
    message = _text()
    gateway.status = None
    assert send(message, NOW) == Letter.State.UNSURE
    assert send(message, NOW) == Letter.State.UNSURE
    assert len(gateway.asked) == 1


def test_a_gateway_that_is_down_is_tried_again(settings):
    settings.SMS_GATEWAY, settings.SMS_URL = "http", "http://127.0.0.1:1/"
    with pytest.raises(NotTakenError, match="refused"):
        send(_text(), NOW)
    assert queries.texts_about("case", 7)[0].state == "queued"


def test_an_erased_message_keeps_its_fate_alone(settings, tmp_path):
    settings.SMS_GATEWAY, settings.SMS_FOLDER = "file", tmp_path
    message = _text()
    send(message, NOW)
    assert erase(actor=SYSTEM, now=NOW, texts=[message]) == 1
    (card,) = queries.texts_about("case", 7)
    assert (card.phone, card.text, card.state) == ("", "", "sent")
