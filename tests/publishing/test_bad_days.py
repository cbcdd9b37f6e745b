"""Bad days. Each is tried somewhere; those without a place of their own, here.

| day | test |
|---|---|
| disk full during upload | `test_without_room_on_the_disk_…` |
| worker killed between channels | `channels/test_sending.py::test_a_worker_that_dies_sends_nothing_twice` |
| worker killed during a bulk load | `test_importing.py::test_a_worker_that_died_is_followed_by_another` |
| two editors on one document | `test_of_two_editors_…` |
| scheduled release while the database restarts | `test_a_release_during_which_the_database_goes_away_…` |
| WeChat refuses one message | `channels/test_sending.py::test_what_the_platform_refuses` |
| attachment with a macro, with a fake extension | `test_what_is_not_what_it_seems_is_refused` |
| attachment with a script | `tests/foundation/files/test_inspecting.py` |
| attachment with a tracking pixel | `test_a_document_that_calls_home_…` |
| rich text pasted from Word with scripts | `test_sanitising.py::test_pasted_from_word_only_structure_stays` |
| bulk load with 13 bad rows, and again | `test_of_many_rows_…` |
"""

import errno
import io
import zipfile

import pytest
from django.db import OperationalError, connection

from gongkai.foundation.files import storage
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.models import StoredFile
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.ledger.verbs import Overtaken
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, importing, periodic
from gongkai.publishing.actions import Words, releasing
from gongkai.publishing.importing.actions import AT_ONCE
from gongkai.publishing.models import Document, EditionFile

from .conftest import DAY, Office, findings, fresh, moment, said
from .test_gate import docx, pdf
from .test_importing import arrived, brought_in, many, workbook


@pytest.fixture
def _full(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def fsync(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", fsync)


@pytest.mark.django_db
@pytest.mark.usefixtures("_full")
def test_without_room_on_the_disk_an_upload_is_refused_in_words_and_leaves_nothing(office: Office, tmp_path):
    edition = office.drafted()
    revision = fresh(edition).revision
    refused = office.do(
        actions.attach, office.drafter(), edition_id=edition.pk, name="a.pdf", content=pdf("x")
    )
    assert "磁盘已满" in said(refused)
    batch = office.do(
        importing.receive, office.drafter(), body_id=office.bodies["forestry"], name="a.xlsx",
        content=workbook(),
    )  # fmt: skip
    assert "磁盘已满" in said(batch)
    assert not StoredFile.objects.exists()
    assert not EditionFile.objects.exists()
    assert fresh(edition).revision == revision
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_of_two_editors_the_second_is_told_who_was_faster_and_loses_nothing(office: Office):
    edition = office.drafted()
    seen = fresh(edition).revision
    first, second = office.drafter(), office.person(Role.DRAFTER, name="another")
    about = {"edition_id": edition.pk, "based_on": seen}
    office.must(actions.draft, first, words=Words(html="<p>甲改的。</p>"), **about)
    late = office.do(actions.draft, second, words=Words(html="<p>乙改的。</p>"), **about)
    assert isinstance(late, Overtaken)
    assert late.details
    file = office.do(actions.attach, second, name="a.txt", content=b"x", **about)
    assert isinstance(file, Overtaken)
    assert fresh(edition).text == "甲改的。"
    again = {**about, "based_on": fresh(edition).revision}
    office.must(actions.draft, second, words=Words(html="<p>甲改的。</p><p>乙改的。</p>"), **again)


@pytest.mark.django_db(transaction=True)
def test_a_release_during_which_the_database_goes_away_happens_once_late_and_says_so(
    office: Office, monkeypatch
):
    edition = office.chain(office.drafted())
    office.must(actions.schedule, office.drafter(), edition_id=edition.pk, at=moment(DAY, 300))
    last = releasing.apply_due

    def gone(*_args: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(releasing, "apply_due", gone)
    with pytest.raises(OperationalError):
        periodic.release_due(moment(DAY, 301))
    connection.close()
    assert fresh(edition).released_at is None
    monkeypatch.setattr(releasing, "apply_due", last)
    assert periodic.release_due(moment(DAY, 302)) == [edition.pk]
    assert periodic.release_due(moment(DAY, 303)) == []
    out = fresh(edition)
    assert (out.late, out.released_at) == (True, moment(DAY, 302)), "two minutes are told, too"
    events = [each for each in told("edition", edition.pk) if each.verb == "edition.release"]
    assert [("补发" in each.reason) for each in events] == [True]


def _changed(content: bytes, name: str, change) -> bytes:
    """The container with one part changed, or put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()


PIXEL = (
    b'<Relationship Id="rId99" TargetMode="External" Target="https://tracker.example/p.gif" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
)


def _calling_home(old: bytes) -> bytes:
    """A picture that is fetched from elsewhere when the file is opened, and tells who reads it."""
    return old.replace(b"</Relationships>", PIXEL)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", _changed(docx("x"), "word/vbaProject.bin", lambda _: b"macro"), "宏"),
        ("a.pdf", b"MZ\x90\x00 a program", "不能识别"),
        ("a.pdf", docx("x"), "扩展名不符"),
        ("a.docx", pdf("x"), "扩展名不符"),
        ("a.exe.txt", b"MZ\x90\x00" + bytes(10), "不能识别"),
    ],
)
def test_what_is_not_what_it_seems_is_refused(office: Office, name: str, content: bytes, words: str):
    edition = office.drafted()
    refused = office.do(actions.attach, office.drafter(), edition_id=edition.pk, name=name, content=content)
    assert words in said(refused)


@pytest.mark.django_db
def test_a_document_that_calls_home_is_pointed_at_and_can_be_silenced(office: Office):
    content = _changed(docx("x"), "word/_rels/document.xml.rels", _calling_home)
    edition = office.drafted()
    row = office.attach(edition, "a.docx", content)
    edition = office.chain(edition, "confidentiality")
    assert any("tracker.example" in each for each in findings(edition).values_list("passage", flat=True))
    office.must(actions.recall, office.drafter(), edition_id=edition.pk, reason="去掉外部链接")
    office.must(
        actions.mask, office.drafter(), edition_id=edition.pk, file_id=row.file_id, reason="去掉外部链接"
    )
    copy = EditionFile.objects.get(edition=edition, part="attachment")
    with zipfile.ZipFile(io.BytesIO(content_of(cards([copy.file_id])[copy.file_id]))) as silent:
        assert not any(b"tracker.example" in silent.read(each) for each in silent.namelist())


@pytest.mark.django_db
def test_of_many_rows_the_bad_ones_stay_out_with_reasons_and_a_repeat_is_harmless(office: Office):
    rows = many(2 * AT_ONCE + 13)
    for at in range(0, 13 * 30, 30):
        rows[at] = {**rows[at], "kind": "没有这一类"} if at % 60 else {**rows[at], "title": ""}
    book = workbook(*rows)
    checked = arrived(office, book)
    assert (checked.total, checked.refused) == (len(rows), 13)
    assert {each["row"] for each in checked.report} == {at + 2 for at in range(0, 13 * 30, 30)}
    assert all(each["said"] and each["key"] in ("kind", "title") for each in checked.report)
    assert not Document.objects.exists()
    done = brought_in(office, book)
    assert (done.state, done.brought_in) == ("done", 2 * AT_ONCE)
    again = brought_in(office, book)
    assert (again.brought_in, again.known) == (0, 2 * AT_ONCE)
    assert Document.objects.count() == 2 * AT_ONCE
