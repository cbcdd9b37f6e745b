"""The lawyer's folder, loaded: forms and calendars, and the version that names exactly these rules.

Needs no Django and no settings, so that the command line can use it alone. The folder is read once in
the life of a process: rules never change under a running judgement.
"""

from gongkai.foundation.rulebook.book import RULES, Rulebook, current, load
from gongkai.foundation.rulebook.fields import fields, load_fields
from gongkai.foundation.rulebook.questions import (
    NoSuchClockError,
    NoSuchFormError,
    calendar,
    challenge_results,
    cost_fees,
    fee_tariff,
    form,
    form_for,
    forms,
    publishing,
    receipt_rules,
    remedies,
    reply_templates,
    report_due,
    request_clock,
    request_outcomes,
    rule_version,
)

__all__ = [
    "RULES",
    "NoSuchClockError",
    "NoSuchFormError",
    "Rulebook",
    "calendar",
    "challenge_results",
    "cost_fees",
    "current",
    "fee_tariff",
    "fields",
    "form",
    "form_for",
    "forms",
    "load",
    "load_fields",
    "publishing",
    "receipt_rules",
    "remedies",
    "reply_templates",
    "report_due",
    "request_clock",
    "request_outcomes",
    "rule_version",
]
