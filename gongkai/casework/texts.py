"""Comparing what people wrote: without spaces, marks and widths, by pairs of neighbouring characters."""

import unicodedata
import zlib

from gongkai.casework.access_codes import keyed

_POSITIVE = 0x7FFFFFFF  # the database's integers are signed


def flat(text: str) -> str:
    """Only letters and digits, widths and case made equal."""
    return "".join(
        character for character in unicodedata.normalize("NFKC", text).lower() if character.isalnum()
    )


def grams_of(text: str) -> list[int]:
    """A number for each bigram of the text, each once, in order of size."""
    plain = flat(text)
    return sorted({gram_number(plain[n : n + 2]) for n in range(len(plain) - 1)})


def gram_number(bigram: str) -> int:
    return zlib.crc32(bigram.encode()) & _POSITIVE


def text_key(text: str) -> str:
    """Equal for texts that differ in spaces, marks, widths or case only; empty for an empty text. Keyed, so
    that nobody finds out by trying which text stands behind it."""
    plain = flat(text)
    return keyed("text", plain) if plain else ""
