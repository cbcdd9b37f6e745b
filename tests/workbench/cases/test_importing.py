"""A workbook of existing cases on the clerk's screens: uploaded, tried, looked through, brought in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.casework.importing.actions import advance_as_begun
from gongkai.foundation.organisations.roles import Role
from tests.casework.importing.filling import ROW, filled

from .conftest import Office, follow, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/cases/import/"
BAD = ROW | {"原编号": "旧-002", "收到方式": "托梦", "答复文号": "2号"}


def _uploaded(clerk, content: bytes) -> str:
    """The address of the run."""
    answer = clerk.post(HERE, {"workbook": SimpleUploadedFile("旧 2024.xlsx", content)})
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def _work(address: str) -> None:
    found = re.search(r"/(\d+)/$", address)
    assert found
    advance_as_begun(int(found[1]), timezone.now())


def test_a_workbook_from_its_upload_to_its_cases(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    address = _uploaded(clerk, filled(ROW, BAD))
    page = text_of(clerk.get(address))
    assert "2 行中已处理 0 行" in page
    assert "every 2s" in page
    assert "正式导入" not in page
    part = text_of(clerk.get(address, headers={"HX-Request": "true"}))
    assert part.startswith("<div")
    _work(address)
    assert clerk.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = text_of(clerk.get(address))
    assert "收到方式：“托梦”不在列表中" in page
    assert "旧-001" not in page
    assert "旧-001" in text_of(clerk.get(f"{address}?lines=all"))
    assert "没有符合条件的办件" in text_of(clerk.get("/workbench/cases/"))
    assert "已开始导入" in follow(clerk, clerk.post(f"{address}confirm/"))
    _work(address)
    page = text_of(clerk.get(f"{address}?lines=all"))
    assert re.search(r'href="/workbench/cases/\d+/">forestry-S2024-00001', page)
    assert "导入完成" in text_of(clerk.get(HERE))
    assert clerk.get(f"{address}report/").status_code == 200


def test_what_is_no_workbook_of_ours_is_said_at_once(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    for content in (b"PK", filled()):
        answer = clerk.post(HERE, {"workbook": SimpleUploadedFile("a.xlsx", content)})
        assert "没有导入" in text_of(answer)
    assert "请先选择填好的工作簿" in text_of(clerk.post(HERE, {}))


def test_nothing_to_bring_in_is_not_offered(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    address = _uploaded(clerk, filled(BAD))
    _work(address)
    page = text_of(clerk.get(address))
    assert "没有可以导入的行" in page
    assert "confirm" not in page
    assert "没有可以导入的行" in follow(clerk, clerk.post(f"{address}confirm/"))


def test_a_neighbour_sees_nothing_of_it(office: Office):
    address = _uploaded(office.desk(Role.REQUEST_CLERK), filled(ROW))
    neighbour = office.desk(Role.REQUEST_CLERK, "land")
    assert neighbour.get(address).status_code == 404
    assert neighbour.post(f"{address}confirm/").status_code == 404
    assert neighbour.get(f"{address}report/").status_code == 404
    assert "旧 2024" not in text_of(neighbour.get(HERE))
