"""A return's figures of permits, penalties and fees come from the rows the body has published."""

from datetime import date

import pytest

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure import declared
from gongkai.disclosure.given import Given
from gongkai.disclosure.models import Row
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain, rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import actions, counts, queries
from gongkai.reporting.models import ReturnCell
from tests.disclosure.conftest import Office

PERMITS, FINES, FEES = "T2.b1.decisions", "T2.c1.decisions", "T2.d1.fee"
OUT, DAY = date(2026, 1, 8), date(2026, 1, 12)
YEAR = 2025


def _permit(decision: str, certificate: str, decided: str):
    sample = next(each for each in declared.newest("licences", OUT).samples)
    plain = {name: str(value) for name, value in sample.items() if value is not None}
    return plain | {
        "decision_number": decision, "certificate_number": certificate, "decided_on": decided,
        "valid_from": decided,
    }  # fmt: skip


def _fine(number: str, decided: str):
    sample = next(each for each in declared.newest("penalties", OUT).samples)
    plain = {name: str(value) for name, value in sample.items() if value is not None}
    dropped = ("fine", "confiscated", "valid_until", "publicity_until")
    return {name: value for name, value in plain.items() if name not in dropped} | {
        "decision_number": number,
        "decided_on": decided,
    }


def _fee(year: int, code: str, money: str, body: str = "land"):
    sample = next(each for each in declared.newest("fee_receipts", OUT).samples)
    plain = {name: str(value) for name, value in sample.items()}
    return plain | {"year": str(year), "body": body, "code": code, "collected": money, "waived": "0"}


def _released(office: Office, data_set: str, given, body: str = "forestry", day: date = OUT):
    release = office.begun(Given.rows(given), data_set, body=body, day=day)
    office.must(disclosure.check, office.writer(body), day, release_id=release.pk)
    release.refresh_from_db()
    office.must(disclosure.submit, office.writer(body), day, release_id=release.pk)
    for finding in release.findings:
        office.must(
            disclosure.judge, office.reviewer(body), day, release_id=release.pk, finding=finding["key"],
            verdict="false_alarm", reason="示例",
        )  # fmt: skip
    release.refresh_from_db()
    return office.out(release, body=body, day=day)


def _counted(story, body: str) -> dict[str, int | None]:
    found = ReturnCell.objects.filter(of=story.of(body, YEAR), code__in=(PERMITS, FINES, FEES))
    return dict(found.values_list("code", "counted"))


@pytest.mark.django_db
def test_decisions_of_the_year_are_counted_from_what_was_published(story):
    office = Office(story.bodies)
    _released(office, "licences", [
        _permit("许〔2025〕1号", "证1", "2025-12-30"), _permit("许〔2025〕1号", "证2", "2025-12-30"),
        _permit("许〔2025〕2号", "证3", "2025-06-02"), _permit("许〔2024〕9号", "证4", "2024-12-31"),
    ], day=date(2025, 12, 31))  # fmt: skip
    office.must(
        disclosure.state_nothing, office.writer(), OUT, body_id=story.bodies["forestry"],
        data_set="penalties", period="2025-11", reason="没有作出处罚",
    )  # fmt: skip
    _released(office, "fee_receipts", [
        _fee(YEAR, "103043301", "128.64"), _fee(YEAR, "103043302", "0.5"), _fee(YEAR - 1, "103043301", "9"),
    ], body="land")  # fmt: skip
    story.open(year=YEAR)
    assert _counted(story, "forestry") == {PERMITS: 2, FINES: 0}, "two certificates are one decision"
    assert _counted(story, "land") == {FEES: 129_140_000}, (
        "what was never published here is blank, not nought"
    )
    opened = queries.open_cell(story.clerk("forestry"), story.of("forestry", YEAR).pk, PERMITS, DAY)
    assert [(row.opens, row.amount) for row in opened.rows] == [(("release", "licences/1"), 2)]
    assert [note[:6] for _, note in opened.grounds] == ["决定日期在本"]
    _one_certificate_goes_and_then_the_other(story, office)
    _what_was_typed_is_pointed_at(story, office)
    assert list(rows.mismatches()) == []


def _one_certificate_goes_and_then_the_other(story, office: Office) -> None:
    at, form, body = chain.position(), rulebook.form_for(YEAR), story.bodies["forestry"]
    for number, left in ((1, 2), (2, 1)):
        gone = office.must(
            disclosure.withdraw, office.writer(), OUT, data_set="licences", number=_row(number), reason="撤销"
        )
        office.out(gone, day=OUT)
        assert story.do(actions.refresh_counts, story.clerk("forestry"), "forestry", YEAR) is not None
        assert _counted(story, "forestry")[PERMITS] == left
    then = counts.counted(form, YEAR, [body], at)[body]
    assert then[PERMITS] == 2, "what was counted then is counted again"
    next_year = counts.counted(form, YEAR + 1, [body], chain.position())[body]
    assert (next_year[PERMITS], next_year.get(FINES)) == (0, None), "of penalties nothing was said for it"


def _row(place: int) -> int:
    return Row.objects.get(data_set="licences", content__certificate_number=f"证{place}").number


def _what_was_typed_is_pointed_at(story, office: Office) -> None:
    assert story.save("land", YEAR, cells={FINES: "5"})
    _released(office, "penalties", [_fine("罚〔2025〕7号", "2025-12-29")], body="land")
    refused = story.do(actions.refresh_counts, story.clerk("land"), "land", YEAR)
    assert isinstance(refused, Refused)
    assert [code for code, _ in refused.details] == [FINES]
    assert story.save("land", YEAR, cells={FINES: ""})
    assert story.do(actions.refresh_counts, story.clerk("land"), "land", YEAR)
    assert _counted(story, "land")[FINES] == 1


def test_another_reading_adds_to_the_cell_in_its_years(monkeypatch):
    """Of a form's files those hold that are used and whose years these are; two that count in one cell are
    added up, and open to the rows of both."""
    own = counts.registers("2014")
    assert "data_rows_added" not in counts.cell_counts("2014")["1.1"]
    rows_too = counts.Register("", {"1.1": ("data_rows_added",)}, first_year=2016, last_year=2017)
    monkeypatch.setattr(counts, "registers", lambda _: (*own, rows_too))
    assert [rows_too in counts.registers_of("2014", year) for year in range(2015, 2019)] == [
        False, True, True, False,
    ]  # fmt: skip
    asked = []

    def told(names, bodies, period, position):
        asked.append(set(names))
        return {(name, body): 2 if name == "data_rows_added" else 3 for name in names for body in bodies}

    monkeypatch.setattr(counts.counting, "values", told)
    monkeypatch.setattr(counts, "_pasts", lambda *_: {})
    form = rulebook.form("2014")
    assert counts.counted(form, 2017, [1], 9)[1]["1.1"] == 3 + 2
    assert counts.counted(form, 2018, [1], 9)[1]["1.1"] == 3
    assert "data_rows_added" in asked[0]
    assert "data_rows_added" not in asked[-1]
