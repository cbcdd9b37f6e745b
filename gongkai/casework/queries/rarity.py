"""Which of a text's bigrams to look for first: the rare ones, by the database's own statistics."""

from collections.abc import Sequence

from django.db import connection

_MOST = 16  # bigrams at most that choose the candidates
_SHARE = 0.02  # of all texts at most, by the database's estimate, are looked at
_UNLISTED = 0.0005  # share of a bigram the database does not list among the common ones

_FREQUENCIES = """
SELECT elem::int, freq FROM pg_stats,
    unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common(elem, freq)
WHERE schemaname = ANY (current_schemas(false)) AND tablename = %s
    AND attname = 'grams' AND elem IS NOT NULL AND elem::int = ANY (%s)
"""


def rarest(grams: Sequence[int], table: str) -> list[int]:
    """The rarest bigrams of the column `grams` of `table`, as many as stay within the share; one at least."""
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [table, list(grams)])
        listed = dict(cursor.fetchall())
    chosen: list[int] = []
    share = 0.0
    for gram in sorted(grams, key=lambda gram: (listed.get(gram, _UNLISTED), gram))[:_MOST]:
        share += listed.get(gram, _UNLISTED)
        if chosen and share > _SHARE:
            break
        chosen.append(gram)
    return chosen
