"""Every verb of disclosure: keyword-only, with `actor` and `now`; returns its result or `Refused`."""

from gongkai.disclosure.actions.checking import check, check_now
from gongkai.disclosure.actions.correcting import correct, roll_back, withdraw
from gongkai.disclosure.actions.draws import call_off_draw, commit_draw, record_result, run_draw
from gongkai.disclosure.actions.expiring import erase_rows, expire_rows
from gongkai.disclosure.actions.objecting import answer, object_to, withdraw_objection
from gongkai.disclosure.actions.preparing import (
    begin,
    fill,
    rows_given,
    write_file,
    write_rows,
    write_text,
)
from gongkai.disclosure.actions.releasing import release, release_now, schedule, unschedule
from gongkai.disclosure.actions.sourcing import approve_source, propose_source, stop_source, try_source
from gongkai.disclosure.actions.stating import not_applicable, state_nothing, take_back
from gongkai.disclosure.actions.steps import (
    VERDICTS,
    approve,
    cancel,
    give_back,
    judge,
    pass_on,
    recall,
    submit,
)
from gongkai.disclosure.actions.tallying import tally_duties
from gongkai.disclosure.given import Given

__all__ = [
    "VERDICTS",
    "Given",
    "answer",
    "approve",
    "approve_source",
    "begin",
    "call_off_draw",
    "cancel",
    "check",
    "check_now",
    "commit_draw",
    "correct",
    "erase_rows",
    "expire_rows",
    "fill",
    "give_back",
    "judge",
    "not_applicable",
    "object_to",
    "pass_on",
    "propose_source",
    "recall",
    "record_result",
    "release",
    "release_now",
    "roll_back",
    "rows_given",
    "run_draw",
    "schedule",
    "state_nothing",
    "stop_source",
    "submit",
    "take_back",
    "tally_duties",
    "try_source",
    "unschedule",
    "withdraw",
    "withdraw_objection",
    "write_file",
    "write_rows",
    "write_text",
]
