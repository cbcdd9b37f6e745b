"""Sentences filled from figures: the form's own patterns, and the office's paragraphs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.core.cells import State
from gongkai.core.report.figures import LAST_YEAR, Amount, Figures, compared, in_prose, percent, rounded
from gongkai.core.report.parts import Paragraph, Role, Run
from gongkai.core.report.wording import CONTEXT, HOLE, Pattern

SECOND_HEAD = re.compile(r"^（[一二三四五六七八九十]+）")
THIRD_HEAD = re.compile(r"^\d{1,2}[.．、](?!\d)")
LONGEST_HEAD = 40  # characters; a longer first sentence is text, not a head


class UnboundError(Exception):
    """A hole with no number to write. `hole` is the hole as it stands in the text."""

    def __init__(self, hole: str) -> None:
        super().__init__(hole)
        self.hole = hole


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills holes from `figures`, and the plain words ({body}, {year} …) from `context`."""

    figures: Figures
    context: Mapping[str, str]

    def fill(self, text: str) -> tuple[Run, ...]:
        """`text` as runs, each bound figure a run of its own. Raises UnboundError."""
        runs: list[Run] = []
        end = 0
        for hole in HOLE.finditer(text):
            runs.append(Run(text[end : hole.start()]))
            runs.append(self._hole(hole))
            end = hole.end()
        runs.append(Run(text[end:]))
        return tuple(run for run in runs if run.text)

    def _hole(self, hole: re.Match[str]) -> Run:
        name, whole, at, mode = hole["name"], hole["whole"], hole["at"], hole["mode"]
        if name in self.context:
            return Run(self.context[name])
        amount = self._number(name, at, hole[0])
        if whole:
            return self._share(amount, self._number(whole, at, hole[0]), hole[0])
        if mode == "compare":
            return Run(compared(amount, self.figures.find(name, LAST_YEAR)), adds=amount.cells)
        assert amount.read is not None
        text = rounded(amount.read) if mode == "rounded" else in_prose(amount.read)
        if at is None and name in self.figures.form.cells:
            return Run(text, cell=name)
        return Run(text, adds=amount.cells if at is None else ())

    def _number(self, name: str, at: str | None, hole: str) -> Amount:
        amount = self.figures.find(name, at)
        if amount is None or amount.value is None:
            raise UnboundError(hole)
        return amount

    @staticmethod
    def _share(part: Amount, whole: Amount, hole: str) -> Run:
        assert part.value is not None
        if not whole.value:
            raise UnboundError(hole)
        return Run(percent(part.value, whole.value), adds=(*part.cells, *whole.cells))

    def sentence(self, pattern: Pattern) -> tuple[Run, ...]:
        """The variant of `pattern` that its figure's state asks for, filled; () when it says nothing."""
        try:
            return self._with_parts(pattern, self._variant(pattern))
        except UnboundError:
            return self.fill(pattern.blank)

    def _variant(self, pattern: Pattern) -> str:
        of = pattern.of or next(bound_names(pattern.number), None)
        amount = self.figures.find(of) if of else None
        if of and (amount is None or amount.state is not State.NUMBER):
            return pattern.blank
        if amount is not None and amount.value == 0 and pattern.zero is not None:
            return pattern.zero
        return pattern.number

    def _with_parts(self, pattern: Pattern, text: str) -> tuple[Run, ...]:
        before, hole, after = text.partition("{parts}")
        if not hole:
            return self.fill(text)
        parts = [self.fill(part) for part in pattern.parts if self._counts(part)]
        if not parts:
            raise UnboundError(hole)
        joined = [run for part in parts for run in (Run("，"), *part)][1:]
        return (*self.fill(before), *joined, *self.fill(after))

    def _counts(self, part: str) -> bool:
        """A part is named when its first figure is a number other than 0."""
        amount = self.figures.find(next(bound_names(part)))
        return amount is not None and bool(amount.value)

    def paragraphs(self, text: str) -> Iterator[tuple[int, str, Paragraph | UnboundError]]:
        """The office's `text` line by line: number from 1, the line, and its paragraph – or the hole
        that holds no figure."""
        for number, line in numbered(text):
            try:
                yield number, line, self._paragraph(line)
            except UnboundError as refusal:
                yield number, line, refusal

    def _paragraph(self, line: str) -> Paragraph:
        for pattern, role in ((SECOND_HEAD, Role.HEAD_2), (THIRD_HEAD, Role.HEAD_3)):
            if pattern.match(line):
                return self._headed(line, role)
        return Paragraph(self.fill(line))

    def _headed(self, line: str, role: Role) -> Paragraph:
        """A line that is all head, or a head that runs on into its paragraph after the first 。"""
        if len(line) <= LONGEST_HEAD and not line.endswith(("。", "；", "：")):
            return Paragraph(self.fill(line), role)
        head, stop, rest = line.partition("。")
        if role is Role.HEAD_2 and rest and len(head) <= LONGEST_HEAD:
            return Paragraph((*(_strong(run) for run in self.fill(head + stop)), *self.fill(rest)))
        return Paragraph(self.fill(line))


def _strong(run: Run) -> Run:
    return Run(run.text, run.cell, run.adds, strong=True)


def bound_names(text: str) -> Iterator[str]:
    """Names of figures in the holes of `text`, plain words and {parts} left out."""

    return (hole["name"] for hole in HOLE.finditer(text) if hole["name"] not in CONTEXT)


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` that say something, from 1, without characters no print can hold."""
    lines = ("".join(map(_held, line)).strip() for line in text.splitlines())
    return enumerate((line for line in lines if line), start=1)


def _held(char: str) -> str:
    """`char` as a print can hold it: a tab is a space, other control and format characters nothing."""
    if unicodedata.category(char) not in ("Cc", "Cf"):
        return char
    return " " if char.isspace() else ""


def as_typed(line: str) -> Paragraph:
    """A line whose hole holds no figure, printed as the office wrote it so that the gap is seen."""
    return Paragraph((Run(line),), Role.MISSING)
