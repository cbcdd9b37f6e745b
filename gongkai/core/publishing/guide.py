"""政府信息公开指南 and 政府信息公开制度: what each must contain. rules/publishing/guide-*.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class PageKind(StrEnum):
    GUIDE = "guide"  # 政府信息公开指南
    SYSTEM = "system"  # 政府信息公开制度


@dataclass(frozen=True, slots=True)
class Element:
    """`of`: the page it belongs to. `hint`: what is to be written."""

    code: str
    of: PageKind
    title: str
    required: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class GuideRules:
    """`review_months`: after how long guide and catalogue are to be looked over."""

    title: str
    in_force: date
    legal_basis: str
    article: str
    review_months: int
    element: tuple[Element, ...]

    def __post_init__(self) -> None:
        codes = [each.code for each in self.element]
        if len(set(codes)) != len(codes) or self.review_months < 1:
            raise ValueError(Message(N_("指南要素的标识重复，或者复核周期不是正数")))

    def elements_of(self, kind: PageKind) -> tuple[Element, ...]:
        return tuple(each for each in self.element if each.of is kind)


def read_guide(declaration: Declaration) -> GuideRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(GuideRules)


def guide_on(rules: Iterable[GuideRules], day: date) -> GuideRules:
    """The newest in force on `day`; before the first the first, whose page only gathers what is there."""
    known = sorted(rules, key=lambda each: each.in_force)
    return next((each for each in reversed(known) if each.in_force <= day), known[0])


def missing(rules: GuideRules, kind: PageKind, sections: Mapping[str, str]) -> tuple[Element, ...]:
    """Required elements that nothing was written for."""
    return tuple(
        each for each in rules.elements_of(kind) if each.required and not sections.get(each.code, "").strip()
    )
