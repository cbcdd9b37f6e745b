"""A question in words: “处罚种类：罚款” instead of `f-kind=fine`."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.core.disclosure.cast_errors import CellRefusedError
from gongkai.core.disclosure.schema import DataSet
from gongkai.portal.data.asked import CHOSEN, FROM, TO, Wish, canonical
from gongkai.portal.data.cells import head, words
from gongkai.portal.data.shell import Names


def in_words(wish: Wish, data_set: DataSet, names: Names) -> list[tuple[str, str]]:
    """What narrows the list: (what, which) each; nothing where everything is asked for."""
    told: dict[str, list[str]] = {}
    for title, said in _parts(wish, data_set, names):
        told.setdefault(title, []).append(said)
    return [(title, "、".join(some)) for title, some in told.items()]


def _parts(wish: Wish, data_set: DataSet, names: Names) -> Iterator[tuple[str, str]]:
    for key, value in wish.given:
        start = next((each for each in (CHOSEN, FROM, TO) if key.startswith(each)), None)
        if start is not None and key.removeprefix(start) in data_set.names:
            column = data_set.column(key.removeprefix(start))
            if start == CHOSEN:
                yield column.title, _value(data_set, column.name, value, names)
            else:
                bound = _("从 {value}") if start == FROM else _("到 {value}")
                yield head(column), bound.format(value=value)
        elif key == "q":
            yield _("含有这些字"), value
        elif key == "by":
            yield _("单位"), names.codes.get(value, value)


def _value(data_set: DataSet, name: str, value: str, names: Names) -> str:
    column = data_set.column(name)
    try:
        kept = canonical(column, value)
    except CellRefusedError:
        return value
    if column.enum:
        return column.title_of(kept)
    return {"true": _("是"), "false": _("否")}.get(kept) or (
        words(column, kept, names) if column.type.value in ("division", "body") else value
    )
