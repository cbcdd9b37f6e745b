"""What a reader asks of the list of publications: words and filters, from the address."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.foundation.search.items import Order
from gongkai.publishing import law

LONGEST = 200  # characters of a question


@dataclass(frozen=True, slots=True)
class Wish:
    """Codes are empty when they don't filter. `after` continues a page before."""

    text: str = ""
    kind: str = ""
    body: str = ""
    subject: str = ""
    standing: str = ""
    year: str = ""
    site: str = ""
    order: Order = Order.RELEVANCE
    after: str = ""

    @property
    def is_plain(self) -> bool:
        """Nothing is asked but the newest."""
        return not any((self.text, self.kind, self.body, self.subject, self.standing, self.year, self.site))

    def query(self, **changes: str) -> str:
        """As an address asks it, with these changes; the page before is left out unless it is among them."""
        asked = {
            "q": self.text, "kind": self.kind, "body": self.body, "subject": self.subject,
            "standing": self.standing, "year": self.year, "site": self.site,
            "order": self.order.value if self.order is not Order.RELEVANCE else "", **changes,
        }  # fmt: skip
        return urlencode({name: value for name, value in asked.items() if value})


def read(given: QueryDict, bodies: Mapping[str, BodyOnDay], sites: Collection[str] = ()) -> Wish:
    """What is asked; what can't be understood is left out. `bodies` by code; `sites`: their codes."""
    kinds, metadata = law.rules().kinds, law.rules().metadata
    return Wish(
        text=" ".join(given.get("q", "").split())[:LONGEST],
        kind=_one_of(given.get("kind", ""), {each.code for each in kinds.kind}),
        body=_one_of(given.get("body", ""), set(bodies)),
        subject=_one_of(given.get("subject", ""), {each.code for each in metadata.subjects.subject}),
        standing=_one_of(given.get("standing", ""), set(STANDINGS)),
        year=year if re.fullmatch("[0-9]{4}", year := given.get("year", "")) else "",
        site=_one_of(given.get("site", ""), sites),
        order=Order.DATE if given.get("order") == Order.DATE.value else Order.RELEVANCE,
        after=given.get("after", "")[:300],
    )


STANDINGS = ("in_force", "amended", "expired", "repealed", "consolidated")


def _one_of(text: str, known: Collection[str]) -> str:
    return text if text in known else ""
