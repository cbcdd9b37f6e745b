"""重点排污单位实时监测: the last readings of each outlet against their limits; one outlet's last days."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from gongkai.core.disclosure.logic.columns import number_of, reading, text_of
from gongkai.core.disclosure.logic.readings import Exceedance, Limit, exceedances
from gongkai.disclosure.queries.rows import RowCard
from gongkai.portal.data.special.asking import Asking, Shown

LATEST = 1_500
HOURS = 72 * 4
A_PAGE = 50


def build(asking: Asking) -> Shown:
    limits = {
        (text_of(each.content, "outlet"), text_of(each.content, "item")): each.content
        for each in asking.rows("polluter_limits", sort="since")
    }
    outlet = asking.word("outlet")
    if outlet:
        return _one(asking, outlet, limits)
    last: dict[tuple[str, str], RowCard] = {}
    for each in asking.rows("pollutant_readings", sort="-at", limit=LATEST):
        last.setdefault((text_of(each.content, "outlet"), text_of(each.content, "item")), each)
    lines = [_line(asking, each.content, limits) for _, each in sorted(last.items())]
    words = asking.word("q")
    lines = [each for each in lines if words in each["firm"] or words in each["outlet"]]
    pages = Paginator(sorted(lines, key=lambda each: each["over"] is not True), A_PAGE)
    shown = pages.get_page(asking.word("page"))
    return {
        "lines": shown.object_list, "outlet": "", "page": _ways(shown, words), "count": len(lines),
        "over": sum(each["over"] is True for each in lines),
    }  # fmt: skip


def _ways(shown: Page[dict[str, Any]], words: str) -> Mapping[str, str]:
    """Addresses of the pages before and after."""
    numbers: dict[str, int] = {}
    if shown.has_previous():
        numbers["previous"] = shown.previous_page_number()
    if shown.has_next():
        numbers["next"] = shown.next_page_number()
    return {way: urlencode({"q": words, "page": str(number)}) for way, number in numbers.items()}


def _line(asking: Asking, row: Mapping[str, Any], limits: Mapping[Any, Mapping[str, Any]]) -> dict[str, Any]:
    """`over`: True, False, or None where there is no reading or no limit."""
    limit = limits.get((text_of(row, "outlet"), text_of(row, "item")), {})
    value, most, least = (
        number_of(of, name) for of, name in ((row, "value"), (limit, "most"), (limit, "least"))
    )
    known = value is not None and most is not None and text_of(row, "mark") == "normal"
    return {
        "outlet": text_of(row, "outlet"), "firm": text_of(limit, "firm"), "item": text_of(row, "item"),
        "at": text_of(row, "at")[:16].replace("T", " "), "value": value, "most": most, "least": least,
        "unit": text_of(limit, "measure"), "over": _is_over(value, most, least) if known else None,
        "mark": asking.sets["pollutant_readings"].column("mark").title_of(text_of(row, "mark")),
    }  # fmt: skip


def _is_over(value: Decimal | None, most: Decimal | None, least: Decimal | None) -> bool:
    if value is None or most is None:
        return False
    return value > most or (least is not None and value < least)


def _one(asking: Asking, outlet: str, limits: Mapping[Any, Mapping[str, Any]]) -> Shown:
    found = asking.rows("pollutant_readings", {"outlet": outlet}, sort="-at", limit=HOURS)
    readings = [reading(each.content) for each in found]
    over: list[Exceedance] = []
    for item in sorted({each.item for each in readings}):
        limit = limits.get((outlet, item))
        most = number_of(limit, "most") if limit else None
        if limit and most is not None:
            known = Limit(item, most, text_of(limit, "document"), number_of(limit, "least"))
            over += exceedances(readings, known)
    firms = {text_of(limit, "firm") for (of, _item), limit in limits.items() if of == outlet}
    return {
        "outlet": outlet, "firm": "、".join(sorted(firms)), "exceedances": over,
        "lines": [_line(asking, each.content, limits) for each in found],
        "since": _first(readings),
    }  # fmt: skip


def _first(readings: Iterable[Any]) -> datetime | None:
    return min((each.at for each in readings), default=None)
