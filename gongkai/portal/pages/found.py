"""What can be found of designed sites: every page that is out, by everybody."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.utils import timezone

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.sources import Original, source
from gongkai.portal.pages import addressing, out, reading

KIND = "page"


@source(KIND)
class DesignedPages:
    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        """For everybody, while they are out."""
        for page, site in out.with_sites(numbers):
            year = str(timezone.localtime(page.last_published_at).year)
            yield Item(
                key=Key(KIND, page.pk), title=page.title, text=reading.content_of(page),
                at=page.last_published_at, facets={"body": (str(site.body_id),), "year": (year,)},
                audiences=frozenset({PUBLIC}),
            )  # fmt: skip

    def every(self) -> Iterator[int]:
        return iter(out.pages().order_by("pk").values_list("pk", flat=True))

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        """None of its own: drafts are found in the editor."""
        return frozenset()

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        """Those that are out at this moment."""
        return {
            page.pk: Original(page.title, reading.content_of(page), addressing.address_of(page.url_path))
            for page, _site in out.with_sites(numbers)
        }
