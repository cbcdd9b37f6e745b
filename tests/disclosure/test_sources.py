"""Sources that are pulled, over HTTP and SFTP, and objections to what is posted."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import paramiko
import pytest

from gongkai.disclosure import actions, declared, periodic
from gongkai.disclosure.models import Release, Source
from gongkai.disclosure.pulls import NotFetchedError, fetch, problem_of
from gongkai.disclosure.queries import others
from gongkai.foundation.organisations.roles import PUBLIC

from .conftest import DAY, FINES, Office, fields_of, fine, rows, said

pytestmark = pytest.mark.django_db
TABLE = "决定书文号,当事人,处罚种类,罚款金额（万元）,决定日期\n1号,张小样,罚款,1.5,2026-02-27\n"


@pytest.fixture(autouse=True)
def loopback(settings) -> None:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    settings.WEBHOOK_HTTP_HOSTS = ["127.0.0.1"]


@contextmanager
def web(answers: dict[str, tuple[int, bytes]]) -> Iterator[tuple[str, list[str]]]:
    """A server of these paths; the authorizations it was shown."""
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers.get("authorization", ""))
            status, content = answers.get(self.path, (404, b""))
            self.send_response(status)
            self.send_header("content-type", "text/csv; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", shown
    finally:
        server.shutdown()
        server.server_close()


def source(office: Office, url: str, **more: object) -> Source:
    made = office.must(
        actions.propose_source, office.writer(), body_id=office.bodies["forestry"], data_set="fines",
        kind="http", name="执法系统", url=url, **more,
    )  # fmt: skip
    return office.must(actions.approve_source, office.reviewer(), source_id=made.pk)


def test_a_source_is_pulled_published_and_known_again(office: Office):
    answers = {"/fines": (200, TABLE.encode())}
    with web(answers) as (base, shown):
        made = source(office, f"{base}/fines", secret="word", every_minutes=60)
        assert "word" not in Source.objects.get(pk=made.pk).secret
        assert periodic.pull_due(office.at()) == 1
        assert ([row.key for row in rows()], shown) == (["1号"], ["Bearer word"])
        assert periodic.pull_due(office.at()) == 0, "not before its time"
        assert periodic.pull(made.pk, office.at()) is None, "the same file again"
        answers["/fines"] = (200, TABLE.replace("1.5", "2.5").encode("gb18030"))
        changed = periodic.pull(made.pk, office.at())
        assert (changed.state, changed.changed, changed.approved_by) == (
            "released",
            1,
            office.reviewer().code,
        )
        answers["/fines"] = (200, TABLE.replace("罚款,1.5", "拘留,约").encode())
        held = periodic.pull(made.pk, office.at())
        assert (held.state, held.refused) == ("checked", 1)
        answers.clear()
        for _ in range(2):
            assert periodic.pull(made.pk, office.at()) is None
        failing = Source.objects.get(pk=made.pk)
        assert (failing.failures, failing.last_error) == (2, "HTTP 404")
    office.must(actions.stop_source, office.writer(), source_id=made.pk, reason="换系统")
    assert periodic.pull(made.pk, office.at()) is None
    (card,) = others.sources(office.writer(), DAY)
    assert (card.state, card.has_secret) == ("stopped", True)
    assert others.sources(office.writer("land"), DAY) == []


def test_nothing_is_fetched_from_inside(settings):
    settings.WEBHOOK_NETWORKS = []
    for url in ("http://127.0.0.1:1/x", "https://10.0.0.1/x", "https://[::1]/x", "file:///etc/passwd",
                "https://user:word@example.org/"):  # fmt: skip
        assert problem_of("http", url, "") is not None
    key = "ssh-ed25519 " + base64.b64encode(b"\x00\x00\x00\x0bssh-ed25519" + b"0" * 36).decode()
    assert problem_of("sftp", "sftp://127.0.0.1/a.csv", key) is None
    assert problem_of("sftp", "sftp://127.0.0.1/a.csv", "") is not None
    with pytest.raises(NotFetchedError, match="ForbiddenAddress"):
        fetch("sftp", "sftp://127.0.0.1:1/a.csv", username="a", secret="b", host_key=key)


class _Files(paramiko.SFTPServerInterface):
    folder: Path

    def open(self, path: str, flags: int, attr: object) -> paramiko.SFTPHandle:
        handle = paramiko.SFTPHandle(flags)
        handle.readfile = (self.folder / path.lstrip("/")).open("rb")
        return handle

    def stat(self, path: str) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat((self.folder / path.lstrip("/")).stat())


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        good = (username, password) == ("puller", "word")
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


@contextmanager
def sftp(folder: Path) -> Iterator[tuple[int, str]]:
    """A server of the folder: its port and its key."""
    key = paramiko.ECDSAKey.generate()
    listener = socket.create_server(("127.0.0.1", 0))
    files = type("Files", (_Files,), {"folder": folder})

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, files)
            transport.start_server(server=_Door())

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1], f"{key.get_name()} {key.get_base64()}"
    finally:
        listener.close()


def test_a_file_comes_over_sftp_from_the_host_that_was_registered(tmp_path: Path):
    (tmp_path / "罚.csv").write_text(TABLE, encoding="utf-8")
    with sftp(tmp_path) as (port, key):
        url = f"sftp://127.0.0.1:{port}/罚.csv"
        got = fetch("sftp", url, username="puller", secret="word", host_key=key)
        assert (got.name, got.content.decode()) == ("罚.csv", TABLE)
        with pytest.raises(NotFetchedError):
            fetch("sftp", url, username="puller", secret="other", host_key=key)
        other = paramiko.ECDSAKey.generate()
        stranger = f"{other.get_name()} {other.get_base64()}"
        with pytest.raises(NotFetchedError, match="another key"):
            fetch("sftp", url, username="puller", secret="word", host_key=stranger)


def test_anybody_objects_while_a_row_is_posted_and_the_body_answers(office: Office, monkeypatch):
    posted = fields_of(FINES.replace('stays = "长期"', 'stays = "公示期7个工作日"', 1))
    monkeypatch.setattr(declared, "installed", lambda: posted)
    office.released(actions.Given.rows([fine(1)]))
    (row,) = rows()
    words = {"data_set": "fines", "number": row.number, "name": "王样", "contact": "10000000001"}
    assert "事实和理由" in said(office.do(actions.object_to, PUBLIC, text=" ", **words))
    made = office.must(actions.object_to, PUBLIC, date(2026, 3, 5), text="面积不对", **words)
    assert made.due_on == date(2026, 3, 12)
    late = office.do(actions.object_to, PUBLIC, date(2026, 4, 1), text="面积不对", **words)
    assert "届满" in said(late)
    assert others.objections(office.writer("land"), DAY) == []
    assert not office.do(
        actions.answer, office.writer("land"), objection_id=made.pk, upheld=True, text="属实"
    )
    office.must(
        actions.answer, office.writer(), objection_id=made.pk, upheld=True, text="经核查属实，已更正。"
    )
    (public,) = others.public_objections("fines", row.number)
    assert (public.name, public.contact, public.text, public.state) == ("", "", "", "upheld")
    assert not office.do(actions.withdraw_objection, office.writer(), objection_id=made.pk, reason="x")
    assert periodic.expire_over(office.at(DAY + timedelta(days=30))) == 1
    assert Release.objects.get(way="expiry").state == "released"
