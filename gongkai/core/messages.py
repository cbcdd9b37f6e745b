"""Messages to people, kept translatable outside the request.

`core` knows no language setting. It returns a `Message`: the Chinese sentence with named holes, and
what fills them. The edge translates the sentence and fills it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - the customary name of the extraction marker
    """Mark `text` for the translation catalogue and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named holes: `Message("应为{expected}", {"expected": 3})`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.in_language(lambda text: text)

    def in_language(self, translate: Callable[[str], str]) -> str:
        """The sentence after `translate` (e.g. gettext); holes that are Messages are translated too."""
        filled = {
            name: value.in_language(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**filled) if filled else translate(self.text)
