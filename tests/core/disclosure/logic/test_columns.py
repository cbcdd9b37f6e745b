"""What declarations name as logic, they can feed: their own sample rows go through it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.disclosure.logic import Logic, columns
from gongkai.core.disclosure.logic.air import air_index, standard_on
from gongkai.core.disclosure.logic.budgets import By, tree
from gongkai.core.disclosure.logic.ranking import ranking
from gongkai.core.disclosure.logic.scores import ScoreRules, score
from gongkai.core.disclosure.logic.stages import course_on, standings
from gongkai.core.disclosure.reading import read_field
from gongkai.core.disclosure.schema import DataSet
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.disclosure_logic import air_standards, budget_classes, courses
from gongkai.foundation.rulebook.fields import fields, folders, written

NAMING = [
    (Logic(name), data_set)
    for field in fields().versions
    for data_set in field.data
    for name in data_set.logic
]
TAKES: dict[str, Callable[[columns.Row], object]] = {
    "air_ranking": columns.air_month,
    "inspection_objects": columns.candidate,
    "inspectors": columns.inspector,
    "blacklist": columns.blacklist_entry,
    "score_events": columns.score_event,
    "powers": columns.power,
    "power_changes": columns.power_change,
    "pollutant_readings": columns.reading,
    "catchments": columns.catchment,
    "ppp_papers": columns.ppp_paper,
}


@pytest.mark.parametrize(("logic", "data_set"), NAMING, ids=lambda each: getattr(each, "name", ""))
def test_a_data_set_that_names_a_logic_has_its_columns(logic: Logic, data_set: DataSet) -> None:
    assert not columns.lacking(logic, frozenset(data_set.names))


def test_every_logic_is_named_by_some_data_set() -> None:
    assert {logic for logic, _ in NAMING} == set(Logic)


@pytest.mark.parametrize("name", TAKES)
def test_sample_rows_become_what_the_logic_takes(name: str) -> None:
    (data_set,) = {each.name: each for _, each in NAMING if each.name == name}.values()
    assert all(TAKES[name](row) for row in data_set.samples)


def test_consultations_of_every_list() -> None:
    lists = [data_set for logic, data_set in NAMING if logic is Logic.LIST_CONSULTATION]
    assert len(lists) >= 3
    for data_set in lists:
        workdays = data_set.column("days").unit == "工作日"
        assert all(columns.consultation(row, workdays=workdays).days > 0 for row in data_set.samples)


@pytest.mark.parametrize(("name", "when"), [("air_daily", "date"), ("air_hourly", "at")])
def test_the_air_of_the_sample_days_comes_out_of_the_table_of_the_day(name: str, when: str) -> None:
    data_set = next(data_set for _, data_set in NAMING if data_set.name == name)
    for row in data_set.samples:
        day = columns.day_of(row, when)
        assert day
        standard = standard_on(air_standards(), day)
        assert standard
        found = air_index(standard, columns.air_values(row), hourly=when == "at")
        assert found
        assert found.value == row["aqi"]


def test_a_calibration_is_no_reading() -> None:
    row = {
        "outlet": "Q",
        "item": "二氧化硫",
        "at": "2017-10-09T08:00:00",
        "value": "0",
        "mark": "calibration",
    }
    assert (columns.reading(row).value, columns.reading(row).note) == (None, "calibration")


def test_the_ranking_of_the_sample_month_is_the_computed_one() -> None:
    data_set = next(data_set for _, data_set in NAMING if data_set.name == "air_ranking")
    rows = {row["place"]: row for row in data_set.samples}
    standard = standard_on(air_standards(), date(2017, 9, 30))
    assert standard
    for each in ranking(standard.composite, map(columns.air_month, data_set.samples)):
        row = rows[each.place]
        assert (each.rank, each.index) == (row["rank"], columns.number_of(row, "composite"))


def test_the_scores_of_the_sample_firms_come_out_of_their_events() -> None:
    held = {data_set.name: data_set for field in fields().versions for data_set in field.data}
    events = [columns.score_event(row) for row in held["score_events"].samples]
    for row in held["construction_firms"].samples:
        scored_on = columns.day_of(row, "scored_on")
        assert scored_on
        found = score(str(row["credit_code"]), events, scored_on, ScoreRules())
        assert (found.value, found.level) == (columns.number_of(row, "score"), row["level"])


def test_a_declaration_that_names_a_logic_it_cannot_feed_is_refused() -> None:
    text = next(each for each in written(folders()) if each.file.endswith("/food.toml")).text
    changed = text.replace('name = "recalls"', 'name = "recalls"\nlogic = ["credit_score"]')
    with pytest.raises(DeclarationError, match="happened_on、points、revoked_on"):
        read_field(Declaration(changed, "food.toml"))


def test_the_sample_trades_and_projects_run_their_course() -> None:
    held = {data_set.name: data_set.samples for field in fields().versions for data_set in field.data}
    results = {row["trade"]: row for row in held["trade_results"]}
    contracts = {row["trade"]: row for row in held["trade_contracts"]}
    for notice in held["trade_notices"]:
        trade = notice["trade"]
        course = course_on(courses(), str(notice["course"]), date(2017, 12, 31))
        assert course
        dates = columns.trade_dates(notice, results[trade], contracts[trade])
        found = standings(course, dates, date(2017, 12, 31), rulebook.calendar())
        late = [
            str(flaw) for each in found for flaw in each.flaws if "不足" in str(flaw) or "超过" in str(flaw)
        ]
        assert (late, dates["contract"] > dates["notice"]) == ([], True)
    assert columns.trade_dates({"course": "forest", "published_on": "2017-01-01"}, None, None) == {}
    dates = columns.project_dates(held["project_steps"])
    assert dates == {
        "feasibility": date(2017, 3, 15), "tender_award": date(2017, 6, 5), "permit": date(2017, 7, 10),
    }  # fmt: skip


def test_sample_budget_lines_add_up_by_either_classification() -> None:
    held = {data_set.name: data_set.samples for field in fields().versions for data_set in field.data}
    (classes,) = budget_classes()
    for by in By:
        nodes = tree([columns.budget_line(row, by) for row in held["budget_lines"]], by, classes)
        assert sum(node.amount for node in nodes) == sum(
            int(str(row["amount"])) for row in held["budget_lines"]
        )


def test_the_documentation_names_every_logic_with_its_columns() -> None:
    page = (Path(__file__).parents[4] / "docs" / "field-logic.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in page.splitlines() if row.startswith("| `")}
    assert set(rows) == {logic.value for logic in Logic}
    for logic, alternatives in columns.NEEDS.items():
        named = " 或 ".join("、".join(f"`{name}`" for name in sorted(names)) for names in alternatives)
        assert f"| {named} |" in rows[logic]
