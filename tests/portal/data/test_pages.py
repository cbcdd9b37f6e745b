"""Pages of data sets and rows, as everybody meets them."""

import argparse
import csv
import io
import json
import re
import tempfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.disclosure.queries import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.search import updating
from gongkai.foundation.transparency import command
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key
from gongkai.portal.data import exporting, formats
from tests.disclosure.conftest import DAY, moment

from .conftest import NOW, Office, actions, fine

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)
BOUND = 30  # statements a page may need, whatever the data set holds
ROW_BOUND = 4  # the ledger, the row's versions, objections to it; the foot of the site the first time


def _get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return b"".join(answer).decode()


def _table(client: Client, form: str, address: str) -> tuple[list[str], int]:
    """Heads of the declared columns and number of rows of a file."""
    content = b"".join(client.get(address))
    if form == "json":
        rows = json.loads(content)
        return [each for each in rows[0] if not each.startswith("_")], len(rows)
    if form == "parquet":
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            found = duckdb.sql(f"FROM read_parquet('{file.name}')")
            return [each for each in found.columns if not each.startswith("_")], len(found.fetchall())
    if form == "xlsx":
        rows = list(load_workbook(io.BytesIO(content)).active.values)
        return list(rows[0][2:]), len(rows) - 1
    if form == "package":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            described = json.loads(archive.read("datapackage.json"))["resources"][0]["schema"]["fields"]
            assert [each["name"] for each in described[2:]] == ["decided_on", "party"]
            content = archive.read("fines.csv")
    text = content.decode("gb18030" if form == "csv-gb18030" else "utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    return lines[0][2:], len(lines) - 1


def _number(client: Client, words: str) -> int:
    found = re.search(r"/data/fines/(\d+)/", _get(client, f"/data/fines/?q={words}"))
    assert found
    return int(found[1])


@pytest.fixture
def changed(listed: Office, client: Client) -> dict[str, int]:
    """Of the next day: fine 3 corrected, fine 9 withdrawn; their numbers."""
    numbers = {words: _number(client, words) for words in ("3号", "9号")}
    said = fine(3, kind="warning", amount="77", facts="占用林地 3 亩", decided_on="2026-01-13")
    correction = listed.must(
        actions.correct, listed.writer(), NEXT, data_set="fines", number=numbers["3号"], row=said,
        reason="金额写错"
    )  # fmt: skip
    listed.out(correction, day=NEXT)
    withdrawal = listed.must(
        actions.withdraw, listed.writer(), NEXT, data_set="fines", number=numbers["9号"], reason="决定被撤销"
    )
    listed.out(withdrawal, day=NEXT)
    return numbers


def test_an_address_asks_the_same_in_english_and_words_without_english_stay(listed, client: Client):
    chinese = _get(client, "/data/fines/?f-kind=罚款")
    client.cookies["django_language"] = "en"
    shown = _get(client, "/data/fines/?f-kind=罚款")
    assert re.findall(r"(\d+) rows\.", shown) == re.findall(r"共 (\d+) 行。", chinese)
    assert "处罚" in shown  # the city's own declaration has no English
    assert "共" not in shown


def test_a_list_is_filtered_sorted_and_looked_back_at(changed, client: Client):
    whole = _get(client, "/data/fines/")
    assert "共 11 行" in whole
    assert "张某某" not in whole  # not among the columns of the list
    assert "张某某" in _get(client, "/data/fines/?show=number&show=party")
    assert "张小样" not in _get(client, "/data/fines/?columns=number,party")
    assert "共 2 行" in _get(client, "/data/fines/?f-kind=warning&from-decided_on=2026-01-01")
    assert "共 1 行" in _get(client, "/data/fines/?from-amount=70")
    assert "共 3 行" in _get(client, "/data/fines/?by=land")
    first = re.search(r"<tbody>\s*<tr><th.*?>(样处.*?)</a>", _get(client, "/data/fines/?sort=-amount"), re.S)
    assert first
    past = _get(client, f"/data/fines/?as_of={DAY}")
    assert ("共 12 行" in past, "结束时的名单" in past) == (True, True)
    assert "2026-02-30" in _get(client, "/data/fines/?as_of=2026-02-30", 400)
    assert "不能按" in _get(client, "/data/fines/?f-party=张小样", 400)
    _get(client, "/data/fines/?after=zzz", 400)
    _get(client, "/data/nothing/", 404)


def test_the_page_says_who_answers_how_good_it_is_and_what_changed(
    changed, client: Client, settings, tmp_path
):
    said = _get(client, "/data/fines/")
    for words in ("市林业局", "/ 100", "移出 1 行", "更改 1 行", "<svg", "图里的数字", "数据项"):
        assert words in said, words
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', said)[1])  # type: ignore[index]
    assert told["@type"] == "Dataset"
    assert {each["encodingFormat"] for each in told["distribution"]} >= {"text/csv", "application/json"}
    for address in (
        "/data/", "/data/due-and-missing/", "/data/fines/compare/", "/data/fines/releases/",
        "/data/fines/compare/?x=year(decided_on)&y=sum(amount)&apart=body",
    ):  # fmt: skip
        _get(client, address)
    assert "更改" in _get(client, "/data/fines/releases/3/")
    assert 'value="department">部门' in _get(client, "/data/due-and-missing/?kind=nonsense")
    assert "共 0 期" in _get(client, "/data/due-and-missing/?kind=government")
    years = re.findall(r'<option value="(\d{4})"', _get(client, "/data/due-and-missing/?year=1066"))
    assert all(
        f"终了于 {year} 年的各期" in _get(client, f"/data/due-and-missing/?year={year}") for year in years
    )
    settings.SEARCH_FOLDER = tmp_path / "search"
    updating.rebuild()
    found = _get(client, "/documents/?q=示例处罚")
    assert ('<a href="/data/fines/">示例处罚决定</a>' in found, "/data/?q=" in found) == (True, True)
    assert "<entry>" in _get(client, "/data/fines/feed.atom")


def test_a_row_keeps_its_address_and_tells_its_past(
    changed, listed, client: Client, tmp_path, settings, capsys
):
    corrected, gone = changed["3号"], changed["9号"]
    said = _get(client, f"/data/fines/{corrected}/")
    for words in ("金额写错", "77", "张某某", "<del>"):
        assert words in said, words
    assert "张小样" not in said
    assert "这是以前的内容" in _get(client, f"/data/fines/{corrected}/?as_of={DAY}")
    _get(client, f"/data/fines/{corrected}/?as_of=2020-01-01", 404)
    notice = _get(client, f"/data/fines/{gone}/", 410)
    assert ("决定被撤销" in notice, "已在" in notice) == (True, True)
    assert "<entry>" in _get(client, f"/data/fines/{gone}/feed.atom")
    _get(client, "/data/fines/999999999/", 404)
    renamed = organisations.rename_body(
        actor=SYSTEM,
        now=moment(NOW),
        body_id=listed.bodies["forestry"],
        name="市林草局",
        on=NOW,
        reason="改名",
    )
    assert not isinstance(renamed, Refused)
    assert "市林草局" in _get(client, f"/data/fines/{corrected}/")
    _proved(client, listed, corrected, tmp_path, settings, capsys)


def _proved(client: Client, office: Office, number: int, folder: Path, settings, capsys) -> None:
    """The proof that release and row offer holds for `gongkai verify`; a changed figure does not."""
    at = "/data/fines/releases/3/proof.json"
    assert "还没有签名" in _get(client, at, 404)
    settings.HEAD_KEY = str(folder / "head.key")
    write_key(new_key(ED25519), Path(settings.HEAD_KEY))
    office.must(sign_head, SYSTEM, NEXT)
    assert f'href="{at}"' in _get(client, "/data/fines/releases/3/")
    proof = _get(client, at)
    shown = re.search(r'href="(/data/fines/\d+/2/proof.json)"', _get(client, f"/data/fines/{number}/"))
    assert shown
    assert _get(client, shown[1]) == proof
    _get(client, f"/data/fines/{number}/9/proof.json", 404)
    (folder / "keys.json").write_text(_get(client, "/.well-known/gongkai-keys.json"))
    for content, status, words in (
        (proof, 0, "数据集 fines 第 3 次更新：新增 0 行，更改 1 行，移出 0 行（data/fines/3）"),
        (proof.replace('"changed": 1', '"changed": 2'), 1, "不成立"),
    ):
        (folder / "proof.json").write_text(content)
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        said = parser.parse_args([str(folder / "proof.json"), "--keys", str(folder / "keys.json")])
        assert command.run(said) == status
        assert words in capsys.readouterr().out


def test_pages_ask_a_bounded_number_of_statements(changed, client: Client):
    row = f"/data/fines/{changed['3号']}/"
    bounds = {"/data/": BOUND, "/data/fines/": BOUND, row: ROW_BOUND, "/data/fines/compare/": BOUND}
    for address, bound in bounds.items():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _get(client, address)
        assert len(asked) <= bound, (address, len(asked), [each["sql"][:90] for each in asked])


def test_files_hold_what_was_asked_for(changed, client: Client):
    plain = list(
        csv.reader(
            io.StringIO(_get(client, "/data/fines/download/csv/?f-kind=warning").removeprefix("\ufeff"))
        )
    )
    assert len(plain) == 3
    assert "张某某" in plain[1]
    past = client.get(f"/data/fines/download/csv-gb18030/?as_of={DAY}")
    assert len(b"".join(past).decode("gb18030").strip().splitlines()) == 13
    assert str(DAY) in past["Content-Disposition"]
    assert len(json.loads(_get(client, "/data/fines/download/json/"))) == 11
    sheet = load_workbook(io.BytesIO(b"".join(client.get("/data/fines/download/xlsx/")))).active
    assert sheet.max_row == 12
    assert b"".join(client.get("/data/fines/download/parquet/"))[:4] == b"PAR1"
    with zipfile.ZipFile(io.BytesIO(b"".join(client.get("/data/fines/download/package/")))) as archive:
        assert set(archive.namelist()) == {"datapackage.json", "fines.csv"}
    for form in formats.BY_CODE:
        asked = f"/data/fines/download/{form}/?columns=decided_on,party&f-kind=warning"
        heads, count = _table(client, form, asked)
        assert (heads in (["决定日期", "当事人"], ["decided_on", "party"]), count) == (True, 2), (form, heads)
        assert _table(client, form, f"{asked}&as_of={DAY}") == (heads, 3), form
    _get(client, "/data/fines/download/docx/", 404)
    _get(client, "/data/fines/download/csv/?f-party=张小样", 400)


def test_a_large_file_is_made_in_the_background(changed, client: Client, settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    small = formats.Format("xlsx", "x", "xlsx", formats.BY_CODE["xlsx"].mime, "", 5)
    monkeypatch.setitem(formats.BY_CODE, "xlsx", small)
    answer = client.get("/data/fines/download/xlsx/?f-kind=fine")
    assert answer.status_code == 302
    waiting = _get(client, answer["Location"])
    assert "正在后台生成" in waiting
    key = answer["Location"].rstrip("/").rsplit("/", 1)[1]
    exporting.make(key, "fines", "xlsx", "f-kind=fine", date(2026, 11, 1))
    assert "文件做好了" in _get(client, answer["Location"])
    sheet = load_workbook(io.BytesIO(b"".join(client.get(answer["Location"] + "?file")))).active
    assert sheet.max_row == 1 + rows.total(exporting.sets.card("fines", NEXT).data_set)[0] - 2
    _get(client, f"/data/fines/download/xlsx/{'0' * 64}/", 404)
