"""The declared rules of catalogues and guides."""

from datetime import date
from functools import cache

from gongkai.core.publishing.channels import Channels
from gongkai.core.publishing.dates import add_months
from gongkai.core.publishing.fields import Field
from gongkai.core.publishing.guide import GuideRules, guide_on, read_guide
from gongkai.foundation.rulebook.book import RULES, declarations
from gongkai.publishing import law


def fields() -> tuple[Field, ...]:
    return law.rules().fields.field


def field(code: str) -> Field | None:
    return next((each for each in fields() if each.code == code), None)


def channels() -> Channels:
    return law.rules().channels


def guide_rules(day: date) -> GuideRules:
    return guide_on(_guides(), day)


def review_due(reviewed_on: date) -> date:
    """When the catalogue is to be looked over again."""
    return add_months(reviewed_on, guide_rules(reviewed_on).review_months)


@cache
def _guides() -> tuple[GuideRules, ...]:
    return tuple(read_guide(each) for each in declarations(RULES, "publishing/guide-*.toml"))
