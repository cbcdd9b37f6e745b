"""Fetching what a source offers: over HTTP or SFTP, never from an address of the inner network that the
settings do not allow, never more than a table may be large."""

from gongkai.core.messages import Message
from gongkai.disclosure.pulls import http, sftp
from gongkai.disclosure.pulls.fetched import Fetched, NotFetchedError

__all__ = ["Fetched", "NotFetchedError", "fetch", "problem_of"]


def problem_of(kind: str, url: str, host_key: str) -> Message | None:
    """Why nothing can be fetched from there, as far as can be said without asking the network."""
    if kind == "http":
        return http.problem_of(url)
    return sftp.problem_of(url, host_key) if kind == "sftp" else None


def fetch(kind: str, url: str, *, username: str, secret: str, host_key: str) -> Fetched:
    """Raises NotFetchedError."""
    if kind == "http":
        return http.fetch(url, username=username, secret=secret)
    return sftp.fetch(url, username=username, secret=secret, host_key=host_key)
