"""A list is released in part: what the program proposes and what the clerk draws is taken out of the file."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
from playwright.sync_api import Page, expect

from gongkai.casework.documents import Letter, letter_pdf
from tests.journeys.browser import PHONE
from tests.journeys.desk import offered, press_on
from tests.journeys.looking import follow, visit

PHONE_NUMBER, HOUSEHOLD, KEPT = "13800001234", "因病致贫的农户", "补助资金合计三万元"
LIST = Letter(
    body="青山市林业局", title="退耕还林补助名单", issued_on=date(2026, 3, 2),
    text=f"联系电话：{PHONE_NUMBER}\n备注：{HOUSEHOLD}\n{KEPT}\n",
)  # fmt: skip


def test_what_is_proposed_and_what_is_drawn_leaves_the_file(office, seat, tmp_path):
    case, clerk = office.handled(), seat("clerk")
    paper = tmp_path / "名单.pdf"
    paper.write_bytes(letter_pdf(LIST))
    add(clerk, case, paper)
    follow(clerk, offered(clerk, "遮盖不予公开的部分"))
    follow(clerk, clerk.get_by_role("link", name="名单.pdf"))
    proposed = clerk.locator("#boxes tbody tr", has_text="手机号码")
    expect(proposed).to_have_count(1)
    drawn_before = clerk.locator(".gk-redact svg rect").count()
    draw(clerk, *place_of(paper.read_bytes(), HOUSEHOLD))
    expect(clerk.locator(".gk-redact svg rect")).to_have_count(drawn_before + 1)
    clerk.get_by_label("不予公开的理由").fill("涉及个人隐私")
    follow(clerk, press_on(clerk, "生成区分处理件"))

    expect(clerk.locator("main")).to_contain_text("区分处理件已生成")
    text = text_of(downloaded(clerk, "名单（区分处理）.pdf"))
    assert KEPT in text
    assert PHONE_NUMBER not in text
    assert HOUSEHOLD not in text

    release(clerk)
    expect(clerk.locator(".gk-met", has_text="区分处理后的文本")).to_be_visible()


def test_a_box_typed_with_the_keyboard_on_a_phone_does_the_same(office, seat, tmp_path):
    case, clerk = office.handled(), seat("clerk")
    paper = tmp_path / "名单.pdf"
    paper.write_bytes(letter_pdf(LIST))
    add(clerk, case, paper)
    follow(clerk, offered(clerk, "遮盖不予公开的部分"))
    follow(clerk, clerk.get_by_role("link", name="名单.pdf"))
    clerk.set_viewport_size(PHONE)
    spare = clerk.locator("#boxes tbody tr", has_not_text="号码").first
    spare.get_by_label("左，百分比").focus()
    for number in place_of(paper.read_bytes(), HOUSEHOLD):
        clerk.keyboard.type(f"{number:.2f}")
        clerk.keyboard.press("Tab")
    clerk.get_by_label("不予公开的理由").fill("涉及个人隐私")
    clerk.keyboard.press("Tab")
    expect(press_on(clerk, "生成区分处理件")).to_be_focused()
    with clerk.expect_navigation():
        clerk.keyboard.press("Enter")
    text = text_of(downloaded(clerk, "名单（区分处理）.pdf"))
    assert KEPT in text
    assert HOUSEHOLD not in text


def add(page: Page, case: int, paper: Path) -> None:
    """Put the paper into the file as what may be released."""
    visit(page, f"/workbench/cases/{case}/")
    follow(page, offered(page, "添加材料").first)
    page.get_by_label("材料种类").select_option("enclosure")
    page.get_by_label("文件", exact=True).set_input_files(paper)
    follow(page, press_on(page, "添加材料"))


def place_of(content: bytes, words: str) -> tuple[float, float, float, float]:
    """Where the words stand on the first page: left, top, width, height in per cent of the page."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        (found,) = pdf.pages[0].search(words)
        wide, high = pdf.pages[0].width, pdf.pages[0].height
    left, top = found["x0"] / wide, found["top"] / high
    return 100 * left, 100 * top, 100 * (found["x1"] / wide - left), 100 * (found["bottom"] / high - top)


def draw(page: Page, left: float, top: float, width: float, height: float) -> None:
    """A box with the mouse, from its one corner to the other."""
    picture = page.locator(".gk-redact svg")
    picture.scroll_into_view_if_needed()
    seen = picture.bounding_box()
    assert seen is not None
    corners = ((left, top), (left + width, top + height))
    first, last = (
        (seen["x"] + seen["width"] * x / 100, seen["y"] + seen["height"] * y / 100) for x, y in corners
    )
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as taken:
        page.get_by_role("link", name=name).first.click()
    return Path(taken.value.path()).read_bytes()


def text_of(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


def release(page: Page) -> None:
    """Decide to release in part, with the redacted copy enclosed."""
    follow(page, offered(page, "作出决定"))
    follow(page, page.get_by_role("link", name="部分公开").first)
    page.get_by_label("涉及个人隐私").check()
    page.get_by_label("理由", exact=True).fill("名单中农户的致贫原因属于个人隐私")
    follow(page, press_on(page, "决定并起草答复书"))
    page.get_by_label("名单（区分处理）").check()
    follow(page, press_on(page, "保存"))
