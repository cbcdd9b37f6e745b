"""What was under a box is gone, what was beside it stays, whichever way the page lies."""

import itertools
import re
import shutil
import subprocess
from types import SimpleNamespace

import papers
import pytest
from papers import NEIGHBOURS, SECRET, Sheet, paper, secret_as_seen

from gongkai.core.messages import Message
from gongkai.foundation.redaction.boxes import Area, Box
from gongkai.foundation.redaction.pictures import is_under
from gongkai.foundation.redaction.proposing import proposals
from gongkai.foundation.redaction.redacting import characters_from, characters_told, page_image, redact
from gongkai.foundation.redaction.seeing import Character

CROP = (40, 60, 390, 290)
PAGES = {
    **{
        f"转{rotate}度，{'裁过' if crop else '没裁'}，单位{unit}": Sheet(
            rotate=rotate, crop=crop, user_unit=unit
        )
        for rotate, crop, unit in itertools.product((0, 90, 180, 270), (None, CROP), (1.0, 2.5))
    },
    "表单里的文字": papers.form(),
    "扫描件": papers.scanned(),
    "没有文字层的扫描件": papers.scanned(text_layer=False),
}


def find(text):
    return [
        SimpleNamespace(start=each.start(), end=each.end(), kind="number")
        for each in re.finditer(SECRET, text)
    ]


@pytest.fixture(params=PAGES.values(), ids=PAGES.keys())
def sheet(request):
    return request.param


@pytest.fixture
def box(sheet):
    return Box(1, *secret_as_seen(sheet))


def test_the_secret_is_gone_for_good(sheet, box, reader):
    before = paper(sheet)
    after = redact(before, [box])
    if sheet is not PAGES["没有文字层的扫描件"]:
        assert SECRET in reader.everything(before)
    assert SECRET not in reader.everything(after)
    said = reader.with_pdfium(after) + reader.with_pdfplumber(after)
    assert not re.search("SEC|CRE|RET|471|711", said)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_does_not_find_it_either(sheet, box):
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=redact(paper(sheet), [box]), capture_output=True, check=True
    )
    assert SECRET not in done.stdout.decode()


def test_the_box_is_black_and_the_rest_as_it_was(sheet, box, reader):
    before, after = reader.drawn(paper(sheet)), reader.drawn(redact(paper(sheet), [box]))
    inner = (box.x + 0.005, box.y + 0.005, box.width - 0.01, box.height - 0.01)
    assert reader.ink(before, *inner)[1] > 200
    assert reader.ink(after, *inner)[1] < 40
    for word, x, y in papers.WORDS:
        if word != SECRET:
            there = _seen(sheet, x, y)
            assert reader.ink(after, *there)[0] < 128 < reader.ink(after, *there)[1], word
            assert abs(reader.ink(after, *there)[0] - reader.ink(before, *there)[0]) < 60


def _seen(sheet, x, y):
    """The same place as the secret's, moved to another word."""
    moved = papers.SECRET_AT
    try:
        papers.SECRET_AT = (x, y)
        return secret_as_seen(sheet)
    finally:
        papers.SECRET_AT = moved


def test_the_words_beside_it_can_still_be_searched(sheet, box, reader):
    after = redact(paper(sheet), [box])
    kept = NEIGHBOURS if b"Scan" not in sheet.content else ()
    said = reader.with_pdfium(after)
    assert [word for word in kept if word not in said] == []
    letters = reader.with_pdfplumber(after)
    assert [word for word in kept if word not in letters] == []


def test_it_is_found_where_it_stands(sheet, box):
    found = proposals(characters_from(characters_told(paper(sheet))), find)
    if b"Scan" in sheet.content and b"Tj" not in sheet.content:
        assert (found.found, found.blank) == ((), (1,))
        return
    (proposal,) = found.found
    assert (proposal.text, proposal.kind, found.blank) == (SECRET, "number", ())
    area = proposal.box.area
    assert box.area.overlap(area) > 0.7 * max(box.area.size, area.size)


def test_the_screen_shows_what_will_be_taken(sheet, box, reader):
    """What the person draws on has the shape of the page as seen, and the secret where the box is."""
    picture = papers.Image.open(papers.io.BytesIO(page_image(paper(sheet), 1, 72)))
    wide, high = papers.WIDTH, papers.HEIGHT
    if sheet.crop:
        wide, high = sheet.crop[2] - sheet.crop[0], sheet.crop[3] - sheet.crop[1]
    if sheet.rotate in (90, 270):
        wide, high = high, wide
    assert picture.size == (wide * sheet.user_unit, high * sheet.user_unit)
    assert reader.ink(picture.convert("L"), box.x, box.y, box.width, box.height)[0] < 128


def test_the_page_keeps_its_size(sheet, box):
    after = papers.pikepdf.open(papers.io.BytesIO(redact(paper(sheet), [box])))
    picture = papers.Image.open(papers.io.BytesIO(page_image(paper(sheet), 1, 72)))
    _, _, wide, high = (float(each) for each in after.pages[0].mediabox)
    assert (round(wide), round(high)) == picture.size


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (Box(2, 0.1, 0.1, 0.1, 0.1), "第 2 页不存在"),
        (Box(0, 0.1, 0.1, 0.1, 0.1), "第 0 页不存在"),
        (Box(1, 0.1, 0.1, 0, 0.1), "不在页面上"),
        (Box(1, 1.1, 0.1, 0.1, 0.1), "不在页面上"),
        (Box(1, float("nan"), 0.1, 0.1, 0.1), "不在页面上"),
    ],
)
def test_a_box_that_would_blacken_nothing_is_refused(box, said):
    refused = redact(paper(), [box])
    assert isinstance(refused, Message)
    assert said in str(refused)


def test_a_box_over_the_edge_blackens_what_is_on_the_page(reader):
    image = reader.drawn(redact(paper(), [Box(1, -0.5, -0.5, 0.6, 0.6)]))
    assert reader.ink(image, 0, 0, 0.09, 0.09) == (0, 0)
    assert reader.ink(image, 0.12, 0.12, 0.1, 0.1) == (255, 255)


def test_a_box_over_part_of_a_word_takes_that_part(reader):
    x, y, width, height = secret_as_seen(Sheet())
    after = redact(paper(), [Box(1, x + width / 2, y, width / 2, height)])
    assert SECRET not in reader.everything(after)
    assert "SECR" in reader.with_pdfium(after)


def test_a_sliver_across_a_line_takes_the_line(reader):
    """A replacement text is one box over many characters: a small box on it takes them all."""
    whole = Character("密", Area(0.1, 0.1, 0.9, 0.12), Area(0.1, 0.1, 0.9, 0.12), False, False)
    assert is_under(whole, [Area(0.2, 0.105, 0.22, 0.115)])
    assert not is_under(whole, [Area(0.2, 0.2, 0.22, 0.21)])
