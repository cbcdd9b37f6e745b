"""One document under two titles: 《…政策解读实施办法》 and 《…政策文件解读实施办法》.

Only titles of which one has a few more characters inside are compared. Where those characters make a
different document (level, year, number, 试行, 细则 …) nothing is said.
"""

import re
from collections.abc import Iterator
from itertools import combinations, islice

from gongkai.core.checks.wording import TextWords
from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading

_MOST_PAIRS = 20
_MOST = 300  # titles compared with each other: no report names more of one kind
_TITLE = re.compile(r"《([^《》]{4,80})》")


def check_titles(reading: Reading, words: TextWords) -> Iterator[Finding]:
    """Pairs of titles that seem to name one document. Each pair once, at its second appearance."""
    return islice(_pairs(reading, words), _MOST_PAIRS)


def _pairs(reading: Reading, words: TextWords) -> Iterator[Finding]:
    for (first, place), (second, later) in _alike(_titles(reading)):
        longer, shorter = sorted((first, second), key=len, reverse=True)
        if len(shorter) < words.title_length or not 0 < len(longer) - len(shorter) <= words.title_gap:
            continue
        added = inserted(longer, shorter)
        if added is None or words.different_titles_pattern.search(added):
            continue
        yield Finding(
            "two-titles",
            Severity.WARNING,
            Message(
                N_("同一文件疑似有两个名称：《{first}》与《{second}》"), {"first": first, "second": second}
            ),
            later,
            second,
            first,
            (Figure(f"《{first}》", None, place), Figure(f"《{second}》", None, later)),
            Message(N_("同一文件在报告中应使用同一名称")),
            Message(N_("请按文件原题统一；若确是两个文件，可不改")),
        )


def _alike(titles: dict[str, Where]) -> Iterator[tuple[tuple[str, Where], tuple[str, Where]]]:
    """The pairs that begin and end with the same characters: only those can differ inside alone."""
    groups: dict[tuple[str, str], list[tuple[str, Where]]] = {}
    for title, where in titles.items():
        groups.setdefault((title[0], title[-1]), []).append((title, where))
    for group in groups.values():
        yield from combinations(group[:_MOST], 2)


def _titles(reading: Reading) -> dict[str, Where]:
    """Titles and where each stands first."""
    found: dict[str, Where] = {}
    for sentence in reading.sentences:
        for title in _TITLE.findall(re.sub(r"\s+", "", sentence.text)):
            found.setdefault(title.replace("(", "（").replace(")", "）"), sentence.where)
    return found


def inserted(longer: str, shorter: str) -> str | None:
    """The characters `longer` has inside, in one piece, that `shorter` has not; None when they differ
    otherwise or only at an end (which is an abbreviation)."""
    start = 0
    while start < len(shorter) and longer[start] == shorter[start]:
        start += 1
    gap = len(longer) - len(shorter)
    if start in (0, len(shorter)) or longer[start + gap :] != shorter[start:]:
        return None
    return longer[start : start + gap]
