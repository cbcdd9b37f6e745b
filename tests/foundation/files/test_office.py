"""Documents become PDF where LibreOffice is installed, and say so where it is not."""

import shutil

import pytest

from gongkai.core.messages import Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.office import as_pdf


def _program(tmp_path, monkeypatch, text):
    program = tmp_path / "soffice"
    program.write_text(text)
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)


COPIES = """#!/bin/sh
for last; do :; done
while [ "$1" != "--outdir" ]; do shift; done
{ printf '%%PDF-'; cat "$last"; basename "$last"; } > "$2/source.pdf"
"""


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        (kinds.DOCX, "请示.docx", "source.docx"),
        (kinds.OLD_OFFICE, "表.xls", "source.xls"),
        (kinds.OLD_OFFICE, "", "source.doc"),
    ],
)
def test_a_document_becomes_a_pdf(tmp_path, monkeypatch, kind, name, called):
    _program(tmp_path, monkeypatch, COPIES)
    made = as_pdf(b"content", kind, name)
    assert made == b"%PDF-content" + called.encode() + b"\n"


def test_a_program_that_makes_nothing_says_so(tmp_path, monkeypatch):
    _program(tmp_path, monkeypatch, "#!/bin/sh\nexit 1\n")
    assert "另存为 PDF" in str(as_pdf(b"x", kinds.DOCX))


def test_without_the_program_it_says_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refused = as_pdf(b"x", kinds.DOCX)
    assert isinstance(refused, Message)
    assert "LibreOffice" in str(refused)


def test_a_pdf_stays_one_and_a_picture_cannot_become_one():
    assert as_pdf(b"%PDF-", kinds.PDF) == b"%PDF-"
    assert "不能转换" in str(as_pdf(b"x", kinds.PNG))
