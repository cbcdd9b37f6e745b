"""The two digests a tree may be made with."""

import hashlib

from cryptography.hazmat.primitives.hashes import SM3, Hash

from gongkai.core.transparency.tree import Digest


def sha256(content: bytes) -> bytes:
    """FIPS 180-4."""
    return hashlib.sha256(content).digest()


def sm3(content: bytes) -> bytes:
    """GB/T 32905-2016."""
    state = Hash(SM3())
    state.update(content)
    return state.finalize()


DIGESTS: dict[str, Digest] = {"sha256": sha256, "sm3": sm3}
