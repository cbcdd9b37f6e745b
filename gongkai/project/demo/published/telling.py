"""The printed report's sentences, as the items of the year tell them: in the report's words, each under the
subject of which it speaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.publishing.findings import Part
from gongkai.project.demo.ground import DATA
from gongkai.project.demo.publications import PRINTED, paragraphs
from gongkai.publishing import law
from gongkai.publishing.reading import findings_in_words

_SHORTEST, _LONGEST_TITLE = 16, 34
_OTHERWISE = "general"
_FIRST = "1、强化组织领导"  # what stands before is about the report itself
_HEAD = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.]\s*)+")
_HEADING = re.compile(
    r"^(?:\d、|[一二三四五六七八九]、|[（(][一二三四五六七八九][）)])[^，。；]{2,24}$", re.MULTILINE
)
_END = "，；：、 "


@dataclass(frozen=True, slots=True)
class Sentence:
    """`subject`: of the 22."""

    title: str
    text: str
    subject: str


def sentences() -> tuple[Sentence, ...]:
    """Every sentence that can stand alone. The report's own contact lines are not among them."""
    text = (DATA / PRINTED).read_text(encoding="utf-8")
    return tuple(_sentences(_HEADING.sub("", text[text.index(_FIRST) :])))


def _sentences(text: str) -> Iterator[Sentence]:
    seen: set[str] = set()
    for paragraph in paragraphs(text):
        for part in _HEAD.sub("", paragraph).split("。")[:-1]:
            said = part.strip(_END)
            title = _title(said)
            if len(said) < _SHORTEST or title in seen:
                continue
            if not findings_in_words(said, Part.BODY):
                seen.add(title)
                yield Sentence(title, f"{said}。", _subject(said))


def _title(said: str) -> str:
    """As many of its first clauses as fit a title."""
    found = ""
    for clause in re.split(r"(?<=[，；：])", said):
        if found and len(found) + len(clause) > _LONGEST_TITLE:
            break
        found += clause
    return found[:_LONGEST_TITLE].strip(_END)


def _subject(said: str) -> str:
    """The subject whose words it has most of."""
    subjects = law.rules().metadata.subjects.subject
    best = max(subjects, key=lambda each: sum(said.count(word) for word in each.words))
    return best.code if any(word in said for word in best.words) else _OTHERWISE


def numbered(told: Sequence[Sentence], start: int, number: int) -> tuple[str, str, str]:
    """Title, text and subject of the item `number` (from 0) of who begins with the sentence `start`. After
    all sentences the next issue begins: other titles, and with each sentence another one beside it."""
    issue, at = divmod(number, len(told))
    first = told[(start + at) % len(told)]
    beside = told[(start + at + 1 + issue) % len(told)]
    title = first.title if issue == 0 else f"{first.title}（第{issue + 1}期）"
    return title, f"{first.text}\n{beside.text}", first.subject
