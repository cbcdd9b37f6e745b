"""The process that reads strangers' PDFs: it does the work, and when it dies, only it dies."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import papers
import pytest
from papers import SECRET, Sheet, paper, secret_as_seen

from gongkai.core import anonymise
from gongkai.core.messages import Message
from gongkai.foundation import redaction
from gongkai.foundation.redaction import Box, apart, redacting

BOX = Box(1, *secret_as_seen(Sheet()))
REPORT = Path(__file__).parents[2] / "samples" / "huaian-2024.pdf"


def test_it_does_the_same_as_here():
    assert redaction.redact(paper(), [BOX]) == redacting.redact(paper(), [BOX])
    assert redaction.page_image(paper(), 1, 50) == redacting.page_image(paper(), 1, 50)
    assert redaction.page_count(paper(Sheet(), Sheet())) == 2


def test_a_refusal_comes_back_in_its_words():
    refused = redaction.redact(paper(), [Box(9, 0.1, 0.1, 0.1, 0.1)])
    assert isinstance(refused, Message)
    assert refused == redacting.redact(paper(), [Box(9, 0.1, 0.1, 0.1, 0.1)])
    assert "损坏" in str(redaction.page_image(b"%PDF-", 1))
    assert "损坏" in str(redaction.find_personal_data(b"%PDF-", lambda text: []))


def test_proposals_come_from_the_characters_it_tells():
    found = redaction.find_personal_data(
        paper(),
        lambda text: [
            SimpleNamespace(start=each.start(), end=each.end(), kind="number")
            for each in re.finditer(SECRET, text)
        ],
    )
    assert [each.text for each in found.found] == [SECRET]


def test_the_rules_for_texts_find_their_places_in_a_document(reader):
    """What is found by the rules for texts can be taken out as proposed."""
    document = papers.typst_page("联系电话：13800001234，申请人王某，住某市某路。")
    found = redaction.find_personal_data(
        document, lambda text: anonymise.find_personal_data(text, names=["王某"])
    )
    assert {each.text for each in found.found} == {"13800001234", "王某"}
    after = redaction.redact(document, [each.box for each in found.found])
    said = reader.with_pdfium(after)
    assert "13800001234" not in said
    assert "王某" not in said
    for kept in ("联系电话：", "，申请人", "，住某市某路。"):
        assert kept in said, kept


def test_a_real_report_keeps_every_word_outside_the_box(reader):
    before = REPORT.read_bytes()
    after = redaction.redact(before, [Box(1, 0, 0, 0.01, 0.01)])

    def letters(pdf):
        return re.sub(r"\s", "", reader.with_pdfium(pdf))

    assert letters(after) == letters(before)
    assert len(letters(before)) > 2000


@pytest.fixture
def stands_in(monkeypatch, tmp_path):
    """Another program in the place of the process."""

    def put(text):
        program = tmp_path / "program"
        program.write_text(f"#!{sys.executable}\n{text}\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return put


@pytest.mark.parametrize(
    "dies", ["import os; os.abort()", "raise SystemExit(3)", "", "import time; time.sleep(60)"]
)
def test_when_it_dies_one_sentence_says_so(stands_in, dies, monkeypatch):
    monkeypatch.setitem(apart._SECONDS, "page_image", 1)
    stands_in(dies)
    refused = redaction.page_image(paper(), 1)
    assert isinstance(refused, Message)
    assert "没有完成" in str(refused)


def test_it_gets_none_of_our_keys(stands_in, monkeypatch):
    monkeypatch.setenv("GONGKAI_FILES_KEY", "secret of the installation")
    stands_in("import os\nprint('null')\nprint('GONGKAI_FILES_KEY' in os.environ, len(os.environ))")
    told = redaction.page_image(paper(), 1).decode()
    assert told.startswith("False")


def test_it_may_write_no_files_and_take_no_more_memory_than_allowed():
    greedy = (
        "from gongkai.foundation import confinement\n"
        "confinement.confine(20)\n"
        "import json, os, resource\n"
        "limits = [resource.getrlimit(what)[0] for what in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]\n"
        "try:\n    bytearray(4 << 30); got = True\n"
        "except MemoryError:\n    got = False\n"
        "print(json.dumps([limits, got]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", greedy], capture_output=True, check=True, env=dict(os.environ), text=True
    )
    assert json.loads(done.stdout) == [[3 << 30, 0], False]
