"""The life of a request, from its arrival to the reply that is out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from gongkai.casework import actions
from gongkai.casework.actions import Intake
from gongkai.casework.file_rules import purpose_of
from gongkai.casework.queries.replies import replies_of
from gongkai.core.receipt import Arrival, Channel
from gongkai.core.workdays import Calendar
from gongkai.foundation.files import actions as files
from gongkai.foundation.organisations.roles import PUBLIC, Actor
from gongkai.foundation.redaction import Box
from gongkai.project.demo.cases.desks import Staff
from gongkai.project.demo.cases.people import Asked
from gongkai.project.demo.cases.planning import Planned
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.ground import DATA, done, moment

CHAIN = 3  # working days from the decision to the reply that is out
_LONGEST = 14
_EXTENDED = (17, 27)
_ASKS_EXTENSION = 12
_PERIOD = 15  # of the regulation of 2007
_RECEIVED_AS_THEY_COME = (Channel.COUNTER, Channel.SIGNED_POST, Channel.INTERNET)
_PUBLIC = ("already_public", "publication", "disclosed", "partly_disclosed")
_CONSULTED = ("trade_secret", "personal_privacy")
_ENDED_WITHOUT_REPLY = ("withdrawn",)
_REFERRED = ("petition", "query_matter", "other_channel")
INCOMPLETE = 0.06  # share of requests that have to be corrected first
_CORRECTED_AFTER = 6
_HEARD = 0.08  # share of releases that somebody else is asked about

FACTS: Mapping[str, str] = {
    "where_to_find": "本机关门户网站“政府信息公开”专栏（示例）",
    "responsible_body": "请向制作或者保存该信息的机关提出，联系电话：0000-0000000（示例）",
    "search_record": "检索了收文、发文登记和档案目录，没有查到所申请的信息（示例）",
    "other_channel": "市信访局，电话：0000-0000000（示例）",
}
_GROUNDS: Mapping[str, str] = {
    "forbidden_by_law": "有关法律、行政法规对该信息的查阅另有规定（示例）",
    "state_secret": "该信息已依法定为国家秘密（示例）",
    "told_to_clarify": "申请内容不能指向特定的政府信息，请补充文件名称、文号或者便于查询的其他特征（示例）",
}


@dataclass
class Life:
    """What the steps of one request share; `case_id` and `reply_id` as they come to be.

    `on_paper`: handled there and entered afterwards. `length`: working days to the reply; `incomplete`: it
    had to be corrected; `heard`: a third party was asked. None: by lot.
    """

    planned: Planned
    asked: Asked
    staff: Staff
    calendar: Calendar
    received: date
    draw: Random
    on_paper: bool = False
    length: int | None = None
    incomplete: bool | None = None
    heard: bool | None = None
    case_id: int = 0
    reply_id: int = 0
    sent_on: date | None = None

    def after(self, days: int, start: date | None = None) -> date:
        """So many working days after receipt, or after `start`."""
        return self.calendar.add_workdays(start or self.received, days).date

    def at(self, day: date, hour: int) -> datetime:
        """Some minute of that hour."""
        return moment(day, hour, self.draw.randrange(60))


def request_story(life: Life) -> Story:
    """The whole of it. One that is open at the year's end is answered in the days after."""
    outcome = life.planned.outcome or "already_public"
    yield (now := life.at(life.received, 9))
    register(life, now)
    yield (now := life.at(life.after(1), 10))
    done(actions.assign(actor=life.staff.clerk, now=now, case_id=life.case_id,
                        person_id=life.staff.clerk.person_id))  # fmt: skip
    if outcome in _ENDED_WITHOUT_REPLY:
        yield (now := life.at(life.after(3), 15))
        done(actions.withdraw(actor=life.staff.clerk, now=now, case_id=life.case_id, reason="申请人来电撤回"))
        return
    begun = life.received
    if _by_lot(life.incomplete, life, INCOMPLETE) and outcome not in (*_REFERRED, "told_to_clarify"):
        yield from _corrected(life)
        begun = life.after(_CORRECTED_AFTER)
    yield (now := life.at(life.after(1, begun), 14))
    done(actions.examine(actor=life.staff.clerk, now=now, case_id=life.case_id))
    waited = 0
    share = _HEARD if outcome in _PUBLIC else float(outcome in _CONSULTED)
    if _by_lot(life.heard, life, share):
        yield from _consulted(life, life.after(2, begun), agrees=outcome in _PUBLIC)
        waited = 5
    if life.planned.extended:
        yield from _extended(life, life.after(_ASKS_EXTENSION + waited, begun))
    length = CHAIN + 2 if life.planned.outcome is None else length_of(life)
    yield from answered(life, life.after(length + waited - CHAIN, begun), outcome)


def _by_lot(given: bool | None, life: Life, share: float) -> bool:
    return life.draw.random() < share if given is None else given


def length_of(life: Life) -> int:
    """Working days until the reply is out: within the law's period, or the extended one."""
    if life.length is not None:
        return life.length
    return life.draw.randint(*_EXTENDED) if life.planned.extended else life.draw.randint(CHAIN + 3, _LONGEST)


def register(life: Life, now: datetime) -> None:
    channel = Channel(life.planned.channel)
    day = life.received
    sent = day - timedelta(days=life.draw.randint(1, 3)) if channel.value.endswith("_post") else day
    arrival = Arrival(
        channel, sent,
        signed_for=day if channel is Channel.SIGNED_POST else None,
        reached_system=day if channel in (Channel.EMAIL, Channel.FAX) else None,
        confirmed=None if channel in _RECEIVED_AS_THEY_COME else day,
    )  # fmt: skip
    made = done(
        actions.register(
            actor=PUBLIC if channel is Channel.INTERNET and not life.on_paper else life.staff.clerk, now=now,
            body_id=life.staff.body, arrival=arrival, facts=Intake(life.asked.request, life.asked.applicant),
            is_sample=True, on=sent if life.on_paper else None,
        )
    )  # fmt: skip
    life.case_id = made.case_id


def _corrected(life: Life) -> Iterator[datetime]:
    asked, answered_on = life.after(2), life.after(_CORRECTED_AFTER)
    yield (now := life.at(asked, 11))
    done(
        actions.ask_correction(
            actor=life.staff.clerk, now=now, case_id=life.case_id, items="请写明所需信息的年度和范围",
            until=life.after(15),
        )
    )  # fmt: skip
    yield (now := life.at(answered_on, 10))
    done(
        actions.receive_correction(
            actor=life.staff.clerk, now=now, case_id=life.case_id, text="年度和范围以申请所列为准（示例补正）"
        )
    )


def _consulted(life: Life, on: date, *, agrees: bool) -> Iterator[datetime]:
    """A third party is asked on that day and answers five working days later."""
    yield (now := life.at(on, 15))
    asked = done(
        actions.consult(
            actor=life.staff.clerk, now=now, case_id=life.case_id, party="third_party",
            name="示例第三方有限公司", address="临沂市示例街道100号", information="申请所涉的合同和附件",
            days=_PERIOD,
        )
    )  # fmt: skip
    yield (now := life.at(life.after(5, on), 10))
    done(
        actions.receive_opinion(
            actor=life.staff.clerk, now=now, case_id=life.case_id, consultation_id=asked.pk,
            opinion="agrees" if agrees else "refuses_with_grounds",
            text="同意公开" if agrees else "涉及本单位经营秘密和他人隐私，不同意公开（示例）",
        )
    )  # fmt: skip


def _extended(life: Life, on: date) -> Iterator[datetime]:
    yield (now := life.at(on, 9))
    done(
        actions.request_extension(
            actor=life.staff.clerk, now=now, case_id=life.case_id, days=_PERIOD,
            reason="需要核查的档案年代较久（示例）",
        )
    )  # fmt: skip
    yield (now := life.at(life.after(1, on), 10))
    done(actions.extend(actor=life.staff.head, now=now, case_id=life.case_id))


def answered(life: Life, decided_on: date, outcome: str) -> Iterator[datetime]:
    """From the decision to the reply that is out, CHAIN working days later."""
    staff = life.staff
    yield (now := life.at(decided_on, 9))
    _decided(life, now, outcome)
    yield (now := life.at(decided_on, 16))
    sent = done(actions.send_to_review(actor=staff.clerk, now=now, reply_id=life.reply_id))
    yield (now := life.at(life.after(1, decided_on), 9))
    sent = done(actions.review_ok(actor=staff.reviewer, now=now, reply_id=life.reply_id))
    if sent.state == "confidentiality":
        now += timedelta(hours=1)
        yield now
        sent = done(actions.confidentiality_ok(actor=staff.confidentiality, now=now, reply_id=life.reply_id))
    if sent.state == "legal":
        now += timedelta(hours=2)
        yield now
        done(actions.legal_ok(actor=staff.legal, now=now, reply_id=life.reply_id))
    yield (now := life.at(life.after(2, decided_on), 15))
    done(actions.sign(actor=staff.signer, now=now, reply_id=life.reply_id))
    yield (now := life.at(life.after(CHAIN, decided_on), 10))
    done(actions.send(actor=staff.clerk, now=now, reply_id=life.reply_id))
    life.sent_on = now.date()


def _decided(life: Life, now: datetime, outcome: str) -> None:
    """The decision, and all that must lie beside it."""
    clerk, case = life.staff.clerk, life.case_id
    grounds = _GROUNDS.get(outcome, "经审查，申请所涉信息属于上述情形（示例）")
    codes = ("personal_privacy",) if outcome == "partly_disclosed" else ()
    if outcome == "endangers_security":
        codes = ("social_stability",)
    if outcome == "nonexistent":
        _attached(
            life, now, "record", "检索记录（示例）.txt", "检索收文、发文登记和档案目录，没有查到。".encode()
        )
    enclosure = _enclosure(life, now, outcome)
    if outcome in _REFERRED:
        referred = done(
            actions.retype(
                actor=clerk, now=now, case_id=case, outcome=outcome, target="市信访局（示例）",
                reason="属于信访、投诉或者查询事项，不是政府信息公开申请（示例）", grounds=grounds,
                other_channel=FACTS["other_channel"], refer=False,
            )
        )  # fmt: skip
        life.reply_id = replies_of(clerk, referred, now.date())[0].id
        return
    reply = done(
        actions.decide(
            actor=clerk, now=now, case_id=case, outcome=outcome, grounds=grounds, ground_codes=codes,
            facts=FACTS,
        )
    )  # fmt: skip
    life.reply_id = reply.pk
    if enclosure is not None:
        done(actions.draft(actor=clerk, now=now, reply_id=reply.pk, enclosures=[enclosure]))


def _enclosure(life: Life, now: datetime, outcome: str) -> int | None:
    if outcome == "disclosed":
        content = f"{life.asked.request.wanted}\n（示例内容）\n".encode()
        return _attached(life, now, "enclosure", "申请公开的信息（示例）.txt", content)
    if outcome == "partly_disclosed":
        whole = _attached(life, now, "enclosure", "名单（示例）.pdf", (DATA / "sample-list.pdf").read_bytes())
        copy = done(
            actions.redact(
                actor=life.staff.clerk, now=now, case_id=life.case_id, file_id=whole,
                boxes=[Box(1, 0.5, 0.2, 0.35, 0.3)], reason="联系电话属于个人隐私（示例）",
            )
        )  # fmt: skip
        return copy.file_id
    return None


def _attached(life: Life, now: datetime, role: str, name: str, content: bytes) -> int:
    clerk: Actor = life.staff.clerk
    file_id = done(
        files.attach(
            actor=clerk, now=now, body_id=life.staff.body, name=name, content=content,
            purpose=purpose_of(role),
        )
    )  # fmt: skip
    done(actions.add_file(actor=clerk, now=now, case_id=life.case_id, file_id=file_id, role=role))
    return file_id
