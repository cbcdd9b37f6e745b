"""What pages are made of without a database: the question of an address, charts, maps, chapters."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from gongkai.core.disclosure.schema import (
    Across,
    Aggregate,
    Chart,
    ChartKind,
    Column,
    ColumnType,
    Part,
    SortKey,
    Upward,
)
from gongkai.disclosure.formats.package import schema
from gongkai.disclosure.queries.asking import Filter
from gongkai.disclosure.queries.summary import Point, Summary
from gongkai.portal.data import cells, charts, maps, tiles
from gongkai.portal.data.asked import end_of, read
from gongkai.portal.data.chapters import OTHERS, chapter_of
from gongkai.portal.data.shell import Names
from tests.disclosure.conftest import DAY, FINES, fields_of

FIELDS = fields_of(FINES)
SET = FIELDS.data_set("fines", DAY)
SHAPE = Column(name="area", title="范围", type=ColumnType.GEOJSON)
NAMES = Names({}, {}, {"371302": "兰山区"})


@pytest.mark.parametrize(("said", "filters"), [
    ("f-kind=fine&f-kind=warning", {"kind": Filter(("fine", "warning"))}),
    ("f-kind=罚款", {"kind": Filter(("fine",))}),
    ("from-amount=1.5&to-amount=2", {"amount": Filter((), "1500000", "2000000")}),
    ("from-decided_on=2026-01-05", {"decided_on": Filter((), "2026-01-05")}),
    ("f-kind=", {}),
])  # fmt: skip
def test_an_address_asks_in_the_units_people_read(said: str, filters: dict[str, Filter]):
    wish = read(QueryDict(said), SET, DAY)
    assert (dict(wish.asked.filters), wish.faults) == (filters, ())


@pytest.mark.parametrize(("kind", "coordinates", "said"), [
    ("Point", [118.35, 35.1], "点"),
    ("LineString", [[118.35, 35.1], [118.36, 35.11], [118.4, 35.12]], "线，3 个点"),
    ("MultiPolygon", [[[[118.1, 35.1], [118.2, 35.1], [118.2, 35.2], [118.1, 35.1]]]], "面，4 个点"),
    ("GeometryCollection", None, "图形"),
])  # fmt: skip
def test_a_shape_is_told_in_words(kind: str, coordinates: object, said: str):
    assert cells.words(SHAPE, {"type": kind, "coordinates": coordinates}, NAMES) == said


@pytest.mark.parametrize(("said", "word"), [
    ("f-party=张小样", "party"), ("sort=party", "party"), ("from-amount=很多", "很多"), ("f-x=1", "x"),
    ("from-decided_on=昨天", "昨天"), ("as_of=2026-02-30", "2026-02-30"), ("as_of=2027-01-01", "2027-01-01"),
    ("f-kind=死刑", "死刑"),
])  # fmt: skip
def test_what_cannot_be_understood_is_said(said: str, word: str):
    (fault,) = read(QueryDict(said), SET, DAY).faults
    assert word in str(fault)


@pytest.mark.parametrize(("said", "bound"), [
    ("2026-02-01", "2026-02-01"), ("2026-02-01T08:30", "2026-02-01T08:30:00"),
    ("2026-02-01T00:30:00Z", "2026-02-01T08:30:00"), ("2026-02-01T25:00:00", None),
])  # fmt: skip
def test_times_are_bounded_by_days_or_moments_of_the_city(said: str, bound: str | None):
    wish = read(QueryDict(f"from-at={said}"), FIELDS.data_set("levels", DAY), DAY)
    assert len(wish.faults) == (bound is None)
    assert bound is None or wish.asked.filters["at"].minimum == bound


def test_a_question_comes_back_as_the_same_address():
    wish = read(
        QueryDict("q=占用  林地&f-kind=fine&sort=-amount&as_of=2026-02-27&show=number&show=party&z=1"),
        SET,
        DAY,
    )
    assert wish.text == "占用 林地"
    assert wish.asked.sort == (SortKey("amount", descending=True),)
    assert wish.asked.as_of == end_of(date(2026, 2, 27))
    assert wish.columns == ("number", "party")
    again = read(QueryDict(wish.query()), SET, DAY)
    assert again == wish
    assert "f-kind" not in wish.without("f-kind")
    assert read(QueryDict(wish.query(f__kind="warning")), SET, DAY).asked.filters == {
        "kind": Filter(("warning",))
    }
    assert read(QueryDict(f"as_of={DAY}"), SET, DAY).on is None  # today is not over


def test_a_chart_says_its_figures_in_a_table_and_in_words():
    chart = Chart(ChartKind.BAR, Across("decided_on", Part.MONTH), Upward(Aggregate.SUM, "amount"), "kind")
    points = (Point("2026-01", "fine", 1_500_000), Point("2026-02", "fine", 1_200_400_000),
              Point("2026-02", "warning", None))  # fmt: skip
    figure = charts.figure(SET, chart, Summary(points), NAMES)
    assert figure is not None
    assert list(figure.heads) == ["罚款", "警告"]
    assert [tuple(each) for _, each in figure.rows] == [("1.5", ""), ("1,200.4", "")]
    assert "<svg" in figure.svg
    assert "style=" not in figure.svg
    assert "1,200.4" in figure.svg  # in its description
    assert charts.figure(SET, chart, Summary(()), NAMES) is None
    pie = Chart(ChartKind.PIE, Across("kind"), Upward(Aggregate.COUNT))
    whole = charts.figure(SET, pie, Summary((Point("fine", "", 3), Point("warning", "", 1))), NAMES)
    assert whole is not None
    assert (whole.is_round, figure.is_round) == (True, False)
    assert f'width="{charts.PIE_WIDTH}"' in whole.svg


def test_many_lines_are_drawn_as_far_as_an_eye_can_follow():
    chart = Chart(ChartKind.LINE, Across("decided_on", Part.MONTH), Upward(Aggregate.COUNT), "number")
    points = tuple(Point(f"2026-0{month}", str(n), n) for month in (1, 2) for n in range(20))
    figure = charts.figure(SET, chart, Summary(points), NAMES)
    assert figure is not None
    assert (figure.left_out, len(figure.heads)) == (20 - charts.MOST_LINES, 20)
    figure = charts.figure(SET, chart, Summary(points[:20]), NAMES)
    assert figure is not None
    assert (figure.left_out, list(figure.heads), len(figure.rows)) == (0, ["2026-01"], 20)
    assert figure.title.endswith("2026-01")


@pytest.mark.parametrize(("aggregate", "piled"), [(Aggregate.SUM, True), (Aggregate.AVERAGE, False)])
def test_what_does_not_add_up_is_not_piled_up(aggregate, piled, monkeypatch):
    drawings = []
    monkeypatch.setattr(charts, "drawn", lambda some: drawings.extend(some) or ("<svg></svg>",))
    chart = Chart(ChartKind.BAR, Across("decided_on", Part.MONTH), Upward(aggregate, "amount"), "kind")
    points = [Point(f"2026-0{month}", kind, 10**6) for month in (1, 2) for kind in ("fine", "warning")]
    charts.figure(SET, chart, Summary(tuple(points)), NAMES)
    (one,) = drawings
    assert ("stack" in json.loads(one.option)["series"][0]) is piled


def test_a_map_of_points_and_areas():
    square = tuple((118.3 + x, 35.0 + y) for x, y in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)))
    marks = [maps.Mark("<村>", "/a/", spots=((118.35, 35.05),)), maps.Mark("地块", "/b/", rings=(square,))]
    svg = maps.drawn(marks, "征地")
    assert svg.count("<a ") == 2
    assert "&lt;村&gt;" in svg
    assert "118.3°E" in svg
    numbers = [float(each) for each in svg.split("<circle")[1].split('"')[3:6:2]]
    assert all(0 <= each <= maps.WIDTH for each in numbers)
    assert maps.drawn([], "") == ""


def test_pictures_of_the_land_lie_behind_a_map_where_a_server_of_them_is_named(settings):
    marks = [maps.Mark("甲", "/a/", spots=((118.2, 35.0),)), maps.Mark("乙", "/b/", spots=((118.6, 35.3),))]
    assert "<image" not in maps.drawn(marks, "征地")
    settings.MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    settings.MAP_TILES_SOURCE = "审图号 GS(2024)0000号"
    svg = maps.drawn(marks, "征地")
    # The tile of 118.35 E, 35.05 N at depth 11, as every server of tiles numbers it.
    assert 'href="https://tiles.example/11/1697/810.png"' in svg
    assert "GS(2024)0000" in svg
    assert svg.index("<image") < svg.index("<circle")
    found = list(tiles.behind(118.0, 35.5, 119.0, 34.8, maps.WIDTH))
    assert len(found) <= tiles.MOST
    assert min(each.west for each in found) <= 118.0 < 119.0 <= max(each.east for each in found)
    assert min(each.south for each in found) <= 34.8 < 35.5 <= max(each.north for each in found)


@pytest.mark.parametrize(("part", "title"), [("S29", "稳增长"), ("S42", "促改革"), ("S57", "防风险")])
def test_fields_stand_in_the_chapters_of_the_report(part: str, title: str):
    (field,) = fields_of(FINES.replace('part = "S37"', f'part = "{part}"')).versions
    assert chapter_of(field).title.startswith(title)


def test_a_city_s_own_part_stands_at_the_end():
    (field,) = fields_of(FINES.replace('part = "S37"', 'part = ""')).versions
    assert chapter_of(field) is OTHERS


def test_the_schema_of_a_package_describes_the_file_as_it_is_written():
    told = {each["name"]: each for each in schema(SET)["fields"]}
    assert told["kind"]["constraints"]["enum"] == ["警告", "罚款"]
    assert told["amount"]["type"] == "number"
    assert "万元" in told["amount"]["description"]
    assert told["decided_on"]["type"] == "date"
    assert charts.written(Decimal("1234.567")) == "1,234.57"
