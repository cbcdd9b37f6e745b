"""Mail taken in: once, by whom it may be, told apart, linked to what it became, erased."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import actions, fingerprint, intake, jobs, queries
from gongkai.foundation.mail.models import IncomingMail, Letter, RawMail
from gongkai.foundation.mail.post import deliver, post
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)


def raw(text: str = "申请公开道路工程合同", *more: str, number: int = 1, subject: str = "申请公开") -> bytes:
    lines = [
        *more, "From: 王某某 <wang@example.cn>", "To: land@example.gov.cn", f"Subject: {subject}",
        "Date: Mon, 22 Jan 2018 08:59:00 +0800", f"Message-ID: <{number}@example.cn>",
        "Content-Type: text/plain; charset=utf-8", "", text, "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


@pytest.fixture
def clerk(city, appointed):
    return appointed(Role.REQUEST_CLERK, city.land)


def take(city, content: bytes, actor=SYSTEM) -> int:
    taken = intake.take(actor=actor, now=NOW, body_id=city.land, raw=content)
    assert isinstance(taken, intake.Arrival), taken
    return taken.id


def test_a_mail_waits_for_the_clerk_of_its_body_alone(city, clerk, appointed):
    mail = take(city, raw())
    (card,) = queries.arrived(clerk)
    assert (card.id, card.sender_name, card.sender_address, card.title) == (
        mail,
        "王某某",
        "wang@example.cn",
        "申请公开",
    )
    assert (card.kind, card.state, card.excerpt) == ("person", "arrived", "申请公开道路工程合同")
    assert card.sent_at == card.arrived_at == datetime(2018, 1, 22, 0, 59, tzinfo=UTC)
    assert queries.opened(clerk, mail).text == "申请公开道路工程合同"
    assert queries.raw_of(clerk, mail) == raw()
    for stranger in (
        appointed(Role.REQUEST_CLERK, city.forestry),
        appointed(Role.DRAFTER, city.land),
        PUBLIC,
    ):
        assert queries.arrived(stranger) == []
        assert queries.mail_visible_to(stranger, mail) is None
        assert queries.opened(stranger, mail) is None
        assert queries.raw_of(stranger, mail) is None


@pytest.mark.parametrize(
    ("header", "told", "expected"),
    [
        ("Subject: x", None, datetime(2018, 1, 22, 0, 59, tzinfo=UTC)),
        (
            "Received: by mx; Mon, 22 Jan 2018 08:59:30 +0800",
            None,
            datetime(2018, 1, 22, 0, 59, 30, tzinfo=UTC),
        ),
        ("Received: by mx; Fri, 22 Jan 2038 08:59:30 +0800", None, NOW),
        (
            "Subject: x",
            datetime(2018, 1, 22, 0, 59, 59, tzinfo=UTC),
            datetime(2018, 1, 22, 0, 59, 59, tzinfo=UTC),
        ),
        ("Subject: x", datetime(2019, 1, 22, tzinfo=UTC), NOW),
    ],
)
def test_when_it_arrived(city, clerk, header, told, expected):
    intake.take(actor=SYSTEM, now=NOW, body_id=city.land, raw=raw("x", header), arrived_at=told)
    assert queries.arrived(clerk)[0].arrived_at == expected


def test_what_it_says_stands_beside_the_ledger_and_the_ledger_agrees(city):
    take(city, raw())
    assert [each.message for each in mismatches()] == []
    last = chain.Event.objects.last()
    assert (last.verb, last.subject_type, last.body) == ("mail.take_in", "incoming_mail", city.land)
    assert "wang" not in str(last.after)
    assert "申请公开" not in str(last.after)


def test_with_a_key_the_mail_is_sealed(city, settings, clerk):
    settings.FILES_KEYS = ["k" * 40]
    mail = take(city, raw())
    assert "道路工程".encode() not in bytes(RawMail.objects.get(mail=mail).content)
    assert queries.raw_of(clerk, mail) == raw()


_SAME = [
    raw(),
    raw().replace(b"\r\n", b"\n"),
    b"Received: from a by b\r\nX-Mozilla-Status: 0001\r\n" + raw() + b"\r\n\r\n",
    b"From wang@example.cn Mon Jan 22 08:59:00 2018\n" + raw().replace(b"\r\n", b"\n"),
]


@pytest.mark.parametrize("copy", _SAME)
def test_a_copy_is_known_whatever_servers_and_files_made_of_it(city, copy):
    first = take(city, raw())
    again = intake.take(actor=SYSTEM, now=NOW, body_id=city.land, raw=copy)
    assert again == intake.Arrival(first, is_new=False)
    assert IncomingMail.objects.count() == 1
    refused = actions.take_in(actor=SYSTEM, now=NOW, body_id=city.land, raw=copy)
    assert isinstance(refused, Refused)


@pytest.mark.parametrize("other", [raw("另一件"), raw(number=2), raw(subject="再次申请公开")])
def test_another_mail_is_not_a_copy(other):
    assert fingerprint.of_mail(other) != fingerprint.of_mail(raw())


def test_one_mail_to_two_bodies_is_taken_by_both(city):
    take(city, raw())
    assert intake.take(actor=SYSTEM, now=NOW, body_id=city.forestry, raw=raw()).is_new


def test_only_clerks_of_the_body_take_mail_in(city, clerk, appointed):
    assert take(city, raw(), clerk)
    for actor in (appointed(Role.REQUEST_CLERK, city.forestry), appointed(Role.DRAFTER, city.land), PUBLIC):
        assert isinstance(intake.take(actor=actor, now=NOW, body_id=city.land, raw=raw(number=2)), Refused)
        refused = intake.import_file(actor=actor, now=NOW, body_id=city.land, content=raw(), name="a.eml")
        assert isinstance(refused, Refused)


def test_what_no_person_wrote_is_kept_and_makes_nothing(city, clerk):
    mail = take(city, raw("我在休假", "Auto-Submitted: auto-replied"))
    assert queries.arrived(clerk) == []
    (card,) = queries.arrived(clerk, ["noted"], kinds=["out_of_office"])
    assert card.id == mail
    assert actions.taken_as(actor=clerk, now=NOW, mail_id=mail, subject=("case", 3)) == mail


def test_a_mail_becomes_a_case_once(city, clerk):
    mail = take(city, raw())
    assert actions.taken_as(actor=clerk, now=NOW, mail_id=mail, subject=("case", 3)) == mail
    assert queries.mail_visible_to(clerk, mail).subject == ("case", "3")
    assert isinstance(actions.taken_as(actor=clerk, now=NOW, mail_id=mail, subject=("case", 4)), Refused)
    assert isinstance(actions.set_aside(actor=clerk, now=NOW, mail_id=mail, reason="广告"), Refused)
    assert [each.message for each in mismatches()] == []


def test_setting_aside_needs_a_reason_and_can_be_thought_over(city, clerk, appointed):
    mail = take(city, raw())
    assert isinstance(actions.set_aside(actor=clerk, now=NOW, mail_id=mail, reason=" "), Refused)
    other = appointed(Role.REQUEST_CLERK, city.forestry)
    assert isinstance(actions.set_aside(actor=other, now=NOW, mail_id=mail, reason="广告"), Refused)
    assert actions.set_aside(actor=clerk, now=NOW, mail_id=mail, reason="广告") == mail
    assert queries.arrived(clerk) == []
    assert actions.taken_as(actor=clerk, now=NOW, mail_id=mail, subject=("case", 3)) == mail


def _letter(server) -> Letter:
    number = post(to="gone@example.cn", subject="补正告知", text="请补正。", about=("case", 5), now=NOW)
    deliver(number, NOW)
    return Letter.objects.get(pk=number)


def _returned(letter: Letter, action: str = "failed") -> bytes:
    return (
        "From: MAILER-DAEMON@example.cn\r\nSubject: Undelivered\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.cn\r\n\r\n"
        f"Final-Recipient: rfc822; gone@example.cn\r\nAction: {action}\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {letter.message_id}\r\n--b--\r\n"
    ).encode()


def test_a_returned_letter_is_seen_not_to_have_arrived(city, clerk, server):
    letter = _letter(server)
    take(city, _returned(letter, "delayed"))
    assert queries.letters_about("case", 5)[0].state == "sent"
    mail = take(city, _returned(letter))
    (card,) = queries.letters_about("case", 5)
    assert (card.state, card.sent_at, card.returned_at) == ("refused", NOW, NOW)
    assert card.error == "550 no such user <gone@example.cn>"
    assert queries.mail_visible_to(clerk, mail).answers == letter.pk
    told = chain.Event.objects.filter(subject_type="letter").last()
    assert (told.before["state"], told.after["state"], told.after["about"]) == ("sent", "refused", "case:5")


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_an_answer_proves_that_an_unsure_letter_went_out(city, clerk, server, header):
    server.hangs_up_after_content = True
    letter = _letter(server)
    assert letter.state == Letter.State.UNSURE
    mail = take(city, raw("收到", f"{header}: {letter.message_id}"))
    assert Letter.objects.get(pk=letter.pk).state == Letter.State.SENT
    assert queries.mail_visible_to(clerk, mail).answers == letter.pk


def test_a_mailbox_file_is_taken_in_mail_by_mail(city, clerk):
    quoted = raw("第二件\r\n>From 起算").replace(b"\r\n", b"\n")
    box = (
        b"From a Mon Jan 22 08:59:00 2018\n"
        + raw().replace(b"\r\n", b"\n")
        + b"\nFrom b Mon Jan 22 08:59:00 2018\n"
        + quoted
    )
    imported = intake.import_file(actor=clerk, now=NOW, body_id=city.land, content=box, name="box.mbox")
    assert [each.is_new for each in imported] == [True, True]
    assert queries.opened(clerk, imported[1].id).text == "第二件\nFrom 起算"
    again = intake.import_file(actor=clerk, now=NOW, body_id=city.land, content=raw(), name="a.eml")
    assert again == (intake.Arrival(imported[0].id, is_new=False),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", "msg"),
        (b"%PDF-1.7 x", "不像邮件"),
        (b"x: y" * 99, "分成"),
    ],
)
def test_files_that_are_no_mail_are_refused_in_words(city, clerk, settings, content, says):
    settings.MAIL_LARGEST_IMPORT = 200
    refused = intake.import_file(actor=clerk, now=NOW, body_id=city.land, content=content, name="a.pdf")
    assert isinstance(refused, Refused)
    assert says in str(refused.reason)


def test_erased_mail_is_gone_and_the_ledger_still_holds(city, clerk):
    mail = take(city, raw())
    assert isinstance(actions.erase(actor=clerk, now=NOW, mails=[mail]), Refused)
    assert actions.erase(actor=SYSTEM, now=NOW, mails=[mail], reason="保存期满") == 1
    card = queries.mail_visible_to(clerk, mail)
    assert (card.sender_name, card.sender_address, card.title, card.excerpt) == ("", "", "", "")
    assert (queries.opened(clerk, mail), queries.raw_of(clerk, mail)) == (None, None)
    assert list(chain.breaks()) == []
    assert [each.message for each in mismatches()] == []
    assert take(city, raw()) == mail  # brought again it is still known
    assert isinstance(actions.taken_as(actor=clerk, now=NOW, mail_id=mail, subject=("case", 1)), Refused)


def test_mail_that_became_nothing_is_erased_in_time(city, clerk, settings):
    settings.MAIL_KEPT_DAYS = 180
    waiting, aside, became = (take(city, raw(number=each)) for each in (1, 2, 3))
    actions.set_aside(actor=clerk, now=NOW, mail_id=aside, reason="广告")
    actions.taken_as(actor=clerk, now=NOW, mail_id=became, subject=("case", 1))
    young = intake.take(
        actor=SYSTEM, now=timezone.now(), body_id=city.land, raw=raw("x", "List-Id: <x>", number=4),
        arrived_at=timezone.now(),
    ).id  # fmt: skip
    jobs.forget_old()
    erased = set(IncomingMail.objects.exclude(erased_at=None).values_list("pk", flat=True))
    assert erased == {aside}
    assert {waiting, became, young} & erased == set()


NEW_KEY = "another key of at least thirty-two characters"


def told(*words: str) -> str:
    out = StringIO()
    call_command("files", *words, stdout=out)
    return out.getvalue()


def test_a_changed_key_seals_mail_anew(city, clerk, settings):
    old_key, settings.FILES_KEYS = settings.FILES_KEYS, []
    plain = take(city, raw("没有密钥的时候"))
    settings.FILES_KEYS = old_key
    sealed = take(city, raw("旧的密钥", number=2))
    settings.FILES_KEYS = [NEW_KEY, *old_key]
    assert "2 份" in told("reseal")
    settings.FILES_KEYS = [NEW_KEY]
    assert "没有密钥的时候".encode() not in bytes(RawMail.objects.get(mail=plain).content)
    assert queries.raw_of(clerk, plain) == raw("没有密钥的时候")
    assert queries.raw_of(clerk, sealed) == raw("旧的密钥", number=2)
    assert "0 份" in told("reseal")
    assert "2 份" in told("verify")
    assert list(mismatches()) == []


def test_mail_that_cannot_be_opened_is_named(city, settings):
    mail = take(city, raw())
    settings.FILES_KEYS = [NEW_KEY]
    out = StringIO()
    with pytest.raises(CommandError, match="1 份"):
        call_command("files", "verify", stdout=out)
    assert f"mail {mail}: " in out.getvalue()
