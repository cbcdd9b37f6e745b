"""The form of one row, made from the declaration: groups, help, fitting fields. It holds cells as typed and
judges nothing: what is wrong with a cell is said by the check, beside the cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.messages import Message
from gongkai.disclosure.wording import head_unit_of
from gongkai.foundation.look.declared import translated, word
from gongkai.workbench.answering import words

LONGEST = 200_000  # characters of a cell; a geometry may be long
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMATS = {
    ColumnType.DATETIME: "2017-10-09 08:00",
    ColumnType.YEARMONTH: "2017-10",
    ColumnType.QUARTER: "2017-Q3",
    ColumnType.PLACE: "35.1041, 118.3564",
}
_NUMBERS = frozenset({
    ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.YEAR,
})  # fmt: skip


class DayOrWords(forms.TextInput):
    """A day to pick. What was typed and is no day is shown as it was typed, which a day picker can't."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if not value or _DAY.fullmatch(str(value)):
            context["widget"]["type"] = "date"
        return context


@dataclass(frozen=True, slots=True)
class Part:
    """A group of the form with its fields."""

    title: str
    help: str
    fields: list[BoundField]


class RowForm(forms.Form):
    """One row. `data_set` says its columns, as declared: it is shown in the reader's language, what is
    sent is in that of the declaration. A list to choose from also offers what was typed and is not in it,
    so that nothing typed is lost."""

    def __init__(self, *args: Any, data_set: DataSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data_set = translated(data_set)
        for column, told in zip(data_set.columns, self.data_set.columns, strict=True):
            self.fields[column.name] = _field(column, told, self._shown(column.name))

    def _shown(self, name: str) -> str:
        given = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return str(given or "")

    def cells(self) -> dict[str, str]:
        """What was typed, blank cells left out."""
        typed = {name: str(self.data.get(self.add_prefix(name), ""))[:LONGEST] for name in self.fields}
        return {name: said for name, said in typed.items() if said.strip()}

    def parts(self) -> list[Part]:
        """The declared groups; columns in none of them come last."""
        groups = [
            Part(each.title, each.help, [self[name] for name in each.columns if name in self.fields])
            for each in self.data_set.form.groups
        ]
        grouped = {name for each in self.data_set.form.groups for name in each.columns}
        rest = [self[name] for name in self.data_set.names if name not in grouped]
        return [*groups, *([Part(_("其他"), "", rest)] if rest else [])]

    def tell(self, problems: Iterable[tuple[str, Message]]) -> None:
        """Each problem beside its cell, those of the whole row above the form."""
        self.is_valid()
        for name, said in problems:
            self.add_error(name if name in self.fields else None, words(said))


def _field(column: Column, told: Column, shown: str) -> forms.CharField:
    """`told`: the column in the reader's language."""
    unit = word(head_unit_of(column))
    title = _("{title}（{unit}）").format(title=told.title, unit=unit) if unit else told.title
    label = title if column.required else _("{title}（选填）").format(title=title)
    return forms.CharField(
        label=label, required=False, strip=False, help_text=" ".join(_hints(column, told)),
        widget=_widget(column, told, shown),
    )  # fmt: skip


def _hints(column: Column, told: Column) -> Iterator[str]:
    if told.help:
        yield told.help
    if column.type in _FORMATS and not column.help:
        yield _("例如 {example}").format(example=_FORMATS[column.type])
    if "公众" in column.help:
        return
    if column.personal is not None and column.shown.value == "hidden":
        yield _("不对公众显示。")
    elif column.personal is not None and column.shown.value == "masked":
        yield _("对公众遮盖后显示。")


def _widget(column: Column, told: Column, shown: str) -> forms.Widget:
    options = {one.title: each.title for one, each in zip(column.enum, told.enum, strict=True)}
    if column.type is ColumnType.BOOLEAN:
        options = {"是": _("是"), "否": _("否")}
    if options:
        if shown and shown not in options and shown not in {each.value for each in column.enum}:
            options[shown] = shown
        return forms.Select(choices=[("", _("请选择")), *options.items()])
    if column.type in (ColumnType.TEXT, ColumnType.GEOJSON):
        return forms.Textarea(attrs={"rows": 4})
    if column.type is ColumnType.DATE:
        return DayOrWords()
    attrs = {"inputmode": "decimal"} if column.type in _NUMBERS else {}
    return forms.TextInput(attrs={**attrs, "autocomplete": "off"})


def with_titles(data_set: DataSet, cells: Mapping[str, str]) -> dict[str, str]:
    """Codes of closed lists as their titles, so that the list shows what was typed as chosen."""
    found = dict(cells)
    for column in data_set.columns:
        if column.enum and column.name in found:
            found[column.name] = column.title_of(found[column.name])
    return found
