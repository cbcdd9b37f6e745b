"""Verbs of reading points, deposits and packages."""

from gongkai.publishing.archives.actions.packages import ask, drop, hand_over, note_made
from gongkai.publishing.archives.actions.points import (
    PointFacts,
    change_point,
    deposit,
    record_visits,
    register_point,
    strike_deposit,
)

__all__ = [
    "PointFacts",
    "ask",
    "change_point",
    "deposit",
    "drop",
    "hand_over",
    "note_made",
    "record_visits",
    "register_point",
    "strike_deposit",
]
