"""Special views: fed by the declared data sets and by nothing else."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.disclosure import actions, declared
from gongkai.disclosure.actions import Given
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.rulebook import RULES
from gongkai.foundation.rulebook import fields as installed
from gongkai.portal.data.special.table import VIEWS
from tests.disclosure.conftest import FOUNDED, Office, credit_code, fresh, moment

pytestmark = pytest.mark.django_db
FIRST = ("projects", "trade_notices", "polluter_limits", "schools", "blacklist")


def samples() -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """The sample rows of the installation's declarations, as a program would bring them, and the bodies they
    name."""
    found: dict[str, list[dict[str, Any]]] = {}
    codes: set[str] = set()
    for path in sorted((RULES / "fields").glob("*.toml")):
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["data"]:
            found.setdefault(each["name"], each["sample"])
            bodies = [column["name"] for column in each["column"] if column["type"] == "body"]
            codes |= {row[name] for row in each["sample"] for name in bodies if name in row}
    return found, codes


@pytest.fixture
def fed(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Brings the samples of data sets, once each."""
    monkeypatch.setattr(declared, "installed", installed)
    (rows, codes), out = samples(), set()
    for serial, code in enumerate(sorted(codes), start=100):
        facts = organisations.BodyFacts(
            name=f"市{code}局（示例）", level="city", kind="department", parent=office.bodies["city"],
            credit_code=credit_code(serial),
        )  # fmt: skip
        organisations.found_body(actor=SYSTEM, now=moment(FOUNDED), code=code, on=FOUNDED, facts=facts)

    def bring(*names: str) -> None:
        for name in sorted(names, key=lambda each: each not in FIRST):
            if name not in out:
                out.add(name)
                release = office.checked(Given.rows(rows[name]), name)
                assert not release.refused, release.report["problems"]
                office.must(actions.submit, office.writer(), release_id=release.pk)
                office.out(fresh(release))

    return bring


def test_every_view_shows_what_its_data_sets_hold(fed, client: Client):
    fed(*(name for view in VIEWS for name in (*view.needs, *view.takes)))
    asked = {
        "project": "?code=2017-371302-48-01-000101", "trade": "?trade=GC2017-00101",
        "firm": "?code=91990000MA900004XX", "enrolment": "?address=示例路15号", "food": "?q=示例",
        "services": "?q=施工", "budget": "?year=2017&body=hbj&node=211",
    }  # fmt: skip
    for view in VIEWS:
        for query in {"", asked.get(view.name, "")}:
            answer = client.get(f"/data/view/{view.name}/{query}")
            said = answer.content.decode()
            open(f"/tmp/p5_{view.name}.html", "w").write(said)
            assert answer.status_code == 200, (view.name, query)
