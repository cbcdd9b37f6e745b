"""A clerk fills in the return on the web and sends it to review."""

from playwright.sync_api import Page, expect

from tests.journeys.city import YEAR
from tests.journeys.desk import entry, give_code, give_password, type_in
from tests.journeys.looking import follow, look_over, visit

FOCUSED = """() => {
    const at = document.activeElement;
    return [at.localName, at.ariaLabel, at.innerText];
}"""


def test_a_clerk_signs_in_fills_by_web_mends_an_error_explains_a_warning_and_sends(city, new_page):
    page = new_page()
    visit(page, "/accounts/login/")
    give_password(page, "linye-clerk")
    look_over(page)
    give_code(page)

    page.wait_for_url("**/workbench/")
    expect(page.get_by_role("heading", name="待办")).to_be_visible()
    look_over(page)
    follow(page, page.get_by_text(f"青山市林业局 {YEAR}年度报告数据"))

    type_in(page, "T3.R1.C1", "十二")
    expect(page.locator('[data-invalid="cell-T3.R1.C1"]')).to_be_visible()
    expect(entry(page, "T3.R1.C1")).to_have_attribute("aria-invalid", "true")
    for code, text in {"T3.R1.C1": "１２", "T3.R3.1.C1": "8", "T3.R3.4.1.C1": "3", "T3.R4.C1": "2"}.items():
        type_in(page, code, text)
    for code, text in {"T2.a2.made": "8", "T2.a2.repealed": "1", "T2.a2.valid": "5"}.items():
        type_in(page, code, text)
    expect(page.locator("#save-status")).to_have_text("已保存。")
    page.reload()
    expect(entry(page, "T3.R1.C1")).to_have_value("12")
    page.get_by_role("button", name="都填 0").click()

    findings = page.locator("#findings")
    expect(findings).to_contain_text("2 处错误")
    expect(findings).to_contain_text("1 处待说明")
    look_over(page)
    page.get_by_role("button", name="送审").click()
    expect(page.locator("main [role=alert]")).to_contain_text("有 2 处勾稽错误")

    type_in(page, "T3.R4.C1", "1")
    expect(findings).not_to_contain_text("处错误")
    page.get_by_role("button", name="送审").click()
    expect(page.locator("main [role=alert]")).to_contain_text("需要书面说明")
    findings.get_by_label("如无误，请说明原因").fill("3 件已于年内失效，按失效另行登记")
    findings.get_by_role("button", name="提交说明").click()
    expect(findings).to_contain_text("3 件已于年内失效")

    page.get_by_role("button", name="送审").click()
    expect(page.locator("main")).to_contain_text("已送审")
    expect(page.locator("main")).to_contain_text("审核中")
    expect(page.locator('[name="cell-T3.R1.C1"]')).to_have_count(0)
    look_over(page)
    visit(page, f"/workbench/returns/{city.returns['linye']}/history/")
    visit(page, f"/workbench/returns/{city.returns['linye']}/cells/T3.R1.C1/")


def test_a_clerk_fills_a_cell_saves_it_and_sends_it_on_with_the_keyboard_alone(city, desk):
    city.fill("linye", {"T3.R1.C1": "12", "T3.R3.1.C1": "8", "T3.R3.4.1.C1": "3", "T3.R4.C1": "2"})
    page = desk("linye", "clerk")
    page.goto("/workbench/")
    keys = page.keyboard

    reach(page, "a", f"青山市林业局 {YEAR}年度报告数据")
    keys.press("Enter")
    page.wait_for_url("**/returns/*/")
    reach(page, "a", "跳到正文")
    keys.press("Enter")
    reach(page, "input", "四、结转下年度继续办理·自然人")
    with page.expect_response("**/save/"):
        keys.press("ControlOrMeta+a")
        keys.type("1")
        keys.press("Enter")
    expect(page.locator("#save-status")).to_have_text("已保存。")
    expect(page.locator("#findings")).to_contain_text("全部相符")
    page.goto(page.url)
    reach(page, "button", "送审")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("审核中")


def reach(page: Page, tag: str, name: str) -> None:
    """Press Tab until the thing called `name` has the focus, as somebody without a mouse does."""
    for _press in range(400):
        page.keyboard.press("Tab")
        kind, label, text = page.evaluate(FOCUSED)
        if kind == tag and name in (label or text or ""):
            visible = page.evaluate("() => document.activeElement.matches(':focus-visible')")
            assert visible, f"{name}: the focus does not show"
            return
    raise AssertionError(f"Tab never reaches {name}")
