"""What may be asked about cases, and by whom.

`cases_visible_to` is where every query and verb for staff starts; `citizen` is what number and code let see.
"""

from gongkai.casework.queries.cards import CaseCard, cards, masked_name, masked_phone
from gongkai.casework.queries.cases import (
    NoSuchCaseError,
    case_visible_to,
    cases_visible_to,
    clock_events,
    permitted,
    reading,
    readings,
)

__all__ = [
    "CaseCard",
    "NoSuchCaseError",
    "cards",
    "case_visible_to",
    "cases_visible_to",
    "clock_events",
    "masked_name",
    "masked_phone",
    "permitted",
    "reading",
    "readings",
]
