"""Lists to take away: what is in them, for whom, masked, and harmless in a spreadsheet."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from gongkai.casework import actions, listing
from gongkai.casework.actions import ChallengeFacts
from gongkai.casework.listing import Column, Table, as_csv, as_xlsx
from gongkai.casework.models import Case
from gongkai.casework.queries import due_dates, statistics
from gongkai.core.counts import Period
from gongkai.foundation.organisations.roles import Role

DAY = date(2024, 3, 8)


def _csv(table):
    text = b"".join(as_csv(table)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def _xlsx(table):
    sheet = load_workbook(BytesIO(b"".join(as_xlsx(table)))).active
    heads, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


DANGEROUS = ["=1+1", "+8613800000000", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_spreadsheet_calculates_what_people_wrote(text):
    table = Table("表", (Column("甲", lambda row: row),), [text])
    (line,) = _csv(table)
    assert line["甲"] == f"'{text}"
    sheet = load_workbook(BytesIO(b"".join(as_xlsx(table)))).active
    assert sheet["A2"].data_type == "s"
    assert str(sheet["A2"].value).strip() == text.strip()


def test_figures_and_days_stay_what_they_are():
    table = Table(
        "表[1]/2", (Column("数", lambda row: row[0]), Column("日", lambda row: row[1])), [(-3, DAY)]
    )
    assert _csv(table) == [{"数": "-3", "日": "2024-03-08"}]
    book = load_workbook(BytesIO(b"".join(as_xlsx(table))))
    assert book.sheetnames == ["表12"]
    assert book.active["A2"].value == -3
    assert book.active["B2"].value.date() == DAY


def test_what_no_workbook_can_hold_is_left_out():
    table = Table("表", (Column("甲", lambda row: row),), ["a\x00b\x0bc", "长" * 40_000])
    first, second = _xlsx(table)
    assert first["甲"] == "abc"
    assert len(second["甲"]) == 32_767


def test_long_lists_come_in_pieces():
    table = Table("表", (Column("甲", lambda row: "字" * 100),), range(5000))
    pieces = list(as_csv(table))
    assert len(pieces) > 5
    assert len(b"".join(pieces).decode("utf-8-sig").splitlines()) == 5001


@pytest.mark.django_db
def test_cases_masked_and_only_those_one_may_see(office):
    office.handled(date(2024, 3, 1))
    office.handled(date(2024, 3, 1), wanted="=cmd|' /C calc'!A0")
    office.received(date(2024, 3, 1), body="land")
    lines = _csv(listing.cases_table(office.clerk, DAY))
    assert [line["单位"] for line in lines] == ["市林业局", "市林业局"]
    assert (lines[0]["姓名或者名称"], lines[0]["联系电话"]) == ("张某某", "138****1234")
    assert (lines[0]["状态"], lines[0]["答复期限"]) == ("办理中", "2024-03-29")
    assert lines[1]["事由"].startswith("'=cmd")
    everything = _xlsx(listing.cases_table(office.person(Role.CITY_OFFICE, "city"), DAY))
    assert len(everything) == 3
    assert "张样本" not in str(everything)


@pytest.mark.django_db
def test_a_list_of_what_was_searched_for(office):
    first = office.handled(date(2024, 3, 1))
    office.handled(date(2024, 3, 2))
    lines = _csv(listing.cases_table(office.clerk, DAY, Case.objects.filter(pk=first)))
    assert len(lines) == 1
    stranger = office.person(Role.REQUEST_CLERK, "land")
    assert _csv(listing.cases_table(stranger, DAY, Case.objects.filter(pk=first))) == []


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow_with_the_list(office, django_assert_max_num_queries):
    for _ in range(8):
        office.handled(date(2024, 3, 1))
    with django_assert_max_num_queries(12):
        list(as_csv(listing.cases_table(office.clerk, DAY)))


@pytest.mark.django_db
def test_deadlines_challenges_advice_and_figures(office):
    about = office.handled(date(2024, 3, 1))
    office.must(actions.withdraw, about, date(2024, 3, 5))
    office.handled(date(2024, 3, 4))
    actions.register_reconsideration(
        actor=office.clerk, now=office.at(date(2024, 3, 7)), body_id=office.bodies["forestry"],
        about_id=about, facts=ChallengeFacts("某市人民政府", date(2024, 3, 7)),
    )  # fmt: skip
    actions.draft_advice(
        actor=office.clerk,
        now=office.at(DAY),
        case_id=about,
        to_body=office.bodies["land"],
        text="请补齐目录",
    )
    (deadline,) = _csv(listing.deadlines_table(due_dates(office.clerk, DAY)))
    assert (deadline["答复期限"], deadline["已计工作日"]) == ("2024-04-01", "4")
    (challenge,) = _csv(listing.challenges_table(office.clerk, DAY))
    assert (challenge["类别"], challenge["针对的申请"]) == ("行政复议", Case.objects.get(pk=about).number)
    (advice,) = _csv(listing.advice_table(office.clerk, DAY))
    assert (advice["被建议单位"], advice["状态"]) == ("市自然资源局", "起草中")
    assert _csv(listing.advice_table(office.person(Role.REQUEST_CLERK, "land"), DAY)) == []
    shown = statistics.overview(office.clerk, [office.bodies["forestry"]], Period.of_year(2024), DAY)
    figures = {
        (line["类别"], line["统计指标"]): line["数量"] for line in _csv(listing.statistics_table(shown))
    }
    assert figures["本期新收申请", "自然人"] == "2"
    assert figures["行政复议", "尚未审结"] == "1"
