"""Lists, charts, downloads, obligations: what everybody asks of a data set."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.core.disclosure.schema import Across, Aggregate, Part, SortKey, State, Upward
from gongkai.disclosure import actions, exports, owing, periodic, reminding, series, streaming
from gongkai.disclosure.actions import Given
from gongkai.disclosure.found import SET, number_of
from gongkai.disclosure.models import Release, Source
from gongkai.disclosure.queries import boards, sets
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.asking import Asked, AskedError, Filter
from gongkai.disclosure.queries.summary import forget, of_chart, summary
from gongkai.disclosure.template import template
from gongkai.disclosure.wording import title_of
from gongkai.foundation.calendar_notices.open_deadlines import SOURCES
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.search.items import Key
from gongkai.foundation.search.sources import read

from .conftest import DAY, Office, fine, rows, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(office: Office):
    """Twelve fines of two bodies in three months, one of them corrected."""
    given = [
        fine(n, kind="fine" if n % 3 else "warning", amount=str(n) if n % 2 else "", facts=f"占用林地 {n} 亩",
             decided_on=f"2026-0{1 + n % 3}-{10 + n}")
        for n in range(1, 10)
    ]  # fmt: skip
    office.released(Given.rows(given))
    office.released(Given.rows([fine(n, decided_on="2026-02-11") for n in (20, 21, 22)]), body="land")
    return office


def test_lists_are_filtered_sorted_searched_and_paged_by_key(listed: Office, fields):
    data_set = fields.data_set("fines", DAY)
    everything = Asked()
    seen, after = [], ""
    while True:
        page = row_queries.page(data_set, everything, after=after, limit=5)
        seen += page.items
        after = page.after
        if not after:
            break
    assert len({each.number for each in seen}) == len(seen) == 12
    days = [each.content["decided_on"] for each in seen]
    assert days == sorted(days, reverse=True)
    by_amount = Asked(sort=(SortKey("amount"), SortKey("decided_on", descending=True)))
    walked, after = [], ""
    while True:
        page = row_queries.page(data_set, by_amount, after=after, limit=4)
        walked += [each.content.get("amount") for each in page.items]
        after = page.after
        if not after:
            break
    known = [each for each in walked if each is not None]
    assert walked == sorted(known) + [None] * 4
    assert row_queries.total(data_set, Asked({"kind": Filter(("warning",))})) == (3, False)
    narrow = Asked({"decided_on": Filter(minimum="2026-02-01", maximum="2026-02-28")}, text="林地")
    assert row_queries.total(data_set, narrow)[0] == 3
    assert row_queries.total(data_set, Asked(text="样处 9号"))[0] == 1
    assert row_queries.total(data_set, Asked(bodies=frozenset({listed.bodies["land"]})))[0] == 3
    assert row_queries.values_of(data_set, "kind", Asked()) == {"fine": 9, "warning": 3}
    for wrong in (
        Asked({"party": Filter(("张小样",))}), Asked(sort=(SortKey("party"),)), Asked({"x": Filter(("1",))}),
        Asked({"amount": Filter(minimum="many")}),
    ):  # fmt: skip
        with pytest.raises(AskedError):
            row_queries.page(data_set, wrong)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        row_queries.page(data_set, everything)
    assert len(asked) == 1
    assert title_of(data_set, seen[0].content).startswith("张某某：样处")


def test_declared_columns_are_indexed_and_the_index_is_used(listed: Office, fields):
    periodic.finish("fines", listed.at())
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'disclosure_row_fines'")
        made = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM disclosure_row WHERE data_set = 'fines' AND valid_to IS NULL"
            " ORDER BY (content ->> 'decided_on') COLLATE \"C\" DESC, number DESC LIMIT 5"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "disclosure_grams" in made
    assert "'decided_on'" in made
    assert "Index Scan Backward" in plan


def test_the_quality_of_a_large_set_is_that_of_a_sample(listed: Office, monkeypatch):
    monkeypatch.setattr(sets, "SAMPLE", 5)
    quality = sets.quality_of("fines", DAY)
    assert quality is not None
    assert "required_complete" not in {each.criterion for each in quality.failing}


def test_charts_add_up_what_is_asked_for(listed: Office, fields):
    data_set = fields.data_set("fines", DAY)
    chart = data_set.presentation.chart
    assert chart is not None
    found = of_chart(data_set, chart, Asked(bodies=frozenset({listed.bodies["forestry"]})))
    assert sum(each.value for each in found.points) == 9
    assert set(found.by_x()) == {"2026-01", "2026-02", "2026-03"}
    money = summary(data_set, Across("kind"), Upward(Aggregate.SUM, "amount"))
    assert {each.x: each.value for each in money.points}["fine"] == Decimal(
        (1 + 5 + 7) * 1_000_000 + 3 * 1_500_000
    )
    quarters = summary(data_set, Across("decided_on", Part.QUARTER), Upward(Aggregate.COUNT), "body")
    assert {(each.x, each.by) for each in quarters.points} == {
        ("2026-Q1", str(listed.bodies["forestry"])), ("2026-Q1", str(listed.bodies["land"]))
    }  # fmt: skip


def test_what_has_grown_large_is_added_up_from_files_while_they_hold_what_the_table_holds(
    listed: Office, fields, settings, tmp_path, monkeypatch
):
    settings.SERIES_FOLDER = tmp_path
    data_set = fields.data_set("fines", DAY)
    asked = (Across("decided_on", Part.MONTH), Upward(Aggregate.SUM, "amount"), "kind")
    in_table = summary(data_set, *asked)
    readings = fields.data_set("levels", DAY)
    at = (Across("at"), Upward(Aggregate.MAXIMUM, "level"), "station")
    listed.released(
        Given.rows([
            {"station": station, "at": f"2026-02-0{day} 0{hour}:00", "level": str(day + hour)}
            for station in ("一站", "二站", "三站") for day in (1, 2) for hour in (1, 2)
        ]), "levels",
    )  # fmt: skip
    said = {(each.x, each.by, each.value) for each in summary(readings, *at).points}
    periodic.finish("fines", listed.at())
    assert series.exact(data_set) is None, "few rows need no files"
    monkeypatch.setattr(series.files, "LARGE", 10)
    periodic.finish("fines", listed.at())
    in_files = summary(data_set, *asked)
    assert in_files.as_of is not None
    periodic.finish("levels", listed.at())
    assert (found := summary(readings, *at)).as_of is not None
    assert {(each.x, each.by, each.value) for each in found.points} == said
    with monkeypatch.context() as few_points:
        few_points.setattr("gongkai.disclosure.queries.summary.MOST_POINTS", 5)
        forget()
        few = summary(readings, *at)
    assert (few.cut, len(few.by_x())) == (True, 4), "one line from end to end, not the first hour of all"
    assert {(each.x, each.by, each.value) for each in in_files.points} == {
        (each.x, each.by, each.value) for each in in_table.points
    }
    assert summary(data_set, *asked, Asked(text="亩")).as_of is None, "words are looked for in the table"
    listed.released(Given.rows([fine(40, amount="9")]))
    assert (series.exact(data_set), summary(data_set, *asked).as_of) == (None, None), "behind: not asked"


def test_downloads_hold_what_everybody_sees(listed: Office, fields):
    data_set = fields.data_set("fines", DAY)
    office = listed
    office.released(Given.rows([fine(30, facts="=1+1")]))
    text = b"".join(exports.csv_of(data_set)).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == 13
    assert {each["当事人"] for each in table} == {"张某某"}
    assert {each["处罚种类"] for each in table} == {"罚款", "警告"}
    assert "'=1+1" in {each["违法事实"] for each in table}
    assert "罚款金额（万元）" in table[0]
    narrow = Asked({"kind": Filter(("warning",))})
    old = b"".join(exports.csv_of(data_set, narrow, encoding="gb18030"))
    assert old.decode("gb18030").count("警告") == 3
    told = json.loads(b"".join(exports.json_of(data_set, narrow)))
    assert (len(told), told[0]["_body"], "张小样" in str(told)) == (3, "forestry", False)
    with exports.xlsx_of(data_set, narrow) as file:
        sheet = load_workbook(file).active
        assert [cell.value for cell in sheet[1]][:3] == ["永久编号", "公布单位", "决定书文号"]
        assert sheet.max_row == 4
    with exports.parquet_of(data_set, narrow) as file:
        path = f"/proc/self/fd/{file.fileno()}"
        found = duckdb.sql(f"SELECT party, amount FROM read_parquet('{path}')").fetchall()
    assert {each[0] for each in found} == {"张某某"}


def test_the_template_is_read_back(office: Office, fields):
    data_set = fields.data_set("fines", DAY)
    book = load_workbook(io.BytesIO(template(data_set)))
    sheet = book[data_set.title]
    sheet.append(["7号", "李样", None, "罚款", 2.5, date(2026, 2, 3)])
    sheet.append(["8号", "王样", "说明", "警告", None, "2026年2月4日"])
    out = io.BytesIO()
    book.save(out)
    release = office.checked(Given("填报.xlsx", out.getvalue()), way="upload")
    assert (release.added, release.refused) == (2, 0)
    assert release.report["added"][0]["content"]["amount"] == 2_500_000


def test_readings_stream_in_three_times_out_of_order_and_a_year_ahead(
    office: Office, fields, settings, tmp_path, monkeypatch
):
    settings.SERIES_FOLDER = tmp_path
    proposed = office.must(
        actions.propose_source, office.writer("land"), body_id=office.bodies["land"], data_set="levels",
        kind="stream", name="水文站",
    )  # fmt: skip
    assert not office.do(
        actions.approve_source, office.person_named("land", "drafter"), source_id=proposed.pk
    )
    assert not streaming.receive(now=office.at(), source=proposed, rows=[])
    office.must(actions.approve_source, office.reviewer("land"), source_id=proposed.pk)
    source = Source.objects.get(pk=proposed.pk)

    def reading(at: str, level: str, station: str = "一号") -> dict[str, str]:
        return {"station": station, "at": at, "level": level}

    first = [reading("2026-03-02T08:00:00", "1.20")] * 3 + [
        reading("2027-03-02T08:00:00", "1.20"), reading("2026-03-02T06:00:00", "1.10"), reading("x", "1"),
    ]  # fmt: skip
    got = streaming.receive(now=office.at(), source=source, rows=first)
    assert (got.taken, got.known, [place for place, _ in got.set_aside]) == (2, 2, [4, 6])
    assert (got.release.state, got.release.way, got.release.approved_by) == (
        "released", "stream", office.reviewer("land").code,
    )  # fmt: skip
    again = streaming.receive(
        now=office.at(), source=source,
        rows=[reading("2026-03-02T08:00:00", "1.20"), reading("2026-03-02T08:00:00", "9.99"),
              reading("2026-03-02T07:00:00", "1.15", "二号")],
    )  # fmt: skip
    assert (again.taken, again.known, len(again.set_aside)) == (1, 1, 1)
    data_set = fields.data_set("levels", DAY)
    made = series.update(data_set)
    assert (made.rows, made.number, len(made.files)) == (3, 2, 1)
    streaming.receive(now=office.at(), source=source, rows=[reading("2026-03-02T08:30:00", "1.3", "二号")])
    grown = series.update(data_set)
    assert (grown.rows, len(grown.files)) == (4, 2)
    found = of_chart(data_set, data_set.presentation.chart)
    assert (found.as_of, {each.by for each in found.points}) == (grown.at, {"一号", "二号"})
    before = summary(data_set, Across("station"), Upward(Aggregate.COUNT), asked=Asked(as_of=made.at))
    assert sum(each.value for each in before.points) == 3
    with exports.parquet_of(data_set, Asked({"station": Filter(("二号",))})) as file:
        assert len(duckdb.sql(f"FROM read_parquet('/proc/self/fd/{file.fileno()}')").fetchall()) == 2
    rebuilt = series.rebuild(data_set)
    assert (rebuilt.rows, len(rebuilt.files)) == (4, 1)
    (number,) = [row.number for row in rows("levels") if row.content["at"].endswith("06:00:00")]
    office.out(office.must(
        actions.correct, office.writer("land"), data_set="levels", number=number,
        row=reading("2026-03-02T06:00:00", "1.00"), reason="仪器校准",
    ), body="land")  # fmt: skip
    assert len(series.update(data_set).files) == 1, "a correction writes the whole list anew"
    twice = [reading("2026-03-02T06:30:00", "1.12", "三号")]
    pass_on = streaming.pass_on

    def overtaken(**said):  # the same comes in over another line between check and release
        monkeypatch.setattr(streaming, "pass_on", pass_on)
        assert streaming.receive(now=office.at(), source=source, rows=twice).taken == 1
        return pass_on(**said)

    monkeypatch.setattr(streaming, "pass_on", overtaken)
    last = streaming.receive(now=office.at(), source=source, rows=twice)
    assert (last.taken, last.known, last.set_aside) == (0, 1, [])
    assert not Release.objects.exclude(state__in=("released", "cancelled")).exists()


def test_what_is_owed_and_what_became_of_it(office: Office):
    day = date(2026, 3, 20)
    office.released(Given.rows([fine(1, decided_on="2026-02-27"), fine(2, decided_on="2026-01-05")]))
    office.submitted(Given.rows([fine(3, decided_on="2026-02-25")]))
    office.released(
        Given.rows([{"item": "样米", "month": "2026-01", "price": "5"}]), "prices", day=date(2026, 2, 10)
    )
    office.must(
        actions.state_nothing, office.writer("land"), body_id=office.bodies["land"], data_set="prices",
        period="2026-01", reason="当月没有采价任务",
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = owing.owed(date(2026, 1, 1), date(2026, 2, 28), day)
    assert len(asked) < 20
    with CaptureQueriesContext(connection) as again:
        assert owing.owed(date(2026, 1, 1), date(2026, 2, 28), day) is found
    assert len(again) <= 4
    prices = {(each.body, each.period.label): each.state for each in found if each.data_set == "prices"}
    assert prices == {
        ("forestry", "2026-01"): State.FULFILLED, ("forestry", "2026-02"): State.MISSING,
        ("land", "2026-01"): State.EMPTY, ("land", "2026-02"): State.MISSING,
    }  # fmt: skip
    fines = {each.period.label: each for each in found if each.data_set == "fines"}
    assert (fines["2026-01"].state, fines["2026-02"].state) == (State.LATE, State.MISSING)
    assert (fines["2026-02"].rows, fines["2026-02"].missing) == (2, 1)
    assert boards.of_body(office.writer("land"), day, office.bodies["forestry"], day, day) is None
    missing = boards.public_missing(day, date(2026, 1, 1), date(2026, 2, 28))
    assert {each.data_set for each in missing} == {"prices", "fines", "levels"}
    quality = sets.quality_of("prices", day)
    assert 0 < quality.score < 100
    assert any(each.reason for each in quality.failing)
    open_ones = list(SOURCES["disclosure"](current_calendar()))
    assert all(each.subject[0] == "obligation" for each in open_ones)
    assert not office.do(
        actions.state_nothing, office.writer(), body_id=office.bodies["forestry"], data_set="prices",
        period="2026-01", reason="没有",
    ), "what was published is not nothing"  # fmt: skip
    statement = office.must(
        actions.not_applicable,
        office.writer("land"),
        body_id=office.bodies["land"],
        data_set="fines",
        reason="无处罚权",
    )
    office.must(actions.take_back, office.writer("land"), statement_id=statement.pk, reason="登记有误")


def test_search_finds_the_page_of_a_data_set(listed: Office):
    items, gone = read([Key(SET, number_of("fines")), Key(SET, 1)])
    assert ([each.title for each in items], len(gone)) == (["示例处罚决定"], 1)
    number = rows()[0].number
    (row,), _ = read([Key("data_row", number)])
    assert "张小样" not in row.title + row.text


def test_cards_tell_how_much_and_since_when(listed: Office):
    (card,) = [each for each in sets.cards(DAY) if each.name == "fines"]
    assert (card.rows, card.releases) == (12, 2)
    assert set(sets.who_answers("fines").values()) == {9, 3}
    assert sets.card("nothing", DAY) is None
    unknown = {"body_id": listed.bodies["forestry"], "data_set": "nothing", "way": "form"}
    assert "nothing" in said(listed.do(actions.begin, listed.writer(), **unknown))
    assert timedelta(0) < card.last_released_at - card.first_released_at
    assert periodic.pull_due(listed.at()) == 0
    assert reminding.remind(listed.at(date(2026, 3, 7))) == 0
