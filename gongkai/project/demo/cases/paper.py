"""Requests a body handled on paper, entered at the beginning of the next month with their own dates."""

from datetime import date, datetime, timedelta

from gongkai.casework import actions
from gongkai.casework.actions import PastSteps
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.cases.requests import INCOMPLETE, Life, length_of, register
from gongkai.project.demo.ground import ENTERED, done

_MONTH = 32  # days that surely lead into the next
_WITHDRAWN_AFTER = 3
_EXTENDED_AFTER = 12
_PERIOD = 15


def paper_story(life: Life) -> Story:
    """Registered, with what the clock has to know and how it ended, by the clerk who keeps the paper."""
    steps, begun = _steps(life)
    outcome = life.planned.outcome
    assert outcome is not None  # open ones are handled here
    withdrawn = outcome == "withdrawn"
    ended = life.after(_WITHDRAWN_AFTER if withdrawn else length_of(life), begun)
    yield (now := _entered(life, ended))
    register(life, now)
    clerk, case = life.staff.clerk, life.case_id
    if steps.days:
        done(actions.record_past_steps(actor=clerk, now=now, case_id=case, steps=steps))
    if withdrawn:
        done(actions.record_past_end(actor=clerk, now=now, case_id=case, outcome=outcome, on=ended))
        return
    number = f"{life.staff.place}公开复〔{ended.year}〕{life.planned.serial + 1}号"
    done(
        actions.record_past_reply(
            actor=clerk, now=now, case_id=case, outcome=outcome, document=number, on=ended
        )
    )
    life.sent_on = now.date()


def _steps(life: Life) -> tuple[PastSteps, date]:
    """What happened meanwhile, and from which day the reply was due."""
    begun, asked, corrected = life.received, None, None
    if life.draw.random() < INCOMPLETE and life.planned.outcome not in ("withdrawn", "told_to_clarify"):
        asked, corrected = life.after(2), life.after(5)
        begun = corrected
    extended = life.after(_EXTENDED_AFTER, begun) if life.planned.extended else None
    return PastSteps(
        correction_asked_on=asked, corrected_on=corrected, extended_on=extended,
        extended_days=_PERIOD if extended else None,
    ), begun  # fmt: skip


def _entered(life: Life, ended: date) -> datetime:
    """Some minute of the next month's first working day; of the year's last month before it is counted."""
    first = (ended.replace(day=1) + timedelta(days=_MONTH)).replace(day=1)
    day = life.after(1, first - timedelta(days=1))
    if day >= ENTERED.date():
        return ENTERED - timedelta(hours=2, minutes=life.draw.randrange(60))
    return life.at(day, life.draw.choice((9, 10, 14, 15, 16)))
