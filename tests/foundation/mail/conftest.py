"""Mail servers in threads: one that takes letters, one that holds mail."""

import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller


class Server:
    """Keeps what it is given; answers as it is told to."""

    def __init__(self) -> None:
        self.letters = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_data = "250 OK"
        self.hangs_up_after_content = False
        self.waits_for = None
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(0)
        if self.answer_to_data.startswith("250"):
            self.letters.append(
                (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
            )
        if self.hangs_up_after_content:
            server.transport.close()
        while self.waits_for is not None and not self.waits_for.exists():
            await asyncio.sleep(0.02)
        return self.answer_to_data


@pytest.fixture
def server(settings) -> Iterator[Server]:
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": handler.port, "timeout": 5},
        }
    }
    yield handler
    controller.stop()
