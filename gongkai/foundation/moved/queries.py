"""Where an old address leads, and all of them."""

from django.db.models import Q

from gongkai.foundation.moved.models import OldAddress
from gongkai.foundation.moved.values import OldAddressCard

_LONGEST = 500


def leads_to(host: str, path: str, query: str) -> str | None:
    """Where it leads: first with its query, then without, then without the slash that the site itself adds;
    for this host before any."""
    asked = [f"{path}?{query}"] if query else []
    asked += [path, path.rstrip("/")] if path.strip("/") else [path]
    asked = [each for each in asked if len(each) <= _LONGEST and "\x00" not in each]
    rows = OldAddress.objects.filter(path__in=asked, host__in=("", host), closed_at__isnull=True)
    best = sorted(rows, key=lambda row: (asked.index(row.path), not row.host))
    return best[0].to if best else None


def old_addresses(words: str = "", after: int = 0, limit: int = 50) -> list[OldAddressCard]:
    """The newest first, those with the words in an address; `after`: number of the last one seen."""
    rows = OldAddress.objects.order_by("-pk")
    if words:
        rows = rows.filter(Q(path__icontains=words) | Q(to__icontains=words) | Q(host__icontains=words))
    if after:
        rows = rows.filter(pk__lt=after)
    return [
        OldAddressCard(each.pk, f"{each.host}{each.path}", each.to, each.added_at, each.closed_at)
        for each in rows[:limit]
    ]
