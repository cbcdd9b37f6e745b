"""A workbook of existing requests: tried, told line by line, brought in once, with its own dates."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.casework import importing
from gongkai.casework.importing import Became, actions
from gongkai.casework.importing.columns import sheets
from gongkai.casework.importing.packing import packed, unpacked
from gongkai.casework.importing.running import Bringing
from gongkai.casework.models import Applicant, Case, CaseEvent, CaseStanding, Challenge, Reply, Series
from gongkai.casework.models.importing import ImportLine, ImportRun
from gongkai.core.messages import Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role

from .filling import ROW, filled

pytestmark = pytest.mark.django_db
ENTRY = date(2024, 6, 3)


@dataclass(frozen=True)
class Report:
    """A workbook that was worked on, and its lines."""

    run: Any
    rows: list[Any]

    @property
    def became(self):
        return [each.became for each in self.rows]

    @property
    def said(self):
        return [(each.row, column, str(message)) for each in self.rows for column, message in each.problems]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _begun(office, data, actor, day):
    return importing.begin(
        actor=actor, now=office.at(day), body_id=office.bodies["forestry"], name="旧.xlsx", content=data
    )


def _worked(office, run, actor, day, most=3):
    while importing.advance(run_id=run.pk, now=office.at(day), actor=actor, most=most):
        pass
    return Report(importing.run_for(actor, run.pk), importing.lines_of(run.pk, most=1000))


def _import(office, *lines, dry_run=False, actor=None, day=ENTRY, data=None, contested=()):
    actor = actor or office.clerk
    run = _begun(office, data or filled(*lines, contested=contested), actor, day)
    if isinstance(run, Refused):
        return run
    tried = _worked(office, run, actor, day)
    if dry_run or not tried.run.can_confirm:
        return tried
    done = importing.confirm(actor=actor, now=office.at(day), run_id=run.pk)
    assert done, done
    return _worked(office, run, actor, day)


def test_a_closed_request_keeps_its_own_days_and_the_ledger_tells_when_it_was_entered(office):
    report = _import(office, ROW)
    assert report.became == [Became.NEW], report.said
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
    bad = ROW | {"原编号": "旧-002", "办理结果": "其他", "答复文号": "另一号"}
    report = _import(office, ROW, bad, dry_run=True)
    assert report.became == [Became.NEW, Became.REFUSED]
    assert (report.run.new, report.run.refused, report.run.state) == (1, 1, "tried")
    assert (Case.objects.count(), Series.objects.count()) == (0, 0)
    told = set(Event.objects.filter(subject_type__startswith="case").values_list("verb", flat=True))
    assert told == set()


def test_brought_in_twice_is_one_case(office):
    first = _import(office, ROW)
    again = _import(office, ROW, day=date(2024, 6, 4))
    assert again.became == [Became.KNOWN]
    assert again.rows[0].number == first.rows[0].number
    assert Case.objects.count() == 1


def test_another_request_under_the_same_number_is_refused(office):
    _import(office, ROW)
    report = _import(office, ROW | {"所需政府信息内容描述": "另一件"})
    assert report.became == [Became.REFUSED]
    assert Case.objects.count() == 1


def test_a_bad_row_does_not_keep_the_good_ones_out(office):
    report = _import(
        office,
        ROW,
        ROW | {"原编号": "旧-002", "收到方式": "托梦", "答复文号": "2号"},
        ROW | {"原编号": "旧-003", "答复文号": "3号"},
    )
    assert report.became == [Became.NEW, Became.REFUSED, Became.NEW]
    assert report.said == [(3, "收到方式", "“托梦”不在列表中，请从列表中选择。")]


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
    found = report.said
    assert report.became == [Became.REFUSED]
    assert any(where == column and said in text for _, where, text in found), found
    assert Case.objects.count() == 0


def test_the_steps_of_before_make_the_clock_right(office):
    """Asked to correct, extended, answered on the last day: not late."""
    line = ROW | {
        "补正通知日期": date(2024, 3, 5), "补正期限": date(2024, 3, 20), "收到补正日期": date(2024, 3, 11),
        "批准延期日期": date(2024, 4, 1), "延长工作日数": 20, "答复或者终止日期": date(2024, 5, 9),
    }  # fmt: skip
    report = _import(office, line)
    assert report.rows[0].became is Became.NEW, report.said
    standing = CaseStanding.objects.standing().get()
    assert (standing.extended, standing.late) == (True, False)
    kinds = list(CaseEvent.objects.order_by("on", "pk").values_list("kind", flat=True))
    assert kinds == ["received", "correction_asked", "corrected", "extended", "replied"]


def test_an_open_request_is_brought_in_and_closed_by_a_later_import(office):
    still = ROW | {"办理结果": None, "答复或者终止日期": None, "答复文号": None}
    report = _import(office, still)
    assert report.rows[0].became is Became.NEW, report.said
    assert Case.objects.get().state == "registered"
    again = _import(office, ROW)
    assert again.rows[0].became is Became.KNOWN
    assert Case.objects.get().outcome == "disclosed"


def test_ended_without_a_reply(office):
    withdrawn = rulebook.request_outcomes(date(2024, 3, 1)).find("withdrawn").title
    report = _import(office, ROW | {"办理结果": withdrawn, "答复文号": None})
    assert report.rows[0].became is Became.NEW, report.said
    assert Case.objects.get().state == "closed"


def test_under_the_text_of_2007(office):
    line = ROW | {
        "提交日期": "2017年3月1日", "办理结果": "同意公开", "答复或者终止日期": datetime(2017, 3, 20),
        "答复文号": "某林公开〔2017〕第1号",
    }  # fmt: skip
    report = _import(office, line)
    assert report.rows[0].became is Became.NEW, report.said
    case = Case.objects.get()
    assert (case.regime, case.year, case.outcome) == ("2007", 2017, "disclosed")


def test_only_the_body_s_clerk(office):
    for stranger in (office.person(Role.REQUEST_CLERK, "land"), office.head, office.person(Role.AUDITOR)):
        assert isinstance(_import(office, ROW, actor=stranger), Refused)
    run = _begun(office, filled(ROW), office.clerk, ENTRY)
    other = office.person(Role.REQUEST_CLERK, "land")
    assert isinstance(actions.confirm(actor=other, now=office.at(ENTRY), run_id=run.pk), Refused)
    assert importing.run_for(other, run.pk) is None
    assert not ImportRun.objects.exclude(pk=run.pk).exists()


def test_who_is_no_longer_clerk_brings_nothing_in(office):
    run = _begun(office, filled(ROW), office.clerk, ENTRY)
    assert _worked(office, run, office.head, ENTRY).became == [Became.REFUSED]


def test_numbers_used_twice_in_one_file(office):
    report = _import(office, ROW, ROW)
    assert report.said == [
        (3, "原编号", "与第 2 行的原编号相同，每行应当不同。"),
        (3, "答复文号", "与第 2 行的答复文号相同，每行应当不同。"),
    ]


def test_a_file_that_is_none_of_ours(office):
    assert isinstance(_import(office, data=b"PK"), Refused)
    other = Workbook()
    out = BytesIO()
    other.save(out)
    assert isinstance(_import(office, data=out.getvalue()), Refused)
    assert isinstance(_import(office), Refused)  # nothing filled in


def test_the_template_lists_what_may_be_chosen():
    book = load_workbook(BytesIO(importing.template()))
    for name, columns in sheets().items():
        lists = {each.formula1.removeprefix("=list_") for each in book[name].data_validations.dataValidation}
        assert {each.removeprefix("challenge_") for each in lists} == {
            each.key for each in columns if each.choices
        }
        assert all(book[name].cell(1, at).comment for at in range(1, len(columns) + 1))
        for each in book[name].data_validations.dataValidation:
            sheet, cells = book.defined_names[each.formula1[1:]].attr_text.split("!")
            told = [cell.value for (cell,) in book[sheet.strip("'")][cells]]
            assert all(told)


def test_personal_data_is_kept_as_for_every_request(office):
    _import(office, ROW)
    assert Applicant.objects.get().person_key
    assert "张样本" not in str(list(Event.objects.values_list("after", flat=True)))


CONTESTED = {
    "原编号": "复-001", "类别": "行政复议", "针对的申请": "旧-001", "复议机关或者法院": "某市人民政府",
    "申请、起诉日期": date(2024, 4, 1), "受理日期": date(2024, 4, 3), "结案方式": "维持",
    "结案日期": date(2024, 5, 20), "文书文号": "某复〔2024〕1号",
}  # fmt: skip
SUED = {
    "原编号": "诉-001", "类别": "行政诉讼", "针对的申请": "旧-001", "先行的复议": "复-001",
    "复议机关或者法院": "某区人民法院", "申请、起诉日期": date(2024, 5, 28),
}  # fmt: skip


def test_what_was_contested_comes_along_with_its_request(office):
    tried = _import(office, ROW, contested=[CONTESTED, SUED], dry_run=True)
    assert tried.became == [Became.NEW] * 3, tried.said
    assert not Case.objects.exists()
    report = _import(office, ROW, contested=[CONTESTED, SUED])
    assert report.became == [Became.NEW] * 3, report.said
    review, lawsuit = Challenge.objects.order_by("pk")
    request = Case.objects.get(kind="request")
    assert (review.case.about, review.result, review.case.closed_on) == (request, "upheld", date(2024, 5, 20))
    assert (lawsuit.group, lawsuit.review, lawsuit.result) == ("lawsuit_after_review", review, "")
    again = _import(office, ROW, contested=[CONTESTED, SUED])
    assert again.became == [Became.KNOWN] * 3
    assert (Case.objects.count(), Challenge.objects.count()) == (3, 2)
    assert list(rows.mismatches()) == []


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"针对的申请": "旧-404"}, "", "没有找到"),
        ({"类别": "行政诉讼", "结案方式": "维持"}, "结案方式", "没有"),
        ({"文书文号": None}, "文书文号", "这一列也要填写"),
        ({"结案日期": date(2024, 4, 1)}, "", "不能早于受理日期"),
        ({"结案方式": "变更"}, "", "请写明纠正了什么"),
        ({"申请、起诉日期": None}, "申请、起诉日期", "必填"),
        ({"受理日期": date(2024, 3, 1)}, "", "不能早于"),
    ],
)
def test_what_is_wrong_with_a_challenge_is_told_too(office, change, column, said):
    report = _import(office, ROW, contested=[CONTESTED | change])
    assert report.became == [Became.NEW, Became.REFUSED]
    assert any(where == column and said in text for _, where, text in report.said), report.said
    assert not Challenge.objects.exists()


def test_work_that_was_broken_off_goes_on_where_it_stopped(office):
    lines = [ROW | {"原编号": f"旧-{n}", "答复文号": f"{n}号"} for n in range(5)]
    run = _begun(office, filled(*lines), office.clerk, ENTRY)
    for most in (2, 2, 1):
        importing.advance(run_id=run.pk, now=office.at(ENTRY), actor=office.clerk, most=most)
    assert importing.run_for(office.clerk, run.pk).state == "tried"
    assert not importing.advance(run_id=run.pk, now=office.at(ENTRY), actor=office.clerk)
    importing.confirm(actor=office.clerk, now=office.at(ENTRY), run_id=run.pk)
    assert importing.advance(run_id=run.pk, now=office.at(ENTRY), actor=office.clerk, most=2)
    half = importing.run_for(office.clerk, run.pk)
    assert (half.state, half.done, half.percent, half.new) == ("running", 2, 40, 2)
    ImportLine.objects.filter(run=run.pk, place=1).delete()  # the worker died after the case, before the line
    ImportRun.objects.filter(pk=run.pk).update(done=1)
    report = _worked(office, run, office.clerk, ENTRY)
    assert report.became == [Became.NEW, Became.KNOWN, Became.NEW, Became.NEW, Became.NEW]
    assert Case.objects.count() == 5
    assert isinstance(
        actions.confirm(actor=office.clerk, now=office.at(ENTRY), run_id=run.pk), Refused
    )  # once
    assert list(rows.mismatches()) == []


def test_the_file_is_sealed_erased_when_done_and_the_report_forgotten_in_time(office, settings):
    report = _import(office, ROW)
    run = ImportRun.objects.get()
    assert run.file.sealed_with
    assert run.file.erased_at is not None
    assert "张样本" not in str(list(Event.objects.values_list("after", flat=True)))
    later = office.at(ENTRY + timedelta(days=settings.CASE_IMPORTS_KEPT_DAYS + 1))
    assert actions.forget_old(office.at(ENTRY + timedelta(days=1))) == 0
    assert actions.forget_old(later) == 1
    assert importing.run_for(office.clerk, report.run.id) is None
    assert not ImportLine.objects.exists()
    assert Case.objects.count() == 1
    assert list(rows.mismatches()) == []


def test_a_line_that_breaks_the_program_holds_up_no_other(office, monkeypatch):
    good = Bringing.line

    def line(self, of):
        if of.row == 2:
            raise KeyError("broken")
        return good(self, of)

    monkeypatch.setattr(Bringing, "line", line)
    report = _import(office, ROW, ROW | {"原编号": "旧-002", "答复文号": "2号"})
    assert report.became == [Became.REFUSED, Became.NEW]


def test_days_before_the_regulation_are_named(office):
    early = ROW | {
        "提交日期": date(2008, 4, 30), "办理结果": None, "答复或者终止日期": None, "答复文号": None,
    }  # fmt: skip
    report = _import(office, early)
    assert "2008年4月30日" in report.said[0][2]


def test_messages_are_packed_and_unpacked_whole():
    message = Message("{day}有 {count} 件", {"day": Message("{n} 日", {"n": 3}), "count": 4})
    assert unpacked(packed(message)) == message
