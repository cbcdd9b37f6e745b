"""A declaration in the reader's language.

The law's folder is Chinese. Whatever of it people read goes through `translate`; a word without a
translation, such as one of a city's own declaration, stays as it is written. What is stored, reckoned with
and handed to programs is not touched: names, values of closed lists, units, legal grounds.
"""

from collections.abc import Callable
from dataclasses import replace

from gongkai.core.disclosure.schema import Cadence, Column, DataSet, Field, Form, Presentation

type Translate = Callable[[str], str]


def field_in(field: Field, translate: Translate, data: tuple[DataSet, ...] | None = None) -> Field:
    """Title and descriptions, with its data sets: `data`, where they are translated already."""
    said = _guarded(translate)
    return replace(
        field, title=said(field.title), about=said(field.about), why=said(field.why),
        data=tuple(data_set_in(each, translate) for each in field.data) if data is None else data,
    )  # fmt: skip


def data_set_in(data_set: DataSet, translate: Translate) -> DataSet:
    """Everything of it that stands on a page."""
    said = _guarded(translate)
    return replace(
        data_set, title=said(data_set.title), about=said(data_set.about),
        columns=tuple(_column(each, said) for each in data_set.columns), form=_form(data_set.form, said),
        presentation=_presentation(data_set.presentation, said), cadence=_cadence(data_set.cadence, said),
    )  # fmt: skip


def words_of(field: Field) -> tuple[str, ...]:
    """Every word that people read, each once, in the order of the declaration; units, which pages translate
    where they show them, at the end."""
    asked: dict[str, None] = {}

    def note(word: str) -> str:
        asked[word] = None
        return word

    field_in(field, note)
    for data_set in field.data:
        for column in data_set.columns:
            _guarded(note)(column.unit)
    return tuple(asked)


def _guarded(translate: Translate) -> Translate:
    """Nothing is left as nothing: catalogues keep their own description under the empty text."""
    return lambda word: translate(word) if word else word


def _column(column: Column, said: Translate) -> Column:
    options = tuple(replace(each, title=said(each.title)) for each in column.enum)
    return replace(column, title=said(column.title), help=said(column.help), enum=options)


def _form(form: Form, said: Translate) -> Form:
    return Form(tuple(replace(each, title=said(each.title), help=said(each.help)) for each in form.groups))


def _presentation(presentation: Presentation, said: Translate) -> Presentation:
    chart = presentation.chart
    return replace(
        presentation, page_title=said(presentation.page_title),
        chart=replace(chart, title=said(chart.title)) if chart else None,
    )  # fmt: skip


def _cadence(cadence: Cadence, said: Translate) -> Cadence:
    return replace(cadence, text=said(cadence.text), stays_text=said(cadence.stays_text))
