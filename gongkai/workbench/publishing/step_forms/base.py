"""What every step's form shares: the document before the person, and the call of the verb."""

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.look.choosing import offer
from gongkai.workbench.cases.step_forms.base import Said, day_field, line_field, reason_field, text_field
from gongkai.workbench.publishing.desk import Desk

__all__ = ["Said", "Step", "day_field", "line_field", "reason_field", "text_field"]


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
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from what lies on the desk."""

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        """Why there is nothing to do by this step now; empty when it may be tried."""
        return ""

    def choose(self, name: str, choices: Any) -> None:
        offer(self, name, choices)

    def arguments(self) -> dict[str, Any]:
        """What the verb is called with beside who, when and what on. Empty days are left out."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.own and value is not None
        }

    def act(self, based_on: int | None) -> Any:
        """Call the verb: its result, or why it was refused."""
        name, number = self.desk.about(self.verb)
        act = type(self).do
        said = {
            "actor": self.desk.staff.actor, "now": self.desk.staff.now, name: number, **self.arguments(),
        }  # fmt: skip
        if "based_on" in inspect.signature(act).parameters:
            said["based_on"] = based_on
        return act(**said)
