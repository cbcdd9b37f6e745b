"""Which index is in use. A new one is built beside the old, then takes its place at once."""

import shutil
import threading
import time
import uuid
from pathlib import Path

from django.conf import settings

from gongkai.foundation.search import embedded
from gongkai.foundation.search.embedded import EmbeddedIndex
from gongkai.foundation.search.engine import Index, Unavailable
from gongkai.foundation.search.opensearch import OpenSearchIndex

_POINTER = f"current-{embedded.FORMAT}"
_KEPT = 7 * 24 * 3600  # seconds that an index of another format stays

_lock = threading.Lock()
_opened: dict[str, EmbeddedIndex] = {}


def current() -> Index:
    """The index in use. Raises Unavailable when none has been built."""
    if settings.SEARCH_URL:
        return OpenSearchIndex(settings.SEARCH_URL, settings.SEARCH_INDEX)
    name = _pointed_at()
    with _lock:
        if name not in _opened:
            _opened.clear()
            _opened[name] = EmbeddedIndex(_folder() / name)
        return _opened[name]


def is_built() -> bool:
    """Is there an index in use?"""
    try:
        current().count()
    except Unavailable:
        return False
    return True


def begin() -> Index:
    """A new, empty index beside the one in use."""
    if settings.SEARCH_URL:
        return OpenSearchIndex.begin(settings.SEARCH_URL, settings.SEARCH_INDEX)
    return EmbeddedIndex(_folder() / f"{embedded.FORMAT}-{uuid.uuid4().hex}", create=True)


def put_in_use(index: Index) -> None:
    """From now on it is asked; what was in use before goes. An index of another format stays for a week, so
    that the processes of an older version answer until they are started anew."""
    if isinstance(index, OpenSearchIndex):
        index.put_in_use(settings.SEARCH_INDEX)
        return
    assert isinstance(index, EmbeddedIndex)
    unfinished = _folder() / f"{_POINTER}.{index.folder.name}"
    unfinished.write_text(index.folder.name)
    unfinished.replace(_folder() / _POINTER)
    for other in _folder().iterdir():
        is_ours = other.name.startswith(f"{embedded.FORMAT}-")
        is_old = time.time() - other.stat().st_mtime > _KEPT
        if other.is_dir() and other.name != index.folder.name and (is_ours or is_old):
            shutil.rmtree(other, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.SEARCH_FOLDER)


def _pointed_at() -> str:
    try:
        return (_folder() / _POINTER).read_text().strip()
    except FileNotFoundError as error:
        raise Unavailable("no index of this format has been built") from error
