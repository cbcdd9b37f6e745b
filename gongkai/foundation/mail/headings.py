"""Headers that letters about certain subjects carry, such as the way to end a subscription (RFC 8058).

A room says so where it posts them; they are made anew with each sending and need no place in the log.
"""

from collections.abc import Callable, Mapping

type Headings = Callable[[str], Mapping[str, str]]
"""Takes the identifier of the subject."""

_by_subject: dict[str, Headings] = {}


def heads(about_type: str) -> Callable[[Headings], Headings]:
    """Decorator: the function gives the headers of letters about subjects of this type."""

    def decorate(function: Headings) -> Headings:
        _by_subject[about_type] = function
        return function

    return decorate


def headings_of(about_type: str, about_id: str) -> Mapping[str, str]:
    found = _by_subject.get(about_type)
    return found(about_id) if found else {}
