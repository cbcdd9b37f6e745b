"""Messages to people, kept translatable outside the request.

`core` knows no language setting. It returns a `Message`: the Chinese sentence with named holes, and
what fills them. The edge translates the sentence and fills it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

DECLARED = "data"
"""The context of words of declarations, which are nouns: “批准” is an approval there, elsewhere a button."""
_SEPARATOR = "\x04"  # of gettext


def N_(text: str) -> str:  # noqa: N802 - the customary name of the extraction marker
    """Mark `text` for the translation catalogue and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named holes: `Message("应为{expected}", {"expected": 3})`. `context`: where its words
    are at home, for a word that means something else elsewhere."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    context: str = ""

    def __str__(self) -> str:
        return self.in_language(lambda text: text)

    def in_language(self, translate: Callable[[str], str]) -> str:
        """The sentence after `translate` (e.g. gettext); holes that are Messages are translated too."""
        filled = {
            name: value.in_language(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        said = self._said(translate)
        return said.format(**filled) if filled else said

    def _said(self, translate: Callable[[str], str]) -> str:
        """As catalogues keep it: context, separator, text. What is not in the catalogue comes back so."""
        if not self.context:
            return translate(self.text)
        said = translate(f"{self.context}{_SEPARATOR}{self.text}")
        return self.text if _SEPARATOR in said else said


def declared(word: str) -> Message:
    """A word of a declaration inside a sentence: a column's title, a stage's name."""
    return Message(word, context=DECLARED)


def listed(words: Iterable[Message]) -> Message:
    """The words one after another: “单位、日期、金额”."""
    parts = list(words)
    values: dict[str, object] = {f"word{place}": each for place, each in enumerate(parts)}
    text = "{comma}".join(f"{{word{place}}}" for place in range(len(parts)))
    return Message(text, {**values, "comma": Message(N_("、"))})
