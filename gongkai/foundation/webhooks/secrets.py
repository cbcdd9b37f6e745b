"""Secrets of subscriptions and the signatures made with them (Standard Webhooks 1.0).

Signing needs the secret itself, so it is sealed at rest with a key derived from SECRET_KEY.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"
_BYTES = 32
_SALT = "gongkai.foundation.webhooks.secrets"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken when SECRET_KEY was replaced without a fallback."""
    return _box().decrypt(sealed.encode()).decode()


def signature(secret: str, message: str, timestamp: int, payload: bytes) -> str:
    """One entry of the header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + payload
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def headers(sealed: Sequence[str], message: str, timestamp: int, payload: bytes) -> dict[str, str]:
    """The three headers; signed with each of the secrets that hold at the moment. `timestamp` in seconds."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(
            signature(unseal(each), message, timestamp, payload) for each in sealed
        ),
    }


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([
        Fernet(base64.urlsafe_b64encode(salted_hmac(_SALT, "", key, algorithm="sha256").digest()))
        for key in keys
    ])  # fmt: skip
