"""Putting an issue together: documents in and out, their order, why one is left out, corrections."""

from collections.abc import Collection, Sequence
from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.findings import Part
from gongkai.core.publishing.gazette import ERRATA, GazetteCondition
from gongkai.foundation.ledger.deciding import Judge
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.gazette import duty, law
from gongkai.publishing.gazette.actions.frame import TakenIssue, gone, take_issue
from gongkai.publishing.gazette.digests import digest_of
from gongkai.publishing.gazette.models import Entry, Issue, Omission
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.models import Edition, JointMaker
from gongkai.publishing.policy import when, written
from gongkai.publishing.reading import findings_in_words

TYPESET = "gazette.typeset"


@verb("gazette.add")
def add(
    *, actor: Actor, now: datetime, issue_id: int, document_ids: Collection[int], based_on: int | None = None
) -> Issue | Refused:
    """收入文件: the newest edition of each, at the end of its section."""
    of = take_issue("gazette.add", issue_id=issue_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    found = {
        each.document_id: each for each in duty.printable(of.issue, law.may()).select_related("document")
    }
    chosen = [found[each] for each in dict.fromkeys(document_ids) if each in found]
    if len(chosen) < len(set(document_ids)) or not chosen:
        return Refused(
            Message(N_("所选的文件没有发布、已经登过，或者不属于这份公报刊登的范围，请重新选择。"))
        )
    for edition in chosen:
        write(_entry_of(of, edition))
        for said in Omission.objects.filter(issue=of.issue, document=edition.document_id):
            gone(said, said.body_id)
    _renumber(of.issue)
    return of.keep(writers=of.wrote())


@verb("gazette.remove")
def remove(
    *, actor: Actor, now: datetime, issue_id: int, entry_id: int, based_on: int | None = None
) -> Issue | Refused:
    """移出文件."""
    of = take_issue("gazette.remove", issue_id=issue_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    row = Entry.objects.filter(issue=of.issue, pk=entry_id).first()
    if row is None:
        return Refused(Message(N_("这一期里没有这一件。")))
    gone(row, row.body_id)
    _renumber(of.issue)
    return of.keep(writers=of.wrote())


@verb("gazette.order")
def order(
    *,
    actor: Actor,
    now: datetime,
    issue_id: int,
    placed: Sequence[tuple[int, str]],
    based_on: int | None = None,
) -> Issue | Refused:
    """调整次序和栏目: every entry once, with its section. Sections keep the order of the rules."""
    of = take_issue("gazette.order", issue_id=issue_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    rows = {each.pk: each for each in Entry.objects.filter(issue=of.issue)}
    sections = law.rules().section_order
    if sorted(rows) != sorted(entry for entry, _ in placed) or not {code for _, code in placed} <= set(
        sections
    ):
        return Refused(Message(N_("目录已有变化，请刷新后再调整。")))
    moved = [(sections[code], at, entry, code) for at, (entry, code) in enumerate(placed)]
    for place, (_, _, entry, code) in enumerate(sorted(moved), start=1):
        _place(rows[entry], place, code)
    return of.keep(writers=of.wrote())


@verb("gazette.leave_out")
def leave_out(
    *,
    actor: Actor,
    now: datetime,
    issue_id: int,
    document_id: int,
    reason: str,
    based_on: int | None = None,
) -> Issue | Refused:
    """说明不登的理由: of something that must be in. It is asked for again in the next issue."""
    of = take_issue(
        "gazette.leave_out", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if not duty.printable(of.issue, law.must()).filter(document=document_id).exists():
        return Refused(Message(N_("这份文件不在这一期应登的范围里，或者已经收入。")))
    found = Omission.objects.filter(issue=of.issue, document=document_id).first()
    row = found or Omission(issue=of.issue, body_id=of.issue.body_id, document_id=document_id)
    write(row, reason=reason.strip(), by=actor.code, at=now)
    return of.keep(writers=of.wrote())


@verb("gazette.erratum")
def erratum(
    *,
    actor: Actor,
    now: datetime,
    issue_id: int,
    corrects_id: int,
    text: str,
    based_on: int | None = None,
) -> Entry | Refused:
    """登更正: of an entry in an issue that is out; both say so of each other."""
    corrected = Entry.objects.select_related("issue").filter(pk=corrects_id).first()
    of = take_issue(
        "gazette.erratum", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            GazetteCondition.CORRECTS_PUBLISHED: when(
                corrected is None or corrected.issue.gazette_id != of.issue.gazette_id
                or corrected.issue.state not in OUT,
                N_("更正的应当是已出版的公报里的一件。"),
            ),
            GazetteCondition.WORDS_CLEAN: clean(text),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if not text.strip():
        return Refused(Message(N_("请写明错在哪里、应当怎样读。")))
    assert corrected is not None
    row = Entry(
        issue=of.issue, body_id=of.issue.body_id, order=_last(of.issue) + 1, section=ERRATA,
        corrects=corrected, title=f"关于《{corrected.title}》的更正"[:300], maker=of.issue.gazette.editor,
        text=text.strip(), by=actor.code, at=now,
    )  # fmt: skip
    write(row)
    _renumber(of.issue)
    of.keep(writers=of.wrote())
    return row


@verb("gazette.close")
def close(*, actor: Actor, now: datetime, issue_id: int, based_on: int | None = None) -> Issue | Refused:
    """定稿送审: nothing that must be in is missing without a reason; the pages are set in the background."""
    of = take_issue(
        "gazette.close", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            GazetteCondition.HAS_CONTENT: content(of),
            GazetteCondition.NOTHING_MISSING: complete(of),
            GazetteCondition.ALL_STAND: all_stand(of),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    for row in Entry.objects.filter(issue=of.issue, page__isnull=False):
        write(row, page=None)
    enqueue(TYPESET, issue=of.issue.pk)
    return of.keep(digest=digest_of(of.issue), returned="", writers=of.wrote())


@verb("gazette.drop")
def drop(
    *, actor: Actor, now: datetime, issue_id: int, reason: str, based_on: int | None = None
) -> Issue | Refused:
    """不出版: its number is free again, its documents for another issue."""
    of = take_issue(
        "gazette.drop", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(reason=reason.strip())


def content(of: TakenIssue) -> Judge:
    return when(not Entry.objects.filter(issue=of.issue).exists(), N_("这一期还没有内容。"))


def complete(of: TakenIssue) -> Judge:
    """Nothing that must be in is missing; what is, is told one by one."""

    def judge() -> Refused | None:
        titles = list(duty.lacking(of.issue).values_list("title", flat=True)[:20])
        if not titles:
            return None
        said = Message(N_("有应登的文件没有收入，请收入或者说明理由。"))
        details = tuple(("missing", Message(N_("《{title}》"), {"title": title})) for title in titles)
        return Refused(said, "国办发〔2018〕22号：应登尽登", details)

    return judge


def all_stand(of: TakenIssue) -> Judge:
    def judge() -> Refused | None:
        first = duty.gone(of.issue).first()
        if first is None:
            return None
        return Refused(Message(N_("《{title}》已经撤回，请先移出。"), {"title": first.title}))

    return judge


def clean(words: str) -> Judge:
    """The words hold no personal data and no classification mark."""

    def judge() -> Message | None:
        found = findings_in_words(words, Part.NOTICE)
        if not found:
            return None
        return Message(N_("里面有不宜公开的内容：“{words}”，请改写。"), {"words": found[0].finding.words})

    return judge


def _entry_of(of: TakenIssue, edition: Edition) -> Entry:
    document, gazette = edition.document, of.issue.gazette
    names = organisations.latest_bodies([document.body_id])
    joint = JointMaker.objects.filter(document=document).order_by("order").values_list("name", flat=True)
    maker = "、".join([names[document.body_id].name, *joint])
    return Entry(
        issue=of.issue, body_id=of.issue.body_id, order=_last(of.issue) + 1, document=document,
        edition=edition, section=law.rules().section_of(document.kind, duty.maker_of(gazette, document)),
        title=edition.title, number=document.number, maker=maker[:200], by=of.actor.code, at=of.now,
    )  # fmt: skip


def _last(issue: Issue) -> int:
    return Entry.objects.filter(issue=issue).order_by("-order").values_list("order", flat=True).first() or 0


def _renumber(issue: Issue) -> None:
    """Sections in the order of the rules, entries within them as they were."""
    sections = law.rules().section_order
    rows = sorted(
        Entry.objects.filter(issue=issue),
        key=lambda row: (sections.get(row.section, len(sections)), row.order),
    )
    for place, row in enumerate(rows, start=1):
        _place(row, place, row.section)


def _place(row: Entry, place: int, section: str) -> None:
    if (row.order, row.section) != (place, section):
        write(row, order=place, section=section)
