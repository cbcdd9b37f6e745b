"""What a step in the life of a document may require: the closed list rules/lifecycles/edition.toml and
document.toml name.

Each condition is judged by the verb that needs it; a condition nobody judges counts as failing.
"""

from enum import StrEnum


class Condition(StrEnum):
    """The names after `requires`."""

    ANOTHER_PERSON = "another_person"  # nobody approves what he wrote, changed or proposed
    REASON_GIVEN = "reason_given"
    # attribute and metadata
    ATTRIBUTE_SETTLED = "attribute_settled"  # 公开属性, its ground and reason are there
    ATTRIBUTE_LACKING = "attribute_lacking"  # they are not: the office may send the submission back (退文)
    ATTRIBUTE_OPEN = "attribute_open"  # 主动公开
    ATTRIBUTE_NOT_OPEN = "attribute_not_open"  # 依申请公开 or 不予公开
    PROPOSAL_OPEN = "proposal_open"  # a change of attribute waits for its reviewer
    METADATA_COMPLETE = "metadata_complete"  # what the kind must carry, and the change note from edition 2
    # review
    TEXT_UNCHANGED = "text_unchanged"  # what is approved is what was shown: the digests are equal
    APPROVALS_CURRENT = "approvals_current"  # every step behind was approved for this very digest
    STEP_NOT_NEEDED = "step_not_needed"  # the kind's chain leaves this step out
    GATE_PASSED = "gate_passed"  # 保密审查 passed for this digest by another person than the writers
    INTERPRETATION_READY = "interpretation_ready"  # plan and material where the kind needs them
    LEGALLY_REVIEWED = "legally_reviewed"  # 合法性审查
    # numbers and release
    NUMBERED = "numbered"  # 发文字号 and, where the kind needs it, 统一登记号
    TIME_AHEAD = "time_ahead"  # a release is set for a moment still to come
    NO_EDITION_OPEN = "no_edition_open"  # one edition at a time is on its way
    # standing
    BASIS_NAMED = "basis_named"  # the deciding document or article
    NOTICE_CLEAN = "notice_clean"  # the public words hold no personal data and no classification mark
    HAS_FORCE = "has_force"  # the kind has 有效性 at all
    IS_NORMATIVE = "is_normative"  # the kind is under unified registration and validity
    VALIDITY_OVER = "validity_over"  # the last day of validity lies behind
    EVALUATED = "evaluated"  # evaluated within the months before expiry, with the result to go on
    REASSESSMENT_DATED = "reassessment_dated"  # when what is withheld is looked at again
