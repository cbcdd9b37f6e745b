"""Many items at once: row by row, repeated without harm, through the same gate."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import importing, law
from gongkai.publishing.importing.actions import AT_ONCE
from gongkai.publishing.importing.columns import SHEET, columns
from gongkai.publishing.importing.stepping import run_ordered
from gongkai.publishing.models import Batch, Document, Edition, EditionFile, Relation
from tests.foundation.files.test_films import mp4

from .conftest import Office
from .test_media import picture

pytestmark = pytest.mark.django_db
GOOD = {
    "kind": "政务动态", "title": "造林现场会召开", "text": "第一段。\n第二段。", "formed_on": date(2026, 3,
    1),
    "attribute": "主动公开", "ground": "需要公众广泛知晓",
}  # fmt: skip


def workbook(*rows: dict[str, Any], without: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    used = [each for each in columns() if each.key != without]
    sheet.append([f"{each.title}{'*' if each.required else ''}" for each in used])
    for row in rows:
        sheet.append([row.get(each.key) for each in used])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(book: bytes, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("清单.xlsx", book)
        for name, content in files.items():
            container.writestr(f"附件/{name}.txt", content)
    return out.getvalue()


def many(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{**GOOD, "external": f"OA-{n:05d}", "title": f"第{n}次会议召开", **more} for n in range(count)]


def arrived(office: Office, content: bytes, body: str = "forestry") -> Batch:
    batch = office.must(
        importing.receive,
        office.drafter(body),
        body_id=office.bodies[body],
        name="清单.xlsx",
        content=content,
    )
    importing.check(batch.pk, office.at())
    return Batch.objects.get(pk=batch.pk)


def brought_in(office: Office, content: bytes) -> Batch:
    batch = arrived(office, content)
    office.must(importing.confirm, office.drafter(), batch_id=batch.pk)
    importing.bring_in(batch.pk, office.at())
    return Batch.objects.get(pk=batch.pk)


def test_bad_rows_are_listed_and_leave_nothing(office: Office):
    bad = [
        {**GOOD, "external": "B-1", "kind": "不知道"},
        {**GOOD, "external": "B-2", "title": ""},
        {**GOOD, "external": "B-3", "formed_on": "某月某日"},
        {**GOOD, "external": "B-4", "attribute": "不予公开", "ground": "需要公众广泛知晓"},
        {**GOOD, "external": "B-5", "files": "没有.pdf"},
        {**GOOD, "external": "OA-00000"},
        {**GOOD, "external": "B-6", "kind": "行政规范性文件"},
        {**GOOD, "external": "B-7", "number": "样林函2026"},
    ]
    batch = arrived(office, workbook(*many(20), *bad))
    assert (batch.state, batch.total, batch.refused) == ("checked", 28, 8)
    assert {each["row"] for each in batch.report} == set(range(22, 30))
    told = " ".join(f"{each['column']}{each['said']}" for each in batch.report)
    for words in (
        "不在列表中",
        "必填",
        "不是日期",
        "不能作为",
        "压缩包里没有",
        "与第 2 行相同",
        "登记号",
        "发文字号",
    ):
        assert words in told
    assert not Document.objects.exists()


def test_the_good_ones_come_in_after_confirmation(office: Office):
    content = workbook(*many(AT_ONCE + 5), {**GOOD, "external": "B-1", "title": ""})
    batch = brought_in(office, content)
    assert (batch.state, batch.brought_in, batch.refused, batch.known) == ("done", AT_ONCE + 5, 1, 0)
    edition = Edition.objects.order_by("pk").first()
    assert edition.html == "<p>第一段。</p><p>第二段。</p>"
    assert edition.writers == [office.drafter().code]
    assert edition.document.attribute == "open"
    assert [str(each.message) for each in mismatches()] == []


def test_a_repeat_is_harmless(office: Office):
    content = workbook(*many(7))
    brought_in(office, content)
    again = brought_in(office, content)
    assert (again.brought_in, again.known) == (0, 7)
    assert Document.objects.count() == 7
    twice = office.do(importing.confirm, office.drafter(), batch_id=again.pk)
    assert isinstance(twice, Refused)


def test_a_worker_that_died_is_followed_by_another(office: Office, monkeypatch):
    batch = arrived(office, workbook(*many(AT_ONCE + 50)))
    office.must(importing.confirm, office.drafter(), batch_id=batch.pk)
    real, calls = importing.actions.arrive, []

    def dies(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise MemoryError
        return real(*args)

    monkeypatch.setattr(importing.actions, "arrive", dies)
    with pytest.raises(MemoryError):
        importing.bring_in(batch.pk, office.at())
    assert Document.objects.count() == AT_ONCE
    importing.bring_in(batch.pk, office.at())
    batch.refresh_from_db()
    assert (batch.state, batch.brought_in) == ("done", AT_ONCE + 50)
    assert Document.objects.count() == AT_ONCE + 50


def test_attachments_come_from_the_zip(office: Office):
    rows = [
        {**GOOD, "external": "OA-1", "files": "附件/一.txt；附件/二.txt"},
        {**GOOD, "external": "附件"},  # whose folder it would be, were they not named by another
    ]
    batch = brought_in(office, zipped(workbook(*rows), 一="表一".encode(), 二="表二".encode()))
    assert (batch.brought_in, batch.report) == (2, [])
    assert list(EditionFile.objects.order_by("order").values_list("name", flat=True)) == ["一.txt", "二.txt"]


def test_a_folder_for_each_row_brings_pictures_videos_and_attachments(office: Office):
    """What is wrong with one file is told with its name, in its row; the rows beside come in."""
    rows = [{**GOOD, "external": f"OA/{n}"} for n in (1, 2, 3, 4)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("清单.xlsx", workbook(*rows))
        for name, content in {
            "OA_1/会场全景.png": picture(), "OA_1/IMG_1.jpg": picture("JPEG"),
            "OA_1/IMG_1.jpg.txt": "与会人员".encode("gb18030"), "OA_1/名单.txt": "名单".encode(),
            "文件/OA_2/宣讲.mp4": mp4(), "文件/OA_2/宣讲.mp4.txt": "各位好".encode(),
            "文件/OA_2/宣讲.png": picture(),
            "OA_3/IMG_2.png": picture(), "OA_3/表.xlsx": b"MZ\x90\x00", "OA_3/讲话.mp4": mp4(),
            "别处/OA_9/x.txt": b"x", "__MACOSX/OA_1/._x.png": b"x",
        }.items():  # fmt: skip
            container.writestr(name, content)
    batch = brought_in(office, out.getvalue())
    assert (batch.brought_in, batch.refused, batch.total) == (3, 1, 4), batch.report
    told = [(each["row"], each["said"]) for each in batch.report]
    assert [row for row, _ in told] == [4, 4, 4, 0]
    for words, (_, said) in zip(
        ("IMG_2.png.txt", "“表.xlsx”：不能识别", "讲话.mp4.txt", "别处/OA_9/x.txt"), told, strict=True
    ):
        assert words in said
    files = {
        each.external: [
            (row.part, row.name, row.alternative, row.beside_id is not None)
            for row in EditionFile.objects.filter(edition__document=each).order_by("order")
        ]
        for each in Document.objects.order_by("external")
    }
    assert files == {
        "OA/1": [
            ("picture", "IMG_1.jpg", "与会人员", False), ("picture", "会场全景.png", "会场全景", False),
            ("attachment", "名单.txt", "", False),
        ],
        "OA/2": [("video", "宣讲.mp4", "各位好", False), ("poster", "宣讲.png", "", True)],
        "OA/4": [],
    }  # fmt: skip


def test_an_interpretation_finds_its_document_wherever_its_row_stands(office: Office):
    about = {**GOOD, "external": "OA-2", "kind": "政策解读", "interprets": "OA-1", "form": "文字解读"}
    batch = brought_in(office, workbook(about, {**GOOD, "external": "OA-1"}))
    assert batch.brought_in == 2
    relation = Relation.objects.get()
    assert (relation.document.external, relation.to.external) == ("OA-2", "OA-1")


def test_a_refused_attachment_keeps_its_row_out_and_no_other(office: Office):
    rows = [
        {**GOOD, "external": "OA-1", "files": "附件/一.txt"},
        {**GOOD, "external": "OA-2", "files": "附件/二.txt"},
    ]
    batch = brought_in(office, zipped(workbook(*rows), 一=b"\x00\x01\x02", 二="表二".encode()))
    assert (batch.brought_in, batch.refused) == (1, 1)
    assert list(Document.objects.values_list("external", flat=True)) == ["OA-2"]
    assert EditionFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "损坏"),
        (zipped(b"x").replace("清单.xlsx".encode(), "清单.docx".encode()), "一个 .xlsx"),
        (workbook(GOOD, without="title"), "缺少必填的列"),
    ],
)
def test_a_file_that_is_none_says_why(office: Office, content: bytes, words: str):
    batch = arrived(office, content)
    assert batch.state == "done"
    assert words in batch.report[0]["said"]


def test_another_bodys_people_bring_nothing_in(office: Office):
    refused = office.do(
        importing.receive, office.drafter("land"), body_id=office.bodies["forestry"], name="x", content=b"PK"
    )
    assert isinstance(refused, Refused)
    batch = arrived(office, workbook(*many(1)))
    assert isinstance(office.do(importing.confirm, office.drafter("land"), batch_id=batch.pk), Refused)


def through(office: Office, batch: Batch, step: str, role: Role, **more: Any) -> Batch:
    ordered = office.do(importing.advance, office.person(role), batch_id=batch.pk, step=step, **more)
    assert ordered, ordered
    run_ordered(batch.pk, office.at())
    return Batch.objects.get(pk=batch.pk)


def test_through_the_same_gate_what_is_pointed_at_stays_behind(office: Office):
    rows = many(12)
    rows[3]["text"] = "联系人电话：13800001234"
    batch = brought_in(office, workbook(*rows))
    batch = through(office, batch, "send_to_review", Role.DRAFTER)
    assert batch.progress["done"] == 12
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    batch = through(office, batch, "gate", Role.CONFIDENTIALITY_REVIEWER, answers=answers)
    assert (batch.progress["done"], len(batch.progress["held"])) == (11, 1)
    assert "逐处认定" in batch.progress["held"][0][1]
    batch = through(office, batch, "sign", Role.SIGNER)
    batch = through(office, batch, "release", Role.DRAFTER)
    assert batch.progress["done"] == 11
    assert Edition.objects.filter(released_at__isnull=False).count() == 11
    assert Edition.objects.get(state="confidentiality").title == "第3次会议召开"


def test_a_batch_step_is_for_its_role(office: Office):
    batch = brought_in(office, workbook(*many(2)))
    refused = office.do(importing.advance, office.drafter(), batch_id=batch.pk, step="sign")
    assert "岗位" in str(refused.reason)
    idle = office.do(importing.advance, office.person(Role.SIGNER), batch_id=batch.pk, step="sign")
    assert "没有等这个环节" in str(idle.reason)


def test_an_unanswered_list_passes_nobody(office: Office):
    batch = brought_in(office, workbook(*many(2)))
    batch = through(office, batch, "send_to_review", Role.DRAFTER)
    batch = through(office, batch, "gate", Role.CONFIDENTIALITY_REVIEWER)
    assert batch.progress["done"] == 0
    assert Edition.objects.filter(state="confidentiality").count() == 2


def test_the_template_is_what_the_reader_reads(office: Office):
    book = load_workbook(io.BytesIO(importing.template()))
    sheet = book[SHEET]
    heads = {cell.value.removesuffix("*"): cell.column for cell in sheet[1]}
    for column in columns():
        value = {**GOOD, "external": "OA-1"}.get(column.key)
        sheet.cell(2, heads[column.title], value)
    out = io.BytesIO()
    book.save(out)
    assert brought_in(office, out.getvalue()).brought_in == 1
