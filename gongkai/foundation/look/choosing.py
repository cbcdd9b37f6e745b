"""Choices that are known only when a form is opened."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm


def offer(form: BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Let the field `name` of `form`, which is one to choose from, offer these: (value, words), or groups."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # the stubs know a plain Field only
