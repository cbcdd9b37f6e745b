"""Every verb of casework: keyword-only, with `actor` and `now`; returns its result or `Refused`."""

from gongkai.casework.actions.intake import Intake, Registered, confirm_receipt, log_call, register
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.replying import (
    confidentiality_ok,
    draft,
    give_back,
    legal_ok,
    review_ok,
    send_to_review,
    sign,
)
from gongkai.casework.actions.serving import prove_service, send

__all__ = [
    "ApplicantFacts",
    "Intake",
    "Registered",
    "RequestFacts",
    "confidentiality_ok",
    "confirm_receipt",
    "draft",
    "give_back",
    "legal_ok",
    "log_call",
    "prove_service",
    "register",
    "review_ok",
    "send",
    "send_to_review",
    "sign",
]
