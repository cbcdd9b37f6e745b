"""Verbs of catalogues and guides."""

from gongkai.publishing.catalogue.actions.changing import (
    RowChange,
    approve,
    declare_not_covered,
    open_catalogue,
    propose,
    refuse,
    remind_review,
    review,
    withdraw_proposal,
)
from gongkai.publishing.catalogue.actions.guides import publish_guide, return_guide, write_guide
from gongkai.publishing.catalogue.actions.tables import propose_table, receive_table

__all__ = [
    "RowChange",
    "approve",
    "declare_not_covered",
    "open_catalogue",
    "propose",
    "propose_table",
    "publish_guide",
    "receive_table",
    "refuse",
    "remind_review",
    "return_guide",
    "review",
    "withdraw_proposal",
    "write_guide",
]
