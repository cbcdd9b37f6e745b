"""Tables of structured disclosure."""

from gongkai.disclosure.models.draws import Draw, DrawResult, DrawState
from gongkai.disclosure.models.duties import DutyFigure
from gongkai.disclosure.models.obligations import Objection, ObjectionState, Statement, StatementKind
from gongkai.disclosure.models.releases import Release, ReleaseFigure, Way, YearFigure
from gongkai.disclosure.models.rows import Row
from gongkai.disclosure.models.sources import Source, SourceKind, SourceState
from gongkai.disclosure.models.subscriptions import DataSubscription, ToldUpTo

__all__ = [
    "DataSubscription",
    "Draw",
    "DrawResult",
    "DrawState",
    "DutyFigure",
    "Objection",
    "ObjectionState",
    "Release",
    "ReleaseFigure",
    "Row",
    "Source",
    "SourceKind",
    "SourceState",
    "Statement",
    "StatementKind",
    "ToldUpTo",
    "Way",
    "YearFigure",
]
