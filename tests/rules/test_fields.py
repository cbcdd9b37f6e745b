"""The declared fields: each sound, each worked example true, the dictionary current; a new one is a file."""

from collections.abc import Iterator
from dataclasses import fields as fields_of
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.disclosure import names
from gongkai.core.disclosure.masking import public_content
from gongkai.core.disclosure.schema import ColumnType, DataSet, Example, Mode, Personal, Shown, State
from gongkai.core.disclosure.timing import Covers
from gongkai.core.disclosure.validating import Checker
from gongkai.core.disclosure.worked import failure
from gongkai.core.disclosure.written import (
    CadenceText,
    ColumnText,
    DataText,
    FieldText,
    PresentationText,
)
from gongkai.disclosure import sound
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook import fields_command
from gongkai.foundation.rulebook.book import RULES
from gongkai.foundation.rulebook.fields import folders, load_fields
from gongkai.project.cli import main
from tests.core.disclosure.declared import TEXT, altered

PARTS = {f"S{number}" for number in range(29, 58)} - {"S43"}  # S43 is confidential and no disclosure
DICTIONARY = RULES.parents[1] / "docs" / "fields"
DATA_SETS = [
    pytest.param(data_set, id=f"{version.file}:{data_set.name}")
    for version in rulebook.fields().versions
    for data_set in version.data
]


def test_every_part_of_recurring_disclosure_is_declared() -> None:
    assert {version.part for version in rulebook.fields().versions} >= PARTS


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_a_worked_obligation_is_true(data_set: DataSet) -> None:
    wrong = [failure(data_set, example, rulebook.calendar()) for example in data_set.examples]
    assert [str(said) for said in wrong if said] == []


def test_no_sample_shows_what_the_public_may_not_see() -> None:
    for version in rulebook.fields().versions:
        for data_set in version.data:
            for sample in data_set.samples:
                shown = public_content(data_set, sample)
                for column in data_set.personal_columns:
                    if column.shown is not Shown.WHOLE and column.name in sample:
                        assert shown.get(column.name) != sample[column.name], (data_set.name, column.name)


def test_the_dictionary_is_current() -> None:
    """`gongkai fields docs` writes it."""
    wanted = fields_command.pages(load_fields([RULES / "fields"]))
    found = {path.name: path.read_text(encoding="utf-8") for path in DICTIONARY.glob("*.md")}
    assert sorted(found) == sorted(wanted)
    assert [name for name, text in wanted.items() if found[name] != text] == []


def test_the_guide_names_every_key_and_type() -> None:
    guide = (DICTIONARY.parent / "declaring-fields.md").read_text(encoding="utf-8")
    kinds = (FieldText, DataText, ColumnText, PresentationText, CadenceText, Example)
    keys = {each.name.removesuffix("_") for kind in kinds for each in fields_of(kind)}
    words = {*keys, *ColumnType, *State, *Personal, *Shown, *Mode, *Covers} - {"data", "column", "form"}
    assert [word for word in sorted(words) if f"`{word}" not in guide and f"[data.{word}" not in guide] == []


def test_types_states_and_periods_stand_in_the_glossary() -> None:
    glossary = (DICTIONARY.parent / "glossary.md").read_text(encoding="utf-8")
    named = [*names.TYPES.items(), *names.STATES.items(), *names.SHOWN.items(), *names.PERIODS.items()]
    assert [term for each, term in named if f"| {term} | `{each.value}` |" not in glossary] == []
    assert set(names.TYPES) == set(ColumnType)
    assert set(names.STATES) == set(State)


def test_a_new_field_is_added_by_dropping_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = len(load_fields([RULES / "fields"]).versions)
    (tmp_path / "licensing.toml").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_FIELDS", str(tmp_path))
    fields = load_fields(folders())
    assert len(fields.versions) == ours + 1
    data_set = fields.data_set("permits", date(2017, 10, 1))
    checked = Checker(data_set).row(
        {"number": "8号", "party": "张样例", "decided_on": "2017/10/9", "fee": "12元"}
    )
    assert not checked.problems
    assert public_content(data_set, checked.content)["party"] == "张某某"
    assert "许可决定（permits）" in fields_command.pages(fields)["licensing.md"]


def test_a_city_may_replace_a_field_from_a_day_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = (RULES / "fields" / "air.toml").read_text(encoding="utf-8")
    later = ours.replace("in_force = 2017-01-01", "in_force = 2030-01-01").replace(
        'text = "次日"', 'text = "每日"'
    )
    later = later.replace("due = 2017-10-10", "due = 2017-10-09").replace('"fulfilled"', '"late"')
    (tmp_path / "air-2030.toml").write_text(later.replace("due = 2017-10-04", "due = 2017-10-03"), "utf-8")
    monkeypatch.setenv("GONGKAI_FIELDS", str(tmp_path))
    assert main(["fields", "check"]) == 0
    fields = load_fields(folders())
    texts = [fields.data_set("air_daily", day).cadence.text for day in (date(2029, 12, 31), date(2030, 1, 1))]
    assert texts == ["次日", "每日"]


def test_the_check_names_file_and_line_of_every_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.toml").write_text(altered('key = ["number"]', 'key = ["numero"]'), encoding="utf-8")
    wrong = altered("due = 2017-10-18", "due = 2017-10-19").replace('"licensing"', '"other"')
    (tmp_path / "two.toml").write_text(wrong.replace('"permit', '"other_permit'), encoding="utf-8")
    assert main(["fields", "check", str(tmp_path / "one.toml")]) == 1
    said = capsys.readouterr().out
    assert "one.toml 第 13 行：没有名为“numero”的列" in said
    (tmp_path / "three.toml").write_bytes(TEXT.encode("gb18030"))
    (tmp_path / "four.toml").write_bytes(
        TEXT.replace('"permit', '"four').replace('"licensing"', '"four"').encode("utf-8-sig")
    )
    assert main(["fields", "check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "two.toml 第 44 行：算例“按时”：应为2017年10月18日" in told
    assert "three.toml 第 3 行：不是 UTF-8 文本" in told
    assert "four.toml" not in told
    assert main(["fields", "check", str(tmp_path / "none.toml")]) == 2


def test_the_dictionary_is_written_where_asked_and_drops_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("旧", encoding="utf-8")
    assert main(["fields", "docs", str(tmp_path)]) == 0
    assert not (tmp_path / "gone.md").exists()
    assert "](air.md)" in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def asked_afresh() -> Iterator[None]:
    rulebook.fields.cache_clear()
    yield
    rulebook.fields.cache_clear()


@pytest.mark.usefixtures("asked_afresh")
def test_an_installation_does_not_start_with_a_declaration_it_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.toml").write_text(altered('key = ["number"]', 'key = ["numero"]'), encoding="utf-8")
    monkeypatch.setenv("GONGKAI_FIELDS", str(tmp_path))
    assert ["one.toml 第 13 行" in each.msg for each in sound.declarations()] == [True]
    monkeypatch.setenv("GONGKAI_FIELDS", str(tmp_path / "none"))
    assert [each.id for each in sound.declarations()] == ["disclosure.E002"]
    monkeypatch.delenv("GONGKAI_FIELDS")
    assert sound.declarations() == []
