"""What happened to a document or an edition since somebody last looked, for whoever comes second."""

from gongkai.foundation.organisations.since import Told, told_since
from gongkai.publishing.policy import lifecycle_of


def document_or_edition_since(subject: str, number: int, revision: int) -> Told:
    """`subject`: document or edition."""
    return told_since(subject, number, revision, label_of=_label)


def _label(verb: str) -> str:
    """What the lifecycles call a verb; the verb itself where neither knows it."""
    lifecycles = (lifecycle_of("edition"), lifecycle_of("document"))
    return next((each.label_of(verb) for each in lifecycles if verb in each.verbs), verb)
