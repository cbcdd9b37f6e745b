"""What may be asked about cases, and by whom.

`cases_visible_to` is where every query and verb for staff starts; `citizen` is what number and code let see.
"""

from gongkai.casework.queries.board import Board, BoardRow, Bucket, board, due_dates
from gongkai.casework.queries.cards import CaseCard, cards, masked_name, masked_phone
from gongkai.casework.queries.cases import (
    NoSuchCaseError,
    bodies_seen_by,
    case_visible_to,
    cases_visible_to,
    clock_events,
    permitted,
    reading,
    readings,
)
from gongkai.casework.queries.citizen import OwnCase, own_case, own_file
from gongkai.casework.queries.similar import Alike, alike, duplicates, of_the_same_person

__all__ = [
    "Alike",
    "Board",
    "BoardRow",
    "Bucket",
    "CaseCard",
    "NoSuchCaseError",
    "OwnCase",
    "alike",
    "board",
    "bodies_seen_by",
    "cards",
    "case_visible_to",
    "cases_visible_to",
    "clock_events",
    "due_dates",
    "duplicates",
    "masked_name",
    "masked_phone",
    "of_the_same_person",
    "own_case",
    "own_file",
    "permitted",
    "reading",
    "readings",
]
