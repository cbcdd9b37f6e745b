"""From the release to an official account and back: words reviewed, posted, answered; a reader subscribes."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.mail.models import Letter
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from gongkai.publishing.channels import mailing, sending, talking
from gongkai.publishing.channels.models import Account, Delivery, InboxMessage
from gongkai.publishing.models import Edition
from tests.journeys import publishing_office
from tests.journeys.desk import press_on, submit
from tests.journeys.looking import follow, look_over, visit
from tests.journeys.request_office import Office
from tests.publishing.channels.platforms import Platforms, listening

TITLE = "青山市林业局召开春季造林现场会"


@pytest.fixture
def platforms(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8", "::1/128"]
    settings.WEBHOOK_HTTP_HOSTS = ["localhost"]
    with listening() as found:
        settings.CHANNEL_WECHAT_URL = found.url
        yield found


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SITE_URL = site
    return publishing_office.build()


def drafted(office: Office, title: str = TITLE) -> Edition:
    """News, signed and ready."""
    words = Words(title=title, html="<p>会议部署了春季造林任务。</p>", formed_on=timezone.localdate())
    made = office.do(actions.begin, "drafter", body_id=office.body, kind="news", words=words).edition
    own = {"document_id": made.document_id}
    office.do(actions.set_attribute, "drafter", **own, attribute="open", ground="widely_known")
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    for act, who, more in (
        (actions.send_to_review, "drafter", {}),
        (actions.check_item, "confidentiality", {"answers": answers}),
        (actions.confidentiality_ok, "confidentiality", {"result": "open"}),
        (actions.sign, "signer", {}),
    ):
        office.do(act, who, edition_id=made.pk, **more)
    return made


def worked() -> None:
    """What background work would do now."""
    now = timezone.now()
    for row in Delivery.objects.filter(account__isnull=False).exclude(state="arrived"):
        for _ in range(2):
            sending.deliver(row.pk, now)
    mailing.tell(now)


def connected(page: Page) -> Account:
    """Register an account and connect it."""
    visit(page, "/workbench/channels/accounts/")
    follow(page, page.get_by_role("button", name="登记账号"))
    page.get_by_label("平台", exact=True).select_option("wechat")
    page.get_by_label("账号名称").fill("青山林业")
    page.get_by_label("负责人").fill("样本")
    page.get_by_label("开设日期").fill("2020-01-01")
    follow(page, submit(page))
    follow(page, page.get_by_role("button", name="连接平台"))
    page.get_by_label("开发者 ID").fill("wx99")
    page.get_by_label("密钥").fill("a-secret")
    page.get_by_label("封面图片").fill("cover-1")
    follow(page, submit(page))
    expect(page.locator("main")).to_contain_text("已连接")
    return Account.objects.get()


def test_a_release_reaches_its_readers_and_they_are_answered(office, seat, reader, platforms: Platforms):
    visit(reader, "/subscriptions/?kind=news")
    reader.get_by_label("邮箱").fill("reader@example.cn")
    reader.get_by_label("随时，一有更新就发").check()
    follow(reader, press_on(reader, "订阅"))
    expect(reader.locator("main")).to_contain_text("r**@example.cn")
    (link,) = re.findall(r"http\S+/subscriptions/\S+/", Letter.objects.get().text)
    visit(reader, link)
    follow(reader, press_on(reader, "确认订阅"))

    account = connected(seat("head"))
    edition = drafted(office)
    address = f"/workbench/documents/{edition.document_id}/channels/"
    drafter = seat("drafter")
    visit(drafter, address)
    follow(drafter, drafter.get_by_role("link", name=f"拟写{account.name}发布的内容"))
    drafter.get_by_label("标题").fill("春季造林现场会")
    follow(drafter, submit(drafter))
    reviewer = seat("reviewer")
    visit(reviewer, "/workbench/channels/")
    follow(reviewer, reviewer.get_by_role("link", name=f"{account.name}：{TITLE}"))
    follow(reviewer, press_on(reviewer, "审核通过"))
    office.do(actions.release, "drafter", edition_id=edition.pk)
    worked()
    visit(drafter, address)
    expect(drafter.locator("main tbody tr", has_text="政务微信")).to_contain_text("已送达")
    assert [each["title"] for each in platforms.articles.values()] == ["春季造林现场会"]
    assert TITLE in Letter.objects.latest("pk").text

    comment = {"user_comment_id": 5, "openid": "o", "create_time": int(timezone.now().timestamp())}
    platforms.comments = [comment | {"content": "什么时候在我们乡造林？电话13800000000", "comment_type": 0}]
    talking.fetch(account.pk, timezone.now())
    visit(drafter, "/workbench/channels/inbox/")
    follow(drafter, drafter.get_by_role("link", name=re.compile("什么时候在我们乡造林")))
    expect(drafter.locator("main")).not_to_contain_text("13800000000")
    drafter.get_by_label("回复").fill("下周二开始，请关注乡政府公告。")
    follow(drafter, press_on(drafter, "送审"))
    visit(reviewer, f"/workbench/channels/inbox/{InboxMessage.objects.get().pk}/")
    follow(reviewer, press_on(reviewer, "审核通过并发出"))
    talking.send_answer(InboxMessage.objects.get().pk, timezone.now())
    reviewer.reload()
    look_over(reviewer)
    expect(reviewer.locator("main")).to_contain_text("已回复")
    assert platforms.sent[0]["content"] == "下周二开始，请关注乡政府公告。"
