"""A visitor drops reports on the check page and reads what is wrong in them."""

import base64
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.looking import look_over, visit

SAMPLES = Path(__file__).parents[1] / "samples"
LINYI = SAMPLES / "linyi-2017-report.txt"
HONGZE = SAMPLES / "hongze-2024.pdf"
PRINTED = {"name": HONGZE.name, "mimeType": "application/pdf", "buffer": HONGZE.read_bytes()}
BROKEN = {"name": "坏的.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nnot a document at all"}
PATIENCE = 90_000  # milliseconds: the reader's process may have to start first

DROP = """([selector, files]) => {
    const carried = new DataTransfer();
    for (const [name, type, text] of files) {
        const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
        carried.items.add(new File([bytes], name, {type}));
    }
    const target = document.querySelector(selector);
    for (const kind of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def test_two_files_are_dropped_and_read_beside_the_document(reader: Page):
    visit(reader, "/check/")
    files = [(HONGZE.name, "application/pdf", HONGZE.read_bytes()), (BROKEN["name"], "", BROKEN["buffer"])]
    carried = [(name, kind, base64.b64encode(data).decode()) for name, kind, data in files]
    reader.evaluate(DROP, ["[data-drop]", carried])
    reader.get_by_role("button", name="核对", exact=True).click()

    read, broken = reader.locator("#result-1"), reader.locator("#result-2")
    expect(broken).to_be_visible(timeout=PATIENCE)
    expect(read).to_contain_text("洪泽区")
    expect(read).to_contain_text("2024年")
    findings = read.locator(".finding")
    assert findings.count()
    first = findings.first.locator("a[href^='#']").first
    target = (first.get_attribute("href") or "")[1:]
    first.click()
    expect(reader.locator(f'[id="{target}"]')).to_be_in_viewport()
    expect(broken.locator(".gk-banner--error")).not_to_be_empty()
    expect(reader.locator("#queue li")).to_have_count(2)
    look_over(reader)

    with reader.expect_download() as waiting:
        read.get_by_role("button", name="Excel").click()
    assert waiting.value.path().read_bytes().startswith(b"PK")


def test_the_printed_report_of_2017_is_shown_its_contradictions(reader: Page):
    reader.goto("/check/")
    reader.set_input_files("#files", LINYI)
    reader.get_by_role("button", name="核对", exact=True).click()
    expect(reader.locator("#result-1")).to_contain_text("43+3+234+790+0=1070", timeout=PATIENCE)
    look_over(reader)


def test_the_check_works_without_scripts(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/check/")
    page.set_input_files("#files", [PRINTED, BROKEN])
    page.get_by_role("button", name="核对", exact=True).click(timeout=PATIENCE)
    expect(page.locator("#result-1")).to_contain_text("洪泽区", timeout=PATIENCE)
    expect(page.locator("#result-2 .gk-banner--error")).to_be_visible()


def test_nothing_chosen_is_said_plainly(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/check/")
    page.locator("#files").evaluate("input => input.removeAttribute('required')")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("main [role=alert]")).to_contain_text("请先选择")
