"""Passwords and tokens of sources, shares of draws: sealed at rest with a key derived from SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "gongkai.disclosure.sources"


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken when SECRET_KEY was replaced without a fallback."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([
        Fernet(base64.urlsafe_b64encode(salted_hmac(_SALT, "", key, algorithm="sha256").digest()))
        for key in keys
    ])  # fmt: skip
