"""What every step's form on a case shares: the case before the person, and files that come along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.casework.choices import FileRole, Way
from gongkai.foundation.files.actions import attach
from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.cases.desk import Desk
from gongkai.workbench.step_form import Said, StepForm, day_field, line_field, reason_field, text_field

__all__ = [
    "FilesField",
    "Said",
    "Step",
    "day_field",
    "file_purpose",
    "line_field",
    "reason_field",
    "text_field",
    "way_field",
]


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


class Step(StepForm):
    """One verb on a case."""

    desk: Desk

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self._choose_the_only_one()

    def first_values(self) -> None:
        if "on" in self.fields:
            self.fields["on"].initial = self.desk.today

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

    def about(self) -> tuple[str, int]:
        return self.desk.about

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


def way_field() -> forms.ChoiceField:
    """How the letter goes out."""
    return forms.ChoiceField(
        label=_("送达方式"), required=False, choices=[("", _("按对方选定的方式")), *Way.choices]
    )
