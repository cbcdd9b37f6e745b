"""Special views: fed by the declared data sets and by nothing else."""

import re
import tomllib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.disclosure import actions, declared
from gongkai.disclosure.actions import Given
from gongkai.disclosure.queries import others, rows
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.rulebook import RULES
from gongkai.foundation.rulebook import fields as installed
from gongkai.portal.data.special.table import VIEWS
from tests.disclosure.conftest import DAY, FOUNDED, Office, credit_code, fresh, moment

pytestmark = pytest.mark.django_db
BOUND = 25  # statements a view may need
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


SAID = {
    "air": ("轻度污染", "首要污染物", "PM2.5"), "polluters": ("限值",),
    "powers": ("取消", "提建议", "共 2 项"),
    "services": ("可网办率", "其中行政许可", "只数行政许可"),
    "project": ("示例大道快速化改造工程",), "trade": ("GC2017-00101",),
    "budget": ("科目", "合计"), "land": ("找到",),
    "firm": ("统一社会信用代码", "最近公开"), "recipients": ("反映问题",),
    "blacklist": ("哪一天的名单",),
    "prices": ("批发价格", "粮食收购", "<svg"), "enrolment": ("住址", "各县区公布的学校"),
    "food": ("合格率",),
}  # fmt: skip
ASKED = {
    ("project", "?code=2017-371302-48-01-000101"): ("施工许可", "临发改投资〔2017〕21号", "还没有公开"),
    ("trade", "?trade=GC2017-00101"): ("招标公告", "安全生产许可证已过有效期"),
    ("firm", "?code=91990000MA900004XX"): ("示例路桥工程有限公司", "公布的信用分"),
    ("firm", "?code=91990000MA900010XF"): ("示例化工有限公司", "失信名单"),
    ("firm", "?q=示例"): ("91990000MA9",),
    ("blacklist", "?on=2017-06-01"): ("临安监黑〔2017〕1号", "告知", "加大检查频次", "2020年4月20日"),
    ("blacklist", "?on=2021-01-01"): ("这一天名单上没有人",),
    ("enrolment", "?address=示例路15号"): ("示例路小学",),
    ("enrolment", "?address=示例路16号"): ("示例街小学",),
    ("enrolment", "?address=天边"): ("没有找到",),
    ("food", "?q=示例"): ("不合格",),
    ("services", "?q=施工许可"): ("建筑工程施工许可证核发",),
    ("budget", "?year=2017&body=hbj&by=function"): ("节能环保", "1,282.4"),
    ("budget", "?year=2017&body=hbj&by=function&node=211"): ("位置",),
    ("land", "?q=没有这个村"): ("找到 0 条",),
}  # fmt: skip


def test_every_view_shows_what_its_data_sets_hold(fed, client: Client):
    assert client.get("/data/view/food/").status_code == 200
    fed(*(name for view in VIEWS for name in (*view.needs, *view.takes)))
    for view in VIEWS:
        _says(client, f"/data/view/{view.name}/", SAID[view.name])
    for (name, query), words in ASKED.items():
        _says(client, f"/data/view/{name}/{query}", words)
    assert "今天的空气" in client.get("/data/").content.decode()
    assert client.get("/data/view/nothing/").status_code == 404
    _who_came_and_left(client)


def test_whoever_objects_to_what_is_posted_is_told_when_the_answer_is_due(
    office: Office, fed, at, client: Client
):
    fed("housing_allocation")
    number = rows.page(installed().data_set("housing_allocation", DAY)).items[0].number
    row, said = f"/data/housing_allocation/{number}/", {"text": "这户已有住房。", "name": "李小样"}
    whole = "/data/housing_allocation/object/"
    assert "对整个名单提出异议" in client.get("/data/housing_allocation/").content.decode()
    (body,) = re.findall(r'<option value="(\d+)"', client.get(whole).content.decode())
    missed = client.post(whole, {**said, "text": "漏了一户。", "contact": "10000000001", "body": body})
    assert "收到了" in missed.content.decode()
    assert "对公示提出异议" in client.get(row).content.decode()
    refused = client.post(f"{row}object/", said)
    assert refused.status_code == 400
    assert "这户已有住房" in refused.content.decode()
    made = client.post(f"{row}object/", {**said, "contact": "10000000001"})
    assert "收到了" in made.content.decode()
    seen = client.get(row).content.decode()
    assert (seen.count("收到异议"), "李小样" in seen) == (1, False)
    assert ("正在公示，到" in seen, "已经写了结果" in seen) == (True, False)
    first, _last = others.objections(office.writer(), DAY)
    office.must(actions.answer, office.writer(), objection_id=first.id, upheld=True, text="已补登。")
    listed = client.get("/data/housing_allocation/").content.decode()
    assert ("异议成立。已补登。" in listed, listed.count("收到异议"), "李小样" in listed) == (True, 2, False)
    at(DAY + timedelta(days=16))
    late = client.post(f"{row}object/", {**said, "contact": "10000000001"})
    assert (late.status_code, "公示期已于" in late.content.decode()) == (400, True)
    assert "还有 1 份异议没有答复" in client.get(row).content.decode()


def test_a_city_without_the_data_sets_has_no_view(office: Office, client: Client):
    assert client.get("/data/view/air/").status_code == 404
    assert "今天的空气" not in client.get("/data/").content.decode()


def _who_came_and_left(client: Client) -> None:
    """The feed for credit sites: out by the term of the decision, or before it for a ground."""
    assert client.get("/data/view/blacklist/?on=gestern").status_code == 400
    here = "/data/view/blacklist/changes.json"
    assert client.get(f"{here}?after=2017-13-01").status_code == 400
    told = client.get(f"{here}?after=2016-05-20&until=2020-08-15").json()["changes"]
    assert [(each["day"], each["event"], each["document"]) for each in told] == [
        ("2017-04-20", "listed", "临安监黑〔2017〕1号"),
        ("2017-06-05", "removed", "临食药黑〔2016〕2号"),
        ("2017-08-15", "listed", "临人社黑〔2017〕3号"),
        ("2020-04-20", "removed", "临安监黑〔2017〕1号"),
        ("2020-08-15", "removed", "临人社黑〔2017〕3号"),
    ]
    assert [each["measure"] for each in told[0]["measures"]] == ["限制取得土地供应", "加大检查频次"]
    assert "准予修复" in told[1]["why"]


def _says(client: Client, address: str, words: tuple[str, ...]) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    said = answer.content.decode()
    assert answer.status_code == 200, (address, said[-3000:])
    assert [each for each in words if each not in said] == [], address
    assert len(asked) <= BOUND, (address, len(asked))
