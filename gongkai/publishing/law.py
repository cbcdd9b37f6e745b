"""The declared rules of publishing, and the version of them that binds on a day."""

from datetime import date

from gongkai.core.publishing.attribute import AttributeRules, attributes_on
from gongkai.core.publishing.gate import GateRules
from gongkai.core.publishing.interpretation import InterpretationRules
from gongkai.core.publishing.kinds import Kind, Step
from gongkai.core.publishing.law import PublishingLaw
from gongkai.core.publishing.validity import ValidityRules, validity_on
from gongkai.foundation import rulebook

STATES = {
    "unit_review": Step.UNIT_REVIEW,
    "confidentiality": Step.CONFIDENTIALITY,
    "legal": Step.LEGAL,
    "interpretation": Step.INTERPRETATION,
    "to_sign": Step.TO_SIGN,
}
"""States of an edition that wait for an approval, and which."""

VERBS = {
    Step.UNIT_REVIEW: "edition.review_ok",
    Step.CONFIDENTIALITY: "edition.confidentiality_ok",
    Step.LEGAL: "edition.legal_ok",
    Step.INTERPRETATION: "edition.interpretation_ok",
    Step.TO_SIGN: "edition.sign",
}


def rules() -> PublishingLaw:
    """The folder rules/publishing."""
    return rulebook.publishing()


def kind_of(code: str) -> Kind:
    """Raises NoSuchKindError."""
    return rules().kinds.find(code)


def attribute_rules(day: date) -> AttributeRules:
    """The grounds of the regulation in force on `day`. Raises NoAttributeRulesError before the first."""
    return attributes_on(rules().attributes, day)


def gate() -> GateRules:
    return rules().gate


def interpretation() -> InterpretationRules:
    return rules().interpretation


def validity(published_on: date, kind: str) -> ValidityRules | None:
    """The text on validity that binds a document of that kind published on that day; None when none does."""
    found = validity_on(rules().validity, published_on)
    return found if found is not None and kind in found.kinds else None
