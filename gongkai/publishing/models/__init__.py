"""Tables of publishing."""

from gongkai.publishing.models.documents import (
    AttributeChange,
    Document,
    InterpretationPlan,
    JointMaker,
    Publication,
    Relation,
    StandingNotice,
)
from gongkai.publishing.models.editions import (
    Edition,
    EditionFile,
    FilePart,
    FileReading,
    GateFinding,
    GateReview,
    Masking,
)
from gongkai.publishing.models.setup import Batch, BatchState, Evaluation, NumberMark, NumberSeries

__all__ = [
    "AttributeChange",
    "Batch",
    "BatchState",
    "Document",
    "Edition",
    "EditionFile",
    "Evaluation",
    "FilePart",
    "FileReading",
    "GateFinding",
    "GateReview",
    "InterpretationPlan",
    "JointMaker",
    "Masking",
    "NumberMark",
    "NumberSeries",
    "Publication",
    "Relation",
    "StandingNotice",
]
