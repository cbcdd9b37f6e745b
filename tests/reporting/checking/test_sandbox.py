"""Whatever a stranger uploads, an answer comes back and the service stands."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.reporting.checking.sandbox import Limits, Sandbox, Upload, as_json

SAMPLES = Path(__file__).parents[2] / "samples"
SEED = Upload("linyi-2017-report.txt", (SAMPLES / "linyi-2017-report.txt").read_bytes())
CLEAN = Upload("huaian-2024.pdf", (SAMPLES / "huaian-2024.pdf").read_bytes())


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as started:
        yield started


def test_the_answer_is_in_the_readers_language(sandbox: Sandbox) -> None:
    (answer,) = sandbox.check([SEED], html=True, language="en")
    bases = {finding["basis"] for finding in answer.report["findings"]}
    assert "Figures in the text should agree with the statistical table" in bases
    assert "Basis: Figures in the text should agree" in (answer.html or "")
    (refused,) = sandbox.check([Upload("empty.txt", b"")], language="en")
    assert refused.report["message"].isascii()


def test_the_answer_is_that_of_the_engine(sandbox: Sandbox) -> None:
    (answer,) = sandbox.check([SEED], html=True)
    assert answer.report["body"] == "临沂市人民政府"
    assert {"A01", "text-table"} <= {finding["rule"] for finding in answer.report["findings"]}
    assert answer.html is not None
    assert "r1-l329" in answer.html
    assert json.loads(json.dumps(as_json([answer])))["version"] == 1


def test_several_files_at_once(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda upload: sandbox.check([upload])[0], [SEED, CLEAN] * 3))
    assert [answer.report["form"] for answer in answers] == ["2014", "2021"] * 3


def test_relatives_go_along(sandbox: Sandbox) -> None:
    (answer,) = sandbox.check([CLEAN], against=SEED, children=[CLEAN])
    assert [finding["rule"] for finding in answer.report["findings"]] == ["previous-report"]
    (refused,) = sandbox.check([CLEAN], against=Upload("去年.pdf", b"%PDF-1.7"))
    assert not refused.readable
    assert "去年.pdf" in refused.report["message"]


def bomb() -> bytes:
    """A document that unpacks to far more than it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (300 << 20))
    return out.getvalue()


XXE = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<html><body><p>政府信息公开&x;</p></body></html>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.pdf", b""),
        ("坏.pdf", b"%PDF-1.7\n" + os.urandom(2000)),
        ("坏.docx", b"PK\x03\x04" + os.urandom(2000)),
        ("炸弹.docx", bomb()),
        ("坏.xlsx", b"PK\x05\x06" + b"\0" * 18),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + os.urandom(500)),
        ("程序.exe", b"MZ" + os.urandom(500)),
    ],
)
def test_broken_files_get_a_plain_message(sandbox: Sandbox, name: str, data: bytes) -> None:
    (answer,) = sandbox.check([Upload(name, data)])
    assert not answer.readable
    assert answer.report["message"]
    assert "Traceback" not in answer.report["message"]


def test_no_entity_reaches_a_file(sandbox: Sandbox) -> None:
    (answer,) = sandbox.check([Upload("页.html", XXE.encode())], html=True)
    assert "root:" not in json.dumps(answer.report) + (answer.html or "")


def test_a_file_too_large_is_refused_unread() -> None:
    with Sandbox(Limits(upload=1000)) as small:
        (answer,) = small.check([Upload("大.pdf", b"x" * 1001)])
        assert not answer.readable
        assert small._server is None


def test_a_child_that_runs_out_of_time_is_ended() -> None:
    text = ("（一）政府信息公开" * 400_000).encode()
    with Sandbox(Limits(processor=1, wall=1)) as hasty:
        (answer,) = hasty.check([Upload("长.txt", text)])
        assert not answer.readable
        (after,) = hasty.check([SEED])
        assert after.readable


def test_a_child_that_runs_out_of_memory_is_ended() -> None:
    with Sandbox(Limits(memory=300 << 20)) as narrow:
        (answer,) = narrow.check([Upload("长.txt", ("，政府信息公开。" * 1_200_000).encode())])
        assert not answer.readable
        (after,) = narrow.check([SEED])
        assert after.readable


def test_a_server_that_died_is_started_again() -> None:
    with Sandbox() as sandbox:
        assert sandbox.check([SEED])[0].readable
        assert sandbox._server is not None
        sandbox._server.kill()
        sandbox._server.wait()
        assert sandbox.check([SEED])[0].readable


def test_too_many_at_once_are_asked_to_wait() -> None:
    with Sandbox(Limits(at_once=1, waiting=0)) as single:
        assert single._places.acquire()
        (answer,) = single.check([SEED])
        single._places.release()
    assert "稍后" in answer.report["message"]


def test_the_child_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "very-secret")
    with Sandbox() as sandbox:
        assert sandbox.check([SEED])[0].readable
        assert sandbox._server is not None
        environment = Path(f"/proc/{sandbox._server.pid}/environ").read_bytes()
    assert b"very-secret" not in environment
