"""Mailboxes on a real (small) mail server: nothing lost, nothing twice, whenever it is interrupted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import actions, intake, jobs, mailboxes, queries
from gongkai.foundation.mail.mailboxes import Polled, poll
from gongkai.foundation.mail.models import Fetched, IncomingMail, Mailbox
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tasks import queries as tasks
from tests.foundation.mail.mailserver import MailServer, serve

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, 2, 0, tzinfo=UTC)


def raw(number: int, text: str = "申请公开") -> bytes:
    head = f"From: wang@example.cn\r\nMessage-ID: <{number}@example.cn>\r\nSubject: {number}\r\n\r\n"
    return f"{head}{text}\r\n".encode()


@pytest.fixture
def server():
    server = MailServer()
    listening = serve(server)
    yield server
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def box(server, city, settings, tmp_path):
    url = f"imap://land@127.0.0.1:{server.port}/INBOX"
    settings.MAILBOX_PASSWORDS = str(tmp_path / "passwords")
    (tmp_path / "passwords").write_text(f"forestry {url} other\nland {url} {server.password}\n")
    made = actions.set_mailbox(
        actor=SYSTEM,
        now=NOW,
        body_id=city.land,
        address="land@example.gov.cn",
        url=url,
        since=date(2018, 1, 1),
    )
    assert isinstance(made, int), made
    return made


def _titles() -> list[str]:
    return [each.title for each in reversed(queries.arrived(SYSTEM, ["arrived", "noted"]))]


def test_new_mail_is_taken_in_and_then_marked(server, box):
    for number in (1, 2):
        server.put(raw(number))
    assert poll(box, NOW) == Polled(new=2)
    assert _titles() == ["1", "2"]
    assert all("\\Seen" in kept.flags for kept in server.inbox.values())
    assert poll(box, NOW) == Polled()
    card = queries.arrived(SYSTEM)[0]
    assert card.arrived_at == datetime(2018, 1, 22, 1, 31, tzinfo=UTC)
    assert any(each.startswith("ID ") for each in server.asked)


def test_what_a_person_has_read_meanwhile_is_taken_in_all_the_same(server, box):
    server.inbox[server.put(raw(1))].flags.add("\\Seen")
    assert poll(box, NOW).new == 1


class Killed(BaseException):
    """The process ends here."""


def _dies(*_anything, **_named):
    raise Killed


@pytest.mark.parametrize(
    "place",
    [
        (intake, "take_in"),
        (intake.Fetched.objects, "get_or_create"),
        (mailboxes, "take"),
        (mailboxes, "_finish"),
    ],
    ids=["before it is kept", "before its place is noted", "after it is fetched", "before it is marked"],
)
def test_killed_at_any_point_nothing_is_lost_or_doubled(server, box, place, monkeypatch):
    server.put(raw(1))
    with monkeypatch.context() as patch:
        patch.setattr(*place, _dies)
        with pytest.raises(Killed):
            poll(box, NOW)
    assert server.inbox[1].flags == set()
    assert IncomingMail.objects.count() == Fetched.objects.count()
    poll(box, NOW)
    assert _titles() == ["1"]
    assert server.inbox[1].flags == {"\\Seen"}


def test_a_server_that_numbers_anew_brings_nothing_twice(server, box):
    server.put(raw(1))
    poll(box, NOW)
    server.uidvalidity, server.folders["INBOX"] = 8, {}
    server.put(raw(2), uid=1)
    server.put(raw(1), uid=2)
    assert poll(box, NOW) == Polled(new=1, known=1)
    assert _titles() == ["1", "2"]


def test_a_mail_imported_before_is_known_and_marked(server, box, city):
    intake.import_file(actor=SYSTEM, now=NOW, body_id=city.land, content=raw(1), name="1.eml")
    server.put(raw(1))
    assert poll(box, NOW) == Polled(known=1)
    assert server.inbox[1].flags == {"\\Seen"}


def test_one_mail_that_cannot_be_taken_in_holds_up_no_other(server, box, monkeypatch):
    for number in (1, 2, 3):
        server.put(raw(number))
    genuine = mailboxes.take

    def fails(**told):
        if b"<2@" in told["raw"]:
            raise OSError("磁盘已满")
        return genuine(**told)

    monkeypatch.setattr(mailboxes, "take", fails)
    assert poll(box, NOW) == Polled(new=2, failed=1)
    assert server.inbox[2].flags == set()
    monkeypatch.undo()
    assert poll(box, NOW) == Polled(new=1)


def test_of_a_mail_beyond_measure_the_headers_are_kept(server, box, settings):
    settings.MAIL_LARGEST = 500
    server.put(raw(1, "长" * 1000))
    assert poll(box, NOW).new == 1
    (card,) = queries.arrived(SYSTEM)
    assert (card.title, card.sender_address, card.is_whole, card.size) == (
        "1",
        "wang@example.cn",
        False,
        len(raw(1, "长" * 1000)),
    )
    assert "过大" in str(queries.opened(SYSTEM, card.id).problems[0])
    assert not any("BODY.PEEK[]" in each for each in server.asked)


def test_done_mail_can_be_moved_away(server, box, city):
    url = queries.mailboxes(SYSTEM)[0].url
    actions.set_mailbox(
        actor=SYSTEM, now=NOW, body_id=city.land, address="land@example.gov.cn", url=url, done_folder="Done"
    )
    server.put(raw(1))
    poll(box, NOW)
    assert (list(server.inbox), len(server.folders["Done"])) == ([], 1)
    assert Mailbox.objects.get().since == date(2018, 1, 1)


@pytest.mark.parametrize("fault", ["password", "down", "no line"])
def test_what_goes_wrong_is_noted_beside_the_mailbox(server, box, settings, fault, tmp_path):
    if fault == "password":
        server.password = "changed"
    elif fault == "down":
        url = "imap://land@127.0.0.1:1/INBOX"
        Mailbox.objects.update(url=url)
        (tmp_path / "passwords").write_text(f"land {url} x\n")
    else:
        settings.MAILBOX_PASSWORDS = ""
    assert poll(box, NOW).error
    (card,) = queries.mailboxes(SYSTEM)
    assert (card.polled_at, bool(card.error)) == (NOW, True)
    assert "geheim" not in card.error


def test_every_enabled_mailbox_gets_a_job_of_its_own_once(box):
    for _each in range(2):
        jobs.poll_all()
    assert [each.task for each in tasks.jobs()] == [jobs.POLL]
    Mailbox.objects.update(is_enabled=False)
    assert poll(box, NOW) == Polled()


def test_who_may_set_a_mailbox(city, appointed):
    def set_by(actor, address="a@example.gov.cn", url="imaps://a@mx.example.gov.cn/INBOX", body=None):
        return actions.set_mailbox(actor=actor, now=NOW, body_id=body or city.land, address=address, url=url)

    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land)
    assert isinstance(set_by(administrator), int)
    for actor in (
        appointed(Role.REQUEST_CLERK, city.land),
        appointed(Role.BODY_ADMINISTRATOR, city.forestry),
    ):
        assert isinstance(set_by(actor), Refused)
    city_office = appointed(Role.CITY_OFFICE, city.city)
    assert isinstance(set_by(city_office, "b@example.gov.cn", "imaps://b@mx.example.gov.cn/INBOX"), int)
    refused = set_by(city_office, "b@example.gov.cn", "imaps://b@mx.example.gov.cn/INBOX", city.forestry)
    assert isinstance(refused, Refused)
    for url in (
        "http://a@mx/",
        "imaps://mx/INBOX",
        "imaps://a:secret@mx/INBOX",
        "imaps://a@mx:x/",
        "imaps://a@mx.example.gov.cn/INBOX",
    ):
        assert isinstance(set_by(administrator, "c@example.gov.cn", url), Refused), url
    assert [each.message for each in mismatches()] == []


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("mail", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_sets_looks_imports_and_tells(server, city, settings, tmp_path):
    url = f"imap://land@127.0.0.1:{server.port}/INBOX"
    settings.MAILBOX_PASSWORDS = str(tmp_path / "passwords")
    (tmp_path / "passwords").write_text(f"land {url} {server.password}\n")
    _said("set", "land", "land@example.gov.cn", url, "--since", "2018-01-01")
    server.put(raw(1))
    assert "+1  =0  !0" in _said("poll")
    (tmp_path / "1.eml").write_bytes(raw(1))
    (tmp_path / "2.eml").write_bytes(raw(2))
    said = _said("import", "land", str(tmp_path / "1.eml"), str(tmp_path / "2.eml"))
    assert "1.eml：新收 0 封，已有 1 封" in said
    assert "2.eml：新收 1 封，已有 0 封" in said
    assert "land@example.gov.cn" in _said()
    _said("set", "land", "land@example.gov.cn", url, "--off")
    assert _said("poll") == ""
    for wrong in (
        ["import", "nowhere", str(tmp_path / "1.eml")],
        ["set", "land", "x@example.cn", "http://x"],
    ):
        with pytest.raises(CommandError):
            _said(*wrong)


@pytest.mark.django_db(transaction=True)
def test_one_mail_brought_by_several_at_once_is_taken_in_once(city):
    def bring(_number: int) -> intake.Arrival:
        try:
            return intake.take(actor=SYSTEM, now=NOW, body_id=city.land, raw=raw(1))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        arrivals = list(pool.map(bring, range(4)))
    assert sorted(each.is_new for each in arrivals) == [False, False, False, True]
    assert len({each.id for each in arrivals}) == 1
