"""Channels at the desk: an account, its words, what goes wrong and what a person does, messages, media."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.channels import actions, outbox
from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.models import (
    Account,
    Delivery,
    DeliveryState,
    InboxMessage,
    MediaList,
    Posting,
)
from gongkai.publishing.models import Edition

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/channels/"
DRAFTER, REVIEWER, HEAD = Role.DRAFTER, Role.REVIEWER, Role.OFFICE_HEAD


@pytest.fixture
def edition(office: Office) -> Edition:
    """As good as released, for what channels ask."""
    made = office.drafted()
    office.do(publishing.send_to_review, edition_id=made.pk)
    return Edition.objects.get(pk=made.pk)


def opened(office: Office, platform: str = "wechat") -> Account:
    """An account by its pages."""
    desk = office.desk(HEAD)
    said = {
        "body": office.bodies["forestry"], "platform": platform, "name": f"样本{platform}",
        "responsible": "样本", "opened_on": "2020-01-01",
    }  # fmt: skip
    wrong = desk.post(f"{HERE}accounts/new/", said | {"opened_on": "2999-01-01"})
    assert "不能晚于今天" in text_of(wrong)
    page = desk.post(f"{HERE}accounts/new/", said, follow=True)
    account = Account.objects.get(name=f"样本{platform}")
    assert "没有连接" in text_of(page)
    page = desk.post(
        f"{HERE}accounts/{account.pk}/connect/", {"key": "wx99", "secret": "a-secret"}, follow=True
    )
    assert "已连接" in text_of(page)
    assert "a-secret" not in text_of(page)
    return account


def test_words_go_from_one_desk_to_another(office: Office, edition: Edition):
    account = opened(office)
    page = office.desk(DRAFTER).get(f"/workbench/documents/{edition.document_id}/channels/")
    assert f"拟写{account.name}发布的内容" in text_of(page)
    address = f"/workbench/documents/{edition.document_id}/channels/accounts/{account.pk}/"
    assert "按时足额发放" in text_of(office.desk(DRAFTER).get(address)), (
        "begins with the document's own words"
    )
    said = {"title": "造林现场会", "text": "联系手机13812345678"}
    assert "像是个人信息" in text_of(office.desk(DRAFTER).post(address, said))
    done = office.desk(DRAFTER).post(address, said | {"text": "部署春季造林。"}, follow=True)
    assert "待审核" in text_of(done)
    posting = Posting.objects.get()
    assert "等您审核的内容" in text_of(office.desk(REVIEWER).get(HERE))
    words = f"{HERE}postings/{posting.pk}/"
    assert office.desk(DRAFTER).post(words, {"step": "approve"}).status_code == 403
    office.desk(REVIEWER).post(words, {"step": "return", "reason": "写明时间"})
    assert "写明时间" in text_of(office.desk(DRAFTER).get(HERE))
    office.desk(DRAFTER).post(address, said | {"text": "三月二日部署春季造林。"})
    stale = {"step": "approve", "based_on": str(posting.revision)}
    assert "您打开之后" in text_of(office.desk(REVIEWER).post(words, stale, follow=True))
    office.desk(REVIEWER).post(words, {"step": "approve"})
    posting.refresh_from_db()
    assert posting.state == "approved"
    for method in ("get", "post"):
        assert getattr(office.desk(DRAFTER, "land"), method)(words).status_code == 404


def test_what_did_not_go_out_is_shown_with_what_to_do(office: Office, edition: Edition):
    account = opened(office)
    row = Delivery.objects.create(
        edition=edition, document_id=edition.document_id, body_id=edition.body_id, what="publish",
        channel="wechat", target=outbox.target_of(account.pk), account=account, state=DeliveryState.UNSURE,
        hint="settle", at=timezone.now(),
    )  # fmt: skip
    page = text_of(office.desk(DRAFTER).get(HERE))
    assert "请到平台上看看" in page
    step = f"{HERE}deliveries/{row.pk}/settle/"
    assert "请到平台上看看" in text_of(office.desk(DRAFTER).get(step))
    page = office.desk(DRAFTER).post(step, {"is_out": "yes", "link": "javascript:alert(1)"})
    assert "http:// 或 https://" in text_of(page)
    done = office.desk(DRAFTER).post(
        step, {"is_out": "yes", "link": "https://mp.weixin.qq.com/s/1"}, follow=True
    )
    assert "已送达" in text_of(done)
    again = office.desk(DRAFTER).get(step, follow=True)
    assert "现在不能这样办理" in text_of(again)
    assert office.desk(DRAFTER, "land").get(step).status_code == 404


def test_a_publication_by_hand_is_proved_and_checked(office: Office, edition: Edition):
    choose = f"/workbench/documents/{edition.document_id}/channels/choose/"
    office.desk(DRAFTER).post(choose, {"channel": "notice_board"})
    assert Posting.objects.get().channel == "notice_board"
    row = Delivery.objects.create(
        edition=edition, document_id=edition.document_id, body_id=edition.body_id, what="publish",
        channel="notice_board", state=DeliveryState.BY_HAND, hint="by_hand", at=timezone.now(),
    )  # fmt: skip
    prove, check = (f"{HERE}deliveries/{row.pk}/{each}/" for each in ("prove", "check"))
    today = f"{timezone.localdate()}"
    assert "请填写网址或者上传凭证" in text_of(office.desk(DRAFTER).post(prove, {"on": today}))
    photo = SimpleUploadedFile("公示栏.txt", "照片".encode())
    page = office.desk(DRAFTER).post(prove, {"on": today, "file": photo}, follow=True)
    assert "已办理，待核对" in text_of(page)
    row.refresh_from_db()
    proof = f"/workbench/files/{row.proof_file_id}/"
    assert office.desk(REVIEWER).get(proof).status_code == 200
    assert office.desk(REVIEWER, "land").get(proof).status_code in (403, 404)
    assert "现在不能这样办理" in text_of(office.desk(DRAFTER).get(check, follow=True)), "not one's own"
    asked = office.desk(REVIEWER).get(check).content.decode()
    assert proof in asked, "what is to be checked is at hand"
    assert "已经公开，凭证属实" in asked
    Delivery.objects.filter(pk=row.pk).update(what="withdraw")
    for words in ("撤下：", "撤下。", "已经撤下，凭证属实"):
        assert words in office.desk(REVIEWER).get(check).content.decode()
    assert "确认已经撤下" in text_of(office.desk(REVIEWER).get(HERE))
    office.desk(REVIEWER).post(check, {"agreed": "yes"})
    row.refresh_from_db()
    assert (row.state, bool(row.checked_by)) == ("arrived", True)
    assert "公示栏" in text_of(office.desk(DRAFTER).get(f"{HERE}deliveries/?state=arrived"))


def test_messages_are_hidden_answered_and_approved(office: Office):
    account = opened(office)
    come = Fetched("1", "张三丰", "openid-1", "补助什么时候发？我的电话13800000000", timezone.now())
    actions.receive(actor=SYSTEM, now=timezone.now(), account_id=account.pk, kind="private", fetched=[come])
    message = InboxMessage.objects.get()
    address = f"{HERE}inbox/{message.pk}/"
    for page in (office.desk(DRAFTER).get(f"{HERE}inbox/"), office.desk(DRAFTER).get(address)):
        assert "补助什么时候发" in text_of(page)
        assert "13800000000" not in text_of(page)
        assert "张三丰" not in text_of(page)
    assert "13800000000" in text_of(office.desk(DRAFTER).post(address, {"step": "read_whole"}))
    done = office.desk(DRAFTER).post(address, {"step": "answer", "text": "三月底前发放。"}, follow=True)
    assert "回复待审核" in text_of(done)
    assert office.desk(DRAFTER).post(address, {"step": "approve_answer"}).status_code == 403
    office.desk(REVIEWER).post(address, {"step": "approve_answer"})
    message.refresh_from_db()
    assert message.state == "sending"
    assert office.desk(DRAFTER, "land").get(address).status_code == 404


def test_lists_of_media(office: Office):
    said = {
        "body": office.bodies["forestry"], "name": "市级媒体", "channel": "press", "kinds": ["news"],
        "contacts": "样本日报 editor@example.cn\n样本电台",
    }  # fmt: skip
    assert "没有邮箱" in text_of(office.desk(DRAFTER).post(f"{HERE}media/new/", said))
    said["contacts"] = "样本日报 editor@example.cn\n样本电台 <radio@example.cn>"
    office.desk(DRAFTER).post(f"{HERE}media/new/", said)
    media = MediaList.objects.get()
    assert [each["email"] for each in media.contacts] == ["editor@example.cn", "radio@example.cn"]
    assert "editor@example.cn" in text_of(office.desk(DRAFTER).get(f"{HERE}media/{media.pk}/"))
    assert office.desk(DRAFTER, "land").get(f"{HERE}media/{media.pk}/").status_code == 404
    office.desk(DRAFTER).post(f"{HERE}media/{media.pk}/drop/")
    media.refresh_from_db()
    assert (media.is_active, media.contacts) == (False, [])
