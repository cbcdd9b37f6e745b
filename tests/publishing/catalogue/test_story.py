"""A catalogue from the first proposal to what is late under it; its spreadsheet; the guide."""

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from gongkai.core.publishing.catalogue_compare import Side
from gongkai.core.publishing.catalogue_duty import Fulfilment
from gongkai.core.publishing.guide import PageKind
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import Words
from gongkai.publishing.catalogue import actions, law, reminding, sheets
from gongkai.publishing.catalogue.actions import RowChange
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import (
    CatalogueChange,
    CatalogueTable,
    CatalogueVersion,
    GuideVersion,
)
from gongkai.publishing.catalogue.queries import public, visible
from gongkai.publishing.catalogue.queries.naming import rows_for
from gongkai.publishing.catalogue.queries.visible import NoSuchCatalogueError
from gongkai.publishing.models import Document
from tests.publishing.conftest import moment, said
from tests.publishing.test_importing import GOOD, brought_in, workbook

from .conftest import DAY, FIELD, ROW, ROWS, Desk, items_of

OLD_WORKBOOK = Path(__file__).with_name("merged.xls")
pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 20)


def test_rows_are_proposed_by_one_and_stand_once_another_agrees(desk: Desk):
    office = desk.office
    catalogue = desk.opened()
    assert not desk.propose(catalogue, RowChange(None, replace(ROW, elements=(), on_request=True)))
    assert not desk.propose(catalogue, RowChange(None, ROW), reason=" ")
    assert not desk.propose(catalogue, RowChange(99, ROW))
    neighbour = office.person(Role.DRAFTER, "land")
    wanted = {"catalogue_id": catalogue.pk, "rows": [RowChange(None, ROW)], "reason": "新增"}
    assert not office.do(actions.propose, neighbour, **wanted)
    change = office.must(actions.propose, desk.head(), **wanted, request_task=7)
    assert not desk.propose(catalogue, RowChange(None, ROW))  # one at a time
    assert not office.do(actions.approve, desk.head(), change_id=change.pk)  # his own
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueChange.objects.filter(pk=change.pk).update(agreed=True, decided_by=change.proposed_by)
    signer = office.person(Role.SIGNER)
    assert not office.do(actions.refuse, signer, change_id=change.pk, answer="")
    office.must(actions.approve, signer, change_id=change.pk)
    (item,) = items_of(catalogue)
    assert item.code == "forestry-05-001"
    told = visible.whole(signer, catalogue.pk, DAY)
    assert [each.facts for each in told.rows] == [ROW]
    assert (told.waiting, told.changes[0].request_task, told.card.lacking) == (None, 7, 1)

    changed = replace(ROW, limit="及时公开")
    second = desk.propose(catalogue, RowChange(item.pk, changed), reason="缩短时限")
    office.must(actions.approve, signer, LATER, change_id=second.pk)
    code, versions = visible.history(signer, catalogue.pk, item.pk, LATER)
    assert (code, [each.facts.limit for each in versions]) == (item.code, ["及时公开", ROW.limit])
    assert versions[1].valid_to == LATER
    third = desk.propose(catalogue, RowChange(item.pk, None), reason="不再涉及")
    refused = office.do(
        actions.declare_not_covered, office.drafter(), catalogue_id=catalogue.pk, reason="没有这项职能"
    )
    assert not refused
    office.must(actions.approve, signer, LATER, change_id=third.pk)
    none = office.must(
        actions.declare_not_covered, office.drafter(), catalogue_id=catalogue.pk, reason="没有这项职能"
    )
    office.must(actions.approve, signer, LATER, change_id=none.pk)
    assert public.items(LATER) == ([], 0)
    assert [each.reason for each in public.not_covered()] == ["没有这项职能"]
    with pytest.raises(DatabaseError), transaction.atomic():
        CatalogueVersion.objects.filter(item=item).update(limit="长期公开")
    with pytest.raises(NoSuchCatalogueError):
        visible.whole(office.person(Role.DRAFTER, "land"), catalogue.pk, DAY)
    assert visible.catalogues(office.person(Role.CITY_OFFICE, "city"), DAY)
    assert list(mismatches()) == []


def test_each_row_shows_what_is_out_and_what_waits(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
):
    office = desk.office
    catalogue = desk.in_force(ROW, replace(ROWS[1]), replace(ROW, second="政策文件", kind="news"))
    first, _yearly, by_rule = items_of(catalogue)
    draft = office.drafted(words=Words(title="低保办事指南", html="<p>条件和材料。</p>", formed_on=DAY))
    office.must(publishing.describe, office.drafter(), document_id=draft.document_id, catalogue=first.code)
    office.released()
    signer = office.person(Role.SIGNER)

    def states(day: date) -> list[Fulfilment]:
        return [each.standing.duty.state for each in visible.whole(signer, catalogue.pk, day).rows]

    assert states(DAY) == [Fulfilment.EMPTY, Fulfilment.EMPTY, Fulfilment.MET]
    assert states(LATER) == [Fulfilment.LATE, Fulfilment.EMPTY, Fulfilment.MET]
    assert states(date(2027, 2, 1))[1] is Fulfilment.MISSED
    with django_assert_max_num_queries(6):
        shown, count = public.items(LATER)
    assert count == 3
    told = [(each.count, [under.title for under in each.published]) for each in shown]
    assert told == [(0, []), (0, []), (1, ["市林业局召开春季造林现场会"])]
    assert public.items(LATER, text=by_rule.code)[0] == shown[2:]
    (behind,), _count = public.items(LATER, text=by_rule.code, start=1)
    assert (behind.count, behind.published) == (1, ())
    office.released(draft, LATER)
    whole = visible.whole(signer, catalogue.pk, LATER)
    (under,) = whole.rows[0].standing.documents
    assert (whole.rows[0].standing.duty.state, under.late) == (Fulfilment.MET, True)
    assert whole.card.lacking == 1
    shown, _count = public.items(LATER)
    staff = [[each.address for each in row.standing.published] for row in whole.rows]
    assert [[each.address for each in row.published] for row in shown] == staff
    assert public.items(LATER, level="township")[1] == 2
    assert public.items(LATER, text="审核")[1] == 1
    assert public.items(LATER, text="社会救助 办事指南")[1] == 1  # the field, the row
    assert by_rule.code == "forestry-05-003"
    due = whole.card.review_due
    assert due == date(2027, 3, 2)
    office.must(actions.review, signer, due, catalogue_id=catalogue.pk, reason="逐项核对，没有变动")
    assert visible.catalogues(signer, due)[0].review_due == date(2028, 3, 2)


def test_a_row_is_named_by_code_or_name_and_nothing_else(desk: Desk):
    office = desk.office
    draft = office.drafted()

    def described(words: str) -> Any:
        return office.do(
            publishing.describe, office.drafter(), document_id=draft.document_id, catalogue=words
        )

    assert described("还没有目录时写的").catalogue == "还没有目录时写的"
    catalogue = desk.in_force(ROW, ROWS[1], replace(ROW, first="临时救助", number="3"))
    first, second, _third = items_of(catalogue)
    for words, code in (
        ("还没有目录时写的", "还没有目录时写的"),  # what was there before stays
        (second.code, second.code),
        ("审核信息", second.code),
        ("最低生活保障/办事指南", first.code),
        ("", ""),
    ):
        assert described(words).catalogue == code, words
    for words, told in (("办事指南", first.code), ("林业", "没有“林业”这一项")):
        refused = described(words)
        assert isinstance(refused, Refused)
        assert told in said(refused)
        assert [place for place, _ in refused.details] == ["catalogue"]
    found = rows_for(office.bodies["forestry"], DAY, "保障 指南")
    assert [(each.code, each.title) for each in found] == [(first.code, "最低生活保障 / 办事指南")]
    assert rows_for(office.bodies["land"], DAY) == []
    rows = [
        {**GOOD, "external": f"OA-{at}", "catalogue": each} for at, each in enumerate(("审核信息", "没有"))
    ]
    batch = brought_in(office, workbook(*rows))
    assert (batch.brought_in, batch.refused, [each["row"] for each in batch.report]) == (1, 1, [3])
    assert Document.objects.get(external="OA-0").catalogue == second.code


def test_a_review_that_is_due_is_told_once_in_one_letter(desk: Desk):
    office, body = desk.office, desk.office.bodies["forestry"]
    head = organisations.create_person(
        actor=SYSTEM, now=office.at(), body_id=body, username="head", name="样本", email="head@example.org"
    )
    assert organisations.appoint(
        actor=SYSTEM, now=office.at(), person_id=head, body_id=body, role=Role.OFFICE_HEAD, on=DAY
    )
    desk.opened()
    desk.opened("major_projects")
    due = date(2027, 3, 2)
    days = (DAY, due, due + timedelta(days=1))
    assert [reminding.remind_of_review(moment(day)) for day in days] == [0, 2, 0]
    (letter,) = Letter.objects.all()
    assert (letter.to, letter.subject) == ("head@example.org", "2 个领域的公开目录应当复核")
    assert "社会救助" in letter.text
    assert [day for *_, day in visible.due_for_review(office.person(Role.SIGNER), due)] == [due, due]
    assert list(mismatches()) == []


def test_the_spreadsheet_goes_out_and_comes_back(desk: Desk):
    office = desk.office
    catalogue = desk.in_force()
    rows = public.rows_of(office.bodies["forestry"], FIELD)
    made = sheets.workbook("社会救助", "目录", [each.row() for each in rows], law.channels())
    read = sheets.read(made, "社会救助", law.channels())
    assert read.problems == ()
    assert [Facts.of_row(each) for each in read.rows.values()] == list(ROWS)

    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book.active
    assert "B4:B5" in {str(each) for each in sheet.merged_cells.ranges}
    sheet["F4"] = "及时公开"
    sheet.append(["3", "临时救助", "办事指南", "对象\n标准", "《办法》", "同上", "民政局", "■政府网站",
                  "√", None, "√", None, "√", None])  # fmt: skip
    sheet.append(["4", "临时救助", "审核信息", "名单", "《办法》", "等通知", "民政局", "■政府网站",
                  None, None, "√", None, "√", None])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    reading = sheets.read(out.getvalue(), "社会救助", law.channels())
    assert {each.line for each in reading.problems} == {7}
    table = office.must(
        actions.receive_table, office.drafter(), catalogue_id=catalogue.pk, name="目录.xlsx", reading=reading
    )
    report = visible.table(office.drafter(), table.pk, DAY)
    assert (report.read, len(report.new), report.same, report.gone) == (4, 1, 1, ())
    assert [(each.second, columns) for each, columns in report.changed] == [("办事指南", ("公开时限",))]
    assert [line for line, _column, _said in report.problems] == [7, 7]
    assert CatalogueVersion.objects.count() == 2  # nothing happened yet
    change = office.must(actions.propose_table, office.drafter(), table_id=table.pk, reason="按表格更新")
    assert not office.do(actions.propose_table, office.drafter(), table_id=table.pk, reason="再来")
    office.must(actions.approve, desk.head(), change_id=change.pk)
    assert [each.limit for each in public.rows_of(office.bodies["forestry"], FIELD)] == [
        "及时公开", "每年1月31日前", "每年1月31日前",
    ]  # fmt: skip
    assert CatalogueTable.objects.get().rows == []
    reading = sheets.read(OLD_WORKBOOK.read_bytes(), "社会救助", law.channels())
    assert [(line, row.first, row.second, row.limit.text) for line, row in reading.rows.items()] == [
        (4, "临时救助", "办事指南", "信息形成20个工作日内"),
        (5, "临时救助", "审核信息", "信息形成20个工作日内"),
        (6, "特困救助", "办事指南", "及时公开"),
    ]  # fmt: skip
    assert reading.problems == (), "of three sheets the one with a header; cells merged over lines"
    for content in (b"PK\x03\x04 not a workbook", b"a,b,c"):
        with pytest.raises(sheets.NotACatalogueError):
            sheets.read(content, "社会救助", law.channels())


def test_two_bodies_side_by_side(desk: Desk):
    desk.in_force()
    office = desk.office
    drafter, signer = office.person(Role.DRAFTER, "land"), office.person(Role.SIGNER, "land")
    other = office.must(actions.open_catalogue, drafter, body_id=office.bodies["land"], field=FIELD)
    assert not office.do(actions.open_catalogue, drafter, body_id=office.bodies["land"], field=FIELD)
    assert not office.do(actions.open_catalogue, drafter, body_id=office.bodies["land"], field="nothing")
    rows = [RowChange(None, replace(ROW, township=False)), RowChange(None, replace(ROW, second="公示"))]
    change = office.must(actions.propose, drafter, catalogue_id=other.pk, rows=rows, reason="编制")
    office.must(actions.approve, signer, change_id=change.pk)
    told = public.beside(FIELD, office.bodies["forestry"], office.bodies["land"])
    assert [each.side for each in told] == [Side.DIFFERING, Side.ONLY_LEFT, Side.ONLY_RIGHT]
    assert told[0].columns == ("乡级",)


def test_a_guide_is_out_when_everything_in_it_is_there(desk: Desk):
    office = desk.office
    body = office.bodies["forestry"]
    elements = law.guide_rules(DAY).elements_of(PageKind.GUIDE)
    said = {each.code: f"{each.title}的说明" for each in elements}
    written = office.must(
        actions.write_guide, office.drafter(), body_id=body, kind="guide", sections=said | {"fax": ""}
    )
    refused = office.do(actions.publish_guide, desk.head(), guide_id=written.pk)
    assert [code for code, _message in refused.details] == ["fax"]
    office.must(actions.write_guide, office.drafter(), body_id=body, kind="guide", sections=said)
    assert not office.do(actions.publish_guide, office.drafter(), guide_id=written.pk)
    assert public.page(body, PageKind.GUIDE, DAY) is None
    office.must(actions.publish_guide, desk.head(), guide_id=written.pk)
    page = public.page(body, PageKind.GUIDE, DAY)
    assert page is not None
    assert len(page.sections) == len(elements)
    with pytest.raises(DatabaseError), transaction.atomic():
        GuideVersion.objects.update(sections={})
    again = office.must(
        actions.write_guide,
        office.drafter(),
        DAY + timedelta(days=1),
        body_id=body,
        kind="guide",
        sections=said,
    )
    assert again.number == 2
    office.must(actions.return_guide, desk.head(), guide_id=again.pk, answer="电话已经变更")
    assert public.pages() == [(body, "guide")]
