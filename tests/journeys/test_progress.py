"""What takes its time shows that it is being worked on, and can't be set going twice."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.desk import offered, press_on
from tests.journeys.looking import follow, visit


def test_a_list_to_take_away_says_that_it_is_being_made(office, seat):
    office.handled()
    clerk = seat("clerk")
    visit(clerk, "/workbench/cases/")
    held = hold(clerk, "**/export.xlsx*")
    clerk.get_by_role("link", name="XLSX").click()
    status = clerk.locator("main [role=status]")
    expect(status).to_contain_text("正在准备文件")
    clerk.get_by_role("link", name="XLSX").click()
    with clerk.expect_download() as taken:
        held[0].continue_()
    assert taken.value.suggested_filename == "办件.xlsx"
    assert taken.value.path().read_bytes().startswith(b"PK")
    expect(status).to_have_count(0)
    assert len(held) == 1


def test_a_step_that_is_being_taken_cant_be_taken_again(office, seat):
    case, clerk = office.handled(), seat("clerk")
    visit(clerk, f"/workbench/cases/{case}/")
    follow(clerk, offered(clerk, "申请延期"))
    clerk.get_by_label("延期的理由").fill("卷宗多")
    clerk.evaluate("document.addEventListener('submit', event => event.preventDefault())")  # it never ends
    press_on(clerk, "申请延期").click()
    expect(clerk.locator("main [role=status]")).to_contain_text("正在办理")
    expect(press_on(clerk, "申请延期")).to_be_disabled()


def hold(page: Page, address: str) -> list[Any]:
    """Requests for the address wait until they are let go on."""
    held: list[Any] = []
    page.route(address, lambda route: held.append(route))
    return held
