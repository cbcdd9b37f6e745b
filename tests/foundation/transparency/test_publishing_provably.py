"""From an entry to the proof a citizen checks."""

import argparse
import copy
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from gongkai.core.messages import Message
from gongkai.core.transparency.proof import Act, Holds, examine
from gongkai.core.transparency.tree import is_consistent
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM
from gongkai.foundation.transparency import jobs, queries
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.command import add_arguments, run
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.entering import rebuild
from gongkai.foundation.transparency.models import PublicEntry, TreeHead, TreeNode
from gongkai.foundation.transparency.signing import SM2, checker, new_key, write_key
from tests.foundation.transparency.conftest import NOW

pytestmark = pytest.mark.django_db


def _signed() -> TreeHead:
    number = sign_head(actor=SYSTEM, now=NOW)
    assert not isinstance(number, Refused), number
    return TreeHead.objects.get(pk=number)


def _examined(proof: dict, key):
    return examine(json.loads(json.dumps(proof)), DIGESTS, checker([key.public_key]))


def test_every_entry_of_every_size_can_be_proved(publish, key):
    for number in range(21):
        publish(str(number), f"正文{number}")
        if number % 4 == 0:
            _signed()
    for number in range(21):
        proof = queries.proof_of(str(number))
        assert _examined(proof, key).holds is Holds.CURRENT


def test_what_changed_since_is_told(publish, key):
    publish("a", "一")
    publish("b", "二")
    publish("a", "一（改）", 2)
    publish("a", "撤回说明", 3, Act.WITHDRAWN)
    _signed()
    first = _examined(queries.proof_of("a", 1), key)
    assert first.holds is Holds.CHANGED
    assert [entry.act for entry in first.later] == [Act.PUBLISHED, Act.WITHDRAWN]
    assert _examined(queries.proof_of("a"), key).entry.act is Act.WITHDRAWN
    assert _examined(queries.proof_of("b"), key).holds is Holds.CURRENT


def test_before_it_is_signed_and_of_what_is_not_there_it_says_so(publish, key):
    assert "没有这条信息" in queries.proof_of("nothing").text
    publish("a", "一")
    assert "还没有签名" in queries.proof_of("a").text
    _signed()
    publish("b", "二")
    assert isinstance(queries.proof_of("b"), Message)


def test_heads_are_the_beginning_of_later_heads(publish, key):
    heads = []
    for number in range(13):
        publish(str(number), "文")
        heads.append(_signed())
    for earlier in heads:
        for later in heads[heads.index(earlier) :]:
            path = [bytes.fromhex(step) for step in queries.consistency_between(earlier, later)]
            roots = bytes.fromhex(earlier.root), bytes.fromhex(later.root)
            assert is_consistent(DIGESTS["sha256"], earlier.size, later.size, *roots, path)


def test_a_text_changed_behind_the_system_no_longer_has_a_proof_that_holds(publish, key):
    publish("a", "一")
    _signed()
    publish.published["a", 1, Act.PUBLISHED]["text"] = "改写的"
    assert _examined(queries.proof_of("a"), key).holds is Holds.BROKEN


def test_the_number_of_reads_grows_with_the_depth_only(publish, key, django_assert_max_num_queries):
    for number in range(40):
        publish(str(number), "文")
    _signed()
    with django_assert_max_num_queries(4):
        queries.proof_of("17")


def test_the_database_refuses_to_change_or_remove(publish, key):
    publish("a", "一")
    _signed()
    for table in (PublicEntry, TreeNode, TreeHead):
        for statement in ("DELETE FROM {}", "UPDATE {} SET {} = {}", "TRUNCATE {} CASCADE"):
            name = table._meta.db_table
            column = "digest" if table is not PublicEntry else "address"
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(statement.format(name, column, column))


def test_the_ledger_tells_entries_and_heads(publish, key):
    publish("a", "一")
    _signed()
    assert list(rows.mismatches()) == []


def test_only_the_system_signs_and_only_with_a_key_that_suits(publish, settings, tmp_path):
    settings.HEAD_KEY = str(tmp_path / "none.key")
    publish("a", "一")
    assert "proofs key" in sign_head(actor=SYSTEM, now=NOW).reason.text
    write_key(new_key(SM2), tmp_path / "sm2.key")
    settings.HEAD_KEY = str(tmp_path / "sm2.key")
    assert "不配套" in sign_head(actor=SYSTEM, now=NOW).reason.text
    assert "系统定时" in sign_head(actor=PUBLIC, now=NOW).reason.text


def test_nothing_published_is_nothing_signed(key):
    assert "还没有公开记录" in sign_head(actor=SYSTEM, now=NOW).reason.text


def test_hourly_when_there_is_something_new_and_daily_always(publish, key):
    jobs.sign_hourly()
    assert not TreeHead.objects.exists()
    publish("a", "一")
    jobs.sign_hourly()
    jobs.sign_hourly()
    assert TreeHead.objects.count() == 1
    jobs.sign_daily()
    assert TreeHead.objects.count() == 2


def test_with_the_national_algorithms_after_a_rebuild(publish, settings, tmp_path):
    for number in range(6):
        publish(str(number), "文")
    key = new_key(SM2)
    write_key(key, tmp_path / "sm2.key")
    settings.HEAD_KEY, settings.TREE_DIGEST = str(tmp_path / "sm2.key"), "sm3"
    assert rebuild("sm3") == 6
    publish("6", "文")
    assert rebuild("sm3") == 7
    _signed()
    for number in range(7):
        assert _examined(queries.proof_of(str(number)), key).holds is Holds.CURRENT


def _verify(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([str(each) for each in arguments]))


@pytest.fixture
def files(publish, key, tmp_path):
    publish("a", "一")
    publish("a", "二", 2)
    _signed()
    proof, keys = tmp_path / "proof.json", tmp_path / "keys.json"
    proof.write_text(json.dumps(queries.proof_of("a", 1)))
    told = [{"algorithm": each.algorithm, "public": each.public} for each in queries.signing_keys()]
    keys.write_text(json.dumps({"keys": told}))
    return proof, keys


def test_a_citizen_checks_it_without_an_installation(files, capsys):
    proof, keys = files
    assert _verify(proof, "--keys", keys) == 0
    said = capsys.readouterr().out
    assert "成立" in said
    assert "2017年3月1日 09:00" in said
    assert "此后有变化" in said


def test_without_the_key_it_says_what_is_missing(files, capsys):
    assert _verify(files[0]) == 2
    assert "--keys" in capsys.readouterr().out


def test_an_altered_file_does_not_hold(files, capsys):
    proof, keys = files
    told = json.loads(proof.read_text())
    bent = copy.deepcopy(told)
    bent["content"]["text"] = "改"
    proof.write_text(json.dumps(bent))
    assert _verify(proof, "--keys", keys) == 1
    assert "不成立" in capsys.readouterr().out


def test_an_attachment_that_was_not_published_is_told(files, tmp_path, capsys):
    other = tmp_path / "另一个.pdf"
    other.write_bytes(b"other")
    assert _verify(files[0], "--keys", files[1], "--attachment", other) == 1
    assert "另一个.pdf" in capsys.readouterr().out
    assert _verify(files[0], "--keys", files[1], "--attachment", tmp_path / "没有.pdf") == 1
    assert "读不到附件" in capsys.readouterr().out
    assert _verify(files[0], "--keys", files[0]) == 2
    assert "不是公钥文件" in capsys.readouterr().err
    assert _verify(files[0], "--site", "http://127.0.0.1:9/") == 2
    assert "读不到公钥" in capsys.readouterr().err


def test_what_is_no_file_or_no_json_is_told_in_words(tmp_path, capsys):
    assert _verify(tmp_path / "none.json") == 2
    (tmp_path / "text.json").write_text("no json")
    assert _verify(tmp_path / "text.json") == 1
    (tmp_path / "list.json").write_text("[]")
    assert _verify(tmp_path / "list.json") == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_command_makes_a_key_once(settings, tmp_path, capsys):
    settings.HEAD_KEY = str(tmp_path / "new.key")
    call_command("proofs", "key")
    with pytest.raises(CommandError, match="已有密钥"):
        call_command("proofs", "key")
