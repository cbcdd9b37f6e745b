"""Checks of a report's text and frame: dates, years, titles, wording, chapters, form."""

from collections.abc import Iterator
from datetime import date

from gongkai.core.checks.chapters import check_chapters
from gongkai.core.checks.dates import check_dates
from gongkai.core.checks.gaps import (
    check_fee_row,
    check_form_year,
    check_requests_accounted,
    explains_open_requests,
)
from gongkai.core.checks.leftovers import check_leftovers
from gongkai.core.checks.punctuation import check_punctuation
from gongkai.core.checks.titles import check_titles
from gongkai.core.checks.wording import TextWords
from gongkai.core.checks.years import check_years
from gongkai.core.findings import Finding
from gongkai.core.forms import Form
from gongkai.core.reading import Reading

__all__ = ["TextWords", "check_text", "explains_open_requests"]


def check_text(
    reading: Reading, words: TextWords, proper: Form | None, due: date | None
) -> Iterator[Finding]:
    """What the text and the frame of a report say against themselves.

    `proper` is the form in force for the report's year, `due` the statutory last day of publication.
    """
    yield from check_form_year(reading, proper)
    yield from check_dates(reading, words, due)
    yield from check_years(reading, words)
    yield from check_chapters(reading, words, proper is not None)
    yield from check_titles(reading, words)
    yield from check_leftovers(reading, words)
    yield from check_requests_accounted(reading)
    yield from check_fee_row(reading)
    yield from check_punctuation(reading)
