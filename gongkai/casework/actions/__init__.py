"""Every verb of casework: keyword-only, with `actor` and `now`; returns its result or `Refused`."""

from gongkai.casework.actions.access import ApplicantInClear, add_file, unmask
from gongkai.casework.actions.archiving import archive
from gongkai.casework.actions.charging import ask_fee, ask_reasons, receive_fee, receive_reasons
from gongkai.casework.actions.consulting import (
    consult,
    end_silent,
    notify_override,
    receive_opinion,
    record_service,
)
from gongkai.casework.actions.correcting import ask_correction, lapse, receive_correction
from gongkai.casework.actions.ending import close, decide, reopen, strike_event, withdraw
from gongkai.casework.actions.examining import assign, examine, mark_duplicate, retype
from gongkai.casework.actions.extending import delay, extend, refuse_extension, request_extension
from gongkai.casework.actions.inquiring import answer_inquiry, inquire
from gongkai.casework.actions.intake import Intake, Registered, confirm_receipt, log_call, register
from gongkai.casework.actions.notices import print_notice
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.publishing import publish, withdraw_published
from gongkai.casework.actions.redacting import redact
from gongkai.casework.actions.replying import (
    confidentiality_ok,
    draft,
    give_back,
    legal_ok,
    recall,
    review_ok,
    send_to_review,
    sign,
)
from gongkai.casework.actions.serving import prove_service, send
from gongkai.casework.actions.splitting import split
from gongkai.casework.actions.templates import (
    RemedyFacts,
    drop_template,
    register_addresses,
    save_template,
)

__all__ = [
    "ApplicantFacts",
    "ApplicantInClear",
    "Intake",
    "Registered",
    "RemedyFacts",
    "RequestFacts",
    "add_file",
    "answer_inquiry",
    "archive",
    "ask_correction",
    "ask_fee",
    "ask_reasons",
    "assign",
    "close",
    "confidentiality_ok",
    "confirm_receipt",
    "consult",
    "decide",
    "delay",
    "draft",
    "drop_template",
    "end_silent",
    "examine",
    "extend",
    "give_back",
    "inquire",
    "lapse",
    "legal_ok",
    "log_call",
    "mark_duplicate",
    "notify_override",
    "print_notice",
    "prove_service",
    "publish",
    "recall",
    "receive_correction",
    "receive_fee",
    "receive_opinion",
    "receive_reasons",
    "record_service",
    "redact",
    "refuse_extension",
    "register",
    "register_addresses",
    "reopen",
    "request_extension",
    "retype",
    "review_ok",
    "save_template",
    "send",
    "send_to_review",
    "sign",
    "split",
    "strike_event",
    "unmask",
    "withdraw",
    "withdraw_published",
]
