"""Finding every address of the installation."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces ("workbench:return"), or the pattern itself when it has none."""

    name: str
    pattern: str
    arguments: tuple[str, ...]


def addresses() -> list[Address]:
    return sorted(set(_walk(get_resolver(), "", "")), key=lambda each: (each.name, each.pattern))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        pattern = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, inner, pattern)
        elif isinstance(each, URLPattern):
            name = f"{namespace}{each.name}" if each.name else pattern
            yield Address(name, pattern, tuple(each.pattern.converters))
