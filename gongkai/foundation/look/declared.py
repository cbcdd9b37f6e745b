"""Words of the declarations in rules/ in the reader's language."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.translation import get_language, pgettext

from gongkai.core.disclosure.schema import DataSet, Field
from gongkai.core.disclosure.translated import data_set_in, field_in
from gongkai.core.messages import DECLARED
from gongkai.foundation.rulebook import fields

_ENGLISH = "en"
_MOST = 2_000
_known: dict[tuple[str, int], tuple[DataSet, DataSet]] = {}
"""What was translated, by language and identity of the declared one, which is kept beside it."""


def word(said: str) -> str:
    """One word: a column's unit, a stage's name. What the catalogue lacks, a city's own file may have."""
    if not said:
        return said
    known = pgettext(DECLARED, said)
    return fields().english.get(said, said) if known == said and _other_language() == _ENGLISH else known


def _words(english: Mapping[str, str]) -> Callable[[str], str]:
    """The words of a file: as it says itself, otherwise as the catalogue does."""
    if not english or _other_language() != _ENGLISH:
        return word
    return lambda said: english.get(said) or word(said)


def translated(data_set: DataSet) -> DataSet:
    """The data set as its pages show it. Never to be stored or handed to programs: the record is Chinese."""
    language = _other_language()
    if not language:
        return data_set
    known = _known.get((language, id(data_set)))
    if known is None or known[0] is not data_set:
        if len(_known) >= _MOST:
            _known.clear()
        known = _known[language, id(data_set)] = data_set, data_set_in(data_set, _words(data_set.english))
    return known[1]


def translated_field(field: Field) -> Field:
    """The field with its data sets."""
    if not _other_language():
        return field
    return field_in(field, _words(field.english), tuple(translated(each) for each in field.data))


def _other_language() -> str:
    """ "" for readers of the language in which the law is written."""
    language = get_language()
    return "" if not language or language == settings.LANGUAGE_CODE else language
