"""What the sample's bodies publish these days: documents under their rows of the catalogue, one that waits
for the signature and one at the gate; what goes to channels in each state that stays so, messages and a
subscription."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.mail.subscriptions import actions as subscriptions
from gongkai.foundation.moved import actions as moved
from gongkai.foundation.moved.addresses import pair
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import SHANGHAI, done, moment
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from gongkai.publishing.catalogue.queries.naming import rows_for
from gongkai.publishing.channels import actions as channels
from gongkai.publishing.channels import sending
from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.queries.accounts import accounts_to_post
from gongkai.publishing.channels.queries.deliveries import deliveries_of
from gongkai.publishing.channels.subscribers import ITEMS, Wish

OLD_ADDRESSES = (
    ("http://www.old-linyi.invalid/zwgk/index.html", "/documents/"),
    ("http://www.old-linyi.invalid/zwgk/ysqgk.html", "/requests/"),
    ("http://www.old-linyi.invalid/zwgk/gkml.asp?lm=1", "/catalogue/"),
    ("http://www.old-linyi.invalid/sjkf/list.html", "/data/"),
)
_AGO = 4  # working days
_TEXT = "课后服务每学期收费标准和减免办法已经公布，请家长查阅（示例）。"


@dataclass(frozen=True, slots=True)
class _Draft:
    """`row`: a name in the catalogue under which the document stands."""

    title: str
    text: str
    row: str


_ASSISTED = _Draft(
    "关于公布学生资助申请流程的通知（示例）",
    "<p>学生资助的申请条件、流程和公示方式公布如下。</p>",
    "学生资助",
)
_FEES = _Draft("义务教育学校课后服务收费标准（示例）", f"<p>{_TEXT}</p>", "课后服务收费")
_NAMED = _Draft(
    "困难家庭学生补助发放名单公示（示例）",
    "<p>经学校评议、镇街审核，拟向下列学生发放补助，现予公示。</p><p>李样本，身份证号990000201001010017，"
    "家长电话13000000000，补助金额1250元。</p><p>有异议的，请在公示期内向学校反映。</p>",
    "学生资助",
)
"""What the machine points at and a reviewer sends back."""

_SPENT = _Draft("本级“三公”经费情况说明（示例）", "<p>当年预算数、上年决算数和增减变化的原因。</p>", "经费")


def enter_lately(city: SampleCity, now: datetime) -> None:
    """Up to `now`. After the catalogues, whose rows the documents stand under."""
    today = now.astimezone(SHANGHAI).date()
    day = current_calendar().add_workdays(today - timedelta(days=_AGO + 3), 1).date
    bodies = {each.share.code: each for each in city.everyone}
    main = _Desk(bodies["linyi"], day)
    _in_every_channel(main)
    main.chain(main.drafted(_SPENT), "gate")
    if "lanshan" in bodies:
        county = _Desk(bodies["lanshan"], day)
        county.chain(county.drafted(_FEES), "gate", "sign", "release")
        county.drafted(_NAMED)
    _messages(main)
    _subscribed(main)
    officer = actor_for(city.officer, day)
    pairs = [pair(old, new) for old, new in OLD_ADDRESSES]
    done(moved.load(actor=officer, now=moment(day, 8), pairs=pairs))


class _Desk:
    """The people of a body on a day, and what they do with an edition."""

    def __init__(self, body: SampleBody, day: date) -> None:
        self.body, self.day, self.now = body, day, moment(day, 9)
        self.drafter, self.head = self._person(body.clerk), self._person(body.desk.head)
        self.examiner, self.signer = self._person(body.desk.confidentiality), self._person(body.desk.signer)

    def _person(self, number: int) -> Actor:
        return actor_for(number, self.day)

    def drafted(self, draft: _Draft) -> Any:
        """Sent to review, under its row."""
        edition = done(
            actions.begin(
                actor=self.drafter, now=self.now, body_id=self.body.id, kind="notice", is_sample=True,
                words=Words(title=draft.title, html=draft.text, formed_on=self.day, subject="education"),
            )
        ).edition  # fmt: skip
        of: dict[str, Any] = {
            "actor": self.drafter, "now": self.now, "document_id": edition.document_id,
        }  # fmt: skip
        done(actions.set_attribute(attribute="open", ground="widely_known", **of))
        row = next(iter(rows_for(self.body.id, self.day, draft.row, 1)))
        done(actions.describe(catalogue=row.code, **of))
        self.chain(edition, "send")
        return edition

    def chain(self, edition: Any, *steps: str) -> None:
        of: dict[str, Any] = {"now": self.now, "edition_id": edition.pk}
        for step in steps:
            match step:
                case "send":
                    done(actions.send_to_review(actor=self.drafter, **of))
                case "gate":
                    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
                    done(actions.check_item(actor=self.examiner, answers=answers, **of))
                    done(actions.confidentiality_ok(actor=self.examiner, result="open", **of))
                case "sign":
                    done(actions.sign(actor=self.signer, **of))
                case "release":
                    done(actions.release(actor=self.drafter, **of))

    def posted(self, edition: Any, account: int) -> None:
        """Words written by one, approved by another."""
        of: dict[str, Any] = {"now": self.now}
        row = done(
            channels.prepare(
                actor=self.drafter, edition_id=edition.pk, account_id=account, title="学生资助怎样申请",
                text="学生资助的申请条件、流程和公示方式已经公布（示例）。", **of,
            )
        )  # fmt: skip
        done(channels.approve(actor=self.head, posting_id=row.pk, **of))

    def by_hand(self, edition: Any, channel: str) -> int:
        done(channels.choose(actor=self.drafter, now=self.now, edition_id=edition.pk, channel=channel))
        return deliveries_of([edition.pk], channel)[edition.pk]


def _in_every_channel(desk: _Desk) -> None:
    """One document that waits for new words on WeChat, as its text was changed after these were approved;
    that the microblog has not got, as its account is connected to no platform; and by hand in each state."""
    edition = desk.drafted(_ASSISTED)
    accounts = {each.platform: each.id for each in accounts_to_post(desk.drafter)}
    of: dict[str, Any] = {"now": desk.now, "edition_id": edition.pk}
    if "wechat" in accounts:
        desk.posted(edition, accounts["wechat"])
    done(actions.give_back(actor=desk.examiner, reason="请写明公示的天数（示例）", **of))
    longer = Words(html=_ASSISTED.text + "<p>公示期不少于5个工作日。</p>")
    done(actions.draft(actor=desk.drafter, words=longer, **of))
    desk.chain(edition, "send", "gate", "sign", "release")
    if "microblog" in accounts:
        desk.posted(edition, accounts["microblog"])
        sending.deliver(deliveries_of([edition.pk], "microblog")[edition.pk], desk.now)
    _by_hand(desk, edition)


def _by_hand(desk: _Desk, edition: Any) -> None:
    """On the board it still has to be hung out; elsewhere it was, and waits for the second pair of eyes, or
    was seen; the last will not be done."""
    desk.by_hand(edition, "notice_board")
    waits, seen, dropped = (
        desk.by_hand(edition, channel)
        for channel in ("reading_point", "service_centre", "convenience_station")
    )
    for delivery in (waits, seen):
        link = f"https://proof.sample.invalid/{delivery}"
        done(channels.prove(actor=desk.drafter, now=desk.now, delivery_id=delivery, on=desk.day, link=link))
    done(channels.check(actor=desk.head, now=desk.now, delivery_id=seen, agreed=True))
    reason = "便民服务站正在搬迁（示例）"
    done(channels.end_by_hand(actor=desk.drafter, now=desk.now, delivery_id=dropped, reason=reason))


def _messages(desk: _Desk) -> None:
    """Two comments: one waits to be answered, the answer to the other waits to be approved."""
    account = next(iter(accounts_to_post(desk.drafter)), None)
    if account is None:
        return
    fetched = [
        Fetched("sample-1", "示例网友一", "s1", "资助什么时候发放？", desk.now - timedelta(hours=1)),
        Fetched("sample-2", "示例网友二", "s2", "请问查阅点周末开放吗？", desk.now - timedelta(hours=2)),
    ]
    received = channels.receive(
        actor=SYSTEM, now=desk.now, account_id=account.id, kind="comment", fetched=fetched
    )
    answer = "您好，查阅点工作日开放，具体时间见网站“查阅点”页面（示例）。"
    last = done(received)[-1].pk
    done(channels.answer(actor=desk.drafter, now=desk.now, message_id=last, text=answer))


def _subscribed(desk: _Desk) -> None:
    wish = Wish(of_id=desk.body.id, kind="notice", text="资助")
    asked = subscriptions.ask(
        actor=PUBLIC, now=desk.now, to=ITEMS, email="duzhe@sample.invalid", wish=asdict(wish),
        frequency="daily", is_sample=True,
    )  # fmt: skip
    row = done(asked)
    done(subscriptions.confirm(actor=PUBLIC, now=desk.now, to=ITEMS, subscription_id=row.pk))
