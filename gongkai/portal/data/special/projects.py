"""一个项目的一生: a project's stages from guide to accounts, and its trades."""

from gongkai.core.disclosure.logic.columns import project_dates, text_of
from gongkai.core.disclosure.logic.stages import course_on, standings
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.rulebook.disclosure_logic import courses
from gongkai.portal.data.special.asking import Asking, Shown, address_of

LISTED = 50


def build(asking: Asking) -> Shown:
    code = asking.word("code")
    if not code:
        text = asking.word("q")
        found = asking.rows("projects", limit=LISTED + 1, text=text)
        return {
            "found": [
                (each.content, asking.names.place(text_of(each.content, "division")))
                for each in found[:LISTED]
            ],
            "has_more": len(found) > LISTED,
        }
    (project,) = asking.rows("projects", {"project_code": code}, limit=1) or (None,)
    steps = asking.rows("project_steps", {"project_code": code}, sort="done_on")
    course = course_on(courses(), "project", asking.day)
    papers: dict[str, list[object]] = {}
    for each in steps:
        papers.setdefault(text_of(each.content, "stage"), []).append((each.content, address_of(each)))
    dates = project_dates(each.content for each in steps)
    known = {stage.name for stage in course.stage} if course else set()
    dates = {stage: day for stage, day in dates.items() if stage in known}
    stages = standings(course, dates, asking.day, current_calendar()) if course and (project or steps) else ()
    return {
        "code": code, "project": project, "address": address_of(project) if project else "",
        "stages": [(each, papers.get(each.stage.name, [])) for each in stages],
        "trades": [each.content for each in asking.rows("trade_notices", {"project_code": code}, limit=20)]
        if "project_code" in _names(asking) else [],
    }  # fmt: skip


def _names(asking: Asking) -> tuple[str, ...]:
    return asking.sets["trade_notices"].names if "trade_notices" in asking.sets else ()
