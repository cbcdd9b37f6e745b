"""The workbook: downloaded, filled off line in whatever program, uploaded."""

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.core.cells import BLANK, STRUCK, Cell, from_unit, in_unit
from gongkai.core.derived import entered_cells, parts_of_totals
from gongkai.foundation import rulebook
from gongkai.reporting import actions, xlsx
from gongkai.reporting.actions import Saved, StaleSave, Unchanged
from gongkai.reporting.counts import registers
from gongkai.reporting.xlsx.identity import SHEET
from gongkai.reporting.xlsx.layout import coordinate, layout

from .conftest import DAY, judged

pytestmark = pytest.mark.django_db
TABLE = "政府信息公开工作情况统计表"


def _counted(form):
    """The cells counted for bodies that keep no cases here."""
    return [cell for each in registers(form.code) if not each.kept_by for cell in each.cells]


def _slots(year=2017):
    form = rulebook.form_for(year)
    return layout(form, _counted(form)).slots


def _download(story, body="land", year=2017):
    return xlsx.download(story.clerk(body), story.of(body, year).pk, DAY).data


def _filled(data, cells, *, year=2017, reasons=None):
    """The workbook as saved by a program that keeps no formula results (openpyxl, some LibreOffice, WPS)."""
    book = load_workbook(BytesIO(data))
    slots = _slots(year)
    for code, value in cells.items():
        slot = slots[code]
        book[slot.sheet].cell(*(slot.final if slot.is_total else slot.entry)).value = value
    for code, reason in (reasons or {}).items():
        sheet, spot = slots[code].reason
        book[sheet].cell(*spot).value = reason
    return _saved(book)


def _saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _upload(story, data, body="land", year=2017, actor=None):
    return xlsx.upload(
        actor=actor or story.clerk(body), now=story.now, return_id=story.of(body, year).pk, data=data
    )


@pytest.mark.parametrize("year", [2017, 2019, 2021])
def test_every_cell_comes_back_from_where_it_was_put(story, year):
    story.open(year=year)
    form = rulebook.form_for(year)
    typed = {code: n for n, code in enumerate(entered_cells(form))}
    reasons = dict.fromkeys(_counted(form), "系统外发生")
    data = _filled(_download(story, year=year), typed, year=year, reasons=reasons)
    saved = _upload(story, data, year=year)
    assert isinstance(saved, Saved), saved
    for code, n in typed.items():
        assert saved.cells[code].value == from_unit(n, form.cells[code].unit), code


@pytest.mark.parametrize("year", [2017, 2019, 2021])
def test_the_paper_is_locked_but_for_the_cells_to_fill(story, year):
    story.open(year=year)
    book = load_workbook(BytesIO(_download(story, year=year)))
    slots = _slots(year)
    for slot in slots.values():
        cell = book[slot.sheet].cell(*slot.entry)
        assert cell.protection.locked is slot.is_total
        if slot.is_total:
            assert str(book[slot.sheet].cell(*slot.final).value).startswith("=IF(")
    assert all(sheet.protection.sheet for sheet in book)
    assert book[SHEET].sheet_state == "veryHidden"
    places = {slot.sheet for slot in slots.values()}
    for name in places:
        (choice,) = book[name].data_validations.dataValidation
        assert choice.formula1 == '"0,/"'
        assert not choice.showErrorMessage


@pytest.mark.parametrize("year", [2017, 2019, 2021])
def test_formulas_of_totals_name_exactly_their_parts(year):
    form = rulebook.form_for(year)
    slots = _slots(year)
    from_formulas = xlsx.formulas.total
    for total, parts in parts_of_totals(form).items():
        formula = from_formulas(parts, slots, slots[total].sheet)
        summed = formula.rpartition("SUM(")[2].rstrip(")").split(",")
        assert summed == [coordinate(slots[part].final) for part in parts]


def test_what_people_type_into_a_workbook(opened):
    data = _filled(
        _download(opened),
        {
            "1.1": "1,204",
            "1.2.1": "１２",
            "1.2.2": 7.0,
            "12.4": 178.8,
            "9.1": "/",
            "9.2": "空",
            "3.1.1": " 4 ",
        },
        reasons={"12.4": "财政另拨"},
    )
    saved = _upload(opened, data)
    assert isinstance(saved, Saved), saved
    assert saved.cells["1.1"] == Cell.number(1204)
    assert saved.cells["1.2.1"] == Cell.number(12)
    assert saved.cells["1.2.2"] == Cell.number(7)
    assert saved.cells["12.4"] == Cell.number(178_800_000)
    assert saved.cells["9.1"] == saved.cells["9.2"] == STRUCK
    assert saved.cells["3.1.2"] == BLANK
    assert saved.cells["3.1"] == BLANK  # a total of blanks


def test_errors_come_back_cell_by_cell_and_nothing_is_saved(opened):
    data = _filled(_download(opened), {"1.1": "很多", "1.2.1": 1.5, "3.1.1": 4, "12.1": 3, "3.1.2": -1})
    bad = _upload(opened, data)
    assert isinstance(bad, xlsx.BadWorkbook)
    slots = _slots()
    said = {place: str(message) for place, message in bad.details}
    assert "不是数字" in said[f"{TABLE} {coordinate(slots['1.1'].entry)}"]
    assert "不是整数" in said[f"{TABLE} {coordinate(slots['1.2.1'].entry)}"]
    assert "写明理由" in said[f"{TABLE} {coordinate(slots['12.1'].entry)}"]
    assert "小于零" in said[f"{TABLE} {coordinate(slots['3.1.2'].entry)}"]
    assert judged(opened.of("land")).cells["3.1.1"] == BLANK


def test_a_total_written_over_its_formula_is_checked(opened):
    parts = {"3.1.1": 4, "3.1.2": 0, "3.1.3": 0, "3.1.4": 0, "3.1.5": 0}
    bad = _upload(opened, _filled(_download(opened), parts | {"3.1": 5}))
    ((place, message),) = bad.details
    assert place == f"{TABLE} {coordinate(_slots()['3.1'].final)}"
    assert "应为 4" in str(message)
    assert "5" in str(message)
    assert _upload(opened, _filled(_download(opened), parts | {"3.1": 4}))


@pytest.mark.parametrize(
    ("body", "year", "said"),
    [
        ("forestry", 2017, "这是 市林业局 2017 年的表，不是 市国土资源局 2017 年的表"),
        ("land", 2016, "这是 市国土资源局 2016 年的表，不是 市国土资源局 2017 年的表"),
        ("forestry", 2021, "这是 市林业局 2021 年的表"),
    ],
)
def test_the_wrong_workbook_is_refused_by_name(opened, body, year, said):
    if year != 2017:
        opened.open(year=year)
    data = _download(opened, body, year)
    refused = _upload(opened, data)
    assert said in str(refused.reason)


def test_the_wrong_version_is_refused_by_name(opened):
    data = _download(opened)
    opened.report("land")
    opened.freeze("land")
    opened.do(actions.correct, opened.office(), "land", reason="漏报")
    assert "第 1 版的表，现在填的是第 2 版" in str(_upload(opened, data).reason)
    assert isinstance(_upload(opened, _filled(_download(opened), {"9.1": 3})), Saved)


def test_a_form_of_another_edition_is_refused(opened):
    book = load_workbook(BytesIO(_download(opened)))
    for row in book[SHEET].iter_rows():
        if row[1].value == "form":
            row[2].value = "2021"
    assert "格式" in str(_upload(opened, _saved(book)).reason)


def test_moved_rows_are_noticed(opened):
    book = load_workbook(BytesIO(_download(opened)))
    book[TABLE].insert_rows(9)
    bad = _upload(opened, _saved(book))
    assert isinstance(bad, xlsx.BadWorkbook)
    assert "行列可能被移动" in str(bad.details[0][1])


def test_cells_changed_meanwhile_by_another_are_a_conflict_others_are_not(opened):
    data = _download(opened)
    opened.save("land", cells={"1.1": "9", "13.1": "2"})
    stale = _upload(opened, _filled(data, {"1.1": 8, "1.2.1": 3}))
    assert isinstance(stale, StaleSave)
    assert [each.code for each in stale.conflicts] == ["1.1"]
    saved = _upload(opened, _filled(data, {"1.2.1": 3}))
    assert saved.changed == ("1.2.1",)
    assert saved.cells["1.1"] == Cell.number(9)  # untouched off line, so left alone


def test_an_untouched_workbook_changes_nothing(opened):
    opened.fill("land")
    assert isinstance(_upload(opened, _download(opened)), Unchanged)


def test_a_cell_emptied_off_line_is_blank(opened):
    opened.save("land", cells={"1.1": "9"})
    saved = _upload(opened, _filled(_download(opened), {"1.1": None}))
    assert saved.cells["1.1"] == BLANK


def test_formulas_typed_into_inputs_need_their_result(opened):
    bad = _upload(opened, _filled(_download(opened), {"1.1": "=3+4"}))
    assert "公式" in str(bad.details[0][1])


def test_a_date_made_of_a_fraction_is_no_figure(opened):
    """Spreadsheets turn "3/1" into a date."""
    book = load_workbook(BytesIO(_download(opened)))
    cell = book[TABLE].cell(*_slots()["1.1"].entry)
    cell.value = DAY
    bad = _upload(opened, _saved(book))
    assert "2018-01-10" in str(bad.details[0][1])


def test_further_sheets_are_ignored(opened):
    book = load_workbook(BytesIO(_filled(_download(opened), {"1.1": 5})))
    book.create_sheet("底稿").append(["随便", 1])
    assert _upload(opened, _saved(book)).cells["1.1"] == Cell.number(5)


def _bomb():
    out = BytesIO()
    with ZipFile(out, "w", compression=8) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (90 * 1024 * 1024))
    return out.getvalue()


def _entities():
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "a">]><workbook>&a;</workbook>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 .xlsx"),
        (b"PK\x03\x04 nonsense", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "不是 .xlsx"),
        (_saved(Workbook()), "先下载"),
        (_bomb(), "过大"),
        (_entities(), "不允许"),
        (b"0" * (9 * 1024 * 1024), "超过"),
    ],
    ids=["empty", "nonsense", "old-or-encrypted", "not-ours", "bomb", "entities", "large"],
)
def test_what_is_no_workbook_of_ours_gets_a_plain_word(opened, data, said):
    assert said in str(_upload(opened, data).reason)


def test_a_damaged_workbook_gets_a_plain_word(opened):
    data = _download(opened)
    out = BytesIO()
    with ZipFile(BytesIO(data)) as whole, ZipFile(out, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, b"<broken" if name.endswith("sheet1.xml") else whole.read(name))
    assert "已损坏" in str(_upload(opened, out.getvalue()).reason)


def test_only_who_may_fill_may_upload(opened):
    data = _filled(_download(opened), {"1.1": 5})
    assert "岗位" in str(_upload(opened, data, actor=opened.reviewer("land")).reason)


def test_comments_of_the_reviewer_stand_in_the_cells(opened):
    opened.report("land")
    opened.do(actions.send_back, opened.office(), "land", reason="核对", comments={"1.1": "与台账不符"})
    book = load_workbook(BytesIO(_download(opened)))
    assert book[TABLE].cell(*_slots()["1.1"].entry).comment.text == "与台账不符"


CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


@pytest.mark.skipif(not CALC.exists(), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("year", [2017, 2021])
def test_a_spreadsheet_program_computes_the_same_totals(story, year, tmp_path):
    story.open(year=year)
    form = rulebook.form_for(year)
    codes = entered_cells(form)
    cells = {code: ("0", "3", "/", "", "7")[number % 5] for number, code in enumerate(codes)}
    cells |= dict.fromkeys(_counted(form), "")
    if year == 2017:
        cells |= {"7.1": "/", "7.2": "/"}
    story.save("land", year, cells=cells)
    (tmp_path / "in.xlsx").write_bytes(_download(story, year=year))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    book = load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)
    right = judged(story.of("land", year)).cells
    for code, slot in _slots(year).items():
        shown = book[slot.sheet].cell(*slot.final).value
        wanted = right[code]
        if wanted.value is not None:
            assert shown == in_unit(wanted.value, slot.spec.unit), code
        else:
            assert (shown or "") == ("/" if wanted == STRUCK else ""), code
