"""What the reply of an outcome must be accompanied by, and what of it is still missing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from gongkai.casework import wording
from gongkai.casework.composing import contents_of, digest_of
from gongkai.casework.models import (
    Case,
    CaseEvent,
    CaseFile,
    Consultation,
    FeeNotice,
    FileRole,
    Notice,
    Opinion,
    Reply,
)
from gongkai.core.clock import Consulted, Happened
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcome, Requirement
from gongkai.core.replies import Notice as Kind
from gongkai.core.replies import Placeholder
from gongkai.foundation.ledger.verbs import Refused

REVIEWS: Mapping[Requirement, str] = {
    Requirement.CONFIDENTIALITY_REVIEW: "confidentiality",
    Requirement.LEGAL_REVIEW: "legal",
}
"""Requirements that are met by a step of the chain, and that step."""

LATER = frozenset({*REVIEWS, Requirement.THIRD_PARTY_NOTICE})
"""Met while the draft is already under way; asked for before it is sent."""

_RELEASED = (FileRole.ENCLOSURE, FileRole.REDACTED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist beside a draft. `lacks` says what is missing and is None when it is met."""

    requirement: Requirement
    article: str
    lacks: Message | None

    @property
    def met(self) -> bool:
        return self.lacks is None


def checklist(case: Case, reply: Reply) -> tuple[Line, ...]:
    """Every requirement of the reply's outcome, in the order of its declaration."""
    outcome = wording.outcome_of(case, reply.outcome)
    return tuple(
        Line(
            each, _ARTICLES.get((case.regime, each), outcome.articles[0]), _JUDGES[each](case, reply, outcome)
        )
        for each in outcome.requires
    )


def unmet(case: Case, reply: Reply, *, without: Collection[Requirement] = ()) -> Refused | None:
    """The first thing that lacks, with everything else that lacks beside it."""
    lacking = [
        (line, line.lacks)
        for line in checklist(case, reply)
        if line.lacks is not None and line.requirement not in without
    ]
    if not lacking:
        return None
    first, reason = lacking[0]
    return Refused(reason, first.article, tuple((str(line.requirement), lacks) for line, lacks in lacking))


type _Judge = Callable[[Case, Reply, Outcome], Message | None]


def _grounds(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    if reply.grounds.strip():
        return None
    return Message(N_("“{title}”应当说明理由，尚未写明。"), {"title": Message(outcome.title)})


def _article(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    known = {ground.code for ground in outcome.grounds}
    if set(reply.ground_codes) & known:
        return None
    return Message(N_("“{title}”应当选定所依据的情形，尚未选择。"), {"title": Message(outcome.title)})


def _attachment(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    if _enclosed(case, reply, _RELEASED):
        return None
    return Message(N_("决定公开的，应当附上所公开的信息，尚未选择附件。"))


def _redacted(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    if _enclosed(case, reply, (FileRole.REDACTED,)):
        return None
    return Message(N_("部分公开的，应当附上区分处理后的文本，尚未选择。"))


def _third_party(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    refusals = [Opinion.REFUSES_WITH_GROUNDS]
    if case.regime == "2007":
        refusals.append(Opinion.REFUSES_WITHOUT_GROUNDS)  # any refusal binds under the text of 2007
    asked = Consultation.objects.filter(
        case=case, party=Consulted.THIRD_PARTY, opinion__in=refusals, overridden_on__isnull=True,
        left_out=False,
    )  # fmt: skip
    count = asked.count()
    if count == 0:
        return None
    return Message(
        N_("有 {count} 个第三方不同意公开：决定公开的，应当先将公开的内容和理由书面告知第三方。"),
        {"count": count},
    )


def _search_record(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    if not reply.facts.get(Placeholder.SEARCH_RECORD, "").strip():
        return Message(N_("告知信息不存在的，应当写明检索查找的范围和方法。"))
    if CaseFile.objects.filter(case=case, role=FileRole.RECORD).exists():
        return None
    return Message(N_("告知信息不存在的，应当有检索查找记录，请上传到“办理记录”。"))


def _earlier_reply(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    if reply.facts.get(Placeholder.EARLIER_REPLY, "").strip():
        return None
    return Message(N_("应当写明此前答复的文号和日期。"))


def _notice_of(kind: Kind, said: str) -> _Judge:
    def judge(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
        return None if Notice.objects.filter(case=case, template=kind).exists() else Message(said)

    return judge


def _happened(kind: Happened, said: str) -> _Judge:
    def judge(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
        there = CaseEvent.objects.filter(case=case, kind=kind, struck_at__isnull=True).exists()
        return None if there else Message(said)

    return judge


def _fact(name: Placeholder, said: str) -> _Judge:
    def judge(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
        return None if reply.facts.get(name, "").strip() else Message(said)

    return judge


def _reviewed(step: str, said: str) -> _Judge:
    def judge(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
        approval = reply.approved_by.get(step)
        now = digest_of(reply, contents_of(case, reply.enclosures))
        return None if approval and approval["digest"] == now else Message(said)

    return judge


def _fee(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    return None if FeeNotice.objects.filter(case=case).exists() else Message(N_("还没有发出收费通知。"))


def _nothing(case: Case, reply: Reply, outcome: Outcome) -> Message | None:
    return None


def _enclosed(case: Case, reply: Reply, roles: Collection[FileRole]) -> bool:
    return CaseFile.objects.filter(case=case, file_id__in=reply.enclosures, role__in=roles).exists()


_JUDGES: Mapping[Requirement, _Judge] = {
    Requirement.GROUNDS_TEXT: _grounds,
    Requirement.ARTICLE_CHOSEN: _article,
    Requirement.ATTACHMENT: _attachment,
    Requirement.WHERE_TO_FIND: _fact(Placeholder.WHERE_TO_FIND, N_("应当写明获取该信息的方式、途径。")),
    Requirement.REDACTED_COPY: _redacted,
    Requirement.THIRD_PARTY_NOTICE: _third_party,
    Requirement.RESPONSIBLE_BODY: _fact(
        Placeholder.RESPONSIBLE_BODY,
        N_("应当写明负责公开的机关的名称、联系方式；不能确定的，写明不能确定。"),
    ),
    Requirement.SEARCH_RECORD: _search_record,
    Requirement.EARLIER_REPLY: _earlier_reply,
    Requirement.CORRECTION_NOTICE: _notice_of(Kind.CORRECTION, N_("还没有发出补正告知书。")),
    Requirement.REASONS_ASKED: _happened(Happened.REASONS_ASKED, N_("还没有要求申请人说明理由。")),
    Requirement.FEE_NOTICE: _fee,
    Requirement.OTHER_CHANNEL: _fact(Placeholder.OTHER_CHANNEL, N_("应当写明申请人可以通过什么渠道提出。")),
    Requirement.WITHDRAWAL: _nothing,  # the verb of withdrawing is the applicant's own word
    Requirement.CONFIDENTIALITY_REVIEW: _reviewed("confidentiality", N_("还没有通过保密审查。")),
    Requirement.LEGAL_REVIEW: _reviewed("legal", N_("还没有通过合法性审查。")),
}

_R2019 = "《政府信息公开条例》（2019年修订）"
_R2007 = "《政府信息公开条例》（2007年）"
_ARTICLES: Mapping[tuple[str, Requirement], str] = {
    ("2019", Requirement.GROUNDS_TEXT): f"{_R2019}第三十六条：告知申请人并说明理由",
    ("2019", Requirement.ARTICLE_CHOSEN): f"{_R2019}第三十六条：说明理由",
    ("2019", Requirement.ATTACHMENT): f"{_R2019}第三十六条第二项：提供该政府信息",
    ("2019", Requirement.WHERE_TO_FIND): f"{_R2019}第三十六条第一项、第三十九条第二款",
    ("2019", Requirement.REDACTED_COPY): f"{_R2019}第三十七条：能够作区分处理的，应当提供可以公开的内容",
    ("2019", Requirement.THIRD_PARTY_NOTICE): f"{_R2019}第三十二条：将决定公开的内容和理由书面告知第三方",
    ("2019", Requirement.RESPONSIBLE_BODY): f"{_R2019}第三十六条第五项：能够确定的，告知名称、联系方式",
    ("2019", Requirement.SEARCH_RECORD): f"{_R2019}第三十六条第四项：经检索没有所申请公开信息的",
    ("2019", Requirement.EARLIER_REPLY): f"{_R2019}第三十六条第六项",
    ("2019", Requirement.CORRECTION_NOTICE): f"{_R2019}第三十条",
    ("2019", Requirement.REASONS_ASKED): f"{_R2019}第三十五条：可以要求申请人说明理由",
    ("2019", Requirement.FEE_NOTICE): f"{_R2019}第四十二条；国办函〔2020〕109号",
    ("2019", Requirement.OTHER_CHANNEL): f"{_R2019}第三十六条第七项、第三十九条",
    ("2019", Requirement.CONFIDENTIALITY_REVIEW): f"{_R2019}第十七条：公开前的审查",
    ("2019", Requirement.LEGAL_REVIEW): f"{_R2019}第四十五条：审核",
    ("2007", Requirement.GROUNDS_TEXT): f"{_R2007}第二十一条第二项：应当告知申请人并说明理由",
    ("2007", Requirement.WHERE_TO_FIND): f"{_R2007}第二十一条第一项",
    ("2007", Requirement.REDACTED_COPY): f"{_R2007}第二十二条：能够作区分处理的，应当提供可以公开的内容",
    ("2007", Requirement.THIRD_PARTY_NOTICE): f"{_R2007}第二十三条：将决定公开的内容和理由书面通知第三方",
    ("2007", Requirement.RESPONSIBLE_BODY): f"{_R2007}第二十一条第三项",
    ("2007", Requirement.SEARCH_RECORD): f"{_R2007}第二十一条第三项",
    ("2007", Requirement.CONFIDENTIALITY_REVIEW): f"{_R2007}第十四条：公开前的保密审查",
}
"""Where a requirement comes from, by regime; else from the outcome's own first article."""
