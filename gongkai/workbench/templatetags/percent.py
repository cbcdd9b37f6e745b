"""`{% load percent %}`: fractions as the redaction form shows them."""

from django import template

register = template.Library()


@register.filter
def percent(value: float | str) -> str:
    """0.125 as 12.5, with a point whatever the language: for number inputs. Empty stays empty."""
    return "" if value == "" else f"{float(value) * 100:.2f}".rstrip("0").rstrip(".")
