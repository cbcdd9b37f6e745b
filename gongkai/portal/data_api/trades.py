"""Public trades in OCDS: packages of releases and of records, a page of trades at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongkai.core.disclosure.formats import ocds
from gongkai.core.disclosure.formats.ocds import Publisher, Trade
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import Asked, Filter
from gongkai.disclosure.queries.rows import RowCard
from gongkai.foundation.interface.problems import NOT_FOUND, ProblemError
from gongkai.portal.data_api.catalogue import publisher_name
from gongkai.portal.data_api.door import answering, clock, only_known, site, told, wrong

NOTICES = "trade_notices"
BESIDES = ("trade_qualifications", "trade_process", "trade_results", "trade_contracts")
A_PAGE = 50
LONGEST = 600
PACKAGES = {"releases": ocds.release_package, "records": ocds.record_package}


@answering
def trades(request: HttpRequest, kind: str) -> HttpResponse:
    """`releases` or `records`, newest notices first. The next page is told in the header `Link`: packages
    of the standard have no place for it."""
    only_known(request, {"after"})
    if kind not in PACKAGES:
        raise ProblemError(NOT_FOUND, _("有两种包：releases 和 records。"))
    after = request.GET.get("after", "")
    if len(after) > LONGEST:
        raise wrong("after")
    now = clock()
    found, following = _page(now, after)
    if not found:
        raise ProblemError(NOT_FOUND, _("还没有公开的交易。"))
    here = request.build_absolute_uri(reverse("data-api:trades", args=[kind]))
    publisher = _publisher(request)
    package = PACKAGES[kind](
        [ocds.release(each, publisher) for each in found], publisher, request.build_absolute_uri(),
        max(each.changed_at for each in found),
    )  # fmt: skip
    response = told(package)
    if following:
        response["Link"] = f'<{here}?{urlencode({"after": following})}>; rel="next"'
    return response


def _page(now: datetime, after: str) -> tuple[list[Trade], str]:
    """The trades of one page with everything that belongs to them: five statements."""
    day = timezone.localdate(now)
    if NOTICES not in {each.name for each in declared.fields().data_sets(day)}:
        return [], ""
    notices = declared.data_set(NOTICES, day)
    page = rows.page(notices, after=after, limit=A_PAGE)
    numbers = tuple(str(each.content["trade"]) for each in page.items)
    around = {name: _around(declared.data_set(name, day), numbers) for name in BESIDES}
    return [_trade(notices, each, around) for each in page.items], page.after


def _around(data_set: DataSet, numbers: tuple[str, ...]) -> Mapping[str, Sequence[RowCard]]:
    found: dict[str, list[RowCard]] = defaultdict(list)
    if numbers:
        for row in rows.stream(data_set, Asked({"trade": Filter(numbers)})):
            found[str(row.content["trade"])].append(row)
    return found


def _trade(notices: DataSet, notice: RowCard, around: Mapping[str, Mapping[str, Sequence[RowCard]]]) -> Trade:
    number = str(notice.content["trade"])
    held = {name: around[name].get(number, ()) for name in BESIDES}
    every = [notice, *(row for some in held.values() for row in some)]
    return Trade(
        notice.content,
        max(row.valid_from for row in every),
        notices.column("method").title_of(str(notice.content["method"])),
        [row.content for name in BESIDES[:2] for row in held[name]],
        [row.content for row in held["trade_results"]],
        [row.content for row in held["trade_contracts"]],
    )


def _publisher(request: HttpRequest) -> Publisher:
    licence = request.build_absolute_uri(reverse("portal:open_data"))
    return Publisher(publisher_name(), f"{site(request)}/", settings.OCDS_PREFIX, licence, licence)
