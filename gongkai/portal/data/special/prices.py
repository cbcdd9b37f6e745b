"""一篮子价格和粮食收购: this week's prices against the week before, the basket's index, purchases by week."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.core.disclosure.logic.columns import number_of, text_of
from gongkai.core.disclosure.logic.prices import Basket, change, price_indices
from gongkai.core.disclosure.schema import Across, Aggregate, Chart, ChartKind, Upward
from gongkai.disclosure.queries.asking import Asked, Filter
from gongkai.disclosure.queries.summary import Point, Summary, summary
from gongkai.foundation.look.declared import word
from gongkai.portal.data import charts
from gongkai.portal.data.special.asking import Asking, Shown

WEEKS = 26


def build(asking: Asking) -> Shown:
    prices = asking.sets["wholesale_prices"]
    by_week = summary(prices, Across("week"), Upward(Aggregate.AVERAGE, "price"), "product").by_x()
    weeks = sorted(by_week)[-WEEKS:]
    cards = asking.rows("wholesale_prices", sort="-week,category", limit=500)
    newest = weeks[-1] if weeks else ""
    before = weeks[-2] if len(weeks) > 1 else ""
    products = {text_of(each.content, "product"): each.content for each in cards}
    places, rows = prices.column("price").decimals, []
    for product, row in products.items():
        now, was = (by_week.get(week, {}).get(product) for week in (newest, before))
        if now is not None:
            moved = change(Decimal(str(now)), Decimal(str(was))) if was else None
            rows.append((product, text_of(row, "category"), _told(now, places), _told(was, places), moved))
    return {
        "week": _in_words(newest), "before": _in_words(before),
        "rows": sorted(rows, key=lambda each: each[1]),
        "unit": word(prices.column("price").unit), "index": _index(asking, weeks, by_week, products),
        "grain": _grain(asking),
    }  # fmt: skip


def _told(price: Any, places: int | None) -> str:
    """With as many digits as the declaration lets a price have, so that prices stand under each other."""
    return charts.written(price) if price is None or places is None else f"{Decimal(str(price)):,.{places}f}"


def _in_words(week: str) -> str:
    """“2017-W41” as people say it."""
    year, _dash, number = week.partition("-W")
    return _("{year}年第{number}周").format(year=year, number=int(number)) if number.isdigit() else week


def _index(
    asking: Asking, weeks: list[str], by_week: Mapping[str, Mapping[str, Any]],
    products: Mapping[str, Mapping[str, Any]],
) -> charts.Figure | None:  # fmt: skip
    """The basket of products that have a weight, 100 in the first week shown."""
    weights = {name: weight for name, row in products.items() if (weight := number_of(row, "weight"))}
    if len(weeks) < 2 or not weights:
        return None
    told = {
        week: {name: Decimal(str(value)) for name, value in by_week[week].items() if value is not None}
        for week in weeks
    }
    found = price_indices(Basket("basket", weeks[0], weights), told, tuple(weeks))
    points = tuple(Point(each.period, "", each.value) for each in found)
    prices = asking.sets["wholesale_prices"].title
    title = _("{title}：{week}=100").format(title=prices, week=weeks[0])
    chart = Chart(
        ChartKind.LINE,
        Across("week"),
        Upward(Aggregate.VALUE, "price"),
        title=title,
    )
    made = charts.figure(asking.sets["wholesale_prices"], chart, Summary(points), asking.names)
    return replace(made, heads=[_("价格指数")], unit="") if made else None


def _grain(asking: Asking) -> charts.Figure | None:
    grain = asking.sets.get("grain_purchase")
    if grain is None or not {"week", "bought", "grain"} <= set(grain.names):
        return None
    chart = Chart(ChartKind.LINE, Across("week"), Upward(Aggregate.SUM, "bought"), "grain", title=grain.title)
    season = Asked({"season": Filter((asking.word("season"),))}) if asking.word("season") else Asked()
    return charts.figure(grain, chart, summary(grain, chart.x, chart.y, chart.by, season), asking.names)
