"""Sealed contents: encrypted where they lie, so that the disk and its copies tell nothing.

A sealed content begins with MAGIC, the key's name, a salt and a nonce; AES-256-GCM follows. Its place is a
keyed digest with a salt of its own, so that two equal contents lie in different places and nobody without
the key can tell that they are equal.
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MAGIC = b"GKSEAL1\0"
_NAME_BYTES, _SALT_BYTES, _NONCE_BYTES = 8, 16, 12
_HEAD_BYTES = len(MAGIC) + _NAME_BYTES + _SALT_BYTES + _NONCE_BYTES
SHORTEST_KEY = 32  # characters


class CannotOpenError(ValueError):
    """The key is missing, or the content is not what was sealed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed content: its place (64 hexadecimal digits), what to write there, and the key's name."""

    place: str
    content: bytes
    key: str


def is_possible() -> bool:
    """Has the installation a key for files?"""
    return bool(settings.FILES_KEYS)


def current_key() -> str:
    """The name of the key that seals now."""
    return _name(settings.FILES_KEYS[0])


def place_of_key_name() -> tuple[int, int]:
    """Where in a sealed content its key's name stands: first byte and number of bytes."""
    return len(MAGIC), _NAME_BYTES


def seal(content: bytes) -> Sealed:
    """Seal with the first of FILES_KEYS."""
    secret = settings.FILES_KEYS[0]
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    head = MAGIC + bytes.fromhex(_name(secret)) + salt + nonce
    encrypted = AESGCM(_derived(secret, salt, "content")).encrypt(nonce, content, head)
    return Sealed(_digest(secret, salt, content), head + encrypted, _name(secret))


def unseal(place: str, sealed: bytes) -> bytes:
    """The content. Raises CannotOpenError."""
    head = sealed[:_HEAD_BYTES]
    if len(head) < _HEAD_BYTES or not head.startswith(MAGIC):
        raise CannotOpenError(f"{place} is not a sealed content")
    name = head[len(MAGIC) :][:_NAME_BYTES].hex()
    secret = next((each for each in settings.FILES_KEYS if _name(each) == name), None)
    if secret is None:
        raise CannotOpenError(f"{place} was sealed with key {name}, which GONGKAI_FILES_KEY does not hold")
    salt, nonce = head[-_NONCE_BYTES - _SALT_BYTES : -_NONCE_BYTES], head[-_NONCE_BYTES:]
    try:
        content = AESGCM(_derived(secret, salt, "content")).decrypt(nonce, sealed[_HEAD_BYTES:], head)
    except InvalidTag as error:
        raise CannotOpenError(f"the sealed content {place} has changed") from error
    if not hmac.compare_digest(_digest(secret, salt, content), place):
        raise CannotOpenError(f"another sealed content lies in the place of {place}")
    return content


def _digest(secret: str, salt: bytes, content: bytes) -> str:
    return hmac.digest(_derived(secret, salt, "digest"), content, "sha256").hex()


def _name(secret: str) -> str:
    return _derived(secret, b"", "name")[:_NAME_BYTES].hex()


def _derived(secret: str, salt: bytes, use: str) -> bytes:
    """A key of 32 bytes for one use. The secret itself is random; it is not a password to be stretched."""
    if len(secret) < SHORTEST_KEY:
        raise CannotOpenError(f"GONGKAI_FILES_KEY needs at least {SHORTEST_KEY} characters a key")
    return HKDF(SHA256(), 32, salt or None, f"gongkai files {use}".encode()).derive(secret.encode())
