"""A reply made fit for everybody's eyes: proposed by rule, confirmed by a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gongkai.casework import wording
from gongkai.casework.models import Applicant, ApplicantType, Application, Case, Consultation, Reply
from gongkai.core.anonymise import Found, Kind, anonymise, find_personal_data
from gongkai.core.messages import N_, Message
from gongkai.foundation.organisations import queries as organisations

KINDS: Mapping[Kind, str] = {
    Kind.NAME: N_("姓名"),
    Kind.ID_CARD: N_("身份证号码"),
    Kind.MOBILE: N_("手机号码"),
    Kind.PHONE: N_("电话号码"),
    Kind.BANK_CARD: N_("银行卡号"),
    Kind.EMAIL: N_("电子邮箱"),
    Kind.ACCOUNT: N_("账号"),
    Kind.VEHICLE: N_("号牌号码"),
    Kind.ADDRESS: N_("门牌地址"),
}

PARTS = ("title", "question", "answer")


@dataclass(frozen=True, slots=True)
class Passage:
    """Something in `part` of the text that looks like personal data. `his_own`: the applicant's, which is
    never published, whatever is said for it."""

    part: str
    kind: Kind
    text: str
    his_own: bool = False

    @property
    def message(self) -> Message:
        return Message(N_("{kind}：{text}"), {"kind": Message(KINDS[self.kind]), "text": self.text})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Title, question and answer with everything found masked; `masked` is what was found."""

    title: str
    question: str
    answer: str
    masked: tuple[Passage, ...]


def proposed(case: Case, reply: Reply) -> Proposal:
    """What might be published of the reply. Whoever publishes it reads it again and may write it anew."""
    application = Application.objects.filter(case=case).first()
    texts = {
        "title": case.title,
        "question": application.wanted if application else "",
        "answer": _answer(case, reply),
    }
    names, keep = _names(case), _office_words(case)
    masked = {part: anonymise(text, names, keep).text for part, text in texts.items()}
    return Proposal(**masked, masked=tuple(remaining(case, texts)))


def remaining(case: Case, texts: Mapping[str, str]) -> list[Passage]:
    """What in the texts still looks like personal data, in order."""
    names, keep, own = _names(case), _office_words(case), _his_own(case)
    return [
        Passage(part, each.kind, text[each.start : each.end], _plain(text[each.start : each.end]) in own)
        for part, text in texts.items()
        for each in find_personal_data(text, names, keep)
    ]


def without_people(case: Case, text: str) -> str:
    """For staff of another body: no word of the applicant, an organisation that applies included, nor of
    anybody else the case names."""
    applicant = Applicant.objects.filter(case=case).first()
    names = [*_names(case), *([applicant.name] if applicant and applicant.name.strip() else [])]
    return anonymise(text, names, _office_words(case)).text


def finder(case: Case) -> Callable[[str], list[Found]]:
    """Finds what looks like personal data in texts of the case: whom it names, the office's own apart."""
    names, keep = _names(case), _office_words(case)
    return lambda text: list(find_personal_data(text, names, keep))


def _answer(case: Case, reply: Reply) -> str:
    """The letter without what frames it: number, addressee, what was asked, contact, signature."""
    day = reply.signed_on or reply.remedy_on
    frame = {
        reply.number,
        wording.body_name(reply.body_id, day),
        wording.chinese_day(day),
        wording.contact_of(reply.body_id, day),
        *wording.quoted_in(case),
    }
    lines = wording.finished(reply.text, number=reply.number, day=day).splitlines()
    kept = [line for line in lines if line.strip() not in frame]
    addressed = kept and kept[0].endswith(("：", ":"))
    return "\n".join(kept[1:] if addressed else kept)


def _names(case: Case) -> list[str]:
    """Everybody the case knows by name, organisations apart: their names are no personal data."""
    applicant = Applicant.objects.filter(case=case).first()
    people = [applicant.contact] if applicant else []
    if applicant and case.applicant_type in ("", ApplicantType.NATURAL):
        people.append(applicant.name)
    people += Consultation.objects.filter(case=case, to_body__isnull=True).values_list("name", flat=True)
    return [name for name in people if name.strip()]


def _office_words(case: Case) -> list[str]:
    """The office's own telephone, mail and address may stand, and the organs' addresses in the remedies."""
    words: list[str] = []
    for office in organisations.offices([case.body_id], case.closed_on or case.submitted_on):
        words += [office.address, office.phone, office.fax, office.email]
    return [*(each for each in words if each), *_remedy_lines(case)]


def _remedy_lines(case: Case) -> Iterable[str]:
    for block in Reply.objects.filter(case=case, sent_on__isnull=False).values_list("remedy", flat=True):
        yield from (line for line in block.splitlines() if line.strip())


def _his_own(case: Case) -> set[str]:
    applicant = Applicant.objects.filter(case=case).first()
    if applicant is None:
        return set()
    own = [applicant.id_number, applicant.phone, applicant.email, applicant.address, applicant.contact]
    if case.applicant_type in ("", ApplicantType.NATURAL):
        own.append(applicant.name)
    return {_plain(each) for each in own if each.strip()}


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "")
