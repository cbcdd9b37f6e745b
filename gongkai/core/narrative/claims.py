"""What the prose claims: every figure that a declared measure recognises, with topic, scope and place."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.findings import Where
from gongkai.core.narrative.measures import Measure, Narrative, Patterns
from gongkai.core.narrative.places import Places
from gongkai.core.narrative.quantities import Quantity, quantities
from gongkai.core.narrative.scope import CompiledScope, Subject, Time
from gongkai.core.narrative.tidy import tidy
from gongkai.core.reading import Sentence

_CLAUSE_END = re.compile(r"[，。；;：:（(）)、！？]")
_LONGER_CLAUSE = re.compile(r"[，。；;：:（(）)！？]")  # 公民、法人和其他组织 is one subject
_SENTENCE_PARTS = re.compile(r"[。；;！？]")
_HEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?")
_WINDOW = 160  # characters read beside a figure
_FAR = 3  # sentences over which a topic is still being talked about
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of the prose tied to a measure.

    `quantity` is None when the prose says there was none at all (未收到…). `subject` tells whose figure
    it is, `is_of_which` whether it follows 其中.
    """

    measure: Measure
    topic: str | None
    quantity: Quantity | None
    said: str
    where: Where
    sentence: int  # index of the sentence
    start: int  # place in the sentence
    time: Time
    subject: Subject
    is_of_which: bool
    heading: str

    @property
    def value(self) -> Decimal:
        return self.quantity.value if self.quantity else NONE

    def agrees_with(self, value: Decimal | int) -> bool:
        return self.quantity.agrees_with(value) if self.quantity else value == 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence without spaces, with its figures and what was said before it under the same heading."""

    index: int
    sentence: Sentence
    text: str
    before: str
    quantities: tuple[Quantity, ...]
    places: Places

    def at(self, start: int, end: int) -> Where:
        """Where a stretch of the sentence stands."""
        return self.places.at(self.sentence.where, self.text, start, end)

    @property
    def heading(self) -> str:
        return self.sentence.heading


def passages(sentences: Sequence[Sentence], places: Places) -> tuple[Passage, ...]:
    """The sentences prepared for reading, each with up to three before it under the same heading."""
    texts = [tidy(sentence.text) for sentence in sentences]
    prepared = []
    for index, sentence in enumerate(sentences):
        near = [
            texts[earlier]
            for earlier in range(max(0, index - _FAR), index)
            if (sentences[earlier].heading, sentences[earlier].chapter)
            == (sentence.heading, sentence.chapter)
        ]
        heading = _HEADING_NUMBER.sub("", re.sub(r"\s+", "", sentence.heading))
        before = "。".join([heading, *near]) + "。"
        prepared.append(Passage(index, sentence, texts[index], before, quantities(texts[index]), places))
    return tuple(prepared)


def claims(
    read: Sequence[Passage],
    narrative: Narrative,
    scope: CompiledScope,
    year: int | None,
    body: str | None,
    taken: Collection[tuple[int, int]] = (),
) -> tuple[Claim, ...]:
    """The claims of the prose in order. `taken` are the figures (sentence, start) already tied elsewhere."""
    found: list[Claim] = []
    inherited, heading = Subject.WHOLE, ""
    for passage in read:
        if passage.heading != heading:
            inherited, heading = Subject.WHOLE, passage.heading
        figures = _figures(passage, narrative, scope, year, body, inherited)
        here = [claim for claim in figures if (claim.sentence, claim.start) not in taken]
        here += _absences(passage, narrative, scope, year, body, inherited, here)
        found += sorted(here, key=lambda claim: claim.start)
        subject = passage.text.partition("其中")[0]
        inherited = scope.subject_of(subject, body, inherited)
    return tuple(found)


def _figures(
    passage: Passage,
    narrative: Narrative,
    scope: CompiledScope,
    year: int | None,
    body: str | None,
    inherited: Subject,
) -> Iterator[Claim]:
    text = passage.text
    for position, quantity in enumerate(passage.quantities):
        if quantity.is_share:
            continue
        start = passage.quantities[position - 1].end if position else 0
        end = passage.quantities[position + 1].start if position + 1 < len(passage.quantities) else len(text)
        window, tail = text[start : quantity.start][-_WINDOW:], text[quantity.end : end][:_WINDOW]
        matched = _measure_of(quantity, window, tail, passage, narrative)
        if matched is None:
            continue
        patterns, topic = matched
        lead = text[: quantity.start]
        clause = _CLAUSE_END.split(lead)[-1]
        if patterns.measure.carries == "out" and re.search(rf"(?:至|到|入){year}年", clause):
            continue  # carried from last year into this one
        yield Claim(
            patterns.measure,
            topic,
            quantity,
            _excerpt(text, quantity.start, quantity.end),
            passage.sentence.where_of(quantity.start),
            passage.index,
            quantity.start,
            scope.time_of(lead, clause, year, patterns.measure),
            scope.subject_of(lead, body, inherited),
            "其中" in window,
            passage.heading,
        )


def _measure_of(
    quantity: Quantity, window: str, tail: str, passage: Passage, narrative: Narrative
) -> tuple[Patterns, str | None] | None:
    """The first declared measure whose wording stands beside the figure, and the topic then talked about."""
    if "分别" in window:
        return None  # 复议、诉讼案件分别为 5 件、3 件: which is which is not told by what stands beside
    following = _CLAUSE_END.split(tail)[0]
    clause = _LONGER_CLAUSE.split(window)[-1] + quantity.text + following
    lead = passage.before + passage.text[: quantity.start]
    for patterns in narrative.patterns:
        if not _unit_fits(quantity, tail, patterns):
            continue
        before = patterns.before.search(window) if patterns.before else None
        after = patterns.after.match(following) if patterns.after else None
        if not before and not after:
            continue
        if patterns.unless and patterns.unless.search(clause):
            continue
        if patterns.not_before and patterns.not_before.search(passage.text[quantity.end :]):
            continue
        if not _stands_in_place(patterns, passage):
            continue
        topic = narrative.topic_of(lead + (after.group() if after and not before else ""))
        if patterns.measure.topics and topic not in patterns.measure.topics:
            continue
        return patterns, topic
    return None


def _stands_in_place(patterns: Patterns, passage: Passage) -> bool:
    """Whether the sentence is about what the measure counts."""
    if patterns.outside and patterns.outside.search(passage.text):
        return False
    return not patterns.context or bool(patterns.context.search(passage.before + passage.text))


def _unit_fits(quantity: Quantity, tail: str, patterns: Patterns) -> bool:
    """A bare figure is taken only where nothing else could be its unit."""
    if quantity.unit:
        return quantity.unit in patterns.units
    return not tail or bool(_CLAUSE_END.match(tail))


def _absences(
    passage: Passage,
    narrative: Narrative,
    scope: CompiledScope,
    year: int | None,
    body: str | None,
    inherited: Subject,
    figures: Sequence[Claim],
) -> Iterator[Claim]:
    """Claims that there was none (未收到申请, 未发生行政诉讼)."""
    taken = {(claim.measure.id, claim.topic) for claim in figures}
    for patterns in narrative.patterns:
        for match in (found for wording in patterns.none for found in wording.finditer(passage.text)):
            lead = passage.text[: match.end()]
            clause = _SENTENCE_PARTS.split(lead)[-1]
            for topic in _topics_named(match):
                if (patterns.measure.id, topic) in taken:
                    continue
                taken.add((patterns.measure.id, topic))
                yield Claim(
                    patterns.measure,
                    topic,
                    None,
                    match.group().strip("，。；、"),
                    passage.sentence.where_of(match.start()),
                    passage.index,
                    match.start(),
                    scope.time_of(lead, clause, year, patterns.measure),
                    scope.subject_of(lead, body, inherited),
                    False,
                    passage.heading,
                )


def _topics_named(match: re.Match[str]) -> list[str | None]:
    """The topics an absence is said of: the named groups of its wording that matched."""
    named = [name.replace("_", "-") for name, text in match.groupdict().items() if text]
    return [*named] or [None]


def _excerpt(text: str, start: int, end: int) -> str:
    """The figure with the words around it, for quoting."""
    left = max((match.end() for match in re.finditer(r"[，。；：]", text[:start])), default=0)
    rest = _CLAUSE_END.search(text[end:])
    right = end + (rest.start() if rest else len(text) - end)
    return text[max(left, start - 40) : min(right, end + 30)]
