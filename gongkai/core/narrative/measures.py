"""What prose may state about a form's cells, as declared in rules/returns/narrative-*.toml.

A measure is a wording with the cells it speaks of. Which cells may depend on what is being talked about
(the topic): 维持 is one cell after 行政复议 and another after 行政诉讼.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.core.forms import Severity

ANY = "any"
_BEFORE = "(?:{})[^，。；;：:、（(）)]{{0,REACH}}$"
_AFTER = "^[^，。；;：:、（(）)]{{0,16}}?(?:{})"


@dataclass(frozen=True)
class Topic:
    """A subject matter that later clauses keep talking about. `words` finds where it is taken up."""

    id: str
    words: str


@dataclass(frozen=True, eq=False)
class Measure:
    """One thing prose counts.

    `before` and `after` are wordings beside the figure, `unless` forbids, `none` are sentences that say
    "none at all"; `context` must and `outside` must not stand in the sentence or shortly before it;
    `not_before` must not follow the figure; `reach` is how many characters may stand between a wording and
    its figure.

    `cells` names, by topic or for "any", the sums of cells the figure may equal, the first being the plain
    meaning. `stock` marks figures that stand at a date (offices, valid documents) rather than over the year.
    `family` groups measures that share out a total; `shares_out` names the family a total is shared out
    into.
    """

    id: str
    label: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    context: str = ""
    outside: str = ""
    not_before: str = ""
    reach: int = 8
    units: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stock: bool = False
    carries: str = ""  # "in" or "out": the figure belongs to the year before or after, and says so
    family: str = ""
    shares_out: str = ""
    remainder: bool = False  # the family's "other" member: with it the list is complete
    of_which_too: bool = False  # compared after 其中 as well, though it is a total
    asks_scope: bool = True  # a differing figure of a part of the body is worth a question
    severity: Severity = Severity.ERROR

    def alternatives(self, topic: str | None) -> tuple[tuple[str, ...], ...]:
        """The sums of cells, each a tuple of codes, that a figure of this measure may equal."""
        chosen = self.cells.get(topic or ANY) or self.cells.get(ANY, ())
        return tuple(tuple(code.strip() for code in sum_.split("+")) for sum_ in chosen)


@dataclass(frozen=True)
class Narrative:
    """The measures and topics of one or more forms."""

    forms: tuple[str, ...]
    units: tuple[str, ...]
    topic: tuple[Topic, ...]
    measure: tuple[Measure, ...]
    legal_basis: str
    in_force: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def patterns(self) -> "tuple[Patterns, ...]":
        return tuple(Patterns.of(measure, self) for measure in self.measure)

    @cached_property
    def topic_pattern(self) -> re.Pattern[str]:
        named = [f"(?P<{_group(topic.id)}>{self.spelt(topic.words)})" for topic in self.topic]
        return re.compile("|".join(named) or "(?!)")

    def spelt(self, wording: str) -> str:
        """A wording with its `{word}` holes filled from [words]."""
        for name, words in self.words.items():
            wording = wording.replace("{" + name + "}", words)
        return wording

    def topic_of(self, text: str) -> str | None:
        """The topic taken up last in `text`."""
        last = None
        for match in self.topic_pattern.finditer(text):
            last = match.lastgroup
        return last.replace("_", "-") if last else None


def _group(topic: str) -> str:
    return topic.replace("-", "_")


@dataclass(frozen=True)
class Patterns:
    """A measure's wordings, compiled."""

    measure: Measure
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    none: tuple[re.Pattern[str], ...]
    context: re.Pattern[str] | None
    outside: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    units: frozenset[str]

    @classmethod
    def of(cls, measure: Measure, narrative: Narrative) -> "Patterns":
        def joined(wordings: tuple[str, ...], form: str = "{}") -> re.Pattern[str] | None:
            if not wordings:
                return None
            spelt = "|".join(f"(?:{narrative.spelt(wording)})" for wording in wordings)
            return re.compile(form.format(spelt))

        return cls(
            measure,
            joined(measure.before, _BEFORE.replace("REACH", str(measure.reach))),
            joined(measure.after, _AFTER),
            joined(measure.unless),
            tuple(re.compile(narrative.spelt(wording)) for wording in measure.none),
            joined((measure.context,) if measure.context else ()),
            joined((measure.outside,) if measure.outside else ()),
            joined((measure.not_before,) if measure.not_before else ()),
            frozenset(measure.units or narrative.units),
        )
