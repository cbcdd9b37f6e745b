"""`{% load look %}`: figures, dates, messages and the components of the design system."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai.core.cells import Cell, State
from gongkai.core.messages import Message
from gongkai.foundation.look import writing
from gongkai.foundation.look.declared import word

register = template.Library()

SEVERITY_TAGS = {"error": "error", "warning": "warning", "note": ""}
STRUCK = "／"


@register.filter
def figure(value: Cell | int | Decimal | str | None, unit: str | None = None) -> str | SafeString:
    """A figure as the offices write it; blank and struck cells speak to screen readers too."""
    text = writing.figure(value, unit)
    if value is None or (isinstance(value, Cell) and value.state is State.BLANK):
        return format_html('<span class="govuk-visually-hidden">{}</span>', _("未填"))
    if text == STRUCK:
        return format_html(
            '<span aria-hidden="true">／</span><span class="govuk-visually-hidden">{}</span>', _("不适用")
        )
    return text


@register.filter
def year(value: int | None) -> str:
    return writing.year(value)


@register.filter
def day(value: date | datetime | None) -> str:
    return writing.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    return writing.moment(value)


@register.filter
def words(message: Message | str | None) -> str:
    """A `Message` in the reader's language."""
    return message.in_language(_) if isinstance(message, Message) else str(message or "")


@register.filter
def term(word: str | None) -> str:
    """A word of the declarations, such as a state's name, in the reader's language."""
    return _(word) if word else ""


@register.filter
def declared(said: str | None) -> str:
    """A word of a data set or of what it is reckoned by, in the reader's language."""
    return word(str(said)) if said else ""


@register.filter
def readable(value: Any) -> str:
    """Plain data as indented text, Chinese kept as it is."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)


@register.filter
def compact(value: Any) -> str:
    """Plain data as JSON for an attribute."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`mapping[key]`; None when it is not there, or there is no mapping."""
    return mapping.get(key) if mapping else None


@register.simple_block_tag
def tag(content: str, kind: str = "") -> SafeString:
    """`{% tag "error" %}错误{% endtag %}`; kinds: error, warning, good, quiet, or none."""
    css = f"gk-tag gk-tag--{kind}" if kind else "gk-tag"
    return format_html('<strong class="{}">{}</strong>', css, content.strip())


@register.simple_tag
def severity_tag(severity: str) -> SafeString:
    """错误, 提醒 or 提示, in its colour and in words."""
    names = {"error": _("错误"), "warning": _("提醒"), "note": _("提示")}
    kind = SEVERITY_TAGS.get(str(severity), "")
    css = f"gk-tag gk-tag--{kind}" if kind else "gk-tag"
    return format_html('<strong class="{}">{}</strong>', css, names.get(str(severity), severity))


WIDGET_CLASSES = ((Select, "govuk-select"), (Textarea, "govuk-textarea"))


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, CheckboxInput) else "input"


@register.inclusion_tag("look/components/field.html")
def field(
    bound: BoundField, hint: str = "", width: str = "", label: str = "", plain: bool = False
) -> dict[str, object]:
    """A form field with label, hint and errors, tied together for screen readers. `label` replaces the
    field's own, `plain` leaves its help text out."""
    shown = "" if plain else hint or bound.help_text
    kind = _kind(bound)
    drawn = bound.as_widget(attrs=_attributes(bound, kind, bool(shown), width)) if kind != "choices" else ""
    several = "checkboxes" if isinstance(bound.field.widget, CheckboxSelectMultiple) else "radios"
    return {
        "field": bound, "kind": kind, "drawn": drawn, "hint": shown, "label": label or bound.label,
        "several": several,
    }  # fmt: skip


def _attributes(bound: BoundField, kind: str, hinted: bool, width: str) -> dict[str, str | bool]:
    css = _css(bound, kind)
    described = [f"{bound.auto_id}-hint"] if hinted else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"class": f"{css} {width}".strip()}
    if bound.errors:
        attrs |= {"class": f"{attrs['class']} {css}--error", "aria-invalid": "true"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return attrs


def _css(bound: BoundField, kind: str) -> str:
    widget = bound.field.widget
    if kind == "checkbox":
        return "govuk-checkboxes__input"
    if getattr(widget, "input_type", "") == "file":
        return "govuk-file-upload"
    return next((name for kind, name in WIDGET_CLASSES if isinstance(widget, kind)), "govuk-input")


@register.inclusion_tag("look/components/error_summary.html")
def error_summary(form: Form | None) -> dict[str, object]:
    """The list of a form's errors, each a link to its field. Stands at the top of the page."""
    if not form or not form.is_bound:
        return {"errors": []}
    errors = [("", text) for text in form.non_field_errors()]
    for bound in form.visible_fields():
        place = bound.id_for_label or bound.auto_id
        errors += [(place, f"{bound.label}{_('：')}{text}") for text in bound.errors]
    return {"errors": errors}
