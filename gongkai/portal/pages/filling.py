"""How a column fills itself: a rule over what is published, and the newest that fit it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.messages import N_
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import law
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import ItemCard, ItemPage

type Choices = list[tuple[str, str]]


class Scope(StrEnum):
    """Whose items: of the body that runs the site, of the body and all below it, of every body."""

    OWN = "own"
    BELOW = "below"
    ALL = "all"


SCOPES: Choices = [
    ("own", N_("本单位")),
    ("below", N_("本单位和下级单位")),
    ("all", N_("全部单位")),
]
COLUMN_TYPES = (
    "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录",
    "信息公开年报",
    "依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "人事信息", "规划计划", "通知公告",
    "办事服务",
    "咨询投诉", "征集调查", "在线访谈", "专题专栏",
)  # fmt: skip
"""ColumnType of the page tags (《政府网站发展指引》附件《网页设计规范》; the list is open)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Empty fields ask for nothing. `kinds` are codes of rules/publishing/kinds.toml, `subject` and `genre`
    of metadata; `keyword` is one of an item's keywords."""

    body: int | None
    scope: str = Scope.BELOW
    kinds: tuple[str, ...] = ()
    subject: str = ""
    genre: str = ""
    keyword: str = ""


def newest(rule: Rule, day: date, *, after: str = "", limit: int = public.PAGE) -> ItemPage:
    """The newest items that fit, page by key."""
    return _released(rule, _bodies(rule, day), after, limit)


def newest_of_many(rule: Rule, day: date, *, limit: int, most: int) -> tuple[ItemCard, ...]:
    """The newest that fit, of one body no more than `most`. Who has filled his part is not asked again, so
    that a body's thousand of today need not be read to find the others' of yesterday."""
    known = _bodies(rule, day)
    left = set(organisations.bodies_on(day) if known is None else known)
    found: dict[int, ItemCard] = {}
    taken: Counter[int] = Counter()
    while left and len(found) < limit:
        page = _released(rule, left, "", limit)
        for card in page.items:
            if card.id not in found and taken[card.body] < most and len(found) < limit:
                found[card.id] = card
                taken[card.body] += 1
        if not page.after:
            break
        left -= {body for body, number in taken.items() if number >= most}
    return tuple(found.values())


def chosen(addresses: tuple[str, ...]) -> tuple[ItemCard, ...]:
    """Items an editor has picked by address, in his order; what is withdrawn or unknown is left out."""
    return public.cards_at(addresses)


def _released(rule: Rule, bodies: Collection[int] | None, after: str, limit: int) -> ItemPage:
    return public.released(
        body_ids=bodies, kinds=rule.kinds, subject=rule.subject, genre=rule.genre, keyword=rule.keyword,
        after=after, limit=limit,
    )  # fmt: skip


def _bodies(rule: Rule, day: date) -> list[int] | None:
    if rule.scope == Scope.ALL or rule.body is None:
        return None
    if rule.scope == Scope.OWN:
        return [rule.body]
    return sorted(organisations.subtree_ids([rule.body], day))


def kind_choices() -> Choices:
    return [(each.code, each.title) for each in law.rules().kinds.kind]


def subject_choices() -> Choices:
    return [(each.code, each.title) for each in law.rules().metadata.subjects.subject]


def genre_choices() -> Choices:
    return [(each.code, each.title) for each in law.rules().metadata.genres.genre]


def column_type_choices() -> Choices:
    return [(each, each) for each in COLUMN_TYPES]
