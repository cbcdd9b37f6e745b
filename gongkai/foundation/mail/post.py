"""Posting letters and delivering them."""

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from gongkai.foundation.mail.models import Letter
from gongkai.foundation.tasks.queue import enqueue

DELIVER = "mail.deliver"
_REFUSED_FOR_GOOD = 500  # SMTP: 4xx may be tried again, 5xx may not


def post(*, to: str, subject: str, text: str, about: tuple[str, object], now: datetime) -> int:
    """Queue a letter. It goes out if and only if the running transaction is committed. Returns its number."""
    kind, identifier = about
    letter = Letter.objects.create(
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text,
        about_type=kind,
        about_id=str(identifier),
        at=now,
    )
    enqueue(DELIVER, letter=letter.pk)
    return letter.pk


def deliver(letter_id: int, now: datetime) -> Letter.State:
    """Send a letter that has not been sent. Raises what the server said if it may be tried again.

    A worker that dies between sending and noting it sends twice; the log shows the last time.
    """
    letter = Letter.objects.get(pk=letter_id)
    if letter.state != Letter.State.QUEUED:
        return Letter.State(letter.state)
    letter.attempts += 1
    try:
        EmailMessage(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to]).send()
    except (smtplib.SMTPException, OSError) as error:
        letter.error = f"{type(error).__name__}: {error}"[:2000]
        if not _is_final(error):
            letter.save(update_fields=["attempts", "error"])
            raise
        letter.state = Letter.State.REFUSED
    else:
        letter.state, letter.sent_at, letter.error = Letter.State.SENT, now, ""
    with transaction.atomic():
        letter.save(update_fields=["attempts", "error", "state", "sent_at"])
    return Letter.State(letter.state)


def _is_final(error: Exception) -> bool:
    """Has the server refused this letter for good?"""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _REFUSED_FOR_GOOD for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # ours to put right, not the letter's
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= _REFUSED_FOR_GOOD
