"""Cross-footing (勾稽): the sums and comparisons that tie a return's cells together."""

from gongkai.core.crossfoot.children import check_children
from gongkai.core.crossfoot.judge import Difference, Kind, check
from gongkai.core.crossfoot.suspects import Suspect, suspects
from gongkai.core.crossfoot.wording import to_finding, to_findings

__all__ = [
    "Difference",
    "Kind",
    "Suspect",
    "check",
    "check_children",
    "suspects",
    "to_finding",
    "to_findings",
]
