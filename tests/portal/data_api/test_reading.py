"""Rows, changes and formats as a program reads them."""

import csv
import io
from datetime import date

from jsonschema import Draft202012Validator

from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from tests.disclosure.conftest import fine

FINES = "/api/data/fines"


def test_pages_go_on_by_key_and_filters_are_those_of_the_declaration(client, listed):
    first = client.get(f"{FINES}/rows?limit=5&sort=decided_on").json()
    second = client.get(f"{FINES}/rows", {"limit": 50, "sort": "decided_on", "after": first["next"]}).json()
    assert len(first["rows"]) == 5
    assert len(second["rows"]) == 7
    assert second["next"] == ""
    days = [each["decided_on"] for each in first["rows"] + second["rows"]]
    assert days == sorted(days)
    found = client.get(f"{FINES}/rows?f-kind=warning&from-decided_on=2026-01-01&columns=number,amount").json()
    assert {tuple(each) for each in found["rows"]} == {
        ("_number", "_version", "_body", "_valid_from", "_valid_to", "number", "amount")
    }
    assert [each["amount"] for each in found["rows"] if each["amount"]] == ["9", "3"]
    assert {each["_body"] for each in client.get(f"{FINES}/rows?by=land").json()["rows"]} == {"land"}


def test_names_are_masked_and_rows_fit_their_schema(client, listed):
    schema = client.get(f"{FINES}/schema.json").json()
    Draft202012Validator.check_schema(schema)
    found = client.get(f"{FINES}/rows?limit=100").json()["rows"]
    for row in found:
        Draft202012Validator(schema).validate(row)
        assert row["party"] == "张某某"
    Draft202012Validator(client.get(f"{FINES}/write-schema.json").json()).validate(fine(1))
    one = client.get(f"{FINES}/rows/{found[0]['_number']}").json()
    assert one == found[0]


NONSENSE = (
    "f-kind=nonsense", "f-party=张", "from-decided_on=yesterday", "kind=fine", "limit=0", "limit=x",
    "after=broken", "sort=party", "columns=nothing", "by=nobody", "as_of=2999-01-01", "as_of=x", "q=%00",
    "f-amount=", "&".join(["f-kind=fine"] * 51),
    "to-decided_on=2026-01-01&to-decided_on=2026-01-02", "limit=10&limmit=5",
)  # fmt: skip


def test_what_cannot_be_understood_is_refused_in_words(client, listed):
    for asked in NONSENSE:
        answer = client.get(f"{FINES}/rows?{asked}")
        assert answer.status_code == 422, (asked, answer.content.decode())
        assert answer.json()["message"]
        assert "no-store" in answer["Cache-Control"]


def test_forms_by_accept_or_by_ending(client, listed):
    by_ending = client.get(f"{FINES}/rows.csv?f-kind=fine")
    lines = list(csv.DictReader(io.StringIO(b"".join(by_ending.streaming_content).decode())))
    assert {"_body", "party", "decided_on"} <= lines[0].keys()
    assert len(lines) == 9
    by_accept = client.get(f"{FINES}/rows?f-kind=fine", headers={"Accept": "text/csv"})
    assert by_accept["Content-Type"].startswith("text/csv")
    assert client.get(f"{FINES}/rows", headers={"Accept": "image/png"}).status_code == 406
    shown = "columns=decided_on,number"  # which the list shows anyhow, and more
    for ending in ("csv", "json", "parquet"):
        made = b"".join(client.get(f"{FINES}/rows.{ending}?{shown}"))
        assert (b"decided_on" in made, b"amount" in made) == (True, False), ending
    assert client.get(f"{FINES}/rows?columns=number,kind,amount,decided_on").status_code == 200
    parquet = b"".join(client.get(f"{FINES}/rows.parquet").streaming_content)
    assert parquet[:4] == parquet[-4:] == b"PAR1"
    assert len(client.get(f"{FINES}/rows.json").getvalue()) > 1000
    assert client.get(f"{FINES}/rows.xml").status_code == 404


def test_who_has_it_already_is_told_so(client, listed):
    for address in (f"{FINES}/rows", f"{FINES}/rows.csv", f"{FINES}/changes", "/api/data/openapi.json"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304, address
    tags = {address: client.get(address)["ETag"] for address in (f"{FINES}/rows", f"{FINES}/rows.csv")}
    number = client.get(f"{FINES}/rows").json()["rows"][0]["_number"]
    withdrawn = listed.must(
        actions.withdraw, listed.writer("land"), data_set="fines", number=_of_land(client), reason="重复。"
    )
    listed.out(withdrawn, body="land")
    assert number
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200, address


def test_the_change_feed_tells_what_became_of_each_row(client, listed):
    before = client.get(f"{FINES}/changes").json()
    assert [each["sequence"] for each in before["changes"]] == [1, 2]
    assert [each["added"] for each in before["changes"]] == [9, 3]
    number = _of_land(client)
    listed.out(
        listed.must(
            actions.withdraw, listed.writer("land"), data_set="fines", number=number, reason="重复。"
        ),
        body="land",
    )
    after = client.get(f"{FINES}/changes", {"since": before["next"]}).json()
    (told,) = after["changes"]
    assert (told["sequence"], told["removed"], told["reason"]) == (3, 1, "重复。")
    (gone,) = client.get(told["rows"]).json()["rows"]
    assert gone["_number"] == number
    assert gone["_removed"] is True
    brought = client.get(f"{FINES}/changes/1?limit=4").json()
    assert [each["_removed"] for each in brought["rows"]] == [False] * 4
    rest = client.get(f"{FINES}/changes/1", {"after": brought["next"], "limit": 100}).json()
    assert len(rest["rows"]) == 5
    versions = client.get(f"{FINES}/rows/{number}/versions").json()["versions"]
    assert versions[0]["_reason"] == "重复。"
    assert versions[0]["_valid_to"]
    assert client.get(f"{FINES}/changes/9").status_code == 404
    assert client.get("/api/data/").json()["data_sets"][0]["sequence"] == 3


def _of_land(client) -> int:
    return client.get(f"{FINES}/rows?by=land").json()["rows"][0]["_number"]


def test_an_earlier_day_is_answered_as_it_stood(client, office):
    office.released(Given.rows([fine(1)]), day=date(2026, 3, 2))
    row = client.get(f"{FINES}/rows").json()["rows"][0]
    correction = office.must(
        actions.correct, office.writer(), date(2026, 3, 10), data_set="fines", number=row["_number"],
        row=fine(1, amount="7"), reason="金额写错。",
    )  # fmt: skip
    office.out(correction, day=date(2026, 3, 10))
    assert client.get(f"{FINES}/rows").json()["rows"][0]["amount"] == "7"
    for address in (f"{FINES}/rows?as_of=2026-03-05", f"{FINES}/rows/{row['_number']}?as_of=2026-03-05"):
        found = client.get(address).json()
        assert (found["rows"][0] if "rows" in found else found)["amount"] == "1.5", address
    assert client.get(f"{FINES}/rows?as_of=2026-03-01").json()["rows"] == []
    assert client.get(f"{FINES}/rows/{row['_number']}?as_of=2026-03-01").status_code == 404


def test_too_many_calls_wait(client, listed, settings):
    settings.API_STRANGERS_CALLS_A_MINUTE = 2
    said = [client.get("/api/data/") for _ in range(3)]
    assert [each.status_code for each in said] == [200, 200, 429]
    assert int(said[-1]["Retry-After"]) > 0
