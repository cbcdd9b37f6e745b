"""Every list to take away from the screens, as CSV and XLSX."""

import csv
import io

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.cases.setting_up import EXPORTS

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/cases/"


def _lines(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_list_that_the_page_offers_is_there(office: Office):
    office.handled()
    clerk = office.desk(Role.REQUEST_CLERK)
    page = text_of(clerk.get(f"{HERE}settings/"))
    for what, _label in EXPORTS:
        for form in ("csv", "xlsx"):
            address = f"{HERE}export/{what}.{form}"
            assert address in page, page
            answer = clerk.get(address)
            assert answer.status_code == 200, address
            assert b"".join(answer.streaming_content)
    assert clerk.get(f"{HERE}export/people.csv").status_code == 404


def test_what_was_asked_of_a_body_is_in_its_list_only(office: Office):
    case_id = office.handled()
    office.do(
        actions.inquire,
        case_id=case_id,
        question="是否保存",
        due_on=timezone.localdate(),
        to_body_id=office.bodies["land"],
    )
    (line,) = _lines(office.desk(Role.REQUEST_CLERK, "land").get(f"{HERE}export/inquiries.csv"))
    assert (line["核查事项"], line["提出单位"]) == ("是否保存", "市林业局")
    assert _lines(office.desk(Role.REQUEST_CLERK).get(f"{HERE}export/inquiries.csv")) == []


def test_the_figures_of_the_period_that_is_shown(office: Office):
    office.received()
    clerk = office.desk(Role.REQUEST_CLERK)
    lines = _lines(clerk.get(f"{HERE}statistics.csv"))
    assert {"类别": "本期新收申请", "统计指标": "自然人", "数量": "1"} in lines
    before = _lines(clerk.get(f"{HERE}statistics.csv?from=2020-01-01&until=2020-12-31"))
    assert all(line["数量"] == "0" for line in before)
    assert "statistics.xlsx?" in text_of(clerk.get(f"{HERE}statistics/"))
