"""一笔交易的全过程: notice, qualification, process, result, contract and its performance."""

from gongkai.core.disclosure.logic.columns import text_of, trade_dates
from gongkai.core.disclosure.logic.stages import StageStanding, course_on, standings
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.rulebook.disclosure_logic import courses
from gongkai.portal.data.special.asking import Asking, Shown, address_of

LISTED = 50
PARTS = ("trade_qualifications", "trade_process", "trade_results", "trade_contracts")


def build(asking: Asking) -> Shown:
    trade = asking.word("trade")
    if not trade:
        found = asking.rows("trade_notices", limit=LISTED + 1, text=asking.word("q"))
        return {"found": [each.content for each in found[:LISTED]], "has_more": len(found) > LISTED}
    (notice,) = asking.rows("trade_notices", {"trade": trade}, limit=1) or (None,)
    rows = {name: asking.rows(name, {"trade": trade}, limit=100) for name in PARTS}
    stages: tuple[StageStanding, ...] = ()
    if notice:
        results, contracts = rows["trade_results"], rows["trade_contracts"]
        dates = trade_dates(
            notice.content, results[0].content if results else None,
            contracts[0].content if contracts else None,
        )  # fmt: skip
        course = course_on(courses(), text_of(notice.content, "course"), asking.day)
        if course is not None:
            stages = standings(course, dates, asking.day, current_calendar())
    return {
        "trade": trade, "notice": notice, "address": address_of(notice) if notice else "", "stages": stages,
        "parts": [
            (asking.sets[name].title, name, asking.table(name, some, leave_out=("trade",)))
            for name, some in rows.items()
            if some
        ],
    }  # fmt: skip
