"""One release, one row a channel, in the release's own transaction; new editions and withdrawals follow."""

import pytest
from django.db import transaction

from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tasks import queries as tasks
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import Words
from gongkai.publishing.channels import actions, outbox
from gongkai.publishing.channels.models import Delivery, DeliveryState, What
from tests.publishing.conftest import DAY, TEXT, Office, fresh, moment, said

from .conftest import Desk

pytestmark = pytest.mark.django_db


def rows(edition) -> set[tuple[str, str, str, str]]:
    found = Delivery.objects.filter(document=edition.document_id).order_by("pk")
    return set(found.values_list("what", "channel", "target", "state"))


def second(office: Office, edition):
    """The next edition, released."""
    new = office.must(publishing.new_edition, office.drafter(), document_id=edition.document_id)
    office.must(
        publishing.draft, office.drafter(), edition_id=new.pk,
        words=Words(html=f"{TEXT}<p>二、加强监督。</p>", change_note="增加了监督的规定"),
    )  # fmt: skip
    return office.released(new)


def withdraw(office: Office, edition) -> None:
    head = office.person(Role.OFFICE_HEAD)
    office.must(publishing.withdraw, head, document_id=edition.document_id, reason="内容有误，重新发布")


def test_a_release_is_on_the_site_at_once_and_waits_for_the_others(office: Office, desk: Desk):
    chosen = office.chain(office.drafted())
    media = office.must(
        actions.keep_list, desk.writer, body_id=desk.body, name="市级媒体", channel="press", kinds=["news"],
        contacts=[("样本编辑", "editor@example.cn")],
    )  # fmt: skip
    account = desk.account()
    posting = desk.prepared(chosen, account)
    office.must(actions.approve, desk.reviewer, posting_id=posting.pk)
    office.must(actions.choose, desk.writer, edition_id=chosen.pk, channel="notice_board")
    assert not Delivery.objects.exists(), "nothing goes anywhere before the release"
    edition = office.released(chosen)
    assert rows(edition) == {
        ("publish", "website", "", "arrived"),
        ("publish", "targeted", "", "queued"),
        ("publish", "press", f"list:{media.pk}", "queued"),
        ("publish", "wechat", f"account:{account.pk}", "queued"),
        ("publish", "notice_board", "", "by_hand"),
    }
    assert {job.task for job in tasks.jobs("todo")} >= {outbox.SEND, outbox.TELL}


def test_what_is_rolled_back_goes_nowhere(office: Office):
    edition = office.chain(office.drafted())
    with transaction.atomic():
        assert office.release(edition)
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_normative_documents_wait_for_the_gazette_with_their_interpretation(office: Office, desk: Desk):
    edition, material = office.normative()
    office.must(publishing.release, office.drafter(), edition_id=edition.pk)
    gazette = Delivery.objects.get(channel="gazette")
    assert (gazette.edition_id, gazette.state, gazette.hint) == (edition.pk, "held", "gazette")
    assert ("publish", "website", "", "arrived") in rows(material)
    refused = office.do(actions.end_by_hand, desk.writer, delivery_id=gazette.pk, reason="不登了")
    assert "应当登载公报" in said(refused)


def test_a_text_changed_after_its_words_were_approved_waits_for_new_words(office: Office, desk: Desk):
    edition, account = office.chain(office.drafted()), desk.account()
    posting = desk.prepared(edition, account)
    office.must(actions.approve, desk.reviewer, posting_id=posting.pk)
    office.must(publishing.recall, office.drafter(), edition_id=edition.pk, reason="补一段")
    office.must(
        publishing.draft, office.drafter(), edition_id=edition.pk, words=Words(html=f"{TEXT}<p>补充。</p>")
    )
    edition = office.released(fresh(edition))
    row = desk.delivery(edition, outbox.target_of(account.pk))
    assert (row.state, row.hint) == ("held", "words")
    row = desk.approved(edition, account)
    assert (row.state, row.hint) == ("queued", "")


def test_a_new_edition_follows_to_where_the_first_went(office: Office, desk: Desk, platforms):
    account, video = desk.account(), desk.account("video", secret="")
    first = office.released()
    desk.sent(desk.approved(first, account))
    posting = office.must(
        actions.prepare, desk.writer, edition_id=first.pk, account_id=video.pk, text="造林现场会短片"
    )
    office.must(actions.approve, desk.reviewer, posting_id=posting.pk)
    edition = second(office, first)
    row = desk.delivery(edition, outbox.target_of(account.pk))
    assert (row.state, row.hint) == ("held", "words")
    states = {(each.edition.number, each.state) for each in Delivery.objects.filter(account=video)}
    assert states == {(1, "dropped"), (2, "by_hand")}, "what has not left does not leave any more"
    desk.sent(desk.approved(edition, account, "造林现场会，增加了监督的规定。"))
    taken_back = desk.delivery(first, outbox.target_of(account.pk), What.WITHDRAW)
    assert taken_back.state == DeliveryState.QUEUED
    assert desk.send(taken_back).state == DeliveryState.ARRIVED
    deleted = {each["content_source_url"]: each["is_deleted"] for each in platforms.articles.values()}
    address = f"https://www.example.gov.cn/documents/{fresh(first).document.address}/"
    assert deleted == {address: True, f"{address}editions/2/": False}
    assert list(mismatches()) == []


def test_a_withdrawal_follows_and_what_has_not_left_stays(office: Office, desk: Desk, platforms):
    account, blog = desk.account(), desk.account("microblog")
    edition = office.released()
    desk.sent(desk.approved(edition, account))
    waiting = desk.approved(edition, blog)
    office.must(actions.choose, desk.writer, edition_id=edition.pk, channel="reading_point")
    board = Delivery.objects.get(channel="reading_point")
    office.must(
        actions.prove, desk.writer, delivery_id=board.pk, on=DAY, link="https://www.example.gov.cn/point"
    )
    withdraw(office, edition)
    assert desk.send(waiting).state == DeliveryState.DROPPED
    assert platforms.posts == {}
    target = outbox.target_of(account.pk)
    assert rows(edition) == {
        ("publish", "website", "", "arrived"), ("withdraw", "website", "", "arrived"),
        ("publish", "targeted", "", "dropped"),
        ("publish", "wechat", target, "arrived"), ("withdraw", "wechat", target, "queued"),
        ("publish", "microblog", outbox.target_of(blog.pk), "dropped"),
        ("publish", "reading_point", "", "proved"), ("withdraw", "reading_point", "", "by_hand"),
    }  # fmt: skip
    assert desk.send(desk.delivery(edition, target, "withdraw")).state == DeliveryState.ARRIVED
    assert [each["is_deleted"] for each in platforms.articles.values()] == [True]


def test_what_waits_while_the_document_is_withdrawn_is_not_sent(office: Office, desk: Desk, platforms):
    """The worker has claimed it; the withdrawal is committed before it looks."""
    edition, account = office.released(), desk.account()
    row = desk.approved(edition, account)
    edition.document.refresh_from_db()
    type(edition.document).objects.filter(pk=edition.document_id).update(standing="withdrawn")
    assert desk.send(row).state == DeliveryState.DROPPED
    assert platforms.articles == {}


def test_words_are_written_by_one_and_approved_by_another(office: Office, desk: Desk):
    edition, account = office.released(), desk.account("microblog")
    for text, why in (
        ("联系人手机13812345678", "像是个人信息"),
        ("机密★1年", "不应公开的标志"),
        ("长" * 121, "1 至 120 个字"),
    ):
        refused = office.do(
            actions.prepare, desk.writer, edition_id=edition.pk, account_id=account.pk, text=text
        )
        assert why in said(refused)
    posting = desk.prepared(edition, account)
    head = office.person(Role.OFFICE_HEAD)
    for actor, why in (
        (desk.writer, "由本单位的审核人"), (office.person(Role.REVIEWER, "land"), "由本单位的审核人"),
    ):  # fmt: skip
        assert why in said(office.do(actions.approve, actor, posting_id=posting.pk))
    office.must(
        actions.prepare, head, edition_id=edition.pk, account_id=account.pk, text="造林现场会（负责人改）"
    )
    assert "不能审核自己" in said(office.do(actions.approve, head, posting_id=posting.pk))
    office.must(actions.return_posting, desk.reviewer, posting_id=posting.pk, reason="写明时间")
    assert not Delivery.objects.filter(account=account).exists()
    draft = office.drafted()
    others = office.person(Role.DRAFTER, "land")
    assert "由账号所属单位" in said(
        office.do(actions.prepare, others, edition_id=draft.pk, account_id=account.pk, text="造林")
    )


def test_the_same_account_twice_needs_its_reason_and_a_closed_one_posts_nothing(
    office: Office, desk: Desk, platforms
):
    account = desk.account()
    again = office.do(
        actions.register, desk.keeper, body_id=desk.body, platform="wechat",
        facts=actions.AccountFacts(name="又一个", responsible="样本", opened_on=DAY),
    )  # fmt: skip
    assert "确需再开的" in said(again)
    edition = office.released()
    row = desk.approved(edition, account)
    office.must(actions.close, desk.keeper, account_id=account.pk, reason="关停注销")
    account.refresh_from_db()
    assert (account.secret, account.state) == ("", "closed")
    row = desk.send(row)
    assert (row.state, row.hint) == ("failed", "account")
    assert platforms.calls == []
    assert moment(DAY) <= row.at
