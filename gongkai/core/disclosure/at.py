"""Where in a field's file something stands, so that a refusal can name the line."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.messages import Message
from gongkai.core.toml_lines import Path


@dataclass(frozen=True, slots=True)
class At:
    """A place in a declaration: `At(declaration) / "data" / 0`."""

    declaration: Declaration
    path: Path = ()

    def __truediv__(self, step: str | int) -> "At":
        return At(self.declaration, (*self.path, step))

    def refused(self, text: str, /, **values: object) -> DeclarationError:
        """The error to raise about this place. `text` is marked with N_ by the caller."""
        return self.declaration.refusal(self.path, Message(text, values))

    def refused_for(self, error: ValueError) -> DeclarationError:
        """For an error whose first argument is a Message."""
        said = error.args[0]
        return self.declaration.refusal(self.path, said if isinstance(said, Message) else Message(str(said)))

    def told(self, reason: Message) -> DeclarationError:
        return self.declaration.refusal(self.path, reason)


type Values = Mapping[str, object]
