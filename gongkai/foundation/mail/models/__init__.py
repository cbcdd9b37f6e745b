"""Letters and text messages that go out, mail that comes in."""

from gongkai.foundation.mail.models.incoming import (
    Fetched,
    IncomingMail,
    IncomingState,
    Mailbox,
    Poll,
    RawMail,
)
from gongkai.foundation.mail.models.letters import Letter, LetterAttachment
from gongkai.foundation.mail.models.texts import TextMessage

__all__ = [
    "Fetched",
    "IncomingMail",
    "IncomingState",
    "Letter",
    "LetterAttachment",
    "Mailbox",
    "Poll",
    "RawMail",
    "TextMessage",
]
