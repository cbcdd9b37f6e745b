"""The rulebook names exactly its rules, and needs no Django."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.core.declarations import DeclarationError
from gongkai.foundation import rulebook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that a test may change."""
    return Path(shutil.copytree(rulebook.RULES, tmp_path / "rules"))


def test_the_version_is_the_same_for_the_same_rules(folder: Path) -> None:
    assert rulebook.load(folder).version == rulebook.rule_version()
    assert len(rulebook.rule_version()) == 64


def test_the_version_changes_with_a_word_a_name_or_a_file(folder: Path) -> None:
    form = folder / "returns" / "form-2021.toml"
    versions = {rulebook.load(folder).version}
    form.write_text(form.read_text(encoding="utf-8").replace("总体情况", "总体情况 "), encoding="utf-8")
    versions.add(rulebook.load(folder).version)
    form.rename(form.with_name("form-2022.toml"))
    versions.add(rulebook.load(folder).version)
    (folder / "calendars" / "2026.toml").unlink()
    versions.add(rulebook.load(folder).version)
    assert len(versions) == 4


def test_a_wrong_rule_is_refused_with_file_and_line(folder: Path) -> None:
    form = folder / "returns" / "form-2014.toml"
    text = form.read_text(encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if each.startswith('equation = "4 ='))
    form.write_text(text.replace('"4 = 4.1 + 4.2 + 4.3"', '"4 = 4.1 + 4.2 + 4.9"'), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        rulebook.load(folder)
    assert str(refused.value.message) == f"returns/form-2014.toml 第 {line} 行：没有单元格“4.9”"


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        ("4", "等式应写成"),
        ("4 = 4.1 4.2", "看不懂“4.1 4.2”"),
        ("4 = 4.1 + ", "看不懂“4.1 +”"),
        ("4 = 4.1 = 4.2", "等式应写成"),
    ],
)
def test_an_unreadable_equation_is_refused(folder: Path, equation: str, said: str) -> None:
    form = folder / "returns" / "form-2014.toml"
    text = form.read_text(encoding="utf-8").replace("4 = 4.1 + 4.2 + 4.3", equation)
    form.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=re.escape(said)):
        rulebook.load(folder)


def test_an_equation_over_columns_nobody_has_is_refused(folder: Path) -> None:
    form = folder / "returns" / "form-2021.toml"
    text = form.read_text(encoding="utf-8").replace('"made ≤ valid + repealed"', '"made ≤ valid + fee"')
    form.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match="没有同时具备"):
        rulebook.load(folder)


def test_a_repeated_row_is_refused(folder: Path) -> None:
    form = folder / "returns" / "form-2014.toml"
    text = form.read_text(encoding="utf-8").replace('code = "4.2"', 'code = "4.1"')
    form.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"单元格“4\.1”重复"):
        rulebook.load(folder)


def test_it_needs_no_django() -> None:
    program = (
        "import sys; from gongkai.foundation import rulebook; "
        "rulebook.form_for(2017); rulebook.calendar(); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, env={}).returncode == 0
