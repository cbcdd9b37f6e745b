"""Texts of a case's letters: the body's own wording or the declared one, and what fills its places.

Letters are official documents and Chinese whatever language their reader's page is in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import translation

from gongkai.casework import law
from gongkai.casework.models import Applicant, Application, Case, Delivery, ReplyTemplate, Way
from gongkai.casework.models.cases import ChannelLabel
from gongkai.core.outcomes import Outcome
from gongkai.core.replies import Notice, Placeholder, Template, Templates, read_templates
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.rulebook.book import RULES, declarations

ERASED = "（个人信息已按期删除）"

_WAYS = {
    Delivery.POST: Way.EMS,
    Delivery.EMAIL: Way.EMAIL,
    Delivery.FAX: Way.FAX,
    Delivery.PICK_UP: Way.HANDED,
    Delivery.ONLINE: Way.ONLINE,
}


@cache
def templates_of(regime: str) -> Templates:
    """rules/replies/request-<regime>.toml."""
    (declaration,) = declarations(RULES, f"replies/request-{regime}.toml")
    return read_templates(declaration)


def outcome_of(case: Case, code: str) -> Outcome:
    """Raises NoSuchOutcomeError when the case's regime does not know it."""
    return law.outcomes_of(case.received_on or case.submitted_on).find(code)


def subject_of(regime_day: date, code: str) -> Outcome | Notice:
    """What a template is for: a notice by its code, else an outcome. Raises NoSuchOutcomeError."""
    return Notice(code) if code in Notice else law.outcomes_of(regime_day).find(code)


def declared(regime: str, code: str) -> Template:
    """The declared letter of an outcome or a notice. Raises LookupError when the regime has none."""
    found = templates_of(regime)
    return found.for_notice(Notice(code)) if code in Notice else found.for_outcome(code)


def template_for(case: Case, code: str) -> Template:
    """The body's own wording, or the declared one. Raises LookupError when the regime has none."""
    given = declared(case.regime, code)
    own = ReplyTemplate.objects.filter(body_id=case.body_id, regime=case.regime, code=code).first()
    return Template(given.title, own.text, given.outcome, given.notice) if own else given


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked, and for what; None where the kind of case has none, or before it is known."""

    applicant: Applicant | None
    application: Application | None

    @property
    def email(self) -> str:
        return self.applicant.email if self.applicant else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What the applicant wrote: in a letter it may say anything about remedies."""
        wanted = self.application.wanted if self.application else ""
        return tuple(line for line in wanted.splitlines() if line.strip())

    @property
    def way(self) -> Way:
        """How the applicant wants to be answered."""
        return _WAYS[Delivery(self.application.delivery)] if self.application else Way.EMS


def asked_in(case: Case) -> Asked:
    return Asked(Applicant.objects.filter(case=case).first(), Application.objects.filter(case=case).first())


def values_for(case: Case, day: date, asked: Asked | None = None) -> dict[str, str]:
    """What the case itself fills. Number and date of the letter stay open until it is signed or issued."""
    asked = asked or asked_in(case)
    applicant, application = asked.applicant, asked.application
    with translation.override(None):
        # without what stands in brackets: the letter has brackets of its own
        channel = str(ChannelLabel(case.channel).label).partition("（")[0]
    return {
        Placeholder.APPLICANT: (applicant.name if applicant else "") or ERASED,
        Placeholder.ADDRESSEE: (applicant.name if applicant else "") or ERASED,
        Placeholder.BODY: body_name(case.body_id, day),
        Placeholder.NUMBER: hole(Placeholder.NUMBER),
        Placeholder.DATE: hole(Placeholder.DATE),
        Placeholder.CASE_NUMBER: case.number,
        Placeholder.CHANNEL: channel,
        Placeholder.RECEIVED: chinese_day(case.received_on or case.submitted_on),
        Placeholder.SUBMITTED: chinese_day(case.submitted_on),
        Placeholder.DESCRIPTION: (application.wanted if application else "") or ERASED,
        Placeholder.FACTS: "",
        Placeholder.GROUNDS: "",
        Placeholder.REMEDY: "",
        Placeholder.CONTACT: contact_of(case.body_id, day),
    }


def quoted_in(case: Case) -> tuple[str, ...]:
    """What the applicant wrote: it may say anything about remedies."""
    return asked_in(case).lines


def body_name(body_id: int, day: date) -> str:
    found = organisations.bodies_on(day, [body_id]) or organisations.latest_bodies([body_id])
    return found[body_id].name


def contact_of(body_id: int, day: date) -> str:
    """联系方式: the disclosure office that is open on `day`; empty when none is registered."""
    for office in organisations.offices([body_id], day):
        if office.valid_from <= day and (office.valid_to is None or day < office.valid_to):
            parts = (office.name, office.address and f"地址：{office.address}",
                     office.phone and f"电话：{office.phone}")  # fmt: skip
            return f"联系方式：{'，'.join(part for part in parts if part)}。"
    return ""


def chinese_day(day: date) -> str:
    """2024年1月2日, without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def hole(name: str) -> str:
    return f"{{{name}}}"


def finished(text: str, *, number: str, day: date) -> str:
    """The text with its number and date."""
    lines = text.replace(hole(Placeholder.DATE), chinese_day(day)).replace(hole(Placeholder.NUMBER), number)
    return "\n".join(line for line in lines.splitlines() if line.strip())


def cited(articles: Iterable[str]) -> str:
    """Articles as a letter cites them: each law named once, 《条例》第十四条、第三十六条第三项."""
    shown: list[str] = []
    before = ""
    for article in dict.fromkeys(articles):
        title, mark, rest = article.partition("第")
        same = bool(mark) and title == before and title.startswith("《")
        shown.append(f"第{rest}" if same else article)
        before = title if mark else ""
    return "、".join(shown)


def listed(names: Sequence[str]) -> str:
    return "、".join(names)
