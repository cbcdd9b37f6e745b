"""A letter's wording as it would look in an invented case, before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework import remedies, wording
from gongkai.casework.actions.templates import REGIME_DAYS, problems
from gongkai.casework.documents import Letter, letter_pdf
from gongkai.casework.numbering import case_number
from gongkai.core.messages import Message
from gongkai.core.outcomes import Outcome
from gongkai.core.replies import Notice, Placeholder, fill, placeholders_of
from gongkai.core.replies.sayings import words_about_remedies
from gongkai.core.replies.templates import contested_in
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations

_MARK = "示例"
_SAID: dict[str, str] = {
    Placeholder.APPLICANT: "张某某（示例）",
    Placeholder.ADDRESSEE: "某某公司（示例）",
    Placeholder.QUERY_CODE: "ABCD-EFGH-JKLM",
    Placeholder.CHANNEL: "互联网平台",
    Placeholder.DESCRIPTION: "某某项目的批准文件",
    Placeholder.FACTS: "经核查，（办理经过）。",
    Placeholder.GROUNDS: "（经办人写明的具体理由）",
    Placeholder.GROUND: "（选定的情形）",
    Placeholder.ATTACHMENTS: "某某项目的批准文件",
    Placeholder.WHERE_TO_FIND: "本机关网站“政府信息公开”专栏",
    Placeholder.RESPONSIBLE_BODY: "某某局，电话：0000-0000000",
    Placeholder.SEARCH_RECORD: "本机关检索了档案室和业务系统",
    Placeholder.EARLIER_REPLY: "某某〔2026〕1号",
    Placeholder.OTHER_CHANNEL: "某某窗口，电话：0000-0000000",
    Placeholder.ITEMS: "请写明文件的名称或者年份",
    Placeholder.WORKDAYS: "20",
    Placeholder.REASON: "需要到档案馆查阅原件",
    Placeholder.INFORMATION: "某某项目的批准文件",
    Placeholder.FEE_STANDARD: "按量计收，本件 150 页",
    Placeholder.FEE_AMOUNT: "1200.00元",
    Placeholder.FEE_PAYMENT: "某某账户",
    Placeholder.CONTACT: "联系方式：某某科，电话：0000-0000000。",
}
"""What an invented case says, for the places that neither the body nor the calendar fills."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the letter. `remedy`: the computed block; `wrong`: tells a remedy of its own beside it."""

    text: str
    remedy: bool = False
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Previewed:
    """The letter filled for an invented case of the day. `problems`: why the wording can't be kept; `lacks`:
    why the remedy block can't be told yet."""

    title: str
    parts: tuple[Part, ...]
    problems: tuple[Message, ...]
    lacks: Message | None
    number: str
    body: str
    day: date

    @property
    def pdf(self) -> bytes:
        """As it would stand on paper, marked as a sample."""
        text = "\n".join(part.text for part in self.parts)
        return letter_pdf(Letter(self.body, self.title, text, self.day, self.number, mark=_MARK))


def previewed(body_id: int, regime: str, code: str, text: str, day: date) -> Previewed:
    """The letter `code` of the body worded as `text`, in an invented case decided on `day`. Raises
    LookupError when the regime has no such letter."""
    template = wording.declared(regime, code)
    subject = wording.subject_of(REGIME_DAYS[regime], code)
    outcome = subject.code if isinstance(subject, Outcome) else ""
    told = remedies.told(contested_in(subject), body_id, day, outcome=outcome)
    lacks = told.reason if isinstance(told, Refused) else None
    block = "" if isinstance(told, Refused) else told.block
    places = _places(body_id, subject, day)
    number = places[Placeholder.NUMBER] if Placeholder.NUMBER in placeholders_of(text) else ""
    return Previewed(
        template.title, tuple(_parts(text, places, block)), problems(regime, code, text), lacks, number,
        places[Placeholder.BODY], day,
    )  # fmt: skip


def _places(body_id: int, subject: Outcome | Notice, day: date) -> dict[str, str]:
    """What fills the places, the remedy apart."""
    body = organisations.latest_bodies([body_id])[body_id]
    registered = remedies.addresses_on(body_id, day)
    prefix = registered.reply_prefix if registered else ""
    later = wording.chinese_day(day + timedelta(days=28))
    said: dict[str, str] = {
        **_SAID,
        Placeholder.BODY: body.name,
        Placeholder.NUMBER: f"{prefix or '某某'}〔{day.year}〕1号",
        Placeholder.CASE_NUMBER: case_number("request", body.code, day.year, 1),
        Placeholder.DATE: wording.chinese_day(day),
        **dict.fromkeys((Placeholder.RECEIVED, Placeholder.SUBMITTED), wording.chinese_day(day)),
        **dict.fromkeys((Placeholder.DUE, Placeholder.NEW_DUE, Placeholder.PERIOD_END), later),
    }
    if contact := wording.contact_of(body_id, day):
        said[Placeholder.CONTACT] = contact
    if isinstance(subject, Outcome):
        said[Placeholder.ARTICLE] = wording.cited(subject.articles)
        if subject.grounds:
            said[Placeholder.GROUND] = subject.grounds[0].text
            said[Placeholder.ARTICLE] = wording.cited([subject.grounds[0].article])
    else:
        said[Placeholder.ARTICLE] = "《条例》的有关规定"
    return said


def _parts(text: str, places: dict[str, str], block: str) -> Iterator[Part]:
    """Line by line; places nobody knows stay as they were written."""
    hole = wording.hole(Placeholder.REMEDY)
    for line in text.replace("\r\n", "\n").strip().splitlines():
        unknown = {name: wording.hole(name) for name in placeholders_of(line)}
        before, at_hole, after = line.partition(hole)
        for words, remedy in ((before, False), (block or hole, True), (after, False)):
            if remedy and not at_hole:
                continue
            shown = words if remedy else fill(words, {**unknown, **places})
            if shown.strip():
                yield Part(shown, remedy, not remedy and bool(words_about_remedies(_bare(words))))


def _bare(words: str) -> str:
    """Without the places: what fills them may say anything."""
    for name in placeholders_of(words):
        words = words.replace(wording.hole(name), "。")
    return words
