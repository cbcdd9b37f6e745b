"""What became of letters."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.foundation.mail.models import Letter


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter in the log. `state`: "queued", "sent" or "refused"."""

    id: int
    to: str
    subject: str
    at: datetime
    state: str
    attempts: int
    sent_at: datetime | None
    error: str


_FIELDS = ("pk", "to", "subject", "at", "state", "attempts", "sent_at", "error")


def letters_about(kind: str, identifier: object) -> list[LetterCard]:
    """Letters about one subject, newest first."""
    found = Letter.objects.filter(about_type=kind, about_id=str(identifier)).order_by("-pk")
    return [LetterCard(*row) for row in found.values_list(*_FIELDS)]


def letters(state: str | None = None, limit: int = 50) -> list[LetterCard]:
    """The newest letters (of one state), for whoever runs the installation."""
    found = Letter.objects.order_by("-pk")
    if state is not None:
        found = found.filter(state=state)
    return [LetterCard(*row) for row in found.values_list(*_FIELDS)[:limit]]
