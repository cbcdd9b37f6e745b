"""What every step's form shares: who acts on what, files that come along, and the call of the verb."""

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework.choices import FileRole, Way
from gongkai.foundation.files.actions import attach
from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.organisations.choices import DayField

type Said = Any  # text, or text to be translated when it is shown


def file_purpose(role: str) -> str:
    """Under which purpose a file of a case is kept; decides who may open it."""
    return f"case_{role}"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as usual."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [forms.FileField.clean(self, each, initial) for each in given]


class Step(forms.Form):
    """One verb as a form. `help` tells what it does and what follows, `done` that it was done.

    A field's name is the verb's argument; fields of `own` are not passed on.
    """

    do: ClassVar[Callable[..., Any]]
    verb: ClassVar[str]
    help: ClassVar[Said] = ""
    done: ClassVar[Said] = _("已办理。")
    button: ClassVar[Said] = ""
    own: ClassVar[frozenset[str]] = frozenset()
    danger: ClassVar[bool] = False

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        if "on" in self.fields:
            self.fields["on"].initial = desk.today
        self.prepare()
        self._choose_the_only_one()

    def prepare(self) -> None:
        """Fill choices and first values from what lies on the desk."""

    def _choose_the_only_one(self) -> None:
        """What offers a single choice is chosen already."""
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.RadioSelect):
                choices = list(field.widget.choices)
                if len(choices) == 1:
                    field.initial = choices[0][0]

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        """Why there is nothing to do by this step now; empty when it may be tried."""
        return ""

    def arguments(self) -> dict[str, Any]:
        """What the verb is called with beside who, when and what on. Empty days are left out."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.own and value is not None
        }

    def act(self, based_on: int | None) -> Any:
        """Call the verb: its result, or why it was refused."""
        given = self.arguments()
        if isinstance(given, Refused):
            return given
        return self.call(given, based_on)

    def call(self, given: dict[str, Any], based_on: int | None) -> Any:
        name, number = self.desk.about
        act = type(self).do
        said = {"actor": self.desk.staff.actor, "now": self.desk.staff.now, name: number, **given}
        if "based_on" in inspect.signature(act).parameters:
            said["based_on"] = based_on
        return act(**said)

    def keep(self, files: list[Any], role: str) -> list[int] | Refused:
        """Attach the files for the body; their numbers. Proofs of identity are sealed."""
        kept: list[int] = []
        for file in files:
            number = attach(
                actor=self.desk.staff.actor, now=self.desk.staff.now, body_id=self.desk.body_id,
                name=str(file.name), content=file.read(), purpose=file_purpose(role),
                sealed=role == FileRole.IDENTITY,
            )  # fmt: skip
            if isinstance(number, Refused):
                return Refused(number.reason, number.article)
            kept.append(number)
        return kept


def text_field(label: Said, *, rows: int = 3, required: bool = True, help_text: Said = "") -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line_field(
    label: Said, length: int = 120, *, required: bool = True, help_text: Said = ""
) -> forms.CharField:
    """A field of one line."""
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text)


def day_field(label: Said, help_text: Said = "") -> DayField:
    """The day a thing happened; today unless it is entered later."""
    return DayField(label=label, help_text=help_text)


def reason_field(label: Said = "", help_text: Said = "") -> forms.CharField:
    """Why; kept in the ledger."""
    return text_field(label or _("理由"), rows=2, help_text=help_text or _("将记入台账。"))


def way_field() -> forms.ChoiceField:
    """How the letter goes out."""
    return forms.ChoiceField(
        label=_("送达方式"), required=False, choices=[("", _("按对方选定的方式")), *Way.choices]
    )
