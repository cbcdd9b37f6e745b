"""Chapters of the report under which fields stand: 稳增长, 促改革, 调结构, 惠民生, 防风险.

A field says its part of the report (`part`, "S37"); one that says another part, a city's own, stands at the
end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.disclosure.schema import Field
from gongkai.core.messages import N_


@dataclass(frozen=True, slots=True)
class Chapter:
    """`first`..`last`: the parts of the report it holds, both in."""

    title: str
    first: int
    last: int


CHAPTERS = (
    Chapter(N_("稳增长：预期引导、减税降费、重大项目"), 29, 35),
    Chapter(N_("促改革：放管服、国资国企、农业、财税"), 36, 43),
    Chapter(N_("调结构：新旧动能转换、去产能、消费升级"), 44, 46),
    Chapter(N_("惠民生：扶贫、救助、环境、教育、医疗、食药"), 47, 52),
    Chapter(N_("防风险：金融、住房、土地、安全生产"), 53, 57),
)
OTHERS = Chapter(N_("其他"), 0, 0)


def chapter_of(field: Field) -> Chapter:
    """Where the field stands."""
    digits = field.part.removeprefix("S")
    number = int(digits) if digits.isdecimal() else 0
    return next((each for each in CHAPTERS if each.first <= number <= each.last), OTHERS)


def by_chapter(fields: Iterable[Field]) -> list[tuple[Chapter, list[Field]]]:
    """Chapters in their order, each with its fields in the order of the report."""
    held: dict[Chapter, list[Field]] = {each: [] for each in (*CHAPTERS, OTHERS)}
    for field in sorted(fields, key=lambda each: (each.part, each.field)):
        held[chapter_of(field)].append(field)
    return [(chapter, some) for chapter, some in held.items() if some]
