"""Choosing the row of the catalogue: words that are looked for, then one of the rows that hold them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.core.messages import Message
from gongkai.publishing import actions
from gongkai.publishing.catalogue.queries.naming import NamedRow, Names, rows_for
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.publishing.step_forms.base import Said, Step, line_field
from gongkai.workbench.publishing.step_forms.facts import after_review

_SHOWN = 30  # rows offered at once


class Describe(Step):
    """Words that name one row are taken at once; others are looked for, and the rows that hold them stand
    below for choosing. Before anything is looked for, and where nothing holds the words, those that there
    are stand there."""

    do, verb = actions.describe, "document.describe"
    help = _(
        "在公开目录里属于哪一项；施行日期早于规定的，写明为什么。目录里没有合适的，先请在“目录”里增加事项。"
    )
    own = frozenset({"row"})
    catalogue = line_field(
        _("目录事项"),
        60,
        required=False,
        help_text=_("写领域、编号或者名称里的词，再从下面选；也可以直接选。"),
    )
    row = forms.ChoiceField(label=_("可选的事项"), required=False, widget=forms.RadioSelect)
    urgent_because = line_field(_("提前施行的理由"), 200, required=False)

    def prepare(self) -> None:
        document = self.desk.document
        self.initial = {"catalogue": document.catalogue, "urgent_because": document.urgent_because}
        words, picked = (str(self.data.get(name, "")) for name in ("catalogue", "row"))
        found = self._rows(words) or self._rows("")
        if picked and all(each.code != picked for each in found):
            found += [each for each in self._rows(picked) if each.code == picked]
        if found:
            self.choose("row", [(each.code, said(each)) for each in found])
        else:
            del self.fields["row"]

    def _rows(self, words: str) -> list[NamedRow]:
        return rows_for(self.desk.document.body_id, self.desk.today, words, _SHOWN)

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        return after_review(desk)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("row"):
            given["catalogue"] = given["row"]
        words, document = given.get("catalogue", ""), self.desk.document
        if words == document.catalogue:
            self._settled()
            return given
        found = Names(document.body_id, self.desk.today).code_of(words)
        if isinstance(found, Message):
            told = (
                _now("请从下面的事项中选一项，或者换个词再找。")
                if self._rows(words)
                else found.in_language(_now)
            )
            raise ValidationError({"catalogue": told})
        self._settled()
        return {**given, "catalogue": found}

    def _settled(self) -> None:
        """The words name a row: nothing is left to choose."""
        self.fields.pop("row", None)


def said(row: NamedRow) -> str:
    """As it stands in a list: what it is called, its field and code."""
    return f"{row.title}（{row.field}，{row.code}）"
