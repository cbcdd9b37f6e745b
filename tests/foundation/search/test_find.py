"""From a change inside a verb to what a person is shown."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from gongkai.foundation.organisations.roles import PUBLIC as STRANGER
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search import changes, engine, places, queries, sources, updating
from gongkai.foundation.search.embedded import EmbeddedIndex
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.items import PUBLIC, Item, Key, Order
from gongkai.foundation.search.models import BestBet, Change, Synonyms, Unsuggested
from gongkai.foundation.search.queries import Asked
from gongkai.foundation.search.sources import Original

TODAY = date(2017, 6, 1)
STAFF = Actor(code="staff", roles=frozenset({("drafter", 7)}))


class Papers:
    """What a room would keep in its tables: number → title, text, audience."""

    def __init__(self):
        self.kept = {}

    def items(self, numbers):
        for number in numbers:
            if number in self.kept:
                title, text, audience = self.kept[number]
                at = datetime(2017, 1, 1 + number % 28, tzinfo=UTC)
                yield Item(
                    Key("paper", number), title, text, at, audiences=frozenset({audience}),
                    facets={"size": ("long" if len(text) > 10 else "short",)},
                )  # fmt: skip

    def every(self):
        return iter(sorted(self.kept))

    def audiences(self, actor, day):
        return frozenset(f"body:{body}" for body in actor.bodies)

    def originals(self, actor, day, numbers):
        seen = {PUBLIC} | self.audiences(actor, day)
        return {
            number: Original(self.kept[number][0], self.kept[number][1], f"/papers/{number}/")
            for number in numbers
            if number in self.kept and self.kept[number][2] in seen
        }


@pytest.fixture
def papers(monkeypatch, settings, tmp_path):
    made = Papers()
    monkeypatch.setattr(sources, "_sources", {"paper": made})
    settings.SEARCH_FOLDER = tmp_path / "search"
    made.kept = {
        1: ("市林业局政务公开指南", "各科室：\n请按照《条例》做好政务公开。", PUBLIC),
        2: ("政務公開工作要點", "市政府各部门", PUBLIC),
        3: ("内部请示", "关于政务公开的请示", "body:7"),
        4: ("国土资源局公告", "挂牌出让", PUBLIC),
    }
    return made


@pytest.fixture
def built(db, papers):
    updating.rebuild()
    return papers


def found(text, actor=STRANGER, **more):
    return queries.find(actor, TODAY, Asked(text, **more))


def numbers(answer):
    return {each.key.number for each in answer.shown}


def shown(marked):
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in marked.pieces())


@pytest.mark.django_db
def test_without_an_index_it_says_so_and_the_first_update_builds_one(papers):
    with pytest.raises(Unavailable):
        found("公开")
    updating.update()
    assert numbers(found("政务公开")) == {1, 2}


def test_hits_are_marked_as_they_were_written(built):
    answer = found("政务公开", order=Order.DATE)
    two, one = answer.shown
    assert shown(two.title) == "[政務公開]工作要點"
    assert shown(one.title) == "市林业局[政务公开]指南"
    assert one.address == "/papers/1/"
    assert [shown(each) for each in one.fragments] == ["各科室： 请按照《条例》做好[政务公开]。"]
    assert answer.total == 2
    assert not answer.near


def test_without_a_word_the_newest_come_first(built):
    assert [each.key.number for each in found("，。！？😀").shown] == [4, 2, 1]
    assert [each.key.number for each in found("-政务公开").shown] == [4]


def test_staff_find_what_they_may_see_in_the_same_way(built):
    assert numbers(found("政务公开", STAFF)) == {1, 2, 3}
    assert numbers(found("政务公开", Actor(code="other", roles=frozenset({("drafter", 8)})))) == {1, 2}


def test_what_was_withdrawn_is_gone_before_the_index_hears_of_it(built):
    del built.kept[2]
    answer = found("政务公开")
    assert numbers(answer) == {1}
    assert answer.total == 1


def test_a_page_is_full_though_much_of_what_the_index_knows_is_gone(db, papers, monkeypatch):
    papers.kept = {number: (f"通知{number}", "", PUBLIC) for number in range(1, 31)}
    updating.rebuild()
    for number in range(20, 31):
        del papers.kept[number]
    seen, after = [], ""
    for _ in range(20):
        answer = found("通知", order=Order.DATE, size=5, after=after)
        seen += [each.key.number for each in answer.shown]
        after = answer.next
        if not after:
            break
        assert len(answer.shown) == 5
    assert sorted(seen) == list(range(1, 20))
    monkeypatch.setattr(engine, "DEEPEST", 10)
    first = found("通知", size=5)
    last = found("通知", size=5, after=first.next)
    assert first.next
    assert last.total
    assert not last.next
    assert not numbers(first) & numbers(last)


def test_a_change_is_noted_with_the_change_or_not_at_all(db):
    with transaction.atomic():
        changes.note_change("paper", 1)
        transaction.set_rollback(True)
    assert not Change.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name=changes.UPDATE).exists()
    with transaction.atomic():
        changes.note_change("paper", 1)
        changes.note_change("paper", 2)
    assert Change.objects.count() == 2
    assert ProcrastinateJob.objects.filter(task_name=changes.UPDATE).count() == 1


def test_the_index_hears_of_what_is_new_different_and_gone(built, settings):
    settings.SEARCH_BATCH = 2
    built.kept[5] = ("政务公开第三方评估", "", PUBLIC)
    built.kept[1] = ("市林业局防火方案", "", PUBLIC)
    del built.kept[4]
    for number in (5, 1, 4, 5, 99):
        changes.note_change("paper", number)
    assert updating.update() == 5
    assert changes.how_many_wait() == 0
    assert places.current().count() == 4
    assert numbers(found("政务公开")) == {2, 5}
    assert numbers(found("防火")) == {1}


def test_a_run_that_breaks_off_is_made_good(built, monkeypatch):
    built.kept[5] = ("政务公开第三方评估", "", PUBLIC)
    changes.note_change("paper", 5)

    def dies(rows):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(changes, "heard", dies)
        with pytest.raises(KeyboardInterrupt):
            updating.update()
    assert changes.how_many_wait() == 1
    assert updating.update() == 1
    assert places.current().count() == 5
    assert numbers(found("评估")) == {5}


def test_one_writes_at_a_time(built):
    parameters = connection.get_connection_params()
    keys = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: parameters[key] for key in keys if key in parameters}) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [updating._LOCK])
        with pytest.raises(updating.Busy):
            updating.update()
        other.execute("SELECT pg_advisory_unlock(%s)", [updating._LOCK])
    assert updating.update() == 0


_WRITER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from gongkai.foundation.search.embedded import EmbeddedIndex, _document
from gongkai.foundation.search.items import Item, Key
index = EmbeddedIndex(Path(sys.argv[1]))
writer = index._writer(1)
for number in range(5000):
    writer.add_document(_document(Item(Key("paper", number), "写到一半", "公开" * 50, datetime.now(UTC))))
    if number == 3000:
        print("half", flush=True)
time.sleep(60)
"""


def test_an_index_survives_a_writer_that_is_killed(built):
    folder = places.current().folder
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert writer.stdout.readline() == "half\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert EmbeddedIndex(folder).count() == 4
    built.kept[5] = ("之后仍可写入", "", PUBLIC)
    changes.note_change("paper", 5)
    assert updating.update() == 1
    assert numbers(found("仍可写入")) == {5}


def test_a_new_index_takes_the_place_of_the_old_at_once(built, settings):
    before = places.current().folder
    built.kept = {9: ("全新的内容", "", PUBLIC)}
    changes.note_change("paper", 9)
    assert updating.rebuild() == 1
    assert numbers(found("内容")) == {9}
    assert not before.exists()
    assert [each.name for each in Path(settings.SEARCH_FOLDER).iterdir() if each.is_dir()] == [
        places.current().folder.name
    ]
    assert changes.how_many_wait() == 0


def test_an_index_of_another_format_is_left_to_the_older_processes_for_a_week(built, settings):
    folder = Path(settings.SEARCH_FOLDER)
    other = folder / "0-old"
    other.mkdir()
    (folder / places._POINTER).unlink()
    with pytest.raises(Unavailable):
        found("公开")
    updating.update()
    assert numbers(found("政务公开")) == {1, 2}
    assert other.exists()
    os.utime(other, (0, 0))
    updating.rebuild()
    assert not other.exists()


def test_facets_and_filters(built):
    answer = found("公开", STAFF, counted=("size",))
    assert answer.facets == {"size": {"long": 1, "short": 2}}
    assert numbers(found("公开", STAFF, filters={"size": ("long",)})) == {1}


def test_when_nothing_fits_what_resembles_is_shown_and_what_may_have_been_meant(built):
    answer = found("政物公开指南")
    assert answer.near
    assert 1 in numbers(answer)
    assert answer.meant == "政务公开指南"
    assert found("林叶局").meant == "林业局"
    assert found("“林叶局”").meant == ""
    assert found("怎么挂牌处罚").near
    assert numbers(found("怎么挂牌处罚")) == {4}  # of its words one
    nothing = found("xyzzy")
    assert (nothing.total, nothing.near, nothing.meant, nothing.shown) == (0, False, "", ())


def test_what_may_have_been_meant_is_not_told_from_what_one_may_not_see(built):
    built.kept[8] = ("秘密方案甲", "", "body:7")
    changes.note_change("paper", 8)
    updating.update()
    assert found("秘蜜方案").meant == ""
    assert found("秘蜜方案", STAFF).meant == "秘密方案"
    assert found("国土资原局").meant == "国土资源局"
    del built.kept[4]
    assert found("国土资原局").meant == ""


def test_synonyms_and_best_bets_work_at_once(built):
    assert numbers(found("土地")) == set()
    Synonyms.objects.create(words=["土地", "国土"], set_at=datetime.now(UTC), set_by="x")
    assert numbers(found("土地")) == {4}
    assert shown(found("土地").shown[0].title) == "[国土]资源局公告"
    assert numbers(found("“土地”")) == set()
    now = datetime.now(UTC)
    BestBet.objects.create(queries=["低保"], title="办事指南", address="/topics/low/", set_at=now, set_by="x")
    assert [each.address for each in found(" 低保！").best] == ["/topics/low/"]
    assert found("低保标准").best == ()


def test_titles_are_suggested_while_typing(built):
    def suggested(text, actor=STRANGER):
        return {each.title for each in queries.suggest(actor, TODAY, text)}

    assert suggested("政务") == {"市林业局政务公开指南", "政務公開工作要點"}
    assert suggested("林") == {"市林业局政务公开指南"}
    assert suggested("公开 指南") == {"市林业局政务公开指南"}
    assert suggested("请示") == set()
    assert suggested("请示", STAFF) == {"内部请示"}
    assert suggested("") == suggested("，") == set()
    Unsuggested.objects.create(word="林业局", set_at=datetime.now(UTC), set_by="x")
    assert suggested("政务") == {"政務公開工作要點"}
    del built.kept[2]
    assert suggested("政务") == set()


def test_answers_are_made_of_plain_values(built):
    answer = found("政务公开", counted=("size",))
    assert json.dumps([list(each.title.pieces()) for each in answer.shown])


def test_all_of_it_with_an_opensearch_in_the_place_of_the_folder(db, papers, settings, opensearch):
    settings.SEARCH_URL, settings.SEARCH_INDEX = opensearch, "gongkai-test"
    with pytest.raises(Unavailable):
        found("公开")
    assert updating.rebuild() == 4
    assert numbers(found("政务公开")) == {1, 2}
    first = places.current()
    papers.kept[5] = ("政务公开第三方评估", "", PUBLIC)
    changes.note_change("paper", 5)
    assert updating.update() == 1
    assert numbers(found("政务公开")) == {1, 2, 5}
    assert updating.rebuild() == 5
    assert places.current().name == first.name
    assert found("政物公开").meant == "政务公开"
    assert {each.title for each in queries.suggest(STRANGER, TODAY, "评估")} == {"政务公开第三方评估"}


def test_an_opensearch_that_does_not_answer_is_said_to_be_unavailable(db, papers, settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(Unavailable):
        found("公开")
    changes.note_change("paper", 1)
    with pytest.raises(Unavailable):
        updating.update()
    assert changes.how_many_wait() == 1
