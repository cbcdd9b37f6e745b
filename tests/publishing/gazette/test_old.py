"""Old issues: the scan is recognised in a process of its own, split, looked at, found."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst
from PIL import Image, ImageDraw, ImageFont

from gongkai.core.counts import Period
from gongkai.core.messages import Message
from gongkai.core.publishing.gazette import Piece
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.printing.fonts import SHIPPED
from gongkai.publishing.gazette import actions, making
from gongkai.publishing.gazette.actions import Numbers
from gongkai.publishing.gazette.found import GazetteDocuments
from gongkai.publishing.gazette.models import Issue, ScanPage, ScanReading
from gongkai.publishing.gazette.queries import public, work
from gongkai.publishing.gazette.queries.public import Place
from gongkai.publishing.gazette.scans import reading

from .conftest import LATER, Press, again

pytestmark = pytest.mark.django_db
DAY = date(1998, 7, 15)
NUMBERS = Numbers(1998, 7, DAY, DAY, date(1998, 7, 16), 7)
PAGES = (
    ("某政发〔1998〕7号", "关于植树造林的通知", "各县区人民政府：", "现就造林工作通知如下。"),
    ("一、按时足额完成造林任务。",),
    (
        "某政办发〔1998〕12号",
        "关于做好防汛工作的通知",
        "各有关部门：",
        *("现就防汛工作通知如下，请执行。",) * 7,
    ),
)
RIGHT = ("物资由水利局统一调度", "各乡镇指定专人值守", "汛情每日上报一次")
"""A second column of the last page."""


def scan() -> bytes:
    """Pages that are pictures only."""
    face = ImageFont.truetype(str(next(Path(SHIPPED).rglob("*.ttc"))), 44)
    drawn = []
    for lines in PAGES:
        page = Image.new("L", (1400, 700), 255)
        for at, line in enumerate(lines):
            ImageDraw.Draw(page).text((60, 60 + 60 * at), line, font=face, fill=0)
        drawn.append(page)
    for at, line in enumerate(RIGHT * 3):
        ImageDraw.Draw(drawn[-1]).text((760, 60 + 60 * at), line, font=face, fill=0)
    made = io.BytesIO()
    drawn[0].save(made, "PDF", save_all=True, append_images=drawn[1:], resolution=250)
    return made.getvalue()


def test_words_are_seen_and_pages_read_in_turn(press: Press):
    issue = press.must(
        actions.upload_old, gazette_id=press.gazette.pk, numbers=NUMBERS, name="旧.pdf", content=scan()
    )
    making.read_scan(issue.pk, lambda: press.office.at(LATER))
    making.read_scan(issue.pk, lambda: press.office.at(LATER))
    assert again(issue).state == "splitting"
    read = ScanReading.objects.get(issue=issue)
    assert (read.pages, read.done, read.problem) == (3, 3, "")
    texts = work.page_texts(issue.pk)
    assert "植树造林" in texts[1]
    assert "足额" in texts[2]
    assert texts[3].index("工作的通知") < texts[3].index("各有关部门") < texts[3].index("统一调度"), (
        "by columns"
    )
    assert all(ScanPage.objects.values_list("seen", flat=True))


def test_own_words_of_a_page_need_no_recognition(monkeypatch: Any):
    monkeypatch.setattr(reading, "_recognised", lambda picture: pytest.fail("nothing to recognise"))
    said = typst.compile(b"A page that holds its own words, and enough of them.")
    (found,) = reading.texts(said, [1])
    assert (found.number, found.seen) == (1, False)
    assert "its own words" in found.text


def test_a_broken_scan_says_so_and_waits(press: Press, monkeypatch: Any):
    issue = press.must(
        actions.upload_old, gazette_id=press.gazette.pk, numbers=NUMBERS, name="旧.pdf", content=scan()
    )
    assert "没有读完" in str(making.apart.count(b"%PDF-1.4 nothing"))
    monkeypatch.setattr(making.apart, "count", lambda content: Message("没有安装"))
    with pytest.raises(making.ScanUnreadError):
        making.read_scan(issue.pk, lambda: press.office.at(LATER))
    assert ScanReading.objects.get(issue=issue).problem == "没有安装"
    assert again(issue).state == "scanned"
    assert not press.do(
        actions.upload_old, gazette_id=press.gazette.pk, numbers=NUMBERS, name="旧.pdf", content=b"PK\x03\x04"
    )
    press.must(actions.drop, issue_id=issue.pk, reason="扫错了")
    making.read_scan(issue.pk, lambda: press.office.at(LATER))
    assert not ScanPage.objects.exists()


def splitting(press: Press, *texts: str) -> Issue:
    """An old issue whose pages have been read."""
    issue = press.must(
        actions.upload_old, gazette_id=press.gazette.pk, numbers=NUMBERS, name="旧.pdf", content=scan()
    )
    for number, text in enumerate(texts, start=1):
        ScanPage.objects.create(issue=issue, number=number, text=text)
    ScanReading.objects.filter(issue=issue).update(pages=len(texts), done=len(texts))
    press.office.must(actions.finish_reading, making.SYSTEM, LATER, issue_id=issue.pk)
    return again(issue)


def test_split_looked_at_and_found(press: Press):
    issue = splitting(press, *("\n".join(lines) for lines in PAGES))
    assert work.proposal(issue.pk) == (
        Piece(1, 2, "关于植树造林的通知", "某政发〔1998〕7号"),
        Piece(3, 3, "关于做好防汛工作的通知", "某政办发〔1998〕12号"),
    )
    press.must(actions.split, issue_id=issue.pk, pieces=work.proposal(issue.pk))
    first, second = press.entries(issue)
    press.must(actions.correct_text, issue_id=issue.pk, entry_id=first.pk, text="校对过的文字")
    press.must(actions.split, issue_id=issue.pk, pieces=[Piece(1, 2, "改了标题"), Piece(2, 3, "另一件")])
    kept, other = press.entries(issue)
    assert (kept.pk, kept.title, kept.text) == (first.pk, "改了标题", "校对过的文字")
    assert other.pk != second.pk
    assert "足额" in other.text
    press.must(actions.offer, issue_id=issue.pk)
    assert not press.do(actions.split, issue_id=issue.pk, pieces=[Piece(1, 1, "x")])
    press.must(actions.send_back, Role.OFFICE_HEAD, issue_id=issue.pk, reason="第二件页码不对")
    press.must(actions.correct_text, issue_id=issue.pk, entry_id=other.pk, text="联系人手机 13900001111")
    press.must(actions.offer, issue_id=issue.pk)
    refused = press.do(actions.digitise, Role.CONFIDENTIALITY_REVIEWER, issue_id=issue.pk)
    assert [str(each) for _, each in refused.details] == ["《另一件》：13900001111"]
    done = press.must(
        actions.digitise, Role.CONFIDENTIALITY_REVIEWER, issue_id=issue.pk, judged="当年公开的联系电话"
    )
    assert done.state == "digitised"
    found = list(GazetteDocuments().items(GazetteDocuments().every()))
    assert [item.title for item in found] == ["改了标题", "另一件"]
    told = public.entry(Place("city", 1998, 7), 2)
    assert (list(told.scan), told.text) == ([2, 3], "联系人手机 13900001111")
    year = Period.of_year(2026)
    city = press.office.bodies["city"]
    assert counting.value("gazette_digitised", city, year, chain.position()).value == 1
    assert counting.value("gazette_issues", city, year, chain.position()).value == 0
    assert list(mismatches()) == []
