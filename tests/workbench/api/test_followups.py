"""What hangs on cases by program: advice, tasks, what other bodies ask, letters, and a period's figures."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.foundation.tokens.scopes import Scope
from tests.workbench.api.conftest import request_of

pytestmark = pytest.mark.django_db


def _due(days=3):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _step(program, path, body=None):
    answer = program.post(path, body or {})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def _csv(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def handled(clerk, case):
    _step(clerk, f"/cases/{case['id']}/steps/examine")
    return case


def test_advice_from_the_one_side_and_the_other(clerk, program, handled, city):
    for text in ("请补齐目录", "请更新指南"):
        made = _step(
            clerk, f"/cases/{handled['id']}/steps/advice.draft",
            {"to_body": city.bodies["jiaoyu"], "text": text},
        )  # fmt: skip
    first = clerk.get("/advice?limit=1").json()
    second = clerk.get(f"/advice?limit=1&cursor={first['next']}").json()
    assert [each["text"] for each in (*first["advice"], *second["advice"])] == ["请更新指南", "请补齐目录"]
    assert second["next"] == ""
    one = clerk.get(f"/advice/{made['made']['id']}").json()
    assert (one["body"], one["to_body"], one["case"]) == ("linye", "jiaoyu", handled["id"])
    assert "submit" in one["steps"]
    addressed = program("jiaoyu", "request_clerk")
    assert addressed.get("/advice").json() == {"advice": [], "next": ""}
    assert addressed.get(f"/advice/{one['id']}").status_code == 404


def test_tasks_of_publication(clerk, program, handled, city):
    _step(
        clerk, f"/bodies/{city.bodies['linye']}/steps/proactive_task.propose",
        {"subject": "补偿资金发放明细", "case_ids": [handled["id"]]},
    )  # fmt: skip
    (task,) = clerk.get("/proactive-tasks").json()["tasks"]
    assert (task["body"], task["subject"], task["cases"]) == ("linye", "补偿资金发放明细", [handled["id"]])
    assert clerk.get(f"/proactive-tasks/{task['id']}").json() == task
    assert "assign" in program("linye", "office_head").get(f"/proactive-tasks/{task['id']}").json()["steps"]
    other = program("jiaoyu", "request_clerk")
    assert other.get("/proactive-tasks").json()["tasks"] == []
    assert other.get(f"/proactive-tasks/{task['id']}").status_code == 404
    (line,) = _csv(clerk.get("/lists/proactive-tasks.csv"))
    assert (line["事项"], line["单位"]) == ("补偿资金发放明细", "青山市林业局")


def test_what_another_body_asks_is_answered_without_seeing_the_case(clerk, program, handled, city):
    _step(
        clerk, f"/cases/{handled['id']}/steps/inquire",
        {"question": "有无此件", "due_on": _due(), "to_body_id": city.bodies["jiaoyu"]},
    )  # fmt: skip
    asked = program("jiaoyu", "request_clerk")
    (inquiry,) = asked.get("/inquiries?open=true").json()["inquiries"]
    assert (inquiry["from_body"], inquiry["to_body"], inquiry["question"]) == ("linye", "jiaoyu", "有无此件")
    assert inquiry["number"] == handled["number"]
    assert "张小明" not in str(inquiry)
    (line,) = _csv(asked.get("/lists/inquiries.csv"))
    assert (line["案件编号"], line["协查单位"]) == (handled["number"], "青山市教育局")
    _step(asked, f"/inquiries/{inquiry['id']}/steps/answer_inquiry", {"answer": "没有"})
    assert asked.get("/inquiries?open=true").json()["inquiries"] == []
    assert asked.get("/inquiries").json()["inquiries"][0]["answer"] == "没有"
    assert clerk.get("/inquiries").json()["inquiries"] == []


def test_opinions_that_are_asked_of_a_co_author(clerk, program, handled, city):
    _step(
        clerk, f"/cases/{handled['id']}/steps/consult",
        {
            "party": "co_author", "name": "青山市教育局", "information": "联合发文",
            "address": "样本路1号", "to_body_id": city.bodies["jiaoyu"],
        },
    )  # fmt: skip
    asked = program("jiaoyu", "request_clerk")
    (opinion,) = asked.get("/opinions?open=true").json()["opinions"]
    assert (opinion["case"], opinion["from_body"], opinion["information"]) == (
        handled["id"], "linye", "联合发文",
    )  # fmt: skip
    assert len(_csv(asked.get("/lists/opinions.csv"))) == 1
    assert clerk.get("/opinions").json()["opinions"] == []


def test_letters_page_by_page_with_the_body_s_own_wording(clerk, program):
    first = clerk.get("/templates?limit=5").json()
    assert (first["body"], first["regime"], len(first["templates"])) == ("linye", "2019", 5)
    codes, page = [each["code"] for each in first["templates"]], first
    while page["next"]:
        page = clerk.get(f"/templates?limit=5&cursor={page['next']}").json()
        codes += [each["code"] for each in page["templates"]]
    assert codes == sorted(set(codes))
    assert {"disclosed", "receipt"} <= set(codes)
    assert len(_csv(clerk.get("/lists/templates.csv"))) == len(codes)
    assert clerk.get("/templates?body=jiaoyu").status_code == 404
    assert clerk.get("/templates?body=nowhere").status_code == 404
    assert clerk.get("/templates?regime=1999").status_code == 422
    assert program("qingshan", "office").get("/templates?body=linye").status_code == 200


def test_the_list_of_cases_is_narrowed_as_the_cases_are(clerk, handled):
    clerk.post("/cases", request_of())
    assert len(_csv(clerk.get("/lists/cases.csv"))) == 2
    (line,) = _csv(clerk.get("/lists/cases.csv?state=handling&body=linye"))
    assert line["编号"] == handled["number"]


def test_a_period_s_figures_as_of_a_day(clerk, program, case):
    told = clerk.get("/statistics/overview").json()
    figures = {
        (section["title"], each["label"]): each["value"]
        for section in told["sections"]
        for each in section["figures"]
    }
    assert figures["本期新收申请", "自然人"] == 1
    assert (told["last"], told["on_time_rate"]) == (timezone.localdate().isoformat(), None)
    assert [each["code"] for each in told["bodies"]] == ["linye"]
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    before = clerk.get(f"/statistics/overview?as_of={yesterday}").json()
    assert before["position"] < told["position"]
    assert sum(section["total"] for section in before["sections"]) == 0
    assert clerk.get(f"/statistics/overview?first={_due()}&last={yesterday}").status_code == 422
    lines = _csv(clerk.get("/statistics/overview.csv"))
    assert {"类别": "本期新收申请", "统计指标": "自然人", "数量": "1"} in lines
    office = program("qingshan", "office")
    assert office.get("/statistics/overview?body=linye").json()["sections"] == told["sections"]
    assert program("jiaoyu", "request_clerk").get("/statistics/overview?body=linye").status_code == 404
    reads = program("linye", "request_clerk", Scope.CASES_READ)
    assert reads.get("/statistics/overview").status_code == 403
