"""保密审查: the review of one text, item by item and finding by finding. There is no other way out.

A judgement holds for the same words in the same place; the text itself is changed by its drafter only, and
then everything is examined again.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing import gate
from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.gate import Answer, GateResult, ItemAnswer, Judgement, UnderReview, Verdict
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.actions.frame import TakenEdition, take_edition
from gongkai.publishing.models import Edition, EditionFile, GateFinding, GateReview, JointMaker
from gongkai.publishing.policy import Condition, another_person, written
from gongkai.publishing.reading import Pointed, pointed_at, unread

MOST_FINDINGS = 1000  # kept of one review; with more the file itself must be put right
_ARTICLE = "《政府信息公开条例》（2019年修订）第十七条"


@verb("edition.check_item")
def check_item(
    *, actor: Actor, now: datetime, edition_id: int, answers: Mapping[str, ItemAnswer]
) -> GateReview | Refused:
    """逐项审查: answer one or several items of the list (rules/publishing/gate.toml)."""
    of = _take("edition.check_item", edition_id, actor, now)
    if isinstance(of, Refused):
        return of
    review = open_review(of.edition)
    if review is None:
        return _nothing_open()
    unknown = unknown_item(answers)
    return unknown if unknown is not None else _keep(review, items=answered(review, answers))


def unknown_item(answers: Mapping[str, ItemAnswer]) -> Refused | None:
    """An answer to what is not on the list."""
    known = {each.code for each in law.gate().item}
    for code in answers:
        if code not in known:
            return Refused(Message(N_("没有“{code}”这一审查项目。"), {"code": code}))
    return None


def answered(review: GateReview, answers: Mapping[str, ItemAnswer]) -> dict[str, dict[str, str]]:
    """The list of the review with these answers."""
    told = {code: {"answer": each.answer.value, "note": each.note.strip()} for code, each in answers.items()}
    return {**review.items, **told}


@verb("edition.judge_finding")
def judge_finding(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    key: str,
    verdict: str,
    reason: str = "",
    basis: str = "",
) -> GateReview | Refused:
    """认定机器发现的内容: the same words in the same place are judged once."""
    of = _take("edition.judge_finding", edition_id, actor, now)
    if isinstance(of, Refused):
        return of
    review = open_review(of.edition)
    found = list(GateFinding.objects.select_for_update().filter(review=review, key=key)) if review else []
    if review is None or not found:
        return Refused(Message(N_("没有这一处，可能内容已经改动，请刷新后再看。")))
    if verdict not in set(Verdict):
        return Refused(Message(N_("没有“{verdict}”这种认定。"), {"verdict": verdict}))
    problem = _verdict_problem(found[0], Judgement(Verdict(verdict), reason, basis))
    if problem is not None:
        return problem
    for each in found:
        each.reason = reason.strip()[:300]  # a column of the row, which stays out of the ledger
        write(each, judged=verdict, basis=basis.strip()[:200], judged_by=actor.code, judged_at=now)
    return _keep(review)


@verb("edition.refer")
def refer(*, actor: Actor, now: datetime, edition_id: int, to: str, reason: str) -> GateReview | Refused:
    """报审: what nobody here can decide goes to the competent department or the secrecy administration."""
    of = _take(
        "edition.refer", edition_id, actor, now,
        {Condition.REASON_GIVEN: written(reason if to.strip() else "", N_("请写明报哪里和为什么。"))},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    review = open_review(of.edition)
    if review is None:
        return _nothing_open()
    said = {"to": to.strip(), "reason": reason.strip(), "on": of.day.isoformat(), "by": actor.code}
    return _keep(review, referred=said)


@verb("edition.receive_ruling")
def receive_ruling(
    *, actor: Actor, now: datetime, edition_id: int, ruling: str, basis: str, on: date
) -> GateReview | Refused:
    """登记报审答复: what came back, with the number and day of the paper."""
    of = _take(
        "edition.receive_ruling", edition_id, actor, now,
        {Condition.BASIS_NAMED: written(basis if ruling.strip() else "", N_("请写明答复内容和文号。"))},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    review = open_review(of.edition)
    if review is None or not review.referred:
        return Refused(Message(N_("这一版本没有报审。")))
    said = {"ruling": ruling.strip(), "basis": basis.strip(), "ruled_on": on.isoformat()}
    return _keep(review, referred={**review.referred, **said})


def opened(of: TakenEdition) -> GateReview:
    """Begin the review of the edition as it stands: what the machine points at becomes rows to judge."""
    review = GateReview(edition=of.edition, body_id=of.document.body_id, digest=of.digest(), opened_at=of.now)
    of.put(review)
    for row in _unknown(review, pointed_at(of.edition), set()):
        of.put(row)
    return review


def _unknown(
    review: GateReview, pointed: tuple[Pointed, ...], known: set[tuple[str, int, str]]
) -> Iterator[GateFinding]:
    """A row for each finding the review does not have yet. `known`: key, start and place of those it has."""
    for each in pointed:
        what = (each.finding.key, each.finding.start, each.finding.place.where[:300])
        if what not in known and len(known) < MOST_FINDINGS:
            known.add(what)
            yield _row(review, each)


@verb("edition.note_findings")
def note_findings(*, actor: Actor, now: datetime, edition_id: int) -> GateReview | Refused:
    """A file that was read meanwhile: what it holds joins the open review."""
    if not actor.is_system:
        return Refused(Message(N_("机器发现的内容由系统登记。")))
    review = (
        GateReview.objects.select_for_update().filter(edition=edition_id, decided_at__isnull=True).first()
    )
    if review is None:
        return _nothing_open()
    known = set(GateFinding.objects.filter(review=review).values_list("key", "start", "where"))
    for row in _unknown(review, pointed_at(review.edition), known):
        write(row)
    return _keep(review)


def closed(of: TakenEdition, result: str, reason: str, passed: bool) -> None:
    """The review has its result."""
    review = open_review(of.edition)
    if review is not None:
        review.reason = reason.strip()
        _keep(review, result=result, passed=passed, reviewer=of.actor.code, decided_at=of.now)


def open_review(edition: Edition) -> GateReview | None:
    return GateReview.objects.select_for_update().filter(edition=edition, decided_at__isnull=True).first()


def gate_problem(of: TakenEdition, result: str, reason: str) -> Refused | None:
    """Why the edition does not pass the gate now; None when it does. What the machine points at is looked for
    anew, so that nothing depends on the rows alone."""
    review = open_review(of.edition)
    if review is None:
        return _nothing_open()
    judged = GateFinding.objects.filter(review=review).exclude(judged="")
    silent = JointMaker.objects.filter(document=of.document, consented_on__isnull=True)
    makers = tuple(silent.order_by("order").values_list("name", flat=True))
    return review_problem(of, review, result, reason, judged=judged, silent_makers=makers)


def review_problem(
    of: TakenEdition,
    review: GateReview,
    result: str,
    reason: str,
    *,
    judged: Iterable[GateFinding],
    silent_makers: tuple[str, ...] = (),
) -> Refused | None:
    """The same of a review that was read, with its findings that were judged and the joint makers whose
    consent is missing."""
    waiting = unread(of.edition)
    if waiting:
        values = {"name": waiting[0].name}
        return Refused(Message(N_("附件《{name}》还在读取，请稍后再办。"), values), _ARTICLE)
    if review.referred and "ruling" not in review.referred:
        return Refused(Message(N_("已报审，等答复以后再定结论。")), _ARTICLE)
    if result not in set(GateResult):
        return Refused(Message(N_("请选定审查结论。")), _ARTICLE)
    return _refused(
        gate.gate_problems(
            law.gate(), _filled(review, of.actor, result, reason, judged), _under(of, silent_makers), of.day
        )
    )


def _filled(
    review: GateReview, actor: Actor, result: str, reason: str, judged: Iterable[GateFinding]
) -> gate.GateReview:
    return gate.GateReview(
        digest=review.digest,
        reviewer=actor.code,
        result=GateResult(result),
        reason=reason,
        answers={
            code: ItemAnswer(Answer(each["answer"]), each["note"]) for code, each in review.items.items()
        },
        judged={each.key: Judgement(Verdict(each.judged), each.reason, each.basis) for each in judged},
    )


def _under(of: TakenEdition, silent_makers: tuple[str, ...]) -> UnderReview:
    return UnderReview(
        digest=of.digest(),
        attribute=Attribute(of.document.attribute),
        writers=of.edition.writers,
        findings=tuple(each.finding for each in pointed_at(of.edition)),
        silent_makers=silent_makers,
    )


def _refused(problems: tuple[Denied, ...]) -> Refused | None:
    if not problems:
        return None
    return Refused(problems[0].reason, problems[0].article, tuple(("gate", each.reason) for each in problems))


def _verdict_problem(finding: GateFinding, judged: Judgement) -> Refused | None:
    rules = law.gate()
    rule = rules.rule_of(gate.FindingKind(finding.kind))
    if judged.verdict not in rule.verdicts:
        return Refused(Message(N_("“{title}”不能这样认定。"), {"title": Message(rule.title)}), rule.article)
    if judged.verdict is not Verdict.MASKED and len("".join(judged.reason.split())) < rules.reason_length:
        why = N_("请写明理由。") if judged.verdict is Verdict.FALSE_ALARM else N_("请写明为什么可以保留。")
        return Refused(Message(why), rule.article)
    if judged.verdict is Verdict.DECLASSIFIED and not judged.basis.strip():
        return Refused(Message(N_("请写明解密决定的文号和日期，或者保密期限届满的日期。")), rule.article)
    return None


def _row(review: GateReview, pointed: Pointed) -> GateFinding:
    finding = pointed.finding
    return GateFinding(
        review=review, body_id=review.body_id, kind=finding.kind, part=finding.place.part,
        file_id=pointed.file,
        where=finding.place.where[:300], start=finding.start, end=finding.end, key=finding.key,
        passage=finding.words, excerpt=pointed.excerpt, hidden=finding.place.hidden,
    )  # fmt: skip


def _take(
    verb_name: str, edition_id: int, actor: Actor, now: datetime, more: Mapping | None = None
) -> TakenEdition | Refused:
    return take_edition(
        verb_name, edition_id=edition_id, actor=actor, now=now,
        judging=lambda of: {
            Condition.ANOTHER_PERSON: another_person(actor, of.edition.writers), **(more or {}),
        },
    )  # fmt: skip


def _keep(review: GateReview, **changes: Any) -> GateReview:
    write(review, revision=review.revision + 1, **changes)
    return review


def _nothing_open() -> Refused:
    return Refused(Message(N_("这一版本现在没有正在进行的保密审查。")))


def reviews_with(file_id: int) -> list[int]:
    """Editions under review that hold this file."""
    rows = EditionFile.objects.filter(file=file_id, edition__state="confidentiality")
    return list(rows.values_list("edition_id", flat=True))
