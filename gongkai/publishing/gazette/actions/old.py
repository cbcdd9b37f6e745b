"""Old issues: a scan comes in, is read by machine, split into documents, looked at, and put on the site."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.findings import Part
from gongkai.core.publishing.gazette import OTHERS, GazetteCondition, Piece, piece_problems
from gongkai.foundation.files import actions as files
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.gazette import policy
from gongkai.publishing.gazette.actions.approving import out
from gongkai.publishing.gazette.actions.editing import content as has_content
from gongkai.publishing.gazette.actions.frame import TakenIssue, gone, take_issue
from gongkai.publishing.gazette.actions.opening import Numbers, begun
from gongkai.publishing.gazette.models import Entry, Issue, Paper, PaperForm, ScanPage, ScanReading
from gongkai.publishing.policy import another_person, written
from gongkai.publishing.reading import findings_in_words

PURPOSE = "gazette"
READ_SCAN = "gazette.read_scan"
_PDF = b"%PDF-"


@verb("gazette.upload_old")
def upload_old(
    *,
    actor: Actor,
    now: datetime,
    gazette_id: int,
    numbers: Numbers,
    name: str,
    content: bytes,
    is_sample: bool = False,
) -> Issue | Refused:
    """上传往期扫描件: an issue printed before, as a PDF. It is read in the background."""
    issue = begun(actor=actor, now=now, gazette_id=gazette_id, numbers=numbers, is_sample=is_sample)
    if isinstance(issue, Refused):
        return issue
    held = policy.standing(actor, issue.body_id, timezone.localdate(now))
    decision = policy.decide("open", "gazette.upload_old", held)
    if isinstance(decision, Refused):
        return decision
    if not content.startswith(_PDF):
        return Refused(Message(N_("请上传 PDF 文件；单页图片请先合成一个 PDF。")))
    file_id = files.attach(
        actor=actor, now=now, body_id=issue.body_id, name=name, content=content, purpose=PURPOSE
    )
    if isinstance(file_id, Refused):
        return file_id
    write(issue, is_old=True, state=decision.state, writers=[actor.code])
    write(
        Paper(issue=issue, body_id=issue.body_id, form=PaperForm.SCAN, file_id=file_id, pages=0, at=now)
    )  # fmt: skip
    ScanReading.objects.create(issue=issue, at=now)
    enqueue(READ_SCAN, issue=issue.pk)
    return issue


@verb("gazette.finish_reading")
def finish_reading(*, actor: Actor, now: datetime, issue_id: int) -> Issue | Refused:
    """登记文字识别完毕."""
    of = take_issue("gazette.finish_reading", issue_id=issue_id, actor=actor, now=now)
    return of if isinstance(of, Refused) else of.keep()


@verb("gazette.split")
def split(
    *, actor: Actor, now: datetime, issue_id: int, pieces: Sequence[Piece], based_on: int | None = None
) -> Issue | Refused:
    """拆分为文件: page ranges with title and number, in order. A piece whose pages stay keeps its corrected
    text."""
    of = take_issue(
        "gazette.split", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.PAGES_FIT: lambda: _misfit(of, pieces)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    before = {(row.first_page, row.last_page): row for row in Entry.objects.filter(issue=of.issue)}
    pages = dict(ScanPage.objects.filter(issue=of.issue).values_list("number", "text"))
    kept = set()
    for place, piece in enumerate(pieces, start=1):
        row = before.get((piece.first, piece.last))
        if row is None or row.pk in kept:
            text = "\n".join(filter(None, (pages.get(n, "") for n in range(piece.first, piece.last + 1))))
            row = Entry(
                issue=of.issue, body_id=of.issue.body_id, section=OTHERS, text=text, by=actor.code, at=now,
                first_page=piece.first, last_page=piece.last, page=piece.first,
            )  # fmt: skip
        write(row, order=place, title=piece.title.strip()[:300], number=piece.number.strip()[:60])
        kept.add(row.pk)
    for row in before.values():
        if row.pk not in kept:
            gone(row, row.body_id)
    return of.keep(writers=of.wrote())


@verb("gazette.correct_text")
def correct_text(
    *,
    actor: Actor,
    now: datetime,
    issue_id: int,
    entry_id: int,
    text: str,
    based_on: int | None = None,
) -> Issue | Refused:
    """校对识别的文字 of one document against the scan."""
    of = take_issue("gazette.correct_text", issue_id=issue_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    row = Entry.objects.filter(issue=of.issue, pk=entry_id).first()
    if row is None:
        return Refused(Message(N_("这一期里没有这一件。")))
    write(row, text=text.replace("\r\n", "\n").replace("\x00", "").strip())
    return of.keep(writers=of.wrote())


@verb("gazette.offer")
def offer(*, actor: Actor, now: datetime, issue_id: int, based_on: int | None = None) -> Issue | Refused:
    """送核对."""
    of = take_issue(
        "gazette.offer", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.HAS_CONTENT: has_content(of)},
    )  # fmt: skip
    return of if isinstance(of, Refused) else of.keep(returned="", writers=of.wrote())


@verb("gazette.send_back")
def send_back(
    *, actor: Actor, now: datetime, issue_id: int, reason: str, based_on: int | None = None
) -> Issue | Refused:
    """退回重拆."""
    of = take_issue(
        "gazette.send_back", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    return of if isinstance(of, Refused) else of.keep(returned=reason.strip())


@verb("gazette.digitise")
def digitise(
    *, actor: Actor, now: datetime, issue_id: int, judged: str = "", based_on: int | None = None
) -> Issue | Refused:
    """核对无误，上网. `judged`: what the person says of what the machine points at; needed when it does."""
    of = take_issue(
        "gazette.digitise", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            GazetteCondition.ANOTHER_PERSON: another_person(actor, of.issue.writers),
            GazetteCondition.FINDINGS_JUDGED: lambda: _unjudged(of, judged),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    of.keep(judged=judged.strip(), published_at=now, published_by=actor.code)
    out(of, list(Entry.objects.filter(issue=of.issue)))
    return of.issue


def pointed_at(issue: Issue) -> list[tuple[Entry, Any]]:
    """Personal data and classification marks in the recognised text, for a person to look at."""
    return [
        (row, each.finding)
        for row in Entry.objects.filter(issue=issue).order_by("order")
        for each in findings_in_words(f"{row.title}\n{row.text}", Part.BODY)
    ]


def _unjudged(of: TakenIssue, judged: str) -> Refused | None:
    found = [] if judged.strip() else pointed_at(of.issue)
    if not found:
        return None
    details = tuple(
        ("findings", Message(N_("《{title}》：{words}"), {"title": row.title, "words": finding.words}))
        for row, finding in found[:20]
    )
    said = Message(N_("识别出的文字里有个人信息或者标志，请逐一看过，写明为什么可以上网。"))
    return Refused(said, "《政府信息公开条例》（2019年修订）第十七条", details)


def _misfit(of: TakenIssue, pieces: Sequence[Piece]) -> Refused | None:
    pages = ScanPage.objects.filter(issue=of.issue).count()
    problems = list(piece_problems(pieces, pages))
    if not pieces:
        problems = [Message(N_("请至少拆出一件。"))]
    if not problems:
        return None
    return Refused(problems[0], policy.ARTICLE, tuple(("pieces", each) for each in problems))
