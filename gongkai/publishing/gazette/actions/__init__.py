"""Every verb of the gazette: keyword-only, with `actor` and `now`; returns its result or `Refused`."""

from gongkai.publishing.gazette.actions.approving import approve, give_back, note_proof, publish, recall
from gongkai.publishing.gazette.actions.copies import record_copies, strike_copies
from gongkai.publishing.gazette.actions.editing import add, close, drop, erratum, leave_out, order, remove
from gongkai.publishing.gazette.actions.entering import enter_late
from gongkai.publishing.gazette.actions.old import (
    correct_text,
    digitise,
    finish_reading,
    offer,
    send_back,
    split,
    upload_old,
)
from gongkai.publishing.gazette.actions.opening import Masthead, Numbers, open_issue, set_up

__all__ = [
    "Masthead",
    "Numbers",
    "add",
    "approve",
    "close",
    "correct_text",
    "digitise",
    "drop",
    "enter_late",
    "erratum",
    "finish_reading",
    "give_back",
    "leave_out",
    "note_proof",
    "offer",
    "open_issue",
    "order",
    "publish",
    "recall",
    "record_copies",
    "remove",
    "send_back",
    "set_up",
    "split",
    "strike_copies",
    "upload_old",
]
