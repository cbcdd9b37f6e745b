"""Each once: answers that are lost, workers that die, platforms that refuse."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from gongkai.core.counts import Period
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import deliver as deliver_letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.channels import actions, outbox, reminding, sending
from gongkai.publishing.channels.models import Carried, Delivery, DeliveryState
from gongkai.publishing.channels.queries import deliveries as queries
from gongkai.publishing.models import EditionFile
from gongkai.reporting.counts import counted
from tests.publishing.conftest import DAY, Office, moment, said
from tests.publishing.gazette.conftest import Press, out, press

from .conftest import LOST, Desk

__all__ = ["press"]
pytestmark = pytest.mark.django_db
SUBMIT = "/cgi-bin/freepublish/submit"
SHARE = "/2/statuses/share.json"
SILENT = timedelta(minutes=5)


def test_an_article_is_published_and_said_where(office: Office, desk: Desk, platforms):
    row = desk.approved(office.released(), desk.account())
    row = desk.send(row)
    assert (row.state, row.next_at) == ("under_way", moment(DAY, 60) + timedelta(seconds=5))
    row = desk.send(row)
    assert row.state == DeliveryState.ARRIVED
    assert row.link.startswith("https://mp.weixin.qq.com/s/")
    (article,) = platforms.articles.values()
    assert article["content_source_url"].endswith(f"/documents/{row.document.address}/")
    assert (article["title"], article["thumb_media_id"]) == ("造林现场会", "cover-1")
    assert desk.send(row).state == DeliveryState.ARRIVED
    assert platforms.made(SUBMIT) == 1
    row.account.refresh_from_db()
    assert platforms.tokens[0] not in row.account.token, "kept sealed"


def test_an_article_takes_its_pictures_along_each_once(office: Office, desk: Desk, platforms):
    """One too large is made smaller; an answer lost half-way puts nothing there twice; the first is the
    cover."""
    edition = office.drafted()
    large = Image.effect_noise((1500, 1100), 90).convert("RGB")
    for name, drawn in (("会场.png", Image.new("RGB", (40, 20), "green")), ("全景.png", large)):
        out = io.BytesIO()
        drawn.save(out, "PNG")
        office.must(
            publishing.attach, office.drafter(), edition_id=edition.pk, name=name, content=out.getvalue(),
            part="picture", alternative=f"{name}的样子",
        )  # fmt: skip
    for each in EditionFile.objects.filter(edition=edition):
        office.attach_read(each)
    office.judge_all(office.chain(edition, "confidentiality"), "stays")
    row = desk.approved(office.released(edition), desk.account())
    platforms.told["/cgi-bin/material/add_material"] = [LOST]
    row = desk.send(row)
    assert (row.state, len(platforms.pictures)) == (DeliveryState.QUEUED, 2)
    row = desk.sent(row)
    assert row.state == DeliveryState.ARRIVED
    assert (len(platforms.pictures), len(platforms.covers)) == (2, 2)
    assert len(platforms.pictures[1]) <= 1 << 20 < len(large.tobytes())
    (article,) = platforms.articles.values()
    assert article["thumb_media_id"] == list(platforms.covers)[-1]
    first, second = re.findall('<img src="(https://mmbiz[^"]+)" alt="([^"]+)">', article["content"])
    assert first[1] == "会场.png的样子"
    assert second[0].endswith("picture.jpg")


def test_an_answer_that_was_lost_is_looked_up_and_nothing_sent_twice(office: Office, desk: Desk, platforms):
    row = desk.approved(office.released(), desk.account())
    platforms.told[SUBMIT] = [LOST]
    row = desk.send(row)
    assert row.state == DeliveryState.UNSURE
    row = desk.send(row)
    assert (row.state, platforms.made(SUBMIT)) == (DeliveryState.ARRIVED, 1)
    assert row.remote["article_id"] in platforms.articles


def test_where_the_platform_cannot_tell_a_person_does(office: Office, desk: Desk, platforms):
    account = desk.account()
    row = desk.approved(office.released(), account)
    platforms.told[SUBMIT] = [LOST]
    desk.send(row)
    platforms.articles.clear()
    early = office.do(actions.settle, desk.writer, delivery_id=row.pk, is_out=False)
    assert "还在向平台查询" in said(early)
    row = desk.send(row, times=len(sending.ASKING) + 1)
    assert (row.state, row.hint, row.next_at) == ("unsure", "settle", None)
    (line,) = queries.waiting(desk.writer, DAY)
    assert (line.steps, "到平台上看看" in line.next) == (("settle",), True)
    assert platforms.made(SUBMIT) == 1
    office.must(actions.settle, desk.writer, delivery_id=row.pk, is_out=False)
    office.must(actions.resend, desk.writer, delivery_id=row.pk)
    assert desk.sent(row).state == DeliveryState.ARRIVED
    assert (platforms.made(SUBMIT), platforms.made("/cgi-bin/draft/add")) == (2, 1)


def test_a_worker_that_dies_sends_nothing_twice(office: Office, desk: Desk, platforms, monkeypatch):
    """Killed before anything was handed over, it waits again; killed afterwards, the platform is asked."""
    first, second = desk.account(), desk.account("microblog")
    edition = office.released()
    early, late = desk.approved(edition, first), desk.approved(edition, second)

    class KilledError(BaseException):
        pass

    def die(*_args, **_more):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.publishing.channels.adapters.wechat._article", die)
        with pytest.raises(KilledError):
            desk.send(early)
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.publishing.channels.sending._note", die)
        with pytest.raises(KilledError):
            desk.send(late)
    assert {each.state for each in Delivery.objects.filter(account__isnull=False)} == {"sending"}
    assert desk.send(early, 62).state == DeliveryState.SENDING, "its turn is over"
    sending.look_after(moment(DAY, 70), SILENT)
    states = [Delivery.objects.get(pk=each.pk).state for each in (early, late)]
    assert states == ["queued", "unsure"]
    assert desk.send(early, 71, times=2).state == DeliveryState.ARRIVED
    assert desk.send(late, 71).state == DeliveryState.ARRIVED
    assert (platforms.made(SUBMIT), platforms.made(SHARE), len(platforms.posts)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("told", "state", "hint"),
    [
        ({"errcode": 48001, "errmsg": "api unauthorized"}, "failed", "permission"),
        ({"errcode": 53503, "errmsg": "draft check failed"}, "failed", "content"),
        ({"errcode": 40164, "errmsg": "invalid ip, not in whitelist"}, "failed", "network"),
        ({"errcode": -1, "errmsg": "system error"}, "queued", ""),
        ({"errcode": 45009, "errmsg": "reach max api daily quota limit"}, "queued", ""),
    ],
)
def test_what_the_platform_refuses(office: Office, desk: Desk, platforms, told, state, hint):
    row = desk.approved(office.released(), desk.account())
    platforms.told[SUBMIT] = [told]
    row = desk.send(row)
    assert (row.state, row.hint) == (state, hint)
    assert str(told["errcode"]) in row.error
    if told["errcode"] == 45009:
        assert row.next_at.isoformat() == "2026-03-02T16:05:00+00:00", "five past midnight in Beijing"
    if state == "queued":
        assert desk.sent(row).state == DeliveryState.ARRIVED
    else:
        office.must(actions.resend, desk.writer, delivery_id=row.pk)
        assert desk.sent(row).state == DeliveryState.ARRIVED


def test_a_token_that_ran_out_is_made_anew(office: Office, desk: Desk, platforms):
    account = desk.account()
    desk.sent(desk.approved(office.released(), account))
    platforms.tokens.append("made-by-another-system")
    row = desk.sent(desk.approved(office.released(), account))
    assert row.state == DeliveryState.ARRIVED
    assert platforms.made("/cgi-bin/stable_token") == 2


def test_a_wrong_secret_and_a_platform_out_of_reach(office: Office, desk: Desk, platforms, settings):
    row = desk.send(desk.approved(office.released(), desk.account(secret="wrong")))
    assert (row.state, row.hint) == ("failed", "secret")
    blog = desk.approved(office.released(), desk.account("microblog"))
    settings.CHANNEL_MICROBLOG_URL = "https://127.0.0.1:1"
    settings.WEBHOOK_NETWORKS = []
    for attempt in range(len(sending.PAUSES) + 1):
        blog = desk.send(blog, 100 + attempt)
        assert blog.state == ("queued" if attempt < len(sending.PAUSES) else "failed")
    assert blog.hint == "platform"
    assert platforms.posts == {}


def test_the_platform_refuses_after_all_and_editors_are_told_once(office: Office, desk: Desk, platforms):
    person = organisations.create_person(
        actor=SYSTEM, now=office.at(), body_id=desk.body, username="x", name="样本", email="x@example.org"
    )
    assert organisations.appoint(
        actor=SYSTEM, now=office.at(), person_id=person, body_id=desk.body, role=Role.DRAFTER, on=DAY
    )
    platforms.status = 4
    account = desk.account()
    row = desk.sent(desk.approved(office.released(), account))
    assert (row.state, row.hint, row.error) == ("failed", "content", "平台审核不通过")
    second = desk.sent(desk.approved(office.released(), account))
    assert [reminding.tell_of_dead(moment(DAY, 100 + more)) for more in (0, 1)] == [2, 0]
    (letter,) = Letter.objects.all()
    assert letter.subject == "2 条信息没有送达渠道"
    assert f"《{row.edition.title}》→ {account.name}：平台没有通过内容检查" in letter.text
    assert {each.id for each in queries.dead_of(desk.writer, DAY)} == {row.pk, second.pk}
    office.must(actions.resend, desk.writer, delivery_id=row.pk)
    row = desk.send(row, 110, times=2)
    assert row.state == DeliveryState.FAILED
    assert [reminding.tell_of_dead(moment(DAY, at)) for at in (115, 165)] == [0, 1], "not within the hour"


def test_a_microblog_with_a_lost_answer_is_found_by_its_words(office: Office, desk: Desk, platforms):
    row = desk.approved(office.released(), desk.account("microblog"))
    platforms.told[SHARE] = [LOST]
    row = desk.send(row)
    assert row.state == DeliveryState.UNSURE
    row = desk.send(row)
    assert (row.state, platforms.made(SHARE)) == (DeliveryState.ARRIVED, 1)
    (post,) = platforms.posts.values()
    assert post["text"].endswith(f"https://www.example.gov.cn/documents/{row.document.address}/")
    platforms.told["/2/statuses/destroy.json"] = [LOST]
    outbox.withdrawn(row.document_id, moment(DAY, 90))
    taken = desk.delivery(row.edition, row.target, "withdraw")
    assert desk.send(taken, 91).state == DeliveryState.QUEUED
    assert desk.send(taken, 92).state == DeliveryState.ARRIVED, "gone already"
    assert platforms.posts == {}


def test_letters_to_media_leave_once_and_one_that_is_refused_is_told(office: Office, desk: Desk, mailoutbox):
    contacts = [("样本日报", "editor@example.cn"), ("样本电台", "radio@example.cn")]
    media = office.must(
        actions.keep_list, desk.writer, body_id=desk.body, name="市级媒体", channel="press", kinds=["news"],
        contacts=contacts,
    )  # fmt: skip
    edition = office.released()
    row = desk.send(desk.delivery(edition, f"list:{media.pk}"))
    assert (row.state, Letter.objects.count()) == ("under_way", 2)
    for letter in Letter.objects.all():
        deliver_letter(letter.pk, moment(DAY, 61))
    assert desk.send(row).state == DeliveryState.ARRIVED
    assert {each.to[0] for each in mailoutbox} == {email for _, email in contacts}
    assert edition.document.address in mailoutbox[0].body
    outbox.withdrawn(edition.document_id, moment(DAY, 70))
    taken = desk.send(desk.delivery(edition, f"list:{media.pk}", "withdraw"), 71)
    letters = Letter.objects.order_by("-pk")[:2]
    assert edition.title not in letters[0].text
    Letter.objects.filter(pk=letters[0].pk).update(state=Letter.State.REFUSED)
    taken = desk.send(taken, 72)
    assert (taken.state, taken.hint) == ("failed", "letters")
    office.must(actions.resend, desk.writer, delivery_id=taken.pk)
    desk.send(taken, 73)
    assert Letter.objects.count() == 5, "only the refused one is sent again"


def test_by_hand_it_counts_once_another_person_has_looked(office: Office, desk: Desk, platforms):
    edition = office.released()
    for platform in ("wechat", "microblog"):
        desk.sent(desk.approved(edition, desk.account(platform)))
    office.must(actions.choose, desk.writer, edition_id=edition.pk, channel="notice_board")
    office.must(actions.choose, desk.writer, edition_id=edition.pk, channel="press")
    board, press = (Delivery.objects.get(channel=each) for each in ("notice_board", "press"))
    assert "请填写网址或者上传凭证" in said(
        office.do(actions.prove, desk.writer, delivery_id=board.pk, on=DAY)
    )
    for each in (board, press):
        office.must(
            actions.prove, desk.writer, delivery_id=each.pk, on=DAY, link="https://www.example.cn/1",
            file_name="公示栏.txt", content="照片".encode(),
        )  # fmt: skip
    assert "不能核对自己" in said(office.do(actions.check, desk.writer, delivery_id=board.pk, agreed=True))
    forestry, land = desk.body, office.bodies["land"]
    before = counted(_form(), 2026, [forestry, land], chain.position())
    for each in (board, press):
        office.must(actions.check, desk.reviewer, delivery_id=each.pk, agreed=True)
    cells = counted(_form(), 2026, [forestry, land], chain.position())[forestry]
    assert {code: cells[code] for code in cells if code.startswith("1.2.")} == {
        "1.2.2": 1, "1.2.3": 1, "1.2.4": 1, "1.2.5": 1,
    }  # fmt: skip
    assert before[forestry]["1.2.5"] == 0
    assert "1.2.4" not in before[land]
    year = Period.of_year(2026)
    posts = counting.members("posts_by_channel", [forestry], year, chain.position())
    assert posts == {(code, forestry): 1 for code in ("wechat", "microblog", "notice_board", "press")}
    assert list(mismatches()) == []


def _form():
    return next(each for each in rulebook.forms() if each.code == "2014")


def test_the_gazette_has_carried_it_once_an_issue_is_out(press: Press):
    edition = out(press.office)
    row = Delivery.objects.get(channel="gazette")
    assert sending.note_printed(moment(DAY, 90)) == 0
    press.published(press.filled(edition))
    assert sending.note_printed(moment(DAY, 91)) == 1
    assert sending.note_printed(moment(DAY, 92)) == 0
    row.refresh_from_db()
    assert row.state == DeliveryState.ARRIVED
    assert not Carried.objects.exists(), "the gazette counts its own"
