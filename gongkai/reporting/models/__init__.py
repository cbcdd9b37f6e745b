"""Tables of the year's returns. Imported only by this room; others use `queries` and `actions`."""

from gongkai.reporting.models.remarks import CellComment, Reminder, RuleExplanation
from gongkai.reporting.models.returns import ReportingYear, Return, ReturnCell, ReturnState
from gongkai.reporting.models.submissions import Figure, FrozenReturn, Submission

__all__ = [
    "CellComment",
    "Figure",
    "FrozenReturn",
    "Reminder",
    "ReportingYear",
    "Return",
    "ReturnCell",
    "ReturnState",
    "RuleExplanation",
    "Submission",
]
