"""What a transition of a case may require: the closed list the lifecycles of casework name.

Each condition is judged by the verb that needs it; a condition nobody judges counts as failing.
"""

from enum import StrEnum


class Condition(StrEnum):
    """The names after `requires` in rules/lifecycles of every case kind."""

    ANOTHER_PERSON = "another_person"  # nobody approves what he wrote or asked for
    REASON_GIVEN = "reason_given"
    # receiving and examining
    RECEIPT_CONFIRMED = "receipt_confirmed"  # the day of receipt by channel and regime is known
    COMPLETE_REQUEST = "complete_request"  # name, identity proof, contact, description, form wanted
    SEVERAL_MATTERS = "several_matters"  # more than one matter was asked for at once
    TARGET_NAMED = "target_named"  # the case or unit it is joined or handed to
    # correction
    CORRECTION_IN_TIME = "correction_in_time"  # within 7 working days of receipt
    NOT_YET_CORRECTED = "not_yet_corrected"  # once only
    ITEMS_AND_PERIOD = "items_and_period"  # what to correct and a reasonable period
    CORRECTION_LAPSED = "correction_lapsed"  # the period ended without an answer
    CAME_IN_TIME = "came_in_time"  # the answer or payment had arrived by the last day
    # consultation
    CONSULTATION_ADDRESSED = "consultation_addressed"  # a third party or co-author with an address
    NO_CONSULTATION_OPEN = "no_consultation_open"  # each was answered or its own period ended
    OVERRIDE_NOTIFIED = "override_notified"  # the third party whose refusal is overridden was told in writing
    # extension and delay
    BEFORE_DUE = "before_due"  # the applicant is told before the day
    NOT_YET_EXTENDED = "not_yet_extended"
    EXTENSION_ASKED = "extension_asked"
    LENGTH_ALLOWED = "length_allowed"  # 20 working days, 15 under the text of 2007
    REASONABLE_LENGTH = "reasonable_length"  # of a delayed reply, stated to the applicant
    # excessive requests and fees
    REGIME_ALLOWS = "regime_allows"  # the regulation in force on the day of receipt knows the step
    CLEARLY_EXCESSIVE = "clearly_excessive"  # number or frequency clearly beyond reason
    TARIFF_APPLIES = "tariff_applies"  # above the free amount, one standard only
    FEE_LAPSED = "fee_lapsed"
    # deciding and replying
    OUTCOME_KNOWN = "outcome_known"  # one of the regime's list
    THIRD_PARTY_HEARD = "third_party_heard"  # no release against its grounds unless overridden
    OUTCOME_DECIDED = "outcome_decided"
    REQUIREMENTS_MET = "requirements_met"  # what the outcome must be accompanied by
    TEXT_CONSISTENT = "text_consistent"  # the letter holds the computed remedy and no other
    NUMBER_GIVEN = "number_given"  # 发文字号
    REVIEWS_DONE = "reviews_done"  # confidentiality and legality, where the outcome asks for them
    REVIEW_NOT_NEEDED = "review_not_needed"  # the outcome does not ask for this review
    SERVED = "served"  # proof of service
    ENTERED_AFTERWARDS = "entered_afterwards"  # it happened before the case was entered here
    # challenges and after
    CHALLENGE_CORRECTED = "challenge_corrected"  # a review or judgment set the reply aside
    RESULT_KNOWN = "result_known"
    DOCUMENT_DATED = "document_dated"  # the decision or judgment with its number and date
    NOTHING_OPEN = "nothing_open"  # no consultation, inquiry or challenge is running
    ANONYMISED = "anonymised"
    RETENTION_OVER = "retention_over"
