"""Sentences left over from a superior's list of tasks, in which others are told what to do."""

from collections.abc import Iterator

from gongkai.core.checks.wording import SaidOf, Strength, TextWords
from gongkai.core.findings import Finding
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading

_LONGEST = 3000  # characters read of one sentence: a longer one is no prose
_PROVINCES = ("省", "自治区")
_BELOW_CITY = ("县", "区", "旗", "镇", "乡", "街道")


def check_leftovers(reading: Reading, words: TextWords) -> Iterator[Finding]:
    """One finding for each leftover wording of each sentence."""
    body = reading.body or ""
    for sentence in reading.sentences:
        for leftover in words.leftover:
            match = leftover.pattern.search(sentence.text[:_LONGEST])
            if match is None or not _is_foreign(leftover.said_of, body):
                continue
            strong = leftover.strength is Strength.STRONG
            yield Finding(
                "superior-task",
                Severity.WARNING if strong else Severity.NOTE,
                Message(N_("疑似上级任务分工的原文：“{said}”"), {"said": match.group()}),
                sentence.where,
                match.group(),
                None,
                basis=Message(N_("年度报告应写本机关做了什么，不是任务分工")),
                suggestion=Message(N_("请改写为本机关的落实情况，或删去")),
            )
            break


def _is_foreign(said_of: SaidOf, body: str) -> bool:
    """Whether a task list of that level is somebody else's for `body`."""
    if said_of is SaidOf.PROVINCE:
        return not _is_provincial(body)
    if said_of is SaidOf.CITY:
        return any(level in body for level in _BELOW_CITY) and not body.endswith("自治区人民政府")
    return True


def _is_provincial(body: str) -> bool:
    """A province's government or one of its departments: the name has no lower level in it."""
    name = next((body.partition(level)[2] for level in _PROVINCES if level in body), None)
    return name is not None and not any(level in name for level in ("市", "县", "区", "州", "盟"))
