"""Which columns a data set must have to name a logic, and its rows as what the logic takes.

Rows are canonical: dates and times as ISO text, decimals as text (`schema.ColumnType`). A logic with several
kinds of rows (draws: objects, inspectors, results) is named by all its data sets and needs one of the sets
of columns.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from gongkai.core.disclosure.logic import Logic, blacklist, enrolment, powers, ppp, readings, scores
from gongkai.core.disclosure.logic.budgets import BudgetLine, By
from gongkai.core.disclosure.logic.consultation import Consultation
from gongkai.core.disclosure.logic.draw import Candidate, Inspector
from gongkai.core.disclosure.logic.ranking import PlaceMonth

type Row = Mapping[str, object]

AIR_TABLES = {
    "so2_24h": "SO2_24h", "no2_24h": "NO2_24h", "co_24h": "CO_24h", "o3_1h": "O3_1h", "o3_8h": "O3_8h",
    "pm10_24h": "PM10_24h", "pm25_24h": "PM2.5_24h",
}  # fmt: skip
AIR_HOUR = {
    "so2_1h": "SO2_1h", "no2_1h": "NO2_1h", "co_1h": "CO_1h", "o3_1h": "O3_1h", "o3_8h": "O3_8h",
    "pm10_24h": "PM10_24h", "pm25_24h": "PM2.5_24h",
}  # fmt: skip
_TRADE_STAGES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "tender": {
        "notice": ("notice", "published_on"),
        "opening": ("notice", "closes_at"),
        "report": ("result", "report_on"),
        "candidates": ("result", "candidates_on"),
        "award": ("result", "announced_on"),
        "contract": ("contract", "signed_on"),
    },
    "procurement": {
        "notice": ("notice", "published_on"),
        "opening": ("notice", "closes_at"),
        "chosen": ("result", "chosen_on"),
        "result": ("result", "announced_on"),
        "contract": ("contract", "signed_on"),
        "acceptance": ("contract", "accepted_on"),
    },
    "land": {
        "notice": ("notice", "published_on"),
        "deal": ("result", "chosen_on"),
        "result": ("result", "announced_on"),
        "contract": ("contract", "signed_on"),
    },
}
AIR_DAY = {
    "so2_24h": "SO2", "no2_24h": "NO2", "pm10_24h": "PM10", "pm25_24h": "PM2.5", "co_24h": "CO",
    "o3_8h": "O3",
}  # fmt: skip
AIR_MONTH = {"so2": "SO2", "no2": "NO2", "pm10": "PM10", "pm25": "PM2.5", "co": "CO", "o3": "O3"}

NEEDS: Mapping[Logic, tuple[frozenset[str], ...]] = {
    Logic.AIR_INDEX: (
        frozenset({"date", "division", *AIR_TABLES}),
        frozenset({"at", "station", *AIR_HOUR}),
    ),
    Logic.AIR_RANKING: (
        frozenset({"month", "division", "place", *AIR_MONTH}),
        frozenset({"date", "division", *AIR_DAY}),
    ),
    Logic.RANDOM_DRAW: (
        frozenset({"line", "credit_code", "title", "weight"}),
        frozenset({"certificate", "lines", "avoids"}),
        frozenset({"draw", "credit_code", "inspectors", "finished_on", "result"}),
    ),
    Logic.BLACKLIST: (
        frozenset(
            {
                "document",
                "code",
                "subject",
                "ground",
                "noticed_on",
                "stated_on",
                "answered_on",
                "decided_on",
                "removed_on",
                "removal_ground",
            }
        ),
    ),
    Logic.CREDIT_SCORE: (
        frozenset({"credit_code", "points", "ground", "document", "happened_on", "revoked_on"}),
    ),
    Logic.SERVICE_RATES: (frozenset({"online_level"}),),
    Logic.POWER_CHANGES: (
        frozenset({"code", "title", "kind", "body"}),
        frozenset({"batch", "code", "title", "change", "kind", "body", "into", "moved_to", "changed_on"}),
    ),
    Logic.READINGS: (frozenset({"outlet", "item", "at", "value", "mark", "note"}),),
    Logic.PRICE_BASKET: (frozenset({"product", "price", "weight"}),),
    Logic.LIST_CONSULTATION: (frozenset({"opened_on", "days", "result"}),),
    Logic.CATCHMENT: (
        frozenset({"code", "school", "stage", "division", "street", "first", "last", "side", "estate"}),
    ),
    Logic.PROJECT_LIFE: (frozenset({"project_code", "stage", "done_on"}),),
    Logic.TRADE_STAGES: (
        frozenset({"trade", "course", "published_on"}),
        frozenset({"trade", "chosen_on", "candidates_on", "report_on", "announced_on"}),
    ),
    Logic.BUDGET_TREE: (
        frozenset(
            {"function_code", "function_name", "economic_code", "economic_name", "amount", "last_year"}
        ),
    ),
    Logic.PPP_DATES: (frozenset({"code", "stage", "way", "entered_on", "executing_since", "year"}),),
}


def lacking(logic: Logic, names: frozenset[str]) -> frozenset[str]:
    """The columns a data set of these columns lacks for the logic: of the set it is nearest to."""
    return min(
        (needed - names for needed in NEEDS[logic]), key=lambda missing: (len(missing), sorted(missing))
    )


def day_of(row: Row, name: str) -> date | None:
    value = row.get(name)
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def number_of(row: Row, name: str) -> Decimal | None:
    value = row.get(name)
    return None if value is None or value == "" else Decimal(str(value))


def text_of(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def air_values(row: Row) -> dict[str, Decimal]:
    """Concentrations of a day, or of an hour, by name of the table, those that are there."""
    named = AIR_TABLES | AIR_HOUR
    found = ((table, number_of(row, name)) for name, table in named.items())
    return {table: value for table, value in found if value is not None}


def air_month(row: Row) -> PlaceMonth:
    """A county's month as entered."""
    return PlaceMonth(
        text_of(row, "place"), {title: number_of(row, name) for name, title in AIR_MONTH.items()}
    )


def air_day(row: Row) -> dict[str, Decimal | None]:
    """A day's concentrations by pollutant, for `ranking.place_month`."""
    return {title: number_of(row, name) for name, title in AIR_DAY.items()}


def candidate(row: Row) -> Candidate:
    return Candidate(text_of(row, "credit_code"), text_of(row, "title"), int(text_of(row, "weight")))


def inspector(row: Row) -> Inspector:
    """`lines` and `avoids` are listed with 、 between."""
    return Inspector(text_of(row, "certificate"), _listed(row, "lines"), _listed(row, "avoids"))


def blacklist_entry(row: Row) -> blacklist.Entry:
    return blacklist.Entry(
        code=text_of(row, "code"),
        name=text_of(row, "subject"),
        noticed_on=day_of(row, "noticed_on"),
        decided_on=day_of(row, "decided_on"),
        ground=text_of(row, "ground"),
        document=text_of(row, "document"),
        stated_on=day_of(row, "stated_on"),
        answered_on=day_of(row, "answered_on"),
        removed_on=day_of(row, "removed_on"),
        removal_ground=text_of(row, "removal_ground"),
        kind=text_of(row, "kind"),
        until=day_of(row, "until"),
    )


def score_event(row: Row) -> scores.ScoreEvent:
    return scores.ScoreEvent(
        text_of(row, "credit_code"),
        _day(row, "happened_on"),
        number_of(row, "points") or Decimal(0),
        text_of(row, "ground"),
        text_of(row, "document"),
        day_of(row, "revoked_on"),
    )


def power(row: Row) -> powers.Power:
    return powers.Power(*(text_of(row, name) for name in ("code", "title", "kind", "body")))


def power_change(row: Row) -> powers.PowerChange:
    """What comes onto the list, or is renamed, is the row's own item."""
    kind = powers.ChangeKind(text_of(row, "change"))
    item = power(row) if kind in powers.COMES or kind is powers.ChangeKind.RENAMED else None
    return powers.PowerChange(
        text_of(row, "batch"), _day(row, "changed_on"), kind, text_of(row, "code"), item,
        text_of(row, "into"), text_of(row, "moved_to"),
    )  # fmt: skip


def reading(row: Row) -> readings.Reading:
    """A reading marked other than normal is none, for the reason of its mark or note."""
    normal = text_of(row, "mark") == "normal"
    note = text_of(row, "note") or ("" if normal else text_of(row, "mark"))
    value = number_of(row, "value") if normal else None
    at = datetime.fromisoformat(text_of(row, "at"))
    return readings.Reading(text_of(row, "outlet"), text_of(row, "item"), at, value, note)


def catchment(row: Row) -> enrolment.Catchment:
    return enrolment.Catchment(
        code=text_of(row, "code"),
        school=text_of(row, "school"),
        stage=enrolment.Stage(text_of(row, "stage")),
        division=text_of(row, "division"),
        street=text_of(row, "street"),
        first=int(text_of(row, "first") or 0),
        last=int(text_of(row, "last") or 0),
        side=enrolment.Side(text_of(row, "side") or "both"),
        estate=text_of(row, "estate"),
    )


def consultation(row: Row, *, workdays: bool, public_on: date | None = None) -> Consultation:
    """`workdays`: whether the data set's period is in working days (the column's unit says so). `public_on`:
    the period does not begin before anybody could read of it."""
    opened = _day(row, "opened_on")
    return Consultation(max(opened, public_on or opened), int(text_of(row, "days")), workdays)


def budget_line(row: Row, by: By) -> BudgetLine:
    """Amounts are fen already."""
    amount, last_year = row["amount"], row.get("last_year")
    return BudgetLine(
        text_of(row, f"{by}_code"),
        text_of(row, f"{by}_name"),
        amount if isinstance(amount, int) else 0,
        last_year if isinstance(last_year, int) else None,
    )


def project_dates(rows: Iterable[Row]) -> dict[str, date]:
    """When each stage of one project was first done, for the course "project"."""
    dates: dict[str, date] = {}
    for row in rows:
        stage, day = text_of(row, "stage"), _day(row, "done_on")
        dates[stage] = min(day, dates.get(stage, day))
    return dates


def trade_dates(notice: Row, result: Row | None, contract: Row | None) -> dict[str, date]:
    """The dates of one trade by stage of its course ("tender", "procurement", "land"); what has not come is
    left out. A trade of another kind has no course."""
    stages = _TRADE_STAGES.get(text_of(notice, "course"), {})
    rows = {"notice": notice, "result": result or {}, "contract": contract or {}}
    found = ((stage, day_of(rows[row], name)) for stage, (row, name) in stages.items())
    return {stage: day for stage, day in found if day is not None}


def ppp_paper(row: Row) -> ppp.PppDue:
    year = row.get("year")
    return ppp.ppp_due(
        ppp.PppStage(text_of(row, "stage")),
        ppp.Way(text_of(row, "way")),
        _day(row, "entered_on"),
        day_of(row, "executing_since"),
        year if isinstance(year, int) else None,
    )


def _day(row: Row, name: str) -> date:
    """Raises KeyError where the row has none."""
    day = day_of(row, name)
    if day is None:
        raise KeyError(name)
    return day


def _listed(row: Row, name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text_of(row, name).split("、") if each.strip())
