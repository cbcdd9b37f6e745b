"""A table with mistakes is mended and goes out through a second person; what is owed shows who is late."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from gongkai.disclosure import actions, periodic, runs
from gongkai.disclosure.actions import checking
from gongkai.disclosure.models import Objection, Release, Row, Source, Statement
from gongkai.foundation.organisations.roles import Role

from .conftest import Office, fine, given

pytestmark = pytest.mark.django_db
HERE = "/workbench/data/"
HEAD = ("决定书文号", "当事人", "处罚种类", "罚款金额（万元）", "决定日期", "违法事实")


def text_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def newest() -> Release:
    return Release.objects.order_by("-pk")[0]


def released(office: Office, *rows: dict[str, str], data_set: str = "fines") -> Release:
    begun = office.do(
        actions.begin, body_id=office.bodies["forestry"], data_set=data_set, way="form", given=given(*rows)
    )
    for act, role in (
        (actions.check, Role.DRAFTER), (actions.submit, Role.DRAFTER), (actions.approve, Role.REVIEWER),
        (actions.release, Role.DRAFTER),
    ):  # fmt: skip
        begun = office.do(act, role, release_id=begun.pk)
    return begun


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    for row in (HEAD, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("处罚.xlsx", out.getvalue())


def test_a_workbook_with_mistakes_is_mended_in_place_and_released_by_two(office: Office):
    clerk, reviewer = office.desk(), office.desk(Role.REVIEWER)
    day = timezone.localdate() - timedelta(days=2)
    file = workbook(
        ("样处1号", "张小样", "罚款", 1.5, day.isoformat(), "未按时整改，手机13800001234"),
        ("样处2号", "李样", "拘留", "约2", day.isoformat(), "=2+3样"),
        ("样处3号", "王样", "警告", None, "2026-02-30", ""),
    )
    answer = clerk.post(
        f"{HERE}sets/fines/new/", {"way": "upload", "table": file}, headers={"Accept": "application/json"}
    )
    release = newest()
    assert answer.json() == {"address": f"{HERE}releases/{release.pk}/"}
    shown = text_of(clerk.get(answer.json()["address"]))
    assert "拘留" in shown, "the row stands there as it was typed"
    assert "约2" in shown
    assert "C3" in shown, "with the cell's address"
    assert "就地修改" in shown
    refused = clerk.get(f"{HERE}releases/{release.pk}/refused.csv").content.decode("utf-8-sig")
    assert len(refused.strip().splitlines()) == 3, "head and two rows"
    assert "2026-02-30" in refused

    mend = f"{HERE}releases/{release.pk}/mend/"
    form = text_of(clerk.get(mend))
    assert 'value="约2"' in form
    assert 'value="拘留" selected' in form, "a choice that is none is not lost"
    assert form.count("有地方需要改") == 1, "one list for all rows"
    assert "第 3 行：" in form
    assert "r2-number" not in form, "rows without fault are left alone"
    wrong = {"based_on": str(release.revision), "r3-number": "样处2号", "r3-party": "李样", "r3-kind": "罚款",
             "r3-amount": "两万", "r3-decided_on": day.isoformat(), "strike-4": "1"}  # fmt: skip
    again = clerk.post(mend, wrong, follow=True)
    assert 'value="两万"' in text_of(again), "still wrong: back with what was typed"
    release.refresh_from_db()
    clerk.post(mend, wrong | {"based_on": str(release.revision), "r2-number": "样处2号", "r2-party": "李样",
               "r2-kind": "罚款", "r2-amount": "2", "r2-decided_on": day.isoformat()})  # fmt: skip
    release.refresh_from_db()
    assert (release.state, release.added, release.refused) == ("checked", 2, 0)

    step = f"{HERE}releases/{release.pk}/steps/"
    clerk.post(f"{step}submit/", {"based_on": release.revision})
    own = text_of(clerk.get(f"{HERE}releases/{release.pk}/"))
    assert "谁填写的，谁不能审核" in own
    page = text_of(reviewer.get(f"{HERE}releases/{release.pk}/"))
    assert "可能的个人信息" in page
    assert "13800001234" in page
    assert "张某某" in text_of(reviewer.get(f"{HERE}releases/{release.pk}/?as=public"))
    early = reviewer.post(f"{step}approve/", follow=True)
    assert "没有认定" in text_of(early)
    finding = Release.objects.get(pk=release.pk).findings[0]["key"]
    unfounded = reviewer.post(f"{step}judge/", {"finding": finding, "verdict": "may_stay"}, follow=True)
    assert "依据" in text_of(unfounded)
    reviewer.post(f"{step}judge/", {"finding": finding, "verdict": "false_alarm"})
    reviewer.post(f"{step}approve/")
    clerk.post(f"{step}release/")
    assert Row.objects.filter(data_set="fines", valid_to=None).count() == 2
    assert "样处2号" in text_of(clerk.get(f"{HERE}sets/fines/?kind=fine&q=样处2"))
    assert "样处2号" not in text_of(clerk.get(f"{HERE}sets/fines/?kind=warning"))
    before = text_of(clerk.get(f"{HERE}sets/fines/?on={day.isoformat()}"))
    assert "共 0 行" in before, "the list of a day before"


def test_a_row_of_the_form_comes_back_with_its_mistakes_and_a_repeat_changes_nothing(office: Office):
    clerk = office.desk()
    form = text_of(clerk.get(f"{HERE}sets/fines/new/"))
    assert "对公众遮盖后显示" in form
    answer = clerk.post(f"{HERE}sets/fines/new/", {"way": "form", **fine(1, amount="很多")}, follow=True)
    assert answer.request["PATH_INFO"] == f"{HERE}releases/{newest().pk}/mend/"
    assert 'value="很多"' in text_of(answer)
    assert 'aria-invalid="true"' in text_of(answer)
    row = {f"r1-{name}": said for name, said in fine(1).items()}
    clerk.post(answer.request["PATH_INFO"], {"based_on": newest().revision, **row})
    assert newest().state == "checked"
    stale = clerk.post(f"{HERE}releases/{newest().pk}/steps/submit/", {"based_on": "0"}, follow=True)
    assert "已有人办理" in text_of(stale)
    head = "\t".join(HEAD)
    pasted = clerk.post(f"{HERE}sets/fines/new/", {"way": "paste", "text": "没有表头的一行"}, follow=True)
    assert "没有读懂" in text_of(pasted)
    again = f"{HERE}releases/{newest().pk}/again/"
    assert "没有表头的一行" in text_of(clerk.get(again))
    day = timezone.localdate().isoformat()
    text = f"{head}\n样处9号\t张小样\t警告\t\t{day}\t\n"
    clerk.post(again, {"text": text, "based_on": newest().revision})
    assert (newest().state, newest().added) == ("checked", 1)
    empty = clerk.post(f"{HERE}sets/fines/new/", {"way": "upload"})
    assert "请先选择" in text_of(empty)
    sheet = load_workbook(io.BytesIO(clerk.get(f"{HERE}sets/fines/template/").content)).worksheets[0]
    assert sheet["A1"].value.startswith("决定书文号")


def test_a_row_is_corrected_withdrawn_and_its_past_stays(office: Office):
    clerk = office.desk()
    released(office, fine(1), fine(2))
    (number, _) = sorted(Row.objects.values_list("number", flat=True))
    row = f"{HERE}sets/fines/rows/{number}/"
    page = text_of(clerk.get(row))
    assert "张小样" in page, "its own body sees it whole"
    assert "公众看到：张某某" in page
    assert "张小样" not in text_of(office.desk(Role.CITY_OFFICE, "city").get(row))
    assert "张小样" not in text_of(office.desk(Role.DRAFTER, "land").get(row))
    assert office.desk(Role.DRAFTER, "land").get(f"{row}correct/").status_code == 404
    changed = fine(1, amount="3")
    assert "请写明理由" in text_of(clerk.post(f"{row}correct/", changed))
    wrong = text_of(clerk.post(f"{row}correct/", fine(1, amount="三") | {"reason": "录入有误"}))
    assert 'value="三"' in wrong
    assert "录入有误" in wrong
    clerk.post(f"{row}correct/", changed | {"reason": "录入有误"})
    correction = newest()
    assert (correction.way, correction.state) == ("correction", "in_review")
    for act, role in ((actions.approve, Role.REVIEWER), (actions.release, Role.DRAFTER)):
        office.do(act, role, release_id=correction.pk)
    assert "录入有误" in text_of(clerk.get(row))
    clerk.post(f"{row}withdraw/", {"reason": "决定被撤销"})
    for act, role in ((actions.approve, Role.REVIEWER), (actions.release, Role.DRAFTER)):
        office.do(act, role, release_id=newest().pk)
    assert "决定被撤销" in text_of(clerk.get(row))
    listed = text_of(clerk.get(f"{HERE}sets/fines/?show=releases"))
    assert "更正" in listed
    first = Release.objects.order_by("pk")[0]
    asked = text_of(clerk.post(f"{HERE}releases/{first.pk}/steps/roll_back/", {"reason": ""}))
    assert "请写明理由" in asked
    clerk.post(f"{HERE}releases/{first.pk}/steps/roll_back/", {"reason": "整批有误"})
    assert (newest().way, newest().removed) == ("rollback", 1)
    later = (timezone.localtime() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    office.do(actions.approve, Role.REVIEWER, release_id=newest().pk)
    clerk.post(f"{HERE}releases/{newest().pk}/steps/schedule/", {"at": later})
    assert newest().state == "scheduled"


def test_boards_tell_who_is_late_and_a_statement_answers(office: Office):
    clerk, city = office.desk(), office.desk(Role.CITY_OFFICE, "city")
    board = text_of(clerk.get(HERE))
    assert "示例物价" in board
    assert "期逾期未公布" in board
    owed = text_of(clerk.get(f"{HERE}sets/prices/?show=owed&body={office.bodies['forestry']}"))
    assert "怎样算的" in owed
    period = re.search(r"state/\?body=\d+&amp;period=([\d-]+)", owed)[1]
    state = f"{HERE}sets/prices/state/"
    assert "请写明理由" in text_of(clerk.post(state, {"kind": "nothing", "period": period}))
    clerk.post(state, {"kind": "nothing", "period": period, "reason": "本月没有采价"})
    statement = Statement.objects.get()
    assert (statement.period, statement.reason) == (period, "本月没有采价")
    listed = f"{HERE}statements/"
    assert "本月没有采价" in text_of(city.get(listed))
    assert "收回" not in text_of(city.get(listed)), "the city reads, it does not act for a body"
    clerk.post(f"{listed}{statement.pk}/take-back/", {"reason": "后来采了价"})
    statement.refresh_from_db()
    assert statement.taken_back_at
    home = text_of(clerk.get("/workbench/"))
    assert "公布或者说明" in home
    whole = text_of(city.get(f"{HERE}board/"))
    assert "市林业局" in whole
    assert "市自然资源局" in whole
    assert "示例物价" in text_of(city.get(f"{HERE}board/?field=sample_fines&show=missing"))
    assert "市林业局" in text_of(city.get(f"{HERE}board/?kind=department"))
    assert "没有这样的单位" in text_of(city.get(f"{HERE}board/?kind=government"))
    year = timezone.localdate().year
    assert f'value="{year}" selected' in text_of(city.get(f"{HERE}board/?year={year}"))
    of_body = text_of(city.get(f"{HERE}bodies/{office.bodies['forestry']}/?year={year}"))
    assert f"终了于 {year} 年的各期" in of_body
    assert "示例物价" in text_of(city.get("/workbench/search/", {"q": "物价"}))
    assert "/new/?body" not in text_of(city.get(f"{HERE}bodies/{office.bodies['forestry']}/"))
    assert (
        office.desk(Role.DRAFTER, "land").get(f"{HERE}bodies/{office.bodies['forestry']}/").status_code == 404
    )


def test_sources_and_objections(office: Office, settings):
    clerk, reviewer = office.desk(), office.desk(Role.REVIEWER)
    told = {
        "body": office.bodies["forestry"], "data_set": "fines", "kind": "http", "name": "处罚系统",
        "every_minutes": "60", "url": "ftp://example.org/",
    }  # fmt: skip
    assert "govuk-error-message" in text_of(clerk.post(f"{HERE}sources/new/", told))
    clerk.post(f"{HERE}sources/new/", told | {"url": "https://example.org/fines.csv", "secret": "不给人看"})
    source = Source.objects.get()
    assert "不给人看" not in text_of(clerk.get(f"{HERE}sources/")) + text_of(
        clerk.get(f"{HERE}sources/{source.pk}/")
    )
    clerk.post(f"{HERE}sources/{source.pk}/approve/")
    source.refresh_from_db()
    assert source.state == "proposed", "nobody approves his own"
    reviewer.post(f"{HERE}sources/{source.pk}/approve/")
    source.refresh_from_db()
    assert source.state == "on"
    assert office.desk(Role.DRAFTER, "land").post(f"{HERE}sources/{source.pk}/stop/").status_code == 404
    _try(office, source, settings)
    clerk.post(f"{HERE}sources/{source.pk}/stop/", {"reason": "换系统"})
    released(office, fine(1))
    row = Row.objects.get()
    now = timezone.now()
    objection = Objection.objects.create(
        data_set="fines", row=row.number, body_id=office.bodies["forestry"], state="received", name="某甲",
        contact="10000000000", text="认定有误", received_at=now, due_on=timezone.localdate(now),
    )  # fmt: skip
    address = f"{HERE}objections/{objection.pk}/"
    assert "认定有误" in text_of(reviewer.get(f"{HERE}objections/"))
    assert "请写明核查" in text_of(clerk.post(address, {"outcome": "rejected", "text": ""}))
    clerk.post(address, {"outcome": "rejected", "text": "经核查，事实清楚"})
    objection.refresh_from_db()
    assert objection.state == "rejected"


def _try(office: Office, source: Source, settings) -> None:
    """The body's administrator sets sources up too, and sees what came of trying one."""
    settings.WEBHOOK_NETWORKS = []
    administrator = office.desk(Role.BODY_ADMINISTRATOR)
    assert "现在试取一次" in text_of(administrator.get(f"{HERE}sources/{source.pk}/"))
    assert "正在试取" in text_of(administrator.post(f"{HERE}sources/{source.pk}/try/", follow=True))
    Source.objects.filter(pk=source.pk).update(url="https://127.0.0.1/fines.csv")
    for _ in range(runs.KEPT + 2):
        assert runs.try_source(source.pk, timezone.now()) == runs.FAILED
    source.refresh_from_db()
    shown = text_of(administrator.get(f"{HERE}sources/{source.pk}/"))
    assert (len(source.runs), shown.count("没有取到"), source.state) == (runs.KEPT, runs.KEPT, "on")
    assert administrator.get(f"{HERE}sources/new/").status_code == 200
    assert administrator.get(f"{HERE}releases/").status_code == 403


def test_what_is_large_is_checked_in_the_background_and_says_how_far_it_is(
    office: Office, settings, monkeypatch: pytest.MonkeyPatch
):
    settings.FIELDS_AT_ONCE = 0
    clerk = office.desk()
    address = clerk.post(f"{HERE}sets/fines/new/", {"way": "form", **fine(1)}).headers["Location"]
    assert "正在后台检查" in text_of(clerk.get(address))
    asked = {"HX-Request": "true"}
    assert "hx-trigger" in text_of(clerk.get(address, headers=asked))
    seen: list[str] = []
    original = checking.look

    def watched(release: Any, data_set: Any, day: Any, tell: Any) -> Any:
        def told(*how_far: Any) -> None:
            tell(*how_far)
            seen.append(text_of(clerk.get(address, headers=asked)))

        return original(release, data_set, day, told)

    monkeypatch.setattr(checking, "look", watched)
    periodic.check_in_background(newest().pk, timezone.now())
    assert ["正在读取文件" in seen[0], "0%" in seen[1], "正在与已公布的比较" in seen[-1]] == [True] * 3
    assert clerk.get(address, headers=asked).headers["HX-Refresh"] == "true"
    assert "送审" in text_of(clerk.get(address))
