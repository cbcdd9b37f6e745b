"""What a check says: one finding with both figures, the arithmetic, and where each stands."""

from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.forms import Severity
from gongkai.core.messages import Message

type Number = int | Decimal

_UNSAID = Message("")


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document: page and line from 1 (None when unknown), and the form cell if it is one."""

    page: int | None = None
    line: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it takes part in a finding, in the unit people read."""

    label: str
    value: Number | str | None
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement.

    `printed` is the figure the document shows, `computed` the one the rest of it gives. `figures` lists
    every figure of the arithmetic with its place. `basis` says where the rule comes from, `suggestion`
    what to do (and which side closes the sum).
    """

    rule: str
    severity: Severity
    message: Message
    where: Where = Where()
    printed: Number | str | None = None
    computed: Number | str | None = None
    figures: tuple[Figure, ...] = field(default_factory=tuple)
    basis: Message = _UNSAID
    suggestion: Message = _UNSAID
