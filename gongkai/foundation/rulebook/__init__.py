"""The lawyer's folder, loaded: forms and calendars, and the version that names exactly these rules.

Needs no Django and no settings, so that the command line can use it alone. The folder is read once in
the life of a process: rules never change under a running judgement.
"""

from gongkai.foundation.rulebook.book import RULES, Rulebook, current, load
from gongkai.foundation.rulebook.questions import (
    NoSuchFormError,
    calendar,
    form,
    form_for,
    forms,
    report_due,
    rule_version,
)

__all__ = [
    "RULES",
    "NoSuchFormError",
    "Rulebook",
    "calendar",
    "current",
    "form",
    "form_for",
    "forms",
    "load",
    "report_due",
    "rule_version",
]
