"""One POST to one address."""

from collections.abc import Mapping
from http.client import HTTPException

from django.conf import settings

from gongkai.foundation.webhooks import addresses
from gongkai.foundation.webhooks.connecting import connection_to, cut_off, target_of

_ANSWER_READ = 1024  # bytes; what a receiver says is not kept


class NotSentError(Exception):
    """No answer came. The text says why, for the log."""


def send(url: str, payload: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises NotSentError."""
    said = addresses.problem_of(url)
    if said is not None:
        raise NotSentError(str(said))
    try:
        connection = connection_to(url, settings.WEBHOOK_SECONDS)
        with cut_off(connection, settings.WEBHOOK_SECONDS * 2):
            connection.request(
                "POST", target_of(url), payload, {"content-type": "application/json", **headers}
            )
            answer = connection.getresponse()
            answer.read(_ANSWER_READ)
            return answer.status
    except (OSError, HTTPException, ValueError) as error:
        raise NotSentError(f"{type(error).__name__}: {error}") from error
