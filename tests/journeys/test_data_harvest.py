"""A developer harvests the catalogue: from DCAT to a data set, its package, and on along its changes."""

import json
from datetime import date
from urllib.request import Request, urlopen

import pytest
from frictionless import Package, system
from rdflib import DCAT, DCTERMS, Graph, Literal, URIRef

from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from tests.disclosure.conftest import fields, fine, office

__all__ = ["fields", "office"]
LATER = date(2026, 3, 10)


def fetched(address: str, **headers: str) -> bytes:
    with urlopen(Request(address, headers=headers)) as answer:
        return answer.read()


def harvested(mine: dict[int, dict], changes: str, since: int) -> int:
    """Bring one's own copy up to date; how far it is then."""
    feed = json.loads(fetched(f"{changes}?since={since}"))
    for change in feed["changes"]:
        for row in json.loads(fetched(change["rows"]))["rows"]:
            if row.pop("_removed"):
                mine.pop(row["_number"], None)
            else:
                mine[row["_number"]] = row
    return feed["next"]


@pytest.mark.django_db(transaction=True)
def test_a_developer_harvests_the_catalogue(site, office, tmp_path):
    office.released(Given.rows([fine(n) for n in range(1, 6)]))

    catalogue = Graph().parse(data=fetched(f"{site}/api/data/catalogue.ttl"), format="turtle")
    (found,) = catalogue.subjects(DCTERMS.identifier, Literal("fines"))
    assert (found, DCAT.distribution, URIRef(f"{found}#csv")) in catalogue
    about = json.loads(fetched(str(found)))
    assert about["title"] == str(catalogue.value(found, DCTERMS.title))

    (tmp_path / "datapackage.json").write_bytes(fetched(about["package"]))
    (tmp_path / "rows.csv").write_bytes(
        fetched(str(catalogue.value(URIRef(f"{found}#csv"), DCAT.downloadURL)))
    )
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        assert package.validate().valid
        assert len(package.resources[0].read_rows()) == 5

    mine: dict[int, dict] = {}
    reached = harvested(mine, about["changes"], 0)
    assert len(mine) == 5
    number = min(mine)
    office.out(
        office.must(
            actions.withdraw, office.writer(), LATER, data_set="fines", number=number, reason="重复。"
        ),
        day=LATER,
    )
    office.released(Given.rows([fine(9)]), day=LATER)
    reached = harvested(mine, about["changes"], reached)
    assert reached == 3
    listed = json.loads(fetched(about["rows"], Accept="application/json"))["rows"]
    assert {each["_number"]: each for each in listed} == mine
    assert number not in mine
    assert harvested(mine, about["changes"], reached) == reached
