"""Everything that may change bodies, people and registers."""

from gongkai.foundation.organisations.actions.bodies import (
    BodyFacts,
    close_body,
    correct_body,
    found_body,
    merge_bodies,
    move_body,
    rename_body,
    revise_body,
    split_body,
    transfer_functions,
)
from gongkai.foundation.organisations.actions.people import (
    appoint,
    create_person,
    deactivate_person,
    end_appointment,
    set_password,
)
from gongkai.foundation.organisations.actions.registers import (
    close_office,
    correct_entry,
    correct_office,
    register_course,
    register_fund,
    register_meeting,
    register_office,
    set_staffing,
    withdraw_entry,
)

__all__ = [
    "BodyFacts",
    "appoint",
    "close_body",
    "close_office",
    "correct_body",
    "correct_entry",
    "correct_office",
    "create_person",
    "deactivate_person",
    "end_appointment",
    "found_body",
    "merge_bodies",
    "move_body",
    "register_course",
    "register_fund",
    "register_meeting",
    "register_office",
    "rename_body",
    "revise_body",
    "set_password",
    "set_staffing",
    "split_body",
    "transfer_functions",
    "withdraw_entry",
]
