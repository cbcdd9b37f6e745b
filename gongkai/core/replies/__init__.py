"""Texts of replies and notices: declared templates, what they may say, and what a finished letter may say.

The remedies of a reply are computed (gongkai.core.remedies) and stand where the template says `{remedy}`. No
template and no letter may tell another remedy beside them.
"""

from gongkai.core.replies.checking import check_letter, check_template
from gongkai.core.replies.placeholders import Placeholder
from gongkai.core.replies.templates import (
    Notice,
    Template,
    Templates,
    UnfilledError,
    fill,
    placeholders_of,
    read_templates,
    required_for,
)
from gongkai.core.replies.words import PLACES

__all__ = [
    "PLACES",
    "Notice",
    "Placeholder",
    "Template",
    "Templates",
    "UnfilledError",
    "check_letter",
    "check_template",
    "fill",
    "placeholders_of",
    "read_templates",
    "required_for",
]
