"""How many statements a page of casework asks the database, however much it shows."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.file_rules import purpose_of
from gongkai.foundation.files import actions as files
from gongkai.foundation.organisations.roles import Role
from tests.workbench.cases.conftest import Office, text_of

HERE = "/workbench/cases/"


@pytest.fixture
def full(office: Office) -> int:
    """A case with everything: a paper, a call, an inquiry, a consultation, an extension, a reply under way;
    and others like it."""
    for _ in range(3):
        office.received()
    case_id = office.handled()
    today = timezone.localdate()
    paper = office.do(
        files.attach, body_id=office.bodies["forestry"], name="说明.txt", content="示例".encode(),
        purpose=purpose_of("enclosure"),
    )  # fmt: skip
    office.do(partial(actions.add_file, role="enclosure"), case_id=case_id, file_id=paper)
    clerk = office.people["forestry", Role.REQUEST_CLERK]
    office.do(actions.assign, case_id=case_id, person_id=clerk)
    office.do(actions.log_call, case_id=case_id, reached=True, note="电话核实")
    office.do(
        actions.inquire,
        case_id=case_id,
        question="是否保存",
        due_on=today + timedelta(days=7),
        to_unit="档案室",
    )
    asked = office.do(
        actions.consult,
        case_id=case_id,
        party="co_author",
        name="某局",
        address="某路",
        information="联合发文",
    )
    office.do(
        actions.receive_opinion, case_id=case_id, consultation_id=asked.pk, opinion="agrees", text="同意"
    )
    office.do(actions.request_extension, case_id=case_id, days=20, reason="档案年代较久")
    office.do(actions.extend, role=Role.OFFICE_HEAD, case_id=case_id)
    office.do(
        actions.decide, case_id=case_id, outcome="already_public", facts={"where_to_find": "本机关网站"}
    )
    return case_id


@pytest.mark.parametrize(
    ("address", "role", "body", "most"),
    [
        ("", Role.REQUEST_CLERK, "forestry", 24),
        ("", Role.CITY_OFFICE, "city", 24),
        ("board/", Role.REQUEST_CLERK, "forestry", 18),
        ("board/", Role.CITY_OFFICE, "city", 18),
        ("statistics/", Role.REQUEST_CLERK, "forestry", 10),
        ("statistics/", Role.CITY_OFFICE, "city", 10),
    ],
)
def test_pages_over_many_cases(
    office: Office, full: int, address: str, role: Role, body: str, most: int, django_assert_max_num_queries
):
    desk = office.desk(role, body)
    text_of(desk.get(f"{HERE}{address}"))
    with django_assert_max_num_queries(most) as few:
        text_of(desk.get(f"{HERE}{address}"))
    for number in range(5):
        office.handled(wanted=f"第{number}件")
    with django_assert_max_num_queries(len(few)):
        text_of(desk.get(f"{HERE}{address}"))


def test_the_page_of_one_case(office: Office, full: int, django_assert_max_num_queries):
    desk = office.desk(Role.REQUEST_CLERK)
    text_of(desk.get(f"{HERE}{full}/"))
    with django_assert_max_num_queries(35):
        page = text_of(desk.get(f"{HERE}{full}/"))
    for shown in ("说明.txt", "电话核实", "是否保存", "某局", "档案年代较久"):
        assert shown in page
