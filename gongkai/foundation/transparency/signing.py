"""Keys and signatures of heads: Ed25519 (RFC 8032) with SHA-256, or SM2 with SM3 (GB/T 32918).

A key is a small JSON file that only the installation can read; its public half is a public page.
"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gmssl import sm2

from gongkai.core.transparency.proof import Check, Head, Signature
from gongkai.foundation.transparency.digests import sha256

ED25519, SM2 = "ed25519", "sm2"
DIGEST_OF = {ED25519: "sha256", SM2: "sm3"}
_ORDER = int(sm2.default_ecc_table["n"], 16)
_HALF = 64  # hexadecimal digits of each of SM2's two numbers


class KeyFileError(ValueError):
    """The key file can't be read as a key."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """`public` is hexadecimal: 32 bytes for Ed25519, x and y (64 bytes) for SM2."""

    algorithm: str
    public: str

    @property
    def name(self) -> str:
        """Names the key and can be compared by eye: the beginning of its digest."""
        return sha256(f"{self.algorithm}:{self.public}".encode()).hex()[:16]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`private` is hexadecimal, 32 bytes."""

    public_key: PublicKey
    private: str = field(repr=False)


def new_key(algorithm: str) -> SigningKey:
    """A fresh key."""
    if algorithm == ED25519:
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        return SigningKey(PublicKey(ED25519, public), key.private_bytes_raw().hex())
    private = f"{1 + secrets.randbelow(_ORDER - 2):064x}"
    point = _sm2("", private)._kg(int(private, 16), sm2.default_ecc_table["g"])
    return SigningKey(PublicKey(SM2, point), private)


def write_key(key: SigningKey, path: Path) -> None:
    """Write the key for its owner's eyes only. Raises FileExistsError: a key is never overwritten."""
    told = {
        "algorithm": key.public_key.algorithm,
        "public": key.public_key.public,
        "private": key.private,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(told, file)


def read_key(path: Path) -> SigningKey:
    """Raises FileNotFoundError, KeyFileError."""
    try:
        told = json.loads(path.read_text())
        return SigningKey(_public(told), str(told["private"]))
    except (KeyError, TypeError, ValueError) as error:
        raise KeyFileError(f"{path} holds no key") from error


def public_keys(told: Any) -> list[PublicKey]:
    """The keys of a published list. Raises KeyFileError."""
    try:
        return [_public(each) for each in told["keys"]]
    except (KeyError, TypeError, ValueError) as error:
        raise KeyFileError("no list of keys") from error


def _public(told: Mapping[str, Any]) -> PublicKey:
    key = PublicKey(str(told["algorithm"]), str(told["public"]))
    if key.algorithm not in DIGEST_OF:
        raise KeyFileError(key.algorithm)
    bytes.fromhex(key.public)
    return key


def sign(key: SigningKey, head: Head) -> Signature:
    """The head signed."""
    made = _SIGN[key.public_key.algorithm](key, head.bytes())
    return Signature(key.public_key.algorithm, key.public_key.name, made)


def checker(keys: Iterable[PublicKey]) -> Check:
    """Checks heads against these keys."""
    known = {key.name: key for key in keys}

    def check(head: Head, signature: Signature) -> bool | None:
        key = known.get(signature.key)
        if key is None:
            return None
        if signature.algorithm != key.algorithm or head.digest != DIGEST_OF[key.algorithm]:
            return False
        return _CHECK[key.algorithm](key, head.bytes(), signature.value)

    return check


def _sign_ed25519(key: SigningKey, content: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.private)).sign(content).hex()


def _check_ed25519(key: PublicKey, content: bytes, value: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public)).verify(bytes.fromhex(value), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sign_sm2(key: SigningKey, content: bytes) -> str:
    """The library's own random number is predictable, so it gets one from the system."""
    while True:
        nonce = f"{1 + secrets.randbelow(_ORDER - 1):064x}"
        if made := _sm2(key.public_key.public, key.private).sign_with_sm3(content, nonce):
            return str(made)


def _check_sm2(key: PublicKey, content: bytes, value: str) -> bool:
    """The library doesn't ask whether the two numbers are in range (GB/T 32918.2, 7.1)."""
    if len(value) != 2 * _HALF or len(key.public) != 2 * _HALF:
        return False
    try:
        numbers = (int(value[:_HALF], 16), int(value[_HALF:], 16))
        if not all(0 < each < _ORDER for each in numbers):
            return False
        return bool(_sm2(key.public, "").verify_with_sm3(value, content))
    except ValueError:
        return False


def _sm2(public: str, private: str) -> sm2.CryptSM2:
    """The library takes digits off the front of a key that begins with 04; so it is set afterwards."""
    engine = sm2.CryptSM2(private_key=private, public_key="")
    engine.public_key = public
    return engine


_SIGN = {ED25519: _sign_ed25519, SM2: _sign_sm2}
_CHECK = {ED25519: _check_ed25519, SM2: _check_sm2}
