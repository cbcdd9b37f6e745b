"""The gazette 政府公报: its sections, where copies go, and how the scan of an old issue becomes documents.

rules/publishing/gazette.toml. What must be in it (应登尽登) stands with the kinds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.document_numbers import numbers_in, parse

PRINTED = "printed"
"""The place that stands for the print run."""

ERRATA = "errata"
"""The section of corrections, 更正."""

OTHERS = "others"
"""The section that takes what no other does."""


class GazetteCondition(StrEnum):
    """The names after `requires` in rules/lifecycles/gazette.toml."""

    ANOTHER_PERSON = "another_person"  # nobody approves the issue he put together
    REASON_GIVEN = "reason_given"
    HAS_CONTENT = "has_content"
    NOTHING_MISSING = "nothing_missing"  # every rule and normative document is in, or it is said why not
    ALL_STAND = "all_stand"  # nothing in it was withdrawn meanwhile
    PROOF_MADE = "proof_made"  # the pages of this very content are set and can be looked at
    AS_APPROVED = "as_approved"  # the content is the one that was approved
    CORRECTS_PUBLISHED = "corrects_published"  # a correction is of something in a published issue
    WORDS_CLEAN = "words_clean"  # no personal data, no classification mark in words written for the issue
    COPIES_PRINTED = "copies_printed"  # no more is given away than was printed
    PAGES_FIT = "pages_fit"  # the page ranges of a split are within the scan, in order
    FINDINGS_JUDGED = "findings_judged"  # what the machine points at in an old issue was looked at


class Maker(StrEnum):
    """Who made what is printed."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class GazetteSection:
    """栏目. Empty `kinds` or `makers` take all."""

    code: str
    title: str
    kinds: tuple[str, ...]
    makers: tuple[Maker, ...]

    def takes(self, kind: str, maker: Maker) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.makers or maker in self.makers)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where copies go; `printed` is the print run itself."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class GazetteRules:
    """`statement`: what every gazette says of its text (标准文本)."""

    title: str
    in_force: date
    legal_basis: str
    statement: str
    statement_article: str
    section: tuple[GazetteSection, ...]
    place: tuple[Destination, ...]

    def __post_init__(self) -> None:
        for codes in ([each.code for each in self.section], [each.code for each in self.place]):
            if len(set(codes)) != len(codes):
                raise ValueError(Message(N_("公报的栏目或者去处标识重复")))
        if PRINTED not in {each.code for each in self.place}:
            raise ValueError(Message(N_("公报的去处里没有印数")))

    def section_of(self, kind: str, maker: Maker) -> str:
        """The section a document stands in unless an editor moves it: the first that takes it."""
        return next(each.code for each in self.section if each.takes(kind, maker))

    def section_title(self, code: str) -> str:
        return next((each.title for each in self.section if each.code == code), code)

    def place_title(self, code: str) -> str:
        return next((each.title for each in self.place if each.code == code), code)

    @property
    def section_order(self) -> dict[str, int]:
        return {each.code: at for at, each in enumerate(self.section)}


def read_gazette(declaration: Declaration) -> GazetteRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(GazetteRules)


# ── the scan of an old issue ─────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Piece:
    """A document within a scan: pages from `first` to `last`, both included, counted from 1."""

    first: int
    last: int
    title: str
    number: str = ""


def piece_problems(pieces: Sequence[Piece], pages: int) -> Iterator[Message]:
    """What is wrong with a split. A page may end one document and begin the next."""
    before = 1
    for place, piece in enumerate(pieces, start=1):
        values: dict[str, object] = {"place": place, "pages": pages}
        if not piece.title.strip():
            yield Message(N_("第{place}件没有标题。"), values)
        if not 1 <= piece.first <= piece.last <= pages:
            yield Message(N_("第{place}件的页码不对：全本共{pages}页。"), values)
        elif piece.first < before:
            yield Message(N_("第{place}件的起始页在前一件的末页以前。"), values)
        if piece.number.strip() and parse(piece.number.strip()) is None:
            yield Message(N_("第{place}件的文号应写作“机关代字〔年份〕序号”。"), values)
        before = max(before, piece.last)


_HAN = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_GAP = re.compile(rf"(?<=[{_HAN}])[ \t]+(?=[{_HAN}])")
_SALUTATION = re.compile(r"[：:]\s*$")
_FURNITURE = re.compile(r"^[—\-–·•\s]*\d{1,4}[—\-–·•\s]*$|公报|^目\s*录$|^\d{4}年第\d+期")
_LONGEST_TITLE = 5  # lines
_AROUND = 2  # characters that recognition may add to a number
_SEEN = re.compile(
    r"\W{0,2}(?P<word>[\u4e00-\u9fff]{1,12}[发字办函规告令政])[^\w\s]{0,2}(?P<year>(?:19|20)\d{2})[^\w\s]{1,2}"
    r"第?(?P<serial>\d{1,4})(?:号.{0,2}|[^\d\s]?\W{0,2})"
)
"""A number as recognition sees it: any brackets, one that is lost, 吨 or 昌 for 号."""


def squeezed(text: str) -> str:
    """Recognised text without the gaps that recognition puts between Chinese characters; empty lines go."""
    lines = (_GAP.sub("", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def proposed(pages: Sequence[str]) -> tuple[Piece, ...]:
    """A first split of recognised pages, for an editor to put right: a document begins where a line is
    nothing but its 发文字号. The title are the lines behind it, or before it where none follow, up to the
    addressees."""
    starts: list[tuple[int, str, str]] = []
    for page, text in enumerate(pages, start=1):
        lines = text.splitlines()
        for at, line in enumerate(lines):
            number = _alone(line)
            if number:
                starts.append((page, number, _title(lines, at)))
    pieces = []
    for place, (page, number, title) in enumerate(starts):
        following = starts[place + 1][0] if place + 1 < len(starts) else len(pages) + 1
        pieces.append(Piece(page, max(page, following - 1), title, number))
    return tuple(pieces)


def _alone(line: str) -> str:
    """The 发文字号 that a line consists of; empty when it says anything else."""
    bare = "".join(line.split())
    if seen := _SEEN.fullmatch(bare):
        bare = f"{seen['word']}〔{seen['year']}〕{int(seen['serial'])}号"
    found = list(numbers_in(bare))
    if len(found) == 1 and found[0].end - found[0].start >= len(bare) - _AROUND:
        return str(found[0].number)
    return ""


def _title(lines: Sequence[str], at: int) -> str:
    behind: list[str] = []
    for line in lines[at + 1 : at + 1 + _LONGEST_TITLE]:
        if _SALUTATION.search(line) or line.endswith(("。", "；", "，")):
            break
        behind.append(line)
    if not behind:
        before = [line for line in lines[max(0, at - _LONGEST_TITLE) : at] if not _FURNITURE.search(line)]
        behind = before
    return "".join(behind).replace(" ", "")[:300]
