"""What a challenge ended in: reconsideration, lawsuit, complaint; declared in rules/outcomes/.

The annual report knows four words (维持、纠正、其他、尚未审结). A decision or judgment has more; each belongs
to one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class Result(StrEnum):
    """In the words of the form."""

    UPHELD = "upheld"  # 结果维持
    CORRECTED = "corrected"  # 结果纠正，被依法纠错
    OTHER = "other"  # 其他结果，其他情形
    PENDING = "pending"  # 尚未审结


class Path(StrEnum):
    """How a case came before the organ; separates the two groups of lawsuits in table 4."""

    DIRECT = "direct"  # 未经复议直接起诉; every reconsideration and complaint
    AFTER_REVIEW = "after_review"  # 复议后起诉


@dataclass(frozen=True, slots=True)
class Row:
    """`cells`: form code → cell ("4.1", "A1") for cases of `path`. A form without the cell does not count it:
    the form of 2014 has no place for what is still pending, nor the later ones for complaints."""

    result: Result
    path: Path
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to end, as the decision or judgment words it."""

    code: str
    title: str
    result: Result
    article: str


@dataclass(frozen=True, slots=True)
class ChallengeResults:
    """The closed list for one kind of challenge."""

    kind: str
    title: str
    legal_basis: str
    paths: tuple[Path, ...]
    row: tuple[Row, ...]
    decision: tuple[Decision, ...]

    def __post_init__(self) -> None:
        found = [(row.result, row.path) for row in self.row]
        if sorted(found) != sorted((result, path) for result in Result for path in self.paths):
            raise ValueError(Message(N_("每种结果、每种途径应当正好写一行")))
        codes = [each.code for each in self.decision]
        if len(set(codes)) != len(codes):
            raise ValueError(Message(N_("办理结果的标识重复")))

    def cell(self, result: Result, form_code: str, path: Path = Path.DIRECT) -> str | None:
        """Where such a case is counted in that form; None when the form does not count it."""
        return next(row.cells.get(form_code) for row in self.row if row.result is result and row.path is path)

    def decided(self, code: str) -> Decision:
        """Raises KeyError when the list has no such decision."""
        for each in self.decision:
            if each.code == code:
                return each
        raise KeyError(code)


def read_challenge_results(declaration: Declaration) -> ChallengeResults:
    """The list from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(ChallengeResults)
