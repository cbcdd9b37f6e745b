"""The 26 fields of the standard guidelines (标准指引的领域): rules/publishing/fields.toml."""

from dataclasses import dataclass
from datetime import date

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Field:
    """`number`: in the usual order. `ministry`: whose guideline it is."""

    code: str
    number: int
    title: str
    ministry: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """`verified`: names and ministries have been seen in print."""

    title: str
    in_force: date
    legal_basis: str
    verified: bool
    field: tuple[Field, ...]

    def __post_init__(self) -> None:
        if [each.number for each in self.field] != list(range(1, len(self.field) + 1)):
            raise ValueError(Message(N_("领域的序号应当从 1 起连续")))
        names = [name for each in self.field for name in (each.title, *each.aliases)]
        if len(set(names)) != len(names) or len({each.code for each in self.field}) != len(self.field):
            raise ValueError(Message(N_("领域的名称或者标识重复")))

    def named(self, name: str) -> Field | None:
        """By title or another name; “领域” at the end and blanks make no difference."""
        wanted = "".join(name.split()).removesuffix("领域")
        return next((each for each in self.field if wanted in (each.title, *each.aliases)), None)


def read_fields(declaration: Declaration) -> Fields:
    """Raises DeclarationError with file and line."""
    return declaration.read(Fields)
