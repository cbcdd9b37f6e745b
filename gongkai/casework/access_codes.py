"""Query codes, keyed hashes and the alphabet they are written in.

A code has 60 bits: twelve letters and digits that can't be mistaken for one another, in groups of four. Only
its keyed hash is kept. Codes made for an intake key follow from the key and the content, so that the same
sending, repeated after a lost connection, is told the same code again.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.fernet import Fernet
from django.conf import settings

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 characters, five bits each; no I, O, 0, 1
LENGTH = 12
_GROUP = 4


def new_code() -> str:
    """A random code."""
    return _written([secrets.choice(ALPHABET) for _ in range(LENGTH)])


def code_for(*parts: str) -> str:
    """The code that follows from these parts and the installation's key."""
    digest = bytes.fromhex(keyed("code", *parts))
    return _written([ALPHABET[each % len(ALPHABET)] for each in digest[:LENGTH]])


def plain_code(typed: str) -> str:
    """A code as it was typed: full-width forms, lower case, spaces and hyphens don't matter."""
    flat = unicodedata.normalize("NFKC", typed).upper()
    return "".join(character for character in flat if character in ALPHABET)


def code_hash(code: str) -> str:
    return keyed("access", plain_code(code))


def keyed(purpose: str, *parts: str) -> str:
    """HMAC-SHA256 (hex) with the installation's key; parts can't run into one another."""
    text = "".join(f"{len(part)}:{part}" for part in (purpose, *parts))
    return hmac.new(settings.CASE_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def box(purpose: str, *parts: str) -> Fernet:
    """Seals and opens with the key that follows from the installation's key and these parts."""
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(keyed(purpose, *parts))))


def same(left: str, right: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def _written(characters: list[str]) -> str:
    groups = (characters[n : n + _GROUP] for n in range(0, LENGTH, _GROUP))
    return "-".join("".join(group) for group in groups)
