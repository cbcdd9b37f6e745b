"""A row of the catalogue as it is stored: the 14 columns, and by what documents stand under it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from gongkai.core.publishing.boxes import Boxes
from gongkai.core.publishing.catalogue import Row
from gongkai.core.publishing.time_limits import read_limit


@dataclass(frozen=True, slots=True)
class Facts:
    """`maker` is 公开主体 in the catalogue's words, `must` and `may` are codes of channels. `kind`,
    `subject`:
    documents of that kind and subject stand under the row without being assigned to it; "" for none."""

    number: str
    first: str
    second: str
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    limit: str
    maker: str
    must: tuple[str, ...]
    may: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    everybody: bool = True
    group: str = ""
    proactive: bool = True
    on_request: bool = False
    county: bool = True
    township: bool = False
    third: str = ""
    kind: str = ""
    subject: str = ""

    @classmethod
    def of_row(cls, row: Row, kind: str = "", subject: str = "") -> Self:
        return cls(
            row.number, row.first, row.second, row.elements, row.basis, row.limit.text, row.body,
            row.channels.must, row.channels.may, row.channels.others, row.everybody, row.group, row.proactive,
            row.on_request, row.county, row.township, row.third, kind, subject,
        )  # fmt: skip

    @classmethod
    def of_dict(cls, told: Mapping[str, Any]) -> Self:
        """From JSON, or from a stored version."""
        given: dict[str, Any] = {each.name: told[each.name] for each in fields(cls)}
        plain: dict[str, Any] = {
            name: tuple(it) if isinstance(it, list) else it for name, it in given.items()
        }
        return cls(**plain)

    def row(self) -> Row:
        return Row(
            self.number, self.first, self.second, self.elements, self.basis, read_limit(self.limit),
            self.maker, Boxes(self.must, self.may, self.others), self.everybody, self.group, self.proactive,
            self.on_request, self.county, self.township, "", self.third,
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {name: list(it) if isinstance(it, tuple) else it for name, it in asdict(self).items()}
