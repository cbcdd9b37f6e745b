"""The folder of files: each content once, under its hash, never changed."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

_PLACE = 64  # hexadecimal digits


class FullError(OSError):
    """No room for the content; nothing of it was kept."""


def path_of(place: str) -> Path:
    """Where a content lies: two levels of folders, so that none grows too full."""
    return Path(settings.MEDIA_ROOT) / place[:2] / place[2:4] / place


def keep(content: bytes) -> str:
    """Keep a content; returns its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    put(sha256, content)
    return sha256


def put(place: str, content: bytes) -> None:
    """Write a content to its place. It is whole under its name or not there at all. Raises FullError."""
    path = path_of(place)
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent)
    except OSError as error:
        raise _told(error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except OSError as error:
        Path(unfinished).unlink(missing_ok=True)
        raise _told(error) from error


def is_full(error: OSError) -> bool:
    """Is there no room left: of the disk, or of what this installation may use of it?"""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _told(error: OSError) -> OSError:
    return FullError(*error.args) if is_full(error) else error


def content_of(sha256: str) -> bytes:
    """Raises FileNotFoundError when the folder has lost it, ValueError when it is no longer what it was."""
    content = path_of(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"the kept content {sha256} has changed")
    return content


def sealed_content_of(place: str) -> bytes:
    """What lies in the place of a sealed content, still sealed. Raises FileNotFoundError."""
    return path_of(place).read_bytes()


def kept_before(moment: datetime) -> Iterator[str]:
    """Places of the contents written before that moment."""
    for path in Path(settings.MEDIA_ROOT).glob("??/??/*"):
        if len(path.name) == _PLACE and path.stat().st_mtime < moment.timestamp():
            yield path.name


def begins_with(place: str, mark: bytes) -> bool:
    """Does the content in this place begin with the mark?"""
    with path_of(place).open("rb") as file:
        return file.read(len(mark)) == mark


def remove(place: str) -> None:
    """Take a content off the disk, for good as far as the disk allows."""
    path_of(place).unlink(missing_ok=True)
