"""Proofs of identity: nothing readable on the disk, every look recorded, erased for good."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import Http404

from gongkai.foundation.files import actions, contents, erasing, policy, queries, sealing, serving, storage
from gongkai.foundation.ledger import chain, rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 5, 1, 0, tzinfo=UTC)
TODAY = date(2024, 3, 5)
PROOF = "王某，身份证号 990000199001010011".encode()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _attach(body, content=PROOF, sealed=True, purpose="identity"):
    made = actions.attach_public(
        actor=PUBLIC, now=NOW, body_id=body, name="身份证.txt", content=content, purpose=purpose,
        sealed=sealed,
    )  # fmt: skip
    assert isinstance(made, int), made
    return made


def _card(file):
    return queries.cards([file])[file]


def _on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def _open(actor, file, reason="核对身份"):
    return actions.open_sealed(actor=actor, now=NOW, file_id=file, reason=reason)


def test_neither_the_disk_nor_the_table_nor_the_ledger_tells_the_content(city, folder):
    file = _attach(city.land)
    (path,) = _on_disk(folder)
    plain = hashlib.sha256(PROOF).hexdigest()
    told = path.read_bytes() + str(_card(file)).encode() + str(list(Event.objects.values())).encode()
    assert [piece for piece in (PROOF, b"990000", plain.encode()) if piece in told] == []
    assert contents.content_of(_card(file)) == PROOF


def test_equal_contents_are_not_seen_to_be_equal(city, folder):
    first, second = _card(_attach(city.land)), _card(_attach(city.land))
    assert first.sha256 != second.sha256
    assert len(_on_disk(folder)) == 2


def test_every_look_is_an_event_with_its_reason(city, appointed):
    file = _attach(city.land)
    clerk = appointed(Role.REQUEST_CLERK, city.land)
    assert _open(clerk, file) == PROOF
    event = Event.objects.latest("sequence")
    assert (event.verb, event.actor, event.reason, event.subject_id) == (
        "file.open_sealed", clerk.code, "核对身份", str(file),
    )  # fmt: skip
    assert list(rows.mismatches()) == []


def test_who_may_open(city, appointed):
    file = _attach(city.land)
    people = {
        "本单位经办人": (appointed(Role.REQUEST_CLERK, city.land), True),
        "本单位拟稿人": (appointed(Role.DRAFTER, city.land), False),
        "本单位管理员": (appointed(Role.BODY_ADMINISTRATOR, city.land), False),
        "别的单位经办人": (appointed(Role.REQUEST_CLERK, city.forestry), False),
        "主管部门": (appointed(Role.CITY_OFFICE, city.city), False),
        "公众": (PUBLIC, False),
    }
    before = Event.objects.count()
    for who, (actor, opens) in people.items():
        assert (queries.file_visible_to(actor, TODAY, file) is not None) is opens, who
        assert isinstance(_open(actor, file), bytes) is opens, who
    assert Event.objects.count() == before + 1


def test_a_rooms_own_rule_comes_first(city, appointed, monkeypatch):
    monkeypatch.setattr(policy, "_rules", {})
    file = _attach(city.land)
    policy.rule_for("identity")(lambda actor, number, day: actor == PUBLIC)
    assert _open(PUBLIC, file) == PROOF
    assert isinstance(_open(appointed(Role.REQUEST_CLERK, city.land), file), Refused)


def test_no_reason_no_look(city, appointed):
    refused = _open(appointed(Role.REQUEST_CLERK, city.land), _attach(city.land), "  ")
    assert "原因" in str(refused.reason)


def test_the_plain_download_does_not_hand_it_out(city, settings):
    settings.FILES_ACCEL = "/files"
    card = _card(_attach(city.land))
    with pytest.raises(PermissionDenied):
        serving.response(card)
    answer = serving.opened_response(card, PROOF)
    assert answer.content == PROOF
    assert "X-Accel-Redirect" not in answer
    assert answer["Cache-Control"] == "no-store"


def test_an_installation_without_a_key_takes_no_sealed_files(city, settings, folder):
    settings.FILES_KEYS = []
    refused = actions.attach_public(
        actor=PUBLIC, now=NOW, body_id=city.land, name="a.txt", content=PROOF, purpose="identity", sealed=True
    )
    assert "没有配置材料密钥" in str(refused.reason)
    assert _on_disk(folder) == []
    assert _attach(city.land, sealed=False)


def test_a_short_key_is_no_key(settings):
    settings.FILES_KEYS = ["secret"]
    with pytest.raises(sealing.CannotOpenError, match="at least 32"):
        sealing.seal(b"x")


def test_a_changed_content_or_another_in_its_place_is_noticed(city, folder):
    one, other = _card(_attach(city.land)), _card(_attach(city.land, b"another"))
    path, kept = storage.path_of(one.sha256), storage.path_of(one.sha256).read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(sealing.CannotOpenError, match="has changed"):
        contents.content_of(one)
    path.write_bytes(storage.path_of(other.sha256).read_bytes())
    with pytest.raises(sealing.CannotOpenError, match="another"):
        contents.content_of(one)
    path.write_bytes(b"plain")
    with pytest.raises(sealing.CannotOpenError, match="not a sealed"):
        contents.content_of(one)


@pytest.mark.django_db(transaction=True)
def test_keys_are_changed(city, settings, folder):
    old, new = settings.FILES_KEYS[0], "another key of at least thirty-two characters"
    file = _attach(city.land)
    settings.FILES_KEYS = [new, old]
    assert contents.content_of(_card(file)) == PROOF
    assert queries.sealed_with_other_keys(sealing.current_key(), 10) == [file]
    assert actions.reseal(actor=SYSTEM, now=NOW, file_id=file) == file
    settings.FILES_KEYS = [new]
    assert contents.content_of(_card(file)) == PROOF
    assert len(_on_disk(folder)) == 1
    assert queries.sealed_with_other_keys(sealing.current_key(), 10) == []
    assert isinstance(actions.reseal(actor=SYSTEM, now=NOW, file_id=file), Refused)
    settings.FILES_KEYS = [old]
    with pytest.raises(sealing.CannotOpenError, match="does not hold"):
        contents.content_of(_card(file))
    assert list(rows.mismatches()) == []


def _erase(file, actor=SYSTEM):
    return actions.erase(actor=actor, now=NOW, file_id=file, reason="保存期满")


@pytest.mark.django_db(transaction=True)
def test_erased_is_erased_and_the_ledger_still_verifies(city, folder):
    file = _attach(city.land)
    assert _erase(file) == file
    card = _card(file)
    assert _on_disk(folder) == []
    assert (card.name, card.erased_at) == ("", NOW)
    with pytest.raises(contents.ErasedError):
        contents.content_of(card)
    with pytest.raises(Http404):
        serving.response(card)
    assert isinstance(_erase(file), Refused)
    assert list(chain.breaks()) == []
    assert list(rows.mismatches()) == []


@pytest.mark.django_db(transaction=True)
def test_a_content_that_another_file_needs_stays(city, folder):
    first = _attach(city.land, sealed=False)
    second = _attach(city.forestry, sealed=False)
    _erase(first)
    assert contents.content_of(_card(second)) == PROOF
    _erase(second)
    assert _on_disk(folder) == []


@pytest.mark.django_db(transaction=True)
def test_a_room_that_keeps_contents_itself_is_asked(city, folder, monkeypatch):
    monkeypatch.setattr(erasing, "_needed_by", [])
    kept = storage.keep(PROOF)
    erasing.needed_by(lambda place: place == kept)
    _erase(_attach(city.land, sealed=False))
    assert storage.content_of(kept) == PROOF


@pytest.mark.django_db(transaction=True)
def test_a_machine_that_stopped_before_removing(city, folder, monkeypatch):
    file = _attach(city.land)
    monkeypatch.setattr(erasing, "remove_unneeded", lambda place: False)
    _erase(file)
    assert len(_on_disk(folder)) == 1
    monkeypatch.undo()
    assert erasing.sweep(NOW) == 1
    assert erasing.sweep(NOW) == 0
    assert _on_disk(folder) == []


@pytest.mark.django_db(transaction=True)
def test_a_refused_upload_leaves_no_proof_behind(city, folder):
    """Other verbs attach within their own transaction, and may then be refused."""
    kept = _card(_attach(city.land))
    storage.keep(b"what another room keeps by itself")
    with transaction.atomic():
        _attach(city.land, b"the proof of a request that was not made")
        transaction.set_rollback(True)
    assert len(_on_disk(folder)) == 3
    assert erasing.sweep(NOW) == 0
    assert erasing.sweep(datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert contents.content_of(kept) == PROOF
    assert len(_on_disk(folder)) == 2


def test_who_may_erase(city, appointed):
    for role, erases in ((Role.REQUEST_CLERK, False), (Role.BODY_ADMINISTRATOR, True)):
        assert bool(_erase(_attach(city.land), appointed(role, city.land))) is erases
    assert isinstance(_erase(_attach(city.land), appointed(Role.BODY_ADMINISTRATOR, city.forestry)), Refused)
    assert isinstance(actions.reseal(actor=PUBLIC, now=NOW, file_id=_attach(city.land)), Refused)


def test_erasing_nothing(city):
    assert isinstance(_erase(12345), Refused)


def _told(*words):
    out = StringIO()
    call_command("files", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_command_changes_keys_and_looks_everything_over(city, settings):
    files = [_attach(city.land), _attach(city.land), _attach(city.land, sealed=False)]
    settings.FILES_KEYS = ["another key of at least thirty-two characters", *settings.FILES_KEYS]
    assert "2" in _told("reseal")
    settings.FILES_KEYS = settings.FILES_KEYS[:1]
    assert "3" in _told("verify")
    storage.remove(_card(files[0]).sha256)
    storage.path_of(_card(files[2]).sha256).write_bytes(b"changed")
    out = StringIO()
    with pytest.raises(CommandError, match="2"):
        call_command("files", "verify", stdout=out)
    assert {line.split("：")[0] for line in out.getvalue().splitlines()} == {str(files[0]), str(files[2])}
