"""Verbs on designed pages: the only way onto the street, and off it."""

from datetime import datetime
from typing import Any, cast

from wagtail.models import Page, Revision, TaskState

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal, record, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.pages import deciding, policy, reading, releasing
from gongkai.portal.pages.models import Judgement, PublicSite
from gongkai.portal.pages.queries import open_findings, writers_of
from gongkai.portal.pages.sites import site_of

UNKNOWN = N_("没有这个页面，或不归您的网站。")


def submit(page: Page, person_id: int | None) -> None:
    """Hand the newest draft in for review, as the button in the editor does."""
    page.get_workflow().start(page, _account(person_id))


@verb("page.publish")
def publish_page(*, actor: Actor, now: datetime, page_id: int, revision_id: int) -> int | Refused:
    """Another person lets a draft go live. `revision_id`: the one he has read; a newer one is refused. Every
    finding in it has been judged (《个人信息保护法》第二十五条)."""
    waiting = _waiting(page_id)
    if isinstance(waiting, Refused):
        return waiting
    page, site, step = waiting
    revision: Revision = step.revision
    refused = first_refusal(
        _may_decide(actor, page, site), _another_text(page, revision, revision_id),
        _another_place(page, revision), _unjudged(page, revision),
    )  # fmt: skip
    if refused is not None:
        return refused
    before = page.live_revision_id
    with deciding.decided(revision.pk):
        step.approve(user=_account(actor.person_id))
    page.refresh_from_db()
    releasing.release_pictures(page.specific, now)
    record(
        subject=("page", page_id), body=site.body_id, before={"revision": before} if before else None,
        after={
            "revision": revision.pk, "digest": reading.digest_of(revision), "title": page.title,
            "address": page.url_path,
        },
    )  # fmt: skip
    return page_id


@verb("page.return")
def return_page(*, actor: Actor, now: datetime, page_id: int, reason: str) -> int | Refused:
    """The reviewer gives a draft back to who wrote it, with what is wanted."""
    waiting = _waiting(page_id)
    if isinstance(waiting, Refused):
        return waiting
    page, site, step = waiting
    refused = first_refusal(_may_decide(actor, page, site), _without_reason(reason))
    if refused is not None:
        return refused
    step.reject(user=_account(actor.person_id), comment=reason.strip())
    record(
        subject=("page", page_id),
        body=site.body_id,
        after={"returned": step.revision_id},
        reason=reason.strip(),
    )
    return page_id


@verb("page.judge")
def judge_finding(
    *, actor: Actor, now: datetime, page_id: int, finding: str, reason: str
) -> Judgement | Refused:
    """What the machine points at stays, and why; else the draft goes back and the words are taken out."""
    waiting = _waiting(page_id)
    if isinstance(waiting, Refused):
        return waiting
    page, site, step = waiting
    found = {each.key: each for each in open_findings(page.pk, step.revision.as_object())}
    refused = first_refusal(
        _may_decide(actor, page, site),
        _without_reason(reason),
        None if finding in found else Refused(Message(N_("这一处已经没有了，或已核对过。"))),
    )
    if refused is not None:
        return refused
    row = Judgement(
        page_id=page.pk, body_id=site.body_id, finding=finding, kind=found[finding].kind.value,
        reason=reason.strip()[:200], by_id=actor.person_id, at=now,
    )  # fmt: skip
    write(row)
    return row


@verb("page.take_down")
def take_down_page(*, actor: Actor, now: datetime, page_id: int, reason: str) -> int | Refused:
    """A page goes off the street at once; it stays on record, and may come back through review. One person is
    enough: what is wrong must not wait. A home page stays, and so does a page that has others below it."""
    found = Page.objects.select_for_update().filter(pk=page_id).first()
    site = site_of(found) if found is not None else None
    if found is None or site is None:
        return Refused(Message(UNKNOWN))
    page = found.specific
    refused = first_refusal(
        policy.may_review(actor, site.body_id), _without_reason(reason), _must_stay(page, site)
    )
    if refused is not None:
        return refused
    before = page.live_revision_id
    with deciding.decided(page.pk, going=True):
        page.unpublish(user=_account(actor.person_id))
    releasing.withhold_pictures(page)
    record(
        subject=("page", page_id), body=site.body_id, before={"revision": before}, after={"revision": None},
        reason=reason.strip(),
    )  # fmt: skip
    return page_id


def _waiting(page_id: int) -> tuple[Page, PublicSite, TaskState] | Refused:
    """The page, locked, its site, and the step it waits at."""
    page = Page.objects.select_for_update().filter(pk=page_id).first()
    site = site_of(page) if page is not None else None
    if page is None or site is None:
        return Refused(Message(UNKNOWN))
    step = page.current_workflow_task_state
    if step is None or step.status != TaskState.STATUS_IN_PROGRESS:
        return Refused(Message(N_("这个页面没有在等待审核。")))
    return page, site, cast(TaskState, step)


def _may_decide(actor: Actor, page: Page, site: PublicSite) -> Refused | None:
    return first_refusal(
        policy.may_review(actor, site.body_id), policy.has_not_written(actor, writers_of(page))
    )


def _another_text(page: Page, revision: Revision, read: int) -> Refused | None:
    if revision.pk == read == page.latest_revision_id:
        return None
    return Overtaken(Message(N_("您看的不是最新的一稿。请刷新后再审核。")))


def _another_place(page: Page, revision: Revision) -> Refused | None:
    """Readers have the address of what has been out."""
    if page.first_published_at is None or revision.content["slug"] == page.slug:
        return None
    return Refused(Message(N_("公开过的页面，网址不再改变。请退回修改。")))


def _unjudged(page: Page, revision: Revision) -> Refused | None:
    left = open_findings(page.pk, revision.as_object())
    if not left:
        return None
    return Refused(
        Message(N_("还有 {number} 处疑似个人信息或内部标志没有核对。"), {"number": len(left)}),
        "《中华人民共和国个人信息保护法》第二十五条",
    )


def _must_stay(page: Page, site: PublicSite) -> Refused | None:
    if page.pk == site.home_id or not page.live:
        return Refused(Message(N_("首页不能撤下；没有公开的页面不用撤下。")))
    if page.get_children().filter(live=True).exists():
        return Refused(Message(N_("下面还有公开的页面，请先撤下它们。")))
    return None


def _without_reason(reason: str) -> Refused | None:
    return None if reason.strip() else Refused(Message(N_("请写明理由。")))


def _account(person_id: int | None) -> Any:
    return organisations.account(person_id) if person_id is not None else None
