"""What may be attached, who sees it, and that a kept content is what it was."""

import io
import socketserver
import struct
import threading
import zipfile
from datetime import UTC, date, datetime

import pikepdf
import pytest
from PIL import Image

from gongkai.core.messages import Message
from gongkai.foundation.files import actions, kinds, policy, queries, serving, storage
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, tzinfo=UTC)
TODAY = date(2018, 1, 22)


def _pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer, compress_streams=False)
    return buffer.getvalue()


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, kind)
    return buffer.getvalue()


PDF = _pdf()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _container(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return buffer.getvalue()


WHAT_IS_ACCEPTED = [
    ("名册.pdf", PDF, kinds.PDF),
    ("名册.PDF", PDF, kinds.PDF),
    ("表.xlsx", _container("[Content_Types].xml", "xl/workbook.xml"), kinds.XLSX),
    ("文.docx", _container("[Content_Types].xml", "word/document.xml"), kinds.DOCX),
    ("公文.ofd", _container("OFD.xml"), kinds.OFD),
    ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, kinds.OLD_OFFICE),
    ("图.png", _picture("PNG"), kinds.PNG),
    ("照片.jpeg", _picture("JPEG"), kinds.JPEG),
    ("说明.txt", "张贴于公告栏".encode(), kinds.TEXT),
    ("旧编码.csv", "张贴，3".encode("gb18030"), kinds.TEXT),
]
WHAT_IS_REFUSED = [
    ("空.pdf", b"", "空的"),
    ("大.pdf", PDF + b" " * 2000, "超过"),
    ("装作.pdf", b"\x89PNG\r\n\x1a\n\x00\x00", "扩展名不符"),
    ("宏.docx", _container("word/document.xml", "word/vbaProject.bin"), "宏"),
    ("包.zip", _container("a.exe"), "不能识别"),
    ("断.docx", b"PK\x03\x04broken", "已损坏"),
    ("程序.txt", b"MZ\x00\x00", "不能识别"),
    ("页.html", b"<script>alert(1)</script>", "不接收这种文件"),
]


def _attach(actor, body, name="名册.pdf", content=PDF, purpose="return_entry"):
    return actions.attach(actor=actor, now=NOW, body_id=body, name=name, content=content, purpose=purpose)


@pytest.mark.parametrize(("name", "content", "kind"), WHAT_IS_ACCEPTED)
def test_accepted(city, appointed, name, content, kind):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    made = _attach(clerk, city.land, name, content)
    assert not isinstance(made, Refused), made
    card = queries.file_visible_to(clerk, TODAY, made)
    assert (card.name, card.size, card.content_type) == (name, len(content), kind.content_type)
    assert storage.content_of(card.sha256) == content
    assert list(rows.mismatches()) == []


@pytest.mark.parametrize(("name", "content", "said"), WHAT_IS_REFUSED)
def test_refused(city, appointed, settings, folder, name, content, said):
    settings.FILES_LARGEST = 1000
    refused = _attach(appointed(Role.STATISTICS_CLERK, city.land), city.land, name, content)
    assert said in str(refused.reason)
    assert list(folder.iterdir()) == []


def test_a_path_in_the_name_is_cut_away(city, appointed):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    made = _attach(clerk, city.land, "..\\..\\C:/" + "长" * 300 + "\r\n.pdf")
    name = queries.file_visible_to(clerk, TODAY, made).name
    assert name.startswith("长")
    assert name.endswith(".pdf")
    assert len(name) <= 200


def test_who_attaches_and_who_sees(city, appointed):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    made = _attach(clerk, city.land)
    people = {
        "同单位": (appointed(Role.DRAFTER, city.land), True, True),
        "主管部门": (appointed(Role.CITY_OFFICE, city.city), False, True),
        "别的单位": (appointed(Role.STATISTICS_CLERK, city.forestry), False, False),
        "公众": (PUBLIC, False, False),
    }
    for who, (actor, attaches, sees) in people.items():
        assert bool(_attach(actor, city.land)) is attaches, who
        assert (queries.file_visible_to(actor, TODAY, made) is not None) is sees, who


def test_a_room_sets_its_own_rule(city, appointed, monkeypatch):
    monkeypatch.setattr(policy, "_rules", {})
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    open_to_all, to_nobody = _attach(clerk, city.land, purpose="a"), _attach(clerk, city.land, purpose="b")
    policy.rule_for("a")(lambda actor, file, day: file == open_to_all)
    policy.rule_for("b")(lambda actor, file, day: False)
    assert queries.files_visible_to(PUBLIC, TODAY, [open_to_all, to_nobody]).keys() == {open_to_all}
    assert queries.files_visible_to(clerk, TODAY, [to_nobody]) == {}


def test_a_download_is_never_shown_within_our_pages(city, appointed, settings):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    card = queries.file_visible_to(clerk, TODAY, _attach(clerk, city.land))
    answer = serving.response(card)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    settings.FILES_ACCEL = "/files"
    answer = serving.response(card)
    assert answer.content == b""
    assert answer["X-Accel-Redirect"] == f"/files/{card.sha256[:2]}/{card.sha256[2:4]}/{card.sha256}"


def test_a_content_changed_on_disk_is_not_handed_out(city, appointed):
    clerk = appointed(Role.STATISTICS_CLERK, city.land)
    card = queries.file_visible_to(clerk, TODAY, _attach(clerk, city.land))
    storage.path_of(card.sha256).write_bytes(b"%PDF-forged")
    with pytest.raises(ValueError, match="has changed"):
        serving.response(card)


class _Clamd(socketserver.BaseRequestHandler):
    """Speaks INSTREAM: finds what contains EICAR."""

    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while (size := struct.unpack("!L", self._exactly(4))[0]) > 0:
            content += self._exactly(size)
        said = b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0"
        self.request.sendall(said)

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            got += self.request.recv(size - len(got))
        return got


@pytest.fixture
def clamd(settings):
    server = socketserver.TCPServer(("127.0.0.1", 0), _Clamd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.FILES_SCANNER = "gongkai.foundation.files.scanning.clamd"
    settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("content", "said"), [(PDF + b" " * 200_000, None), (PDF + b"EICAR", "病毒（Eicar-Test）")]
)
def test_the_scanner_is_asked(city, appointed, clamd, content, said):
    result = _attach(appointed(Role.STATISTICS_CLERK, city.land), city.land, content=content)
    assert said is None if result else said in str(result.reason)


def test_a_scanner_that_does_not_answer_lets_nothing_pass(city, appointed, settings, tmp_path):
    settings.FILES_SCANNER = "gongkai.foundation.files.scanning.clamd"
    settings.CLAMD = str(tmp_path / "no-such-socket")
    refused = _attach(appointed(Role.STATISTICS_CLERK, city.land), city.land)
    assert isinstance(refused.reason, Message)
    assert "没有应答" in str(refused.reason)
