"""Every verb of the returns: keyword-only, with `actor` and `now`; returns its result or `Refused`."""

from gongkai.reporting.actions.exchange import accept, reopen, send_back, submit
from gongkai.reporting.actions.explaining import explain_warning
from gongkai.reporting.actions.filling import Entry, Rejected, Saved, StaleSave, Unchanged, save_cells
from gongkai.reporting.actions.freezing import correct, freeze, publish
from gongkai.reporting.actions.opening import OpenedYear, open_year
from gongkai.reporting.actions.prefilling import refresh_counts, state_zero
from gongkai.reporting.actions.reminding import remind
from gongkai.reporting.actions.reviewing import recall, review_ok, review_send_back, send_to_review
from gongkai.reporting.actions.writing import write_text

__all__ = [
    "Entry",
    "OpenedYear",
    "Rejected",
    "Saved",
    "StaleSave",
    "Unchanged",
    "accept",
    "correct",
    "explain_warning",
    "freeze",
    "open_year",
    "publish",
    "recall",
    "refresh_counts",
    "remind",
    "reopen",
    "review_ok",
    "review_send_back",
    "save_cells",
    "send_back",
    "send_to_review",
    "state_zero",
    "submit",
    "write_text",
]
