"""今天的空气: each place's index, level in colour and word, primary pollutant; the month's ranking; the last
hour of the stations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.core.disclosure.logic.air import air_index, standard_on
from gongkai.core.disclosure.logic.columns import air_values, day_of
from gongkai.disclosure.queries.rows import RowCard
from gongkai.foundation.rulebook.disclosure_logic import air_standards
from gongkai.portal.data.special.asking import Asking, Shown, address_of

STATIONS = 400


def build(asking: Asking) -> Shown:
    newest = asking.rows("air_daily", sort="-date", limit=200)
    day = str(newest[0].content["date"]) if newest else ""
    today = [each for each in newest if each.content["date"] == day]
    standard = standard_on(air_standards(), date.fromisoformat(day)) if day else None
    return {
        "on": date.fromisoformat(day) if day else None,
        "is_fresh": bool(day) and (asking.day - date.fromisoformat(day)).days <= 1,
        "places": [_place(asking, each) for each in sorted(today, key=_division)],
        "levels": standard.level if standard else (), "standard": standard.standard if standard else "",
        **_ranking(asking), **_stations(asking),
    }  # fmt: skip


def _division(card: RowCard) -> str:
    return str(card.content["division"])


def _place(asking: Asking, card: RowCard) -> Mapping[str, Any]:
    """The row says the index; its level's advice comes from the standard of the day."""
    row = card.content
    day = day_of(row, "date")
    standard = standard_on(air_standards(), day) if day else None
    level = standard.level_of(int(row["aqi"])) if standard else None
    return {
        "name": asking.names.place(str(row["division"])), "index": row["aqi"], "level": str(row["level"]),
        "word": asking.sets["air_daily"].column("level").title_of(str(row["level"])), "of": level,
        "primary": row.get("primary", ""), "address": address_of(card),
    }  # fmt: skip


def _ranking(asking: Asking) -> Shown:
    newest = asking.rows("air_ranking", sort="-month,rank", limit=100)
    month = str(newest[0].content["month"]) if newest else ""
    rows = [each for each in newest if each.content["month"] == month]
    return {"month": month, "ranking": [(each.content, address_of(each)) for each in rows]}


def _stations(asking: Asking) -> Shown:
    """The last hour of each station; its index is computed by the standard of the day."""
    last: dict[str, RowCard] = {}
    for each in asking.rows("air_hourly", sort="-at", limit=STATIONS):
        last.setdefault(str(each.content["station"]), each)
    made = []
    for card in sorted(last.values(), key=lambda each: str(each.content["station"])):
        day = day_of(card.content, "at")
        standard = standard_on(air_standards(), day) if day else None
        found = air_index(standard, air_values(card.content), hourly=True) if standard else None
        made.append({
            "name": card.content.get("station_name") or card.content["station"], "found": found,
            "place": asking.names.place(str(card.content.get("division", ""))),
            "at": str(card.content["at"])[:16].replace("T", " "), "address": address_of(card),
        })  # fmt: skip
    return {"stations": made}
