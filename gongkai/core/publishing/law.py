"""All declarations of rules/publishing in one object, as the rulebook hands them out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongkai.core.declarations import Declaration
from gongkai.core.publishing.attribute import AttributeRules, read_attributes
from gongkai.core.publishing.channels import Channels, read_channels
from gongkai.core.publishing.document_numbers import WordMarks, read_word_marks
from gongkai.core.publishing.fields import Fields, read_fields
from gongkai.core.publishing.gate import GateRules, read_gate
from gongkai.core.publishing.interpretation import InterpretationRules, read_interpretation
from gongkai.core.publishing.kinds import Kinds, read_kinds
from gongkai.core.publishing.metadata import MetadataLaw, read_genres, read_metadata, read_subjects
from gongkai.core.publishing.validity import ValidityRules, read_validity


@dataclass(frozen=True, slots=True)
class PublishingLaw:
    kinds: Kinds
    attributes: tuple[AttributeRules, ...]
    gate: GateRules
    interpretation: InterpretationRules
    validity: tuple[ValidityRules, ...]
    metadata: MetadataLaw
    channels: Channels
    word_marks: WordMarks
    fields: Fields


def read_publishing(found: Callable[[str], Iterable[Declaration]]) -> PublishingLaw:
    """`found` gives the declarations that fit a name under publishing/. Raises DeclarationError."""

    def one[T](name: str, read: Callable[[Declaration], T]) -> T:
        (declaration,) = found(name)
        return read(declaration)

    return PublishingLaw(
        kinds=one("kinds.toml", read_kinds),
        attributes=tuple(read_attributes(each) for each in found("attributes-*.toml")),
        gate=one("gate.toml", read_gate),
        interpretation=one("interpretation.toml", read_interpretation),
        validity=tuple(read_validity(each) for each in found("validity-*.toml")),
        metadata=MetadataLaw(
            one("metadata.toml", read_metadata),
            one("subjects.toml", read_subjects),
            one("genres.toml", read_genres),
        ),
        channels=one("channels.toml", read_channels),
        word_marks=one("document-numbers.toml", read_word_marks),
        fields=one("fields.toml", read_fields),
    )
