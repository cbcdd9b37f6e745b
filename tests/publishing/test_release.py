"""The release: with its interpretation or not at all, at its time and once, with numbers given once."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from gongkai.core.messages import Message
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, periodic
from gongkai.publishing.actions import Words, releasing
from gongkai.publishing.models import Document, Edition, StandingNotice

from .conftest import DAY, TEXT, Office, constraints_now, fresh, moment, together

pytestmark = pytest.mark.django_db


def test_without_its_material_neither_appears(office: Office):
    edition, material = office.normative()
    office.must(actions.recall, office.drafter(), edition_id=material.pk, reason="还要改")
    refused = office.release(edition)
    assert isinstance(refused, Refused)
    assert "还没有审签完毕" in str(refused.reason)
    assert {each.standing for each in Document.objects.all()} == {"prepared"}
    assert not Edition.objects.filter(released_at__isnull=False).exists()


def test_what_fails_in_the_middle_undoes_both(office: Office, monkeypatch):
    edition, _ = office.normative()
    real, out = releasing._out, []

    def refuse_second(of, **more):
        out.append(of)
        return real(of, **more) if len(out) == 1 else Refused(Message("磁盘已满"))

    monkeypatch.setattr(releasing, "_out", refuse_second)
    assert isinstance(office.release(edition), Refused)
    assert len(out) == 2
    assert not Edition.objects.filter(released_at__isnull=False).exists()
    assert not Document.objects.exclude(address="").exists()


def test_the_interpretation_waits_for_its_document(office: Office):
    _, material = office.normative()
    refused = office.release(material)
    assert "随文件一起发布" in str(refused.reason)


def test_a_second_interpretation_may_follow_later(office: Office):
    edition, _ = office.normative()
    assert office.release(edition)
    comic = office.drafted("interpretation", Words(
        title="一图看懂退耕还林补助", html=TEXT, formed_on=DAY, form="comic", elements=("content",),
    ))  # fmt: skip
    office.must(
        actions.relate, office.drafter(), document_id=comic.document_id, to_id=edition.document_id,
        kind="interprets",
    )  # fmt: skip
    office.released(comic)
    constraints_now()


def test_without_a_number_a_numbered_kind_stays_in(office: Office):
    edition = office.drafted("personnel", Words(
        title="关于任免样本职务的通知", html=TEXT, subject="labour", genre="notice", formed_on=DAY,
    ))  # fmt: skip
    edition = office.chain(edition)
    refused = office.release(edition)
    assert "发文字号" in str(refused.reason)
    office.must(
        actions.give_number, office.drafter(), document_id=edition.document_id, number="样林任〔2026〕1号"
    )
    assert office.release(edition)


def test_a_number_stands_in_one_document(office: Office):
    first, second = office.drafted(), office.drafted()
    office.must(
        actions.give_number, office.drafter(), document_id=first.document_id, number="样林函〔2026〕1号"
    )
    refused = office.do(
        actions.give_number, office.drafter(), document_id=second.document_id, number="样林函〔2026〕1号"
    )
    assert "已经用在别的文件上" in str(refused.reason)
    loose = office.do(
        actions.give_number, office.drafter(), document_id=second.document_id, number="样林函[2026]第2号"
    )
    assert "样林函〔2026〕2号" in str(loose.reason)


def test_effect_too_soon_is_refused_unless_urgent(office: Office):
    words = Words(
        title="某市退耕还林补助资金管理办法", html=TEXT, summary="规定补助资金的申请、发放和监督。",
        subject="agriculture", genre="measures", keywords=("退耕还林",), formed_on=DAY,
        effective_on=DAY + timedelta(days=3), expires_on=date(2031, 3, 4),
    )  # fmt: skip
    edition, _ = office.normative(words)
    refused = office.release(edition)
    assert "不得少于" in str(refused.reason)


def test_scheduled_it_goes_out_at_its_time_and_once(office: Office):
    edition = office.chain(office.drafted())
    at = moment(DAY, 300)
    office.must(actions.schedule, office.drafter(), edition_id=edition.pk, at=at)
    assert periodic.release_due(moment(DAY, 299)) == []
    assert periodic.release_due(at) == [edition.pk]
    assert periodic.release_due(moment(DAY, 301)) == []
    edition = fresh(edition)
    assert (edition.released_at, edition.late, edition.released_by) == (at, False, "system")


def test_after_an_outage_it_goes_out_late_once_and_says_so(office: Office):
    edition = office.chain(office.drafted())
    office.must(actions.schedule, office.drafter(), edition_id=edition.pk, at=moment(DAY, 300))
    later = moment(DAY, 900)
    assert periodic.release_due(later) == [edition.pk]
    assert periodic.release_due(later, edition.pk) == []
    edition = fresh(edition)
    assert edition.late
    assert edition.released_at == later
    assert edition.scheduled_for == moment(DAY, 300)


def test_a_scheduled_release_that_became_impossible_waits_for_a_person(office: Office):
    edition, material = office.normative()
    office.must(actions.schedule, office.drafter(), edition_id=edition.pk, at=moment(DAY, 500))
    office.must(actions.recall, office.drafter(), edition_id=material.pk, reason="还要改")
    assert periodic.release_due(moment(DAY, 501)) == []
    edition = fresh(edition)
    assert (edition.state, edition.scheduled_for) == ("ready", None)
    assert "还没有审签完毕" in edition.returned


def test_a_time_that_is_past_is_refused(office: Office):
    edition = office.chain(office.drafted())
    refused = office.do(actions.schedule, office.drafter(), edition_id=edition.pk, at=moment(DAY, -5))
    assert "现在以后" in str(refused.reason)


def test_a_new_edition_says_what_changed(office: Office):
    edition = office.released()
    second = office.must(actions.new_edition, office.drafter(), document_id=edition.document_id)
    assert (second.number, second.text) == (2, edition.text)
    twice = office.do(actions.new_edition, office.drafter(), document_id=edition.document_id)
    assert "已有一个版本" in str(twice.reason)
    silent = office.do(actions.send_to_review, office.drafter(), edition_id=second.pk)
    assert "改了什么" in str(silent.reason)
    office.must(
        actions.draft, office.drafter(), edition_id=second.pk,
        words=Words(html=f"{TEXT}<p>二、加强监督。</p>", change_note="增加了监督的规定"),
    )  # fmt: skip
    second = office.released(second)
    first = fresh(edition)
    assert first.document.address == second.document.address
    assert first.document.standing == "in_force"
    assert StandingNotice.objects.count() == 1


def test_the_tables_follow_from_the_ledger(office: Office):
    edition, _ = office.normative()
    assert office.release(edition)
    news = office.drafted()
    row = office.attach(news)
    office.attach(news, "二.txt", b"2")
    office.must(actions.detach, office.drafter(), edition_id=news.pk, file_id=row.file_id)
    office.released(news)
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=news.document_id, reason="内容有误"
    )
    assert [str(each.message) for each in mismatches()] == []


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_and_no_doubles(office: Office):
    office.must(
        actions.register_mark,
        office.person(Role.OFFICE_HEAD),
        body_id=office.bodies["forestry"],
        mark="样林函",
    )
    editions = [office.chain(office.drafted()) for _ in range(6)]

    def work(edition: Edition):
        def go():
            office.must(actions.give_number, office.drafter(), document_id=edition.document_id, mark="样林函")
            return office.release(edition)

        return go

    done = together(*map(work, editions))
    assert all(isinstance(each, Edition) for each in done), done
    documents = Document.objects.all()
    assert sorted(each.number for each in documents) == [f"样林函〔2026〕{n}号" for n in range(1, 7)]
    assert sorted(each.address for each in documents) == [f"forestry-2026-{n:05d}" for n in range(1, 7)]
    assert len({each.index_number for each in documents}) == 6


@pytest.mark.django_db(transaction=True)
def test_of_two_releases_at_once_one_happens(office: Office):
    edition, material = office.normative()
    done = together(lambda: office.release(edition), lambda: office.release(edition))
    assert sum(isinstance(each, Refused) for each in done) == 1, done
    assert fresh(edition).released_at == fresh(material).released_at is not None


@pytest.mark.django_db(transaction=True)
def test_committed_alone_the_database_refuses(office: Office, monkeypatch):
    """Were the program to forget the companion, the transaction would not end."""
    edition, _ = office.normative()
    monkeypatch.setattr(releasing, "_companions", lambda of: [])
    with pytest.raises(DatabaseError, match="together with its interpretation"):
        office.release(edition)
    assert fresh(edition).released_at is None


def test_a_released_item_without_a_code_of_its_body_is_refused(office: Office):
    edition = office.chain(office.drafted())
    from_body = edition.body_id
    type(edition.body.versions.get()).objects.filter(body=from_body).update(credit_code="")
    refused = office.release(edition)
    assert "统一社会信用代码" in str(refused.reason)
