"""Fields that choose a body, and forms that share a reason and a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.organisations import queries
from gongkai.workbench.shell import Staff


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A calendar day, typed or picked."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, error_messages={"invalid": _("请填写日期，例如 2018-01-22")})


class StaffForm(forms.Form):
    """A form that knows who fills it and about which body."""

    def __init__(self, *args: Any, staff: Staff, body_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.body_id = body_id


class ReasonedForm(StaffForm):
    """A form that asks for the reason, last."""

    field_order: list[str] = []
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写明依据，例如文件名称和文号。将记入台账。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])


def visible_bodies(staff: Staff, without: int | None = None) -> list[tuple[int, str]]:
    """(identifier, name) of the bodies the person sees today."""
    found = queries.bodies_visible_to(staff.actor, staff.today)
    return [(each.id, each.name) for each in found if each.id != without]


class BodyField(forms.TypedChoiceField):
    """One visible body; filled by the form that holds it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def offer(self, staff: Staff, without: int | None = None) -> None:
        self.choices = [("", _("请选择")), *visible_bodies(staff, without)]


class BodiesField(forms.TypedMultipleChoiceField):
    """Several visible bodies."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, widget=forms.SelectMultiple(attrs={"size": 8}), **kwargs)

    def offer(self, staff: Staff, without: int | None = None) -> None:
        self.choices = visible_bodies(staff, without)


def offer_bodies(form: StaffForm) -> None:
    """Fill every body field of the form with what the person sees, the body itself left out."""
    for field in form.fields.values():
        if isinstance(field, BodyField | BodiesField):
            field.offer(form.staff, without=form.body_id)
