"""Many items at once from the bodies' office systems: template, check, confirmation, and the same gate for
all."""

from gongkai.publishing.importing.actions import advance, bring_in, check, confirm, receive
from gongkai.publishing.importing.listing import name_in_list, packed
from gongkai.publishing.importing.reading import LARGEST, MOST_ROWS
from gongkai.publishing.importing.stepping import Advanced, step_through
from gongkai.publishing.importing.template import template

__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "Advanced",
    "advance",
    "bring_in",
    "check",
    "confirm",
    "name_in_list",
    "packed",
    "receive",
    "step_through",
    "template",
]
