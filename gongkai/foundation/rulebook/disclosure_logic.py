"""What logic of disclosure fields rests on: air standards, online levels, courses, budget classes."""

from functools import cache

from gongkai.core.disclosure.logic.air import AirStandard, read_air_standard
from gongkai.core.disclosure.logic.budgets import BudgetClasses, read_classes
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
def budget_classes() -> tuple[BudgetClasses, ...]:
    """Names of the classes of budgets, every dated version."""
    return tuple(read_classes(each) for each in declarations(RULES, "budgets/classes-*.toml"))


@cache
def courses() -> tuple[Course, ...]:
    """Every course of stages; `stages.course_on` chooses."""
    return tuple(read_course(each) for each in declarations(RULES, "stages/*.toml"))
