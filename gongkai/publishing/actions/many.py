"""One step for many editions at once: routine items of the short chain, in as many statements as for one.

Each is judged as it is alone, by the same rules, and has its own event in the ledger under the verb for one;
what would be refused alone is held back with its reason and hinders no other. What needs more than a look at
itself (the long chain, an interpretation, relations, joint makers, a later edition, a set time) is not taken
here (`is_routine`): it is done by itself.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gate import GateResult, ItemAnswer, Verdict
from gongkai.core.publishing.kinds import Step
from gongkai.foundation.ledger.rows import Gathered
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law, proving, publications
from gongkai.publishing.actions import gating, releasing, steps
from gongkai.publishing.actions.frame import TakenEdition, decide_edition, not_as_seen
from gongkai.publishing.models import Document, Edition, GateFinding, GateReview, JointMaker, Relation
from gongkai.publishing.numbering import next_serial, no_code, numbers_of
from gongkai.publishing.policy import Condition, Conditions, another_person
from gongkai.publishing.queries.visible import editions_visible_to
from gongkai.publishing.reading import load_files

_STAYS = (Verdict.STAYS, Verdict.FALSE_ALARM, Verdict.DECLASSIFIED)

type Held = tuple[tuple[int, Refused], ...]
"""Editions that stay where they are, each with the reason."""

type Revisions = Mapping[int, int]
"""The revision of each edition that the person saw."""


@dataclass(frozen=True, slots=True)
class Led:
    """What became of the editions: `done` in the order of their numbers, `held` with the reasons."""

    done: tuple[int, ...]
    held: Held


@dataclass(frozen=True, slots=True)
class NoneLed(Refused):
    """All were held back."""

    held: Held = ()


@dataclass
class _Many:
    """Editions locked together for one verb. `gathered` is what will be written of them."""

    taken: list[TakenEdition]
    gathered: Gathered
    held: list[tuple[int, Refused]] = field(default_factory=list)

    def judge(self, judging: Callable[[TakenEdition], Refused | None]) -> None:
        """Hold back what is refused."""
        going = []
        for of in self.taken:
            refused = judging(of)
            if refused is None:
                going.append(of)
            else:
                self.held.append((of.edition.pk, refused))
        self.taken = going

    def ended(self) -> Led | NoneLed:
        """Write everything, and tell."""
        held = tuple(sorted(self.held, key=lambda each: each[0]))
        if not self.taken:
            return NoneLed(Message(N_("所选的都不能办理。")), held=held)
        self.gathered.save()
        return Led(tuple(of.edition.pk for of in self.taken), held)


def is_routine() -> Q:
    """Editions that may be led together with others."""
    light = [code for code in law.rules().kinds.codes if law.kind_of(code).is_light]
    related = Relation.objects.filter(Q(document=OuterRef("document")) | Q(to=OuterRef("document")))
    makers = JointMaker.objects.filter(document=OuterRef("document"))
    return Q(
        ~Exists(related), ~Exists(makers), number=1, document__kind__in=light, document__interpretation="",
        document__interpretation_ground="", document__first_released_at__isnull=True,
        scheduled_for__isnull=True,
    )  # fmt: skip


@verb("editions.send_to_review", of_each="edition.send_to_review")
def send_many(
    *, actor: Actor, now: datetime, edition_ids: Collection[int], based_on: Revisions | None = None
) -> Led | NoneLed:
    """批量送审."""
    many = _taken(edition_ids, actor, now, based_on)

    def judged(of: TakenEdition) -> Refused | None:
        refused = _decided("edition.send_to_review", of, steps.what_sending_needs(of))
        if refused is not None:
            return refused
        done = steps.sent(of)
        return done if isinstance(done, Refused) else None

    many.judge(judged)
    return many.ended()


@verb("editions.confidentiality_ok", of_each="edition.confidentiality_ok")
def pass_many(
    *,
    actor: Actor,
    now: datetime,
    edition_ids: Collection[int],
    answers: Mapping[str, ItemAnswer],
    based_on: Revisions | None = None,
) -> Led | NoneLed | Refused:
    """批量通过保密审查: the reviewer's answers to the list count for each item. What the machine points at in
    one keeps it back, to be judged by itself; the result is 公开."""
    unknown = gating.unknown_item(answers)
    if unknown is not None:
        return unknown
    many = _taken(edition_ids, actor, now, based_on)
    reviews = {each.edition_id: each for each in _open_reviews(many.taken)}
    findings = _findings(reviews.values())

    def judged(of: TakenEdition) -> Refused | None:
        review = reviews.get(of.edition.pk)
        if review is None:
            return Refused(Message(N_("这一版本现在没有正在进行的保密审查。")))
        found = findings.get(review.pk, [])
        if any(each.judged not in _STAYS for each in found):
            return Refused(Message(N_("机器发现了要逐处认定的内容，请单独审查。")))
        review.items = gating.answered(review, answers)
        needs: Conditions = {
            **steps.what_approval_needs(of),
            Condition.GATE_PASSED: lambda: gating.review_problem(
                of, review, GateResult.OPEN, "", judged=found
            ),
        }
        another: Conditions = {Condition.ANOTHER_PERSON: another_person(actor, of.edition.writers)}
        refused = _decided("edition.check_item", of, another)
        refused = _decided("edition.confidentiality_ok", of, needs) if refused is None else refused
        if refused is None:
            many.gathered.write(
                review, items=review.items, result=GateResult.OPEN.value, passed=True, reviewer=actor.code,
                decided_at=now, revision=review.revision + 1,
            )  # fmt: skip
            steps.approved(of, Step.CONFIDENTIALITY)
        return refused

    many.judge(judged)
    return many.ended()


@verb("editions.sign", of_each="edition.sign")
def sign_many(
    *, actor: Actor, now: datetime, edition_ids: Collection[int], based_on: Revisions | None = None
) -> Led | NoneLed:
    """批量签发: everybody before approved these very texts."""
    many = _taken(edition_ids, actor, now, based_on)

    def judged(of: TakenEdition) -> Refused | None:
        needs: Conditions = {
            **steps.what_approval_needs(of), Condition.APPROVALS_CURRENT: lambda: steps.not_as_approved(of),
        }  # fmt: skip
        refused = _decided("edition.sign", of, needs)
        if refused is None:
            steps.approved(of, Step.TO_SIGN)
        return refused

    many.judge(judged)
    return many.ended()


@verb("editions.release", of_each="edition.release")
def release_many(
    *, actor: Actor, now: datetime, edition_ids: Collection[int], based_on: Revisions | None = None
) -> Led | NoneLed:
    """批量发布: all that may go out, at one moment; each with its own address, 索引号 and notice."""
    many = _taken(edition_ids, actor, now, based_on)
    bodies = organisations.latest_bodies({of.document.body_id for of in many.taken})
    passed_by = _passed_by(many.taken)
    many.judge(
        lambda of: first_refusal(releasing.may_go_out(of, passed_by), no_code(bodies[of.document.body_id]))
    )
    for of, numbers in zip(many.taken, _numbers(many.taken), strict=True):
        releasing.published(of, numbers)
        of.keep(released_at=now, released_by=actor.code, late=False)
    ended = many.ended()
    editions = [of.edition for of in many.taken]
    publications.stand_first(editions)
    proving.enter_editions(editions, now)
    return ended


def _taken(edition_ids: Collection[int], actor: Actor, now: datetime, based_on: Revisions | None) -> _Many:
    """The editions with their documents, locked in the order of their numbers until the transaction ends;
    those that can't be done together are held back."""
    day, gathered = timezone.localdate(now), Gathered()
    seen = editions_visible_to(actor, day).filter(is_routine(), pk__in=edition_ids)
    which = dict(seen.values_list("pk", "document_id"))
    documents = _locked(Document.objects.filter(pk__in=which.values()))
    editions = _locked(Edition.objects.filter(pk__in=which))
    load_files(list(editions.values()))
    many = _Many([], gathered)
    for number in sorted(set(edition_ids) - which.keys()):
        many.held.append((number, Refused(Message(N_("没有这一件，或者它要单独办理。")))))
    for edition in editions.values():
        document = edition.document = documents[edition.document_id]
        many.taken.append(
            TakenEdition(
                document, actor, now, day, document.standing, edition, edition.state, put=gathered.write
            )
        )
    many.judge(lambda of: not_as_seen(of.edition, (based_on or {}).get(of.edition.pk), now))
    return many


def _locked(rows: QuerySet[Any]) -> dict[int, Any]:
    return {row.pk: row for row in rows.order_by("pk").select_for_update()}


def _decided(verb_name: str, of: TakenEdition, conditions: Conditions) -> Refused | None:
    """Why the verb is not done; when it is, the edition has the state it leads to."""
    decision = decide_edition(verb_name, of, conditions)
    if isinstance(decision, Refused):
        return decision
    of.state = decision.state
    return None


def _open_reviews(taken: Sequence[TakenEdition]) -> list[GateReview]:
    rows = GateReview.objects.filter(
        edition__in=[of.edition.pk for of in taken], decided_at__isnull=True, referred={}
    )
    return list(_locked(rows).values())


def _findings(reviews: Collection[GateReview]) -> dict[int, list[GateFinding]]:
    found: dict[int, list[GateFinding]] = {}
    for each in GateFinding.objects.filter(review__in=list(reviews)).order_by("pk"):
        found.setdefault(each.review_id, []).append(each)
    return found


def _passed_by(taken: Sequence[TakenEdition]) -> releasing.Reviewers:
    """Who passed these texts, read for all of them together."""
    rows = GateReview.objects.filter(edition__in=[of.edition.pk for of in taken], passed=True)
    found: dict[tuple[int, str], list[str]] = {}
    for edition, digest, reviewer in rows.values_list("edition_id", "digest", "reviewer"):
        found.setdefault((edition, digest), []).append(reviewer)
    return lambda of: found.get((of.edition.pk, of.digest()), ())


def _numbers(taken: Sequence[TakenEdition]) -> list[tuple[str, str]]:
    """The next numbers of the series of each body and year, in the order of the editions."""
    bodies = organisations.latest_bodies({of.document.body_id for of in taken})
    series = [(of.document.body_id, releasing.year_of(of)) for of in taken]
    following = {
        (body, year): next_serial(body, "index", year, several)
        for (body, year), several in sorted(Counter(series).items())
    }
    found = []
    for body, year in series:
        found.append(numbers_of(bodies[body], year, following[body, year]))
        following[body, year] += 1
    return found
