"""Keys and signatures."""

import json
import stat

import pytest

from gongkai.core.transparency.proof import Head, Signature
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.signing import (
    DIGEST_OF,
    ED25519,
    SM2,
    KeyFileError,
    PublicKey,
    _check_sm2,
    checker,
    new_key,
    public_keys,
    read_key,
    sign,
    write_key,
)


def _head(algorithm: str, size: int = 3) -> Head:
    return Head("样例市", size, "ab" * 32, "2017-03-31T00:05:00+08:00", DIGEST_OF[algorithm])


def test_sm3_of_the_standards_example():
    """GB/T 32905-2016, A.1."""
    assert DIGESTS["sm3"](b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sm2_of_the_standards_example():
    """GB/T 32918.5-2017, A.2: the recommended curve, identity 1234567812345678, “message digest”."""
    public = PublicKey(
        SM2,
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    )
    value = (
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    )
    assert _check_sm2(public, b"message digest", value)
    assert not _check_sm2(public, b"message digesT", value)
    assert not _check_sm2(public, b"message digest", "00" * 64)
    assert not _check_sm2(public, b"message digest", "zz" * 64)
    assert not _check_sm2(public, b"message digest", value[:-2])


@pytest.mark.parametrize("algorithm", [ED25519, SM2])
def test_what_is_signed_holds_and_nothing_else(algorithm):
    key, other = new_key(algorithm), new_key(algorithm)
    head = _head(algorithm)
    signature = sign(key, head)
    check = checker([key.public_key])
    assert check(head, signature) is True
    assert check(_head(algorithm, 4), signature) is False
    assert checker([other.public_key])(head, signature) is None
    assert check(head, Signature(algorithm, key.public_key.name, sign(other, head).value)) is False
    assert check(head, Signature(algorithm, key.public_key.name, "xyz")) is False
    mixed = SM2 if algorithm == ED25519 else ED25519
    assert check(head, Signature(mixed, key.public_key.name, signature.value)) is False


def test_keys_of_sm2_that_begin_with_04_work_too():
    """Some libraries take such a beginning for the mark of an uncompressed point."""
    keys = (new_key(SM2) for _each in range(3000))
    key = next(key for key in keys if key.public_key.public.startswith("0"))
    head = _head(SM2)
    assert checker([key.public_key])(head, sign(key, head))


@pytest.mark.parametrize("algorithm", [ED25519, SM2])
def test_a_key_is_kept_for_its_owner_and_never_overwritten(algorithm, tmp_path):
    key, path = new_key(algorithm), tmp_path / "keys" / "head.key"
    write_key(key, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path) == key
    assert key.private not in repr(key)
    with pytest.raises(FileExistsError):
        write_key(new_key(algorithm), path)


@pytest.mark.parametrize("text", ["", "{}", '{"algorithm": "rsa", "public": "00", "private": "00"}', "[]"])
def test_a_file_that_is_no_key_is_refused(text, tmp_path):
    path = tmp_path / "head.key"
    path.write_text(text)
    with pytest.raises(KeyFileError):
        read_key(path)


def test_the_published_list_is_read():
    key = new_key(ED25519).public_key
    told = {"keys": [{"algorithm": key.algorithm, "public": key.public}]}
    assert public_keys(json.loads(json.dumps(told))) == [key]
    for wrong in ({}, {"keys": [{}]}, {"keys": [{"algorithm": ED25519, "public": "x"}]}, []):
        with pytest.raises(KeyFileError):
            public_keys(wrong)
