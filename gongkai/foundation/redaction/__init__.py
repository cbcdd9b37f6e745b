"""Taking out of a PDF for good what lies under boxes, and what a reader of the page does not see.

Everything here works in a process of its own; the modules below hold the same for tests and that process.
"""

from gongkai.foundation.redaction.apart import page_image, redact, redact_picture
from gongkai.foundation.redaction.boxes import Box
from gongkai.foundation.redaction.proposing import Proposal, Proposals, find_personal_data
from gongkai.foundation.redaction.redacting import page_count

__all__ = [
    "Box",
    "Proposal",
    "Proposals",
    "find_personal_data",
    "page_count",
    "page_image",
    "redact",
    "redact_picture",
]
