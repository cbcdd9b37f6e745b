"""`gongkai check`: exit status, batches, progress, outputs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.project.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
CLEAN = str(SAMPLES / "huaian-2024.pdf")
FAULTY = str(SAMPLES / "linyi-2017-report.txt")


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"%PDF-1.7 nothing more")
    return str(path)


@pytest.mark.parametrize(
    ("files", "status"),
    [([CLEAN], 0), ([CLEAN, FAULTY], 1), (["BROKEN", FAULTY], 2), (["MISSING", CLEAN], 2)],
)
def test_exit_status(files: list[str], status: int, broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    named = [{"BROKEN": broken, "MISSING": "/no/such/file.pdf"}.get(name, name) for name in files]
    assert main(["check", *named]) == status
    assert len(capsys.readouterr().err.splitlines()) == len(files)


def test_a_batch_goes_on_past_a_bad_file(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", broken, CLEAN])
    said = capsys.readouterr()
    reports = json.loads(said.out)["reports"]
    assert [report["readable"] for report in reports] == [False, True]
    assert reports[0]["message"]
    assert "[2/2] huaian-2024.pdf" in said.err


def test_workbook_and_page_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xlsx, html = tmp_path / "out.xlsx", tmp_path / "out.html"
    assert main(["check", FAULTY, "--xlsx", str(xlsx), "--html", str(html)]) == 1
    assert xlsx.read_bytes()[:2] == b"PK"
    assert "<!doctype html>" in html.read_text(encoding="utf-8")
    assert "信函申请数" in capsys.readouterr().out


def test_a_report_against_another_year_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", CLEAN, "--against", FAULTY])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert [finding["rule"] for finding in report["findings"]] == ["previous-report"]


def test_an_unreadable_relative_is_status_two(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", CLEAN, "--against", broken]) == 2
    assert main(["check", CLEAN, "--children", broken]) == 2
    assert "坏.pdf" in capsys.readouterr().err


def test_children_that_exceed_their_parent(capsys: pytest.CaptureFixture[str]) -> None:
    """洪泽区 is a part of 淮安市: alone it is less than the city, and the city twice is more."""
    main(["check", "--json", CLEAN, "--children", CLEAN, str(SAMPLES / "hongze-2024.pdf")])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    sums = {f["where"]["cell"]: (f["printed"], f["computed"]) for f in report["findings"]}
    assert sums["T3.R1.C7"] == (3119, 3119 + 95)
    assert all(finding["rule"].startswith("AGG[") for finding in report["findings"])


def test_the_command_needs_no_settings_and_no_database() -> None:
    code = (
        "import sys; from gongkai.project.cli import main; "
        f"status = main(['check', {CLEAN!r}]); "
        "assert 'gongkai.project.settings' not in sys.modules; sys.exit(status)"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SAMPLES.parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
