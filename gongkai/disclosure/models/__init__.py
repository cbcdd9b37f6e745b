"""Tables of structured disclosure."""

from gongkai.disclosure.models.obligations import Objection, ObjectionState, Statement, StatementKind
from gongkai.disclosure.models.releases import Release, ReleaseFigure, Way, YearFigure
from gongkai.disclosure.models.rows import Row
from gongkai.disclosure.models.sources import Source, SourceKind, SourceState

__all__ = [
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
    "Way",
    "YearFigure",
]
