"""What may be asked about returns, and by whom. Everything comes back as frozen values.

Staff's queries take `actor` and `day`, and raise NoSuchReturnError for what the person may not see.
"""

from gongkai.reporting.queries.board import BoardLine, board
from gongkai.reporting.queries.opened import OpenedCell, open_cell
from gongkai.reporting.queries.public import (
    NotPublishedError,
    PublicCell,
    PublicReturn,
    open_published,
    published,
    published_list,
    published_years,
)
from gongkai.reporting.queries.reports import Draft, SlotView, draft, published_report
from gongkai.reporting.queries.rollup import RolledUp, children_figures, rolled_up
from gongkai.reporting.queries.single import HistoryLine, ReturnView, findings, history, return_view
from gongkai.reporting.queries.visible import NoSuchReturnError, returns_visible_to, visible_return
from gongkai.reporting.queries.waiting import Waiting, own_returns, waiting_for

__all__ = [
    "BoardLine",
    "Draft",
    "HistoryLine",
    "NoSuchReturnError",
    "NotPublishedError",
    "OpenedCell",
    "PublicCell",
    "PublicReturn",
    "ReturnView",
    "RolledUp",
    "SlotView",
    "Waiting",
    "board",
    "children_figures",
    "draft",
    "findings",
    "history",
    "open_cell",
    "open_published",
    "own_returns",
    "published",
    "published_list",
    "published_report",
    "published_years",
    "return_view",
    "returns_visible_to",
    "rolled_up",
    "visible_return",
    "waiting_for",
]
