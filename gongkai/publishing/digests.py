"""The digest of an edition: over everything the public will read, attachments included.

The database's function `publishing_digest` computes the same, so that neither the program nor anybody with
access to the tables can release another text than the one that was examined.
"""

import hashlib
from collections.abc import Iterator

from gongkai.publishing.models import Edition
from gongkai.publishing.reading import published_files

_WORDS, _BESIDE = "\x1e", "\x1d"
"""Begin what only some files have. No part of a file's own begins with these: its kind is one of a list."""


def digest_of(edition: Edition) -> str:
    """SHA-256 over the edition's parts, each as "length in bytes:content"."""
    return hashlib.sha256(
        "".join(f"{len(part.encode())}:{part}" for part in _parts(edition)).encode()
    ).hexdigest()


def _parts(edition: Edition) -> Iterator[str]:
    yield from (edition.title, edition.html, edition.summary, edition.subject, edition.genre, edition.form)
    yield "\x1f".join(edition.keywords)
    for day in (edition.formed_on, edition.effective_on, edition.expires_on):
        yield day.isoformat() if day else ""
    yield edition.change_note
    for row in published_files(edition):
        yield from (row.part, row.name, row.file.sha256)
        if row.alternative:
            yield f"{_WORDS}{row.alternative}"
        if row.beside is not None:
            yield f"{_BESIDE}{row.beside.sha256}"
