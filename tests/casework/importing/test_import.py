"""A workbook of existing requests: tried, told line by line, brought in once, with its own dates."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.casework import importing
from gongkai.casework.importing import Became
from gongkai.casework.importing.columns import SHEET, columns
from gongkai.casework.models import Applicant, Case, CaseEvent, CaseStanding, Reply, Series
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role

pytestmark = pytest.mark.django_db
ENTRY = date(2024, 6, 3)
ROW = {
    "原编号": "旧-001", "申请人类别": "自然人", "姓名或者名称": "张样本", "证件类型": "居民身份证",
    "证件号码": "990000199001010012", "联系电话": "13800001234",
    "所需政府信息内容描述": "2016年度造林补助名单",
    "收到方式": "当面", "提交日期": date(2024, 3, 1), "办理结果": "予以公开",
    "答复或者终止日期": date(2024, 3, 20), "答复文号": "某林公开〔2024〕第1号",
}  # fmt: skip


def _filled(*lines):
    book = load_workbook(BytesIO(importing.template()))
    sheet = book[SHEET]
    place = {sheet.cell(1, at).value.removesuffix("*"): at for at in range(1, sheet.max_column + 1)}
    for row, line in enumerate(lines, start=2):
        for title, value in line.items():
            sheet.cell(row, place[title], value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _import(office, *lines, dry_run=False, actor=None, day=ENTRY, data=None):
    return importing.import_requests(
        actor=actor or office.clerk, now=office.at(day), body_id=office.bodies["forestry"],
        data=data or _filled(*lines), dry_run=dry_run,
    )  # fmt: skip


def _said(report):
    return [(each.row, each.column, str(each.message)) for each in report.problems]


def test_a_closed_request_keeps_its_own_days_and_the_ledger_tells_when_it_was_entered(office):
    report = _import(office, ROW)
    assert [each.became for each in report.rows] == [Became.NEW], _said(report)
    case = Case.objects.get(number=report.rows[0].number)
    assert (case.received_on, case.closed_on, case.outcome, case.state) == (
        date(2024, 3, 1), date(2024, 3, 20), "disclosed", "replied",
    )  # fmt: skip
    assert (case.year, Reply.objects.get(case=case).sent_on) == (2024, date(2024, 3, 20))
    standing = CaseStanding.objects.standing().get(case=case)
    assert (standing.received_on, standing.closed_on, standing.late) == (
        date(2024, 3, 1), date(2024, 3, 20), False,
    )  # fmt: skip
    assert {event.at.date() for event in Event.objects.filter(subject_type="case")} == {ENTRY}
    assert list(rows.mismatches()) == []


def test_trying_leaves_no_trace_and_says_the_same(office):
    before = Event.objects.count()
    bad = ROW | {"原编号": "旧-002", "办理结果": "其他"}
    report = _import(office, ROW, bad, dry_run=True)
    assert [each.became for each in report.rows] == [Became.NEW, Became.REFUSED]
    assert (Case.objects.count(), Series.objects.count(), Event.objects.count()) == (0, 0, before)


def test_brought_in_twice_is_one_case(office):
    first = _import(office, ROW)
    again = _import(office, ROW, day=date(2024, 6, 4))
    assert [each.became for each in again.rows] == [Became.KNOWN]
    assert again.rows[0].number == first.rows[0].number
    assert Case.objects.count() == 1


def test_another_request_under_the_same_number_is_refused(office):
    _import(office, ROW)
    report = _import(office, ROW | {"所需政府信息内容描述": "另一件"})
    assert [each.became for each in report.rows] == [Became.REFUSED]
    assert Case.objects.count() == 1


def test_a_bad_row_does_not_keep_the_good_ones_out(office):
    report = _import(
        office,
        ROW,
        ROW | {"原编号": "旧-002", "收到方式": "托梦"},
        ROW | {"原编号": "旧-003", "答复文号": "2号"},
    )
    assert [each.became for each in report.rows] == [Became.NEW, Became.REFUSED, Became.NEW]
    assert _said(report) == [(3, "收到方式", "“托梦”不在列表中，请从列表中选择。")]


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"提交日期": "三月初"}, "提交日期", "不是日期"),
        ({"提交日期": None}, "提交日期", "必填"),
        ({"姓名或者名称": " "}, "姓名或者名称", "必填"),
        ({"证件号码": 990000199001010012.0}, "证件号码", "末几位已经丢失"),
        ({"批准延期日期": date(2024, 3, 18)}, "延长工作日数", "这一列也要填写"),
        ({"延长工作日数": "二十"}, "延长工作日数", "不是正整数"),
        ({"办理结果": None}, "办理结果", "这一列也要填写"),
        ({"答复或者终止日期": None}, "答复或者终止日期", "这一列也要填写"),
        ({"答复文号": None}, "", "请写明答复的文号"),
        ({"答复或者终止日期": date(2024, 2, 1)}, "", "早于"),
        ({"答复或者终止日期": ENTRY}, "", "不能补录"),
        ({"提交日期": date(2025, 1, 1)}, "", "将来"),
        ({"收到方式": "邮寄（签收）"}, "", "签收"),
        ({"办理结果": "不同意公开：不是《条例》所指政府信息"}, "", "没有"),
        ({"收到补正日期": date(2024, 3, 9)}, "补正通知日期", "这一列也要填写"),
    ],
)
def test_what_is_wrong_is_told_by_its_place(office, change, column, said):
    report = _import(office, ROW | change)
    found = _said(report)
    assert [each.became for each in report.rows] == [Became.REFUSED]
    assert any(where == column and said in text for _, where, text in found), found
    assert Case.objects.count() == 0


def test_the_steps_of_before_make_the_clock_right(office):
    """Asked to correct, extended, answered on the last day: not late."""
    line = ROW | {
        "补正通知日期": date(2024, 3, 5), "补正期限": date(2024, 3, 20), "收到补正日期": date(2024, 3, 11),
        "批准延期日期": date(2024, 4, 1), "延长工作日数": 20, "答复或者终止日期": date(2024, 5, 9),
    }  # fmt: skip
    report = _import(office, line)
    assert report.rows[0].became is Became.NEW, _said(report)
    standing = CaseStanding.objects.standing().get()
    assert (standing.extended, standing.late) == (True, False)
    kinds = list(CaseEvent.objects.order_by("on", "pk").values_list("kind", flat=True))
    assert kinds == ["received", "correction_asked", "corrected", "extended", "replied"]


def test_an_open_request_is_brought_in_and_closed_by_a_later_import(office):
    still = ROW | {"办理结果": None, "答复或者终止日期": None, "答复文号": None}
    report = _import(office, still)
    assert report.rows[0].became is Became.NEW, _said(report)
    assert Case.objects.get().state == "registered"
    again = _import(office, ROW)
    assert again.rows[0].became is Became.KNOWN
    assert Case.objects.get().outcome == "disclosed"


def test_ended_without_a_reply(office):
    withdrawn = rulebook.request_outcomes(date(2024, 3, 1)).find("withdrawn").title
    report = _import(office, ROW | {"办理结果": withdrawn, "答复文号": None})
    assert report.rows[0].became is Became.NEW, _said(report)
    assert Case.objects.get().state == "closed"


def test_under_the_text_of_2007(office):
    line = ROW | {
        "提交日期": "2017年3月1日", "办理结果": "同意公开", "答复或者终止日期": datetime(2017, 3, 20),
        "答复文号": "某林公开〔2017〕第1号",
    }  # fmt: skip
    report = _import(office, line)
    assert report.rows[0].became is Became.NEW, _said(report)
    case = Case.objects.get()
    assert (case.regime, case.year, case.outcome) == ("2007", 2017, "disclosed")


def test_only_the_body_s_clerk(office):
    report = _import(office, ROW, actor=office.person(Role.REQUEST_CLERK, "land"))
    assert report.count(Became.REFUSED) == 1


def test_numbers_used_twice_in_one_file(office):
    report = _import(office, ROW, ROW)
    assert _said(report) == [(3, "原编号", "与第 2 行的原编号相同，每行应当不同。")]


def test_a_file_that_is_none_of_ours(office):
    assert isinstance(_import(office, data=b"PK"), Refused)
    other = Workbook()
    out = BytesIO()
    other.save(out)
    assert isinstance(_import(office, data=out.getvalue()), Refused)
    assert isinstance(_import(office), Refused)  # nothing filled in


def test_the_template_lists_what_may_be_chosen():
    book = load_workbook(BytesIO(importing.template()))
    lists = {each.formula1 for each in book[SHEET].data_validations.dataValidation}
    assert lists == {f"=list_{each.key}" for each in columns() if each.choices}
    assert all(book[SHEET].cell(1, at).comment for at in range(1, len(columns()) + 1))


def test_personal_data_is_kept_as_for_every_request(office):
    _import(office, ROW)
    assert Applicant.objects.get().person_key
    assert "张样本" not in str(list(Event.objects.values_list("after", flat=True)))
