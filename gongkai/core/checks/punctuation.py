"""Lone brackets and doubled punctuation."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading, Sentence

BASIS = Message(N_("《标点符号用法》（GB/T 15834）"))
# A sentence ends at its full stop, so that a mark too many opens the next one.
_DOUBLED = re.compile(r"[，。；：、]\s*[，。；、]|^[，。；、]")
_ENUMERATOR = re.compile(r"(?:^|(?<=[。；：，、\s]))[\d一二三四五六七八九十]{1,3}[）)]")
_PAIRS = {"）": "（", "》": "《"}
_MOST = 20
_REACH = 400  # characters over which a bracket may stay open


def check_punctuation(reading: Reading) -> Iterator[Finding]:
    """Each doubled mark and each lone bracket once, where it stands; the first of each kind when there are
    very many, since then the text was torn and not the marks misplaced."""
    yield from islice(_doubled(reading), _MOST)
    chapters = groupby(reading.sentences, key=lambda sentence: sentence.chapter)
    yield from islice((found for _, chapter in chapters for found in _lone_brackets(list(chapter))), _MOST)


def _doubled(reading: Reading) -> Iterator[Finding]:
    before = ""
    for sentence in reading.sentences:
        match = _DOUBLED.search(sentence.text)
        if match:
            text = before + sentence.text
            said = _near(text, len(before) + match.start())
            message = Message(N_("标点重复：“{said}”"), {"said": said})
            yield _finding("punctuation", message, sentence.where, said)
        before = sentence.text[-14:]


def _lone_brackets(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Brackets without their counterpart in a chapter."""
    text, places = "", []
    for sentence in sentences:
        tidy = _ENUMERATOR.sub(lambda match: "　" * len(match.group()), _full_width(sentence.text))
        places.append((len(text), sentence.where))
        text += tidy
    opened: list[int] = []
    lone: list[int] = []
    for index, character in enumerate(text):
        if character in _PAIRS.values():
            opened.append(index)
        elif character in _PAIRS:
            while opened and index - opened[0] > _REACH:
                lone.append(opened.pop(0))
            if opened and text[opened[-1]] == _PAIRS[character]:
                opened.pop()
            else:
                lone.append(index)
    for index in sorted((*lone, *opened)):
        where = places[bisect_right([start for start, _ in places], index) - 1][1]
        side = N_("左括号没有右括号") if text[index] in _PAIRS.values() else N_("右括号没有左括号")
        message = Message(N_("{side}：“{said}”"), {"side": Message(side), "said": _near(text, index)})
        yield _finding("lone-bracket", message, where, text[index])


def _full_width(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def _near(text: str, index: int) -> str:
    return text[max(0, index - 14) : index + 8].strip()


def _finding(rule: str, message: Message, where: Where, said: str) -> Finding:
    return Finding(
        rule,
        Severity.NOTE,
        message,
        where,
        said,
        None,
        basis=BASIS,
        suggestion=Message(N_("请改正标点")),
    )
