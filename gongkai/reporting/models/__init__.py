"""Tables of the year's returns. Imported only by this room; others use `queries` and `actions`."""

from gongkai.reporting.models.remarks import CellComment, Reminder, RuleExplanation
from gongkai.reporting.models.returns import ReportingYear, Return, ReturnCell, ReturnState
from gongkai.reporting.models.submissions import Figure, FrozenReturn, Submission
from gongkai.reporting.models.texts import ReportText

__all__ = [
    "CellComment",
    "Figure",
    "FrozenReturn",
    "Reminder",
    "ReportText",
    "ReportingYear",
    "Return",
    "ReturnCell",
    "ReturnState",
    "RuleExplanation",
    "Submission",
]
