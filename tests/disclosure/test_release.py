"""From a table to what everybody reads, and back."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai.core.counts import Period
from gongkai.core.disclosure.schema import State
from gongkai.disclosure import actions, declared, owing, periodic
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Release, ReleaseFigure
from gongkai.disclosure.queries import releases as release_queries
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.asking import Asked
from gongkai.foundation.ledger import counting
from gongkai.foundation.ledger.chain import position
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.transparency.entering import entry_of, published_content
from gongkai.foundation.transparency.models import PublicEntry

from .conftest import DAY, FINES, HEAD, Office, fields_of, fine, fresh, rows, said

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=3)


def test_a_row_goes_through_two_persons(office: Office, fields):
    release = office.checked(Given.rows([fine(1)]))
    assert (release.state, release.added, release.refused) == ("checked", 1, 0)
    assert not office.do(actions.approve, office.reviewer(), release_id=release.pk)
    office.must(actions.submit, office.writer(), release_id=release.pk)
    both = office.person(Role.REVIEWER, name="drafter")
    assert not office.do(actions.approve, both, release_id=release.pk), "nobody approves what he wrote"
    office.must(actions.approve, office.reviewer(), release_id=release.pk)
    out = office.must(actions.release, office.writer(), release_id=release.pk)
    assert (out.state, out.number, fresh(out).state) == ("released", 1, "released")
    (row,) = rows()
    assert row.content == {
        "number": "样处〔2026〕1号", "party": "张小样", "kind": "fine", "amount": 1_500_000,
        "decided_on": "2026-02-27",
    }  # fmt: skip
    assert (row.valid_from, row.release_in, row.version) == (out.released_at, out.pk, 1)
    (card,) = row_queries.page(fields.data_set("fines", DAY)).items
    assert card.content["party"] == "张某某"
    assert ReleaseFigure.objects.get(release=out).added == 1
    assert "added" not in out.report
    assert list(mismatches()) == []
    (entry,) = PublicEntry.objects.all()
    assert (entry.address, published_content(entry_of(entry))["digest"]) == ("data/fines/1", out.digest)


def test_a_pasted_table_is_refused_cell_by_cell_and_mended(office: Office):
    text = (
        HEAD
        + "1号\t张小样\t罚款\t1.5\t2026年2月27日\t\n2号\t李样\t拘留\t约2\t2026-02-30\t\n合计\t\t\t1.5\t\t\n"
    )
    release = office.checked(Given.pasted(text), way="paste")
    assert (release.added, release.refused) == (1, 2)
    whole = release_queries.whole(office.writer(), DAY, release.pk)
    told = {(each.cell, each.column) for each in whole.problems}
    assert {("C3", "kind"), ("D3", "amount"), ("E3", "decided_on")} <= told
    [total] = [each for each in whole.problems if each.row == 4]  # not also what a row of totals has not got
    assert "合计" in str(total.message)
    refused = office.do(actions.submit, office.writer(), release_id=release.pk)
    assert "2 行" in said(refused)
    office.must(actions.write_text, office.writer(), release_id=release.pk, text=text.splitlines()[0] + "\n"
                + "1号\t张小样\t罚款\t1.5\t2026年2月27日\t\n2号\t李样\t警告\t\t2026-02-28\t\n")  # fmt: skip
    mended = office.must(actions.check, office.writer(), release_id=release.pk)
    assert (mended.added, mended.refused) == (2, 0)


def test_refused_rows_stay_out_only_when_the_writer_says_so(office: Office):
    release = office.checked(Given.rows([fine(1), fine(2, kind="拘留")]))
    assert not office.do(actions.submit, office.writer(), release_id=release.pk)
    office.must(actions.submit, office.writer(), release_id=release.pk, leave_out=True)
    office.out(fresh(release))
    assert [row.key for row in rows()] == ["样处〔2026〕1号"]


def test_rows_get_numbers_of_their_own_also_while_others_take_some(office: Office):
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE disclosure_row_number INCREMENT BY 3")
    said = {"facts": "斜线\\n和\\\\换行\n第二行"}
    office.released(Given.rows([fine(1), fine(2, **said), fine(3)]))
    first, second, third = rows()
    assert (second.number - first.number, third.number - second.number) == (3, 3)
    assert second.content["facts"] == said["facts"]


def test_the_same_again_changes_nothing_and_says_so(office: Office):
    office.released(Given.rows([fine(1), fine(2)]))
    again = office.checked(Given.rows([fine(2), fine(1)]))
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert "完全相同" in said(office.do(actions.submit, office.writer(), release_id=again.pk))
    first = office.submitted(Given.rows([fine(3)]))
    twin = office.checked(Given.rows([fine(3)]))
    assert str(first.pk) in said(office.do(actions.submit, office.writer(), release_id=twin.pk))


def test_correction_withdrawal_and_return_keep_number_and_history(office: Office, fields):
    data_set = fields.data_set("fines", DAY)
    office.released(Given.rows([fine(1)]))
    (row,) = rows()
    no_reason = office.do(
        actions.correct,
        office.writer(),
        data_set="fines",
        number=row.number,
        row=fine(1, amount="2"),
        reason=" ",
    )
    assert not no_reason
    corrected = office.must(
        actions.correct, office.writer(), LATER, data_set="fines", number=row.number,
        row=fine(1, amount="2"), reason="金额录入有误",
    )  # fmt: skip
    assert corrected.state == "in_review"
    again = office.do(
        actions.withdraw, office.writer(), LATER, data_set="fines", number=row.number, reason="x"
    )
    assert "正在更正" in said(again)
    office.out(corrected, day=LATER)
    gone = office.must(
        actions.withdraw, office.writer(), LATER, data_set="fines", number=row.number, reason="决定被撤销"
    )
    office.out(gone, day=LATER)
    assert rows() == []
    last = row_queries.row(data_set, row.number)
    assert (last.stands, last.reason) == (False, "决定被撤销")
    assert [each.content["amount"] for each in row_queries.history(data_set, row.number)] == [
        2_000_000,
        1_500_000,
    ]
    before = row_queries.page(data_set, Asked(as_of=corrected.created_at - timedelta(days=1))).items
    assert [each.content["amount"] for each in before] == [1_500_000]
    office.released(Given.rows([fine(1, amount="3")]), day=LATER)
    (back,) = rows()
    assert (back.number, back.version) == (row.number, 3)
    assert list(mismatches()) == []


def test_a_wrong_release_is_rolled_back_as_a_new_one(office: Office):
    office.released(Given.rows([fine(1), fine(2), fine(4)]))
    wrong = office.released(Given.rows([fine(1, amount="9"), fine(2, amount="9"), fine(3)]))
    office.released(Given.rows([fine(2, amount="7")]))
    assert not office.do(actions.roll_back, office.writer(), release_id=wrong.pk, reason="")
    undo = office.must(actions.roll_back, office.writer(), release_id=wrong.pk, reason="表格用错了")
    assert (undo.state, undo.changed, undo.removed) == ("in_review", 1, 1)
    assert not office.do(actions.roll_back, office.writer(), release_id=wrong.pk, reason="再来一次")
    office.out(undo)
    amounts = {row.key[-2]: row.content["amount"] for row in rows()}
    assert amounts == {"1": 1_500_000, "2": 7_000_000, "4": 1_500_000}
    acts = list(PublicEntry.objects.order_by("position").values_list("address", "act"))
    assert acts[-2:] == [("data/fines/4", "published"), ("data/fines/2", "withdrawn")]
    assert release_queries.released_one("fines", 2).rolled_back


def test_a_whole_list_removes_what_it_no_longer_holds(office: Office):
    head = "商品,月份,价格（元）\n"
    office.released(
        Given("价.csv", (head + "样米,2026-01,5.00\n样面,2026-01,4.50\n").encode()), "prices", way="upload"
    )
    second = office.checked(
        Given("价.csv", (head + "样米,2026年1月,5.10\n").encode("gb18030")), "prices", way="upload"
    )
    assert (second.changed, second.removed) == (1, 1)
    assert second.periods == ["2026-01"]
    office.must(actions.submit, office.writer(), release_id=second.pk)
    office.out(fresh(second))
    assert [row.content["price"] for row in rows("prices")] == [510]
    land = office.checked(
        Given("价.csv", (head + "样米,2026-01,9\n").encode()), "prices", body="land", way="upload"
    )
    assert land.refused == 1, "another body's row"
    assert "市林业局" in str(release_queries.whole(office.writer("land"), DAY, land.pk).problems[0].message)


def test_of_two_releases_at_once_the_second_is_compared_again(office: Office):
    first = office.approved(Given.rows([fine(1), fine(2)]))
    second = office.approved(Given.rows([fine(1, amount="2"), fine(3)]))
    harmless = office.approved(Given.rows([fine(9)]))
    office.out(first)
    refused = office.do(actions.release, office.writer(), release_id=second.pk)
    assert "又有新的发布" in said(refused)
    office.out(harmless)
    office.must(actions.recall, office.writer(), release_id=second.pk)
    checked = office.must(actions.check, office.writer(), release_id=second.pk)
    assert (checked.added, checked.changed) == (1, 1)


def test_a_declaration_that_changes_meanwhile_is_told(office: Office, monkeypatch):
    draft = office.begun(Given.rows([fine(10_000)]))
    ready = office.approved(Given.rows([fine(2)]))
    newer = FINES.replace("in_force = 2017-01-01", "in_force = 2026-03-01").replace(
        "max_length = 40", "max_length = 12"
    )
    both = fields_of(FINES, newer)
    monkeypatch.setattr(declared, "installed", lambda: both)
    checked = office.must(actions.check, office.writer(), release_id=draft.pk)
    assert checked.refused == 1
    assert any("新版本" in str(note) for note in release_queries.whole(office.writer(), DAY, draft.pk).notes)
    assert "新版本" in said(office.do(actions.release, office.writer(), release_id=ready.pk))


def test_personal_data_in_free_text_is_judged_by_another(office: Office):
    text = "当事人张小样，电话13800001234，占用林地。"
    release = office.submitted(Given.rows([fine(1, facts=text), fine(2, facts="面积 2 亩")]))
    found = release_queries.whole(office.reviewer(), DAY, release.pk).findings
    assert {(each.kind, each.words) for each in found} == {("name", "张小样"), ("mobile", "13800001234")}
    assert "没有认定" in said(office.do(actions.approve, office.reviewer(), release_id=release.pk))
    for each in found:
        more = {"verdict": "may_stay", "finding": each.key}
        assert not office.do(actions.judge, office.reviewer(), release_id=release.pk, **more)
        assert not office.do(actions.judge, office.writer(), release_id=release.pk, reason="x", **more)
        office.must(actions.judge, office.reviewer(), release_id=release.pk, reason="公开的经营电话", **more)
    out = office.out(fresh(release))
    assert all(each["words"] == "" for each in fresh(out).findings)


def test_scheduled_once_late_or_back_with_the_reason(office: Office):
    release = office.approved(Given.rows([fine(1)]))
    other = office.approved(Given.rows([fine(1, amount="8")]))
    at = office.at(LATER)
    assert not office.do(
        actions.schedule, office.writer(), LATER, release_id=release.pk, at=at - timedelta(days=9)
    )
    for each in (release, other):
        office.must(actions.schedule, office.writer(), release_id=each.pk, at=at)
    assert periodic.release_due(office.at(DAY)) == []
    assert periodic.release_due(office.at(LATER)) == [release.pk]
    assert periodic.release_due(office.at(LATER)) == []
    assert (fresh(other).state, "又有新的发布" in fresh(other).returned) == ("returned", True)


def test_another_bodys_people_see_nothing_and_the_city_sees_states_only(office: Office):
    release = office.submitted(Given.rows([fine(1)]))
    with pytest.raises(LookupError):
        release_queries.whole(office.writer("land"), DAY, release.pk)
    with pytest.raises(LookupError):
        office.do(actions.approve, office.reviewer("land"), release_id=release.pk)
    seen = release_queries.whole(office.person(Role.CITY_OFFICE, "city"), DAY, release.pk)
    assert (seen.card.state, seen.added, seen.may, seen.file_name) == ("in_review", (), (), "")
    assert release_queries.whole(office.writer(), DAY, release.pk).added != ()
    assert not office.do(
        actions.begin, office.writer("land"), body_id=office.bodies["forestry"], data_set="fines", way="form"
    )


def test_rows_are_taken_off_and_erased_when_their_time_is_over(office: Office):
    office.released(Given.rows([{"item": "样米", "month": "2026-01", "price": "5"}]), "prices")
    assert periodic.expire_over(office.at(DAY + timedelta(days=300))) == 0
    assert periodic.expire_over(office.at(DAY + timedelta(days=370))) == 1
    assert periodic.erase_over(office.at(DAY + timedelta(days=380))) == 0
    assert periodic.erase_over(office.at(DAY + timedelta(days=410))) == 1
    (row,) = rows("prices", all_versions=True)
    assert (row.content, row.key.startswith("erased:"), row.reason) == (
        {},
        True,
        "公开期限届满，按规定撤下。",
    )
    assert list(mismatches()) == []


def test_a_body_that_is_merged_hands_its_rows_and_drafts_on(office: Office):
    office.released(Given.rows([fine(1)]))
    draft = office.begun(Given.rows([fine(2)]))
    merged = date(2026, 7, 1)
    done = organisations.merge_bodies(
        actor=SYSTEM, now=office.at(merged), on=merged, body_ids=[office.bodies["forestry"]],
        into=office.bodies["land"], reason="机构改革",
    )  # fmt: skip
    assert done, said(done)
    after = merged + timedelta(days=5)
    office.must(actions.check, office.writer("land"), after, release_id=draft.pk)
    office.must(actions.submit, office.writer("land"), after, release_id=draft.pk)
    office.out(fresh(draft), body="land", day=after)
    land = office.bodies["land"]
    assert [row.body_id for row in rows()] == [office.bodies["forestry"], land]
    office.released(Given.rows([fine(1, amount="2")]), body="land", day=after)
    assert {row.body_id for row in rows()} == {land}


def test_cards_and_lists(office: Office):
    release = office.released(Given.rows([fine(n) for n in range(1, 4)]))
    page = release_queries.listed(office.writer(), DAY)
    assert [each.id for each in page.items] == [release.pk]
    (public,) = release_queries.released("fines").items
    assert (public.created_by, public.approved_by, public.added) == ("", "", 3)
    assert Release.objects.count() == 1


def test_figures_count_events_by_their_own_year(office: Office):
    office.released(Given.rows([fine(1), fine(2), fine(3, decided_on="2025-12-30")]))
    wrong = office.released(Given.rows([fine(4), fine(3, decided_on="2026-01-30")]))
    body, year = office.bodies["forestry"], Period.of_year(2026)
    name = "data_events_by_set[fines]"
    assert counting.values([name], [body], year, position())[name, body] == 4
    assert _money(body, year) == (4 * FINE, 4)
    before = position()
    office.out(office.must(actions.roll_back, office.writer(), release_id=wrong.pk, reason="表格用错了"))
    assert counting.values([name], [body], year, position())[name, body] == 2
    assert sum(row.amount for row in counting.rows(name, body, year, position())) == 2
    assert (_money(body, year), _money(body, year, before)) == ((2 * FINE, 2), (4 * FINE, 4))
    assert _money(body, Period.of_year(2025)) == (FINE, 1)
    added = "data_rows_added"
    assert counting.values([added], [body], year, position())[added, body] == 4
    _duties(office, year)
    assert list(mismatches()) == []


FINE = 1_500_000
"""In fen, of each fine here."""


def _money(body: int, year: Period, at: int | None = None) -> tuple[int, int]:
    """What the fines of the year come to, and how many there are, as of a position of the ledger."""
    names = ["data_money_by_set[fines]", "data_told_by_set[fines]"]
    found = counting.values(names, [body], year, at or position())
    rows = counting.rows(names[0], body, year, at or position())
    assert sum(each.amount for each in rows) == found[names[0], body]
    return found[names[0], body], found[names[1], body]


def _duties(office: Office, year: Period) -> None:
    """What became of the year's duties is counted once a day, and again where it has become another."""
    names = [f"data_duties_{each}" for each in ("punctual", "late", "missing", "nothing")]
    body, land, day = office.bodies["forestry"], office.bodies["land"], date(2026, 7, 1)
    owed = Counter(
        (each.body, each.state) for each in owing.owed(date(2025, 6, 1), date(2026, 12, 31), day)
        if each.due.date.year == 2026 and each.due.date < day
    )  # fmt: skip
    assert periodic.tally(office.at(day)) > 0
    before = position()
    for code, pk in (("forestry", body), ("land", land)):
        told = counting.values(names, [pk], year, before)
        found = [told[name, pk] for name in names]
        states = (State.FULFILLED, State.LATE, State.MISSING, State.EMPTY)
        assert found == [owed[code, state] for state in states]
    assert periodic.tally(office.at(day)) == 0, "nothing has changed"
    (missing, *_) = [each for each in owing.owed(date(2026, 1, 1), date(2026, 6, 1), day)
                     if each.body == "land" and each.state is State.MISSING]  # fmt: skip
    office.must(actions.state_nothing, office.writer("land"), day, body_id=land, data_set=missing.data_set,
                period=missing.period.label, reason="没有作出处罚")  # fmt: skip
    assert periodic.tally(office.at(day)) == 1
    now, then = (counting.values(names, [land], year, at) for at in (position(), before))
    assert now[names[2], land] == then[names[2], land] - 1
    assert now[names[3], land] == then[names[3], land] + 1
    by_field = f"data_duties_missing_by_field[{declared.version(missing.data_set, day).field}]"
    assert counting.values([by_field], [land], year, position())[by_field, land] == now[names[2], land]
