"""A citizen on a phone finds a document by search and by column, reads it, sees what changed, takes its proof
and checks it: on the page, and on a computer of his own."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.search import updating
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key
from gongkai.project.cli import main
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Edition
from tests.journeys import publishing_office
from tests.journeys.browser import PHONE
from tests.journeys.city import must
from tests.journeys.looking import look_over
from tests.journeys.request_office import Office

TITLE = "青山市林业局关于春季造林补助发放的通告"
TEXT = "<p>补助资金按时足额发放到户。</p><h2>发放时间</h2><p>三月底以前。</p>"


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT, settings.SEARCH_FOLDER = tmp_path / "files", tmp_path / "search"
    settings.VAR, settings.HEAD_KEY = tmp_path, str(tmp_path / "head.key")
    write_key(new_key(ED25519), Path(settings.HEAD_KEY))
    return publishing_office.build()


@pytest.fixture
def published(office: Office) -> str:
    """A notice corrected once, signed and searchable; its address."""
    words = Words(title=TITLE, html=TEXT, formed_on=timezone.localdate(), subject="agriculture")
    made = office.do(actions.begin, "drafter", body_id=office.body, kind="notice", words=words).edition
    own = {"document_id": made.document_id}
    office.do(actions.set_attribute, "drafter", **own, attribute="open", ground="widely_known")
    _out(office, made.pk)
    office.do(actions.new_edition, "drafter", **own)
    second = Edition.objects.get(number=2, **own)
    better = Words(
        title=TITLE, html=TEXT.replace("三月底", "四月底"), formed_on=timezone.localdate(),
        subject="agriculture", change_note="改正发放时间",
    )  # fmt: skip
    office.do(actions.draft, "drafter", edition_id=second.pk, words=better)
    _out(office, second.pk)
    must(sign_head(actor=SYSTEM, now=timezone.now()))
    updating.rebuild()
    second.document.refresh_from_db()
    return str(second.document.address)


def _out(office: Office, edition: int) -> None:
    """The light chain to the release."""
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    for act, who, more in (
        (actions.send_to_review, "drafter", {}),
        (actions.check_item, "confidentiality", {"answers": answers}),
        (actions.confidentiality_ok, "confidentiality", {"result": "open"}),
        (actions.sign, "signer", {}),
        (actions.release, "drafter", {}),
    ):
        office.do(act, who, edition_id=edition, **more)


def _on_phone(page: Page) -> None:
    """Looked over in every way, and back to the phone in the hand."""
    look_over(page)
    page.set_viewport_size(PHONE)


def test_found_read_compared_and_verified_on_a_phone(published, site, reader, tmp_path, capsys):
    reader.set_viewport_size(PHONE)
    reader.goto("/documents/")
    reader.get_by_role("searchbox").first.fill("造林补助")
    reader.get_by_role("button", name="搜索").click()
    expect(reader.locator("#found mark").first).to_be_visible()
    _on_phone(reader)
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.locator("article")).to_contain_text("四月底以前")
    _on_phone(reader)

    reader.goto("/documents/?kind=notice")
    expect(reader.get_by_role("link", name=TITLE).first).to_be_visible()
    reader.get_by_role("link", name=TITLE).first.click()
    reader.get_by_role("button", name="高对比度").click()
    expect(reader.locator("html.gk-contrast")).to_be_attached()
    _on_phone(reader)
    reader.get_by_role("link", name="改了哪里").first.click()
    expect(reader.locator("ins")).to_have_text("四")
    expect(reader.locator("del")).to_have_text("三")
    _on_phone(reader)
    reader.get_by_role("link", name="回到这条信息").click()

    proof, keys = tmp_path / "proof.json", tmp_path / "keys.json"
    with reader.expect_download() as waiting:
        reader.locator("main").get_by_role("link", name="公开证明").click()
    waiting.value.save_as(proof)
    keys.write_bytes(reader.request.get("/.well-known/gongkai-keys.json").body())
    assert main(["verify", str(proof), "--keys", str(keys)]) == 0
    assert "成立" in capsys.readouterr().out
    bent = tmp_path / "bent.json"
    bent.write_text(proof.read_text(encoding="utf-8").replace("四月底", "五月底"), encoding="utf-8")
    assert main(["verify", str(bent), "--keys", str(keys)]) != 0
    _what_was_cut_out_is_asked_for(site, reader, published, tmp_path / "cut.json", capsys)

    reader.goto("/proofs/")
    _on_phone(reader)
    reader.get_by_role("button", name="核对一份证明文件").click()
    for file, said in ((proof, "此后没有变化"), (bent, "不成立")):
        reader.get_by_label("证明文件").set_input_files(file)
        reader.get_by_role("button", name="核对").click()
        expect(reader.locator("#answer")).to_contain_text(said)
    _on_phone(reader)


def _what_was_cut_out_is_asked_for(site: str, reader: Page, address: str, cut: Path, capsys) -> None:
    """The first edition's proof, from which somebody has taken the later edition."""
    told = reader.request.get(f"/documents/{address}/editions/1/proof.json").json()
    assert len(told["later"]) == 1
    cut.write_text(json.dumps(told | {"later": []}), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", str(cut), "--site", site]) == 0
    said = capsys.readouterr().out
    assert "本文件没有记载此后的变化" in said
    assert "网站答复" in said
    assert "公开新版本（第 2 版）" in said
