"""One verb as a form, and the fields such forms are made of; the rooms' own forms build on it."""

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.organisations.choices import DayField

type Said = Any  # text, or text to be translated when it is shown


class StepForm(forms.Form):
    """One verb as a form. `help` tells what it does and what follows, `done` that it was done.

    A field's name is the verb's argument; fields of `own` are not passed on. `desk`: what the person has
    before him.
    """

    do: ClassVar[Callable[..., Any]]
    verb: ClassVar[str]
    help: ClassVar[Said] = ""
    done: ClassVar[Said] = _("已办理。")
    button: ClassVar[Said] = ""
    own: ClassVar[frozenset[str]] = frozenset()
    danger: ClassVar[bool] = False
    desk: Any

    def __init__(self, *args: Any, desk: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        self.first_values()
        self.prepare()

    def first_values(self) -> None:
        """What every form of the room begins with; `prepare` may say otherwise."""

    def prepare(self) -> None:
        """Fill choices and first values from what lies on the desk."""

    def about(self) -> tuple[str, int]:
        """The verb's argument that names what it is done on, and its number."""
        raise NotImplementedError

    def arguments(self) -> Any:
        """What the verb is called with beside who, when and what on, or why it can't be. Empty days are left
        out."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.own and value is not None
        }

    def act(self, based_on: int | None) -> Any:
        """Call the verb: its result, or why it was refused."""
        given = self.arguments()
        return given if isinstance(given, Refused) else self.call(given, based_on)

    def call(self, given: dict[str, Any], based_on: int | None) -> Any:
        """The verb with these arguments; `based_on`, the revision the person saw, where the verb takes it."""
        name, number = self.about()
        act = type(self).do
        said = {"actor": self.desk.staff.actor, "now": self.desk.staff.now, name: number, **given}
        if "based_on" in inspect.signature(act).parameters:
            said["based_on"] = based_on
        return act(**said)


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
