"""What logic of disclosure fields rests on: air standards, online levels, courses, budget classes,
terms of blacklists, credit scores."""

from functools import cache

from gongkai.core.disclosure.logic.air import AirStandard, read_air_standard
from gongkai.core.disclosure.logic.blacklist import BlacklistRules, read_blacklist_rules
from gongkai.core.disclosure.logic.budgets import BudgetClasses, read_classes
from gongkai.core.disclosure.logic.scores import ScoreRules, read_score_rules
from gongkai.core.disclosure.logic.services import OnlineLevels, read_online_levels
from gongkai.core.disclosure.logic.stages import Course, read_course
from gongkai.foundation.rulebook.book import RULES, declarations


@cache
def air_standards() -> tuple[AirStandard, ...]:
    """Every dated version; `air.standard_on` chooses."""
    return tuple(read_air_standard(each) for each in declarations(RULES, "environment/aqi-*.toml"))


@cache
def online_levels() -> tuple[OnlineLevels, ...]:
    """Every dated definition; `services.levels_on` chooses."""
    return tuple(read_online_levels(each) for each in declarations(RULES, "services/online-*.toml"))


@cache
def blacklist_rules() -> tuple[BlacklistRules, ...]:
    """Terms of the lists of the untrustworthy, every dated version; `blacklist.rules_on` chooses."""
    return tuple(read_blacklist_rules(each) for each in declarations(RULES, "credit/blacklist-*.toml"))


@cache
def score_rules() -> tuple[ScoreRules, ...]:
    """Points and levels of construction firms, every dated version; `scores.score_rules_on` chooses."""
    return tuple(read_score_rules(each) for each in declarations(RULES, "credit/scores-*.toml"))


@cache
def budget_classes() -> tuple[BudgetClasses, ...]:
    """Names of the classes of budgets, every dated version."""
    return tuple(read_classes(each) for each in declarations(RULES, "budgets/classes-*.toml"))


@cache
def courses() -> tuple[Course, ...]:
    """Every course of stages; `stages.course_on` chooses."""
    return tuple(read_course(each) for each in declarations(RULES, "stages/*.toml"))
