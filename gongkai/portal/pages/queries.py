"""What is known of pages: who wrote, what must be judged, what waits at whose desk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from wagtail.models import Page, TaskState

from gongkai.core.publishing.findings import Finding
from gongkai.portal.pages import reading
from gongkai.portal.pages.models import Fault, FaultState, Judgement, PublicSite


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for another person."""

    page: int
    revision: int
    title: str
    kind: str
    site: str
    by: int | None
    since: datetime
    is_new: bool


def writers_of(page: Page) -> frozenset[int]:
    """Who has saved anything of the page since it was last public, and who made it if it never was."""
    drafts = page.revisions.filter(pk__gt=page.live_revision_id or 0)
    found = set(drafts.values_list("user_id", flat=True))
    if page.live_revision_id is None:
        found.add(page.owner_id)
    return frozenset(cast(int, each) for each in found if each is not None)


def open_findings(page_id: int, draft: Page) -> tuple[Finding, ...]:
    """What the machine points at in the draft and nobody has judged."""
    judged = set(Judgement.objects.filter(page=page_id).values_list("finding", flat=True))
    seen: dict[str, Finding] = {}
    for each in reading.findings_in(draft):
        if each.key not in judged:
            seen.setdefault(each.key, each)
    return tuple(seen.values())


def waiting_in(sites: Collection[PublicSite]) -> list[Waiting]:
    """Drafts of these sites that wait for review, the oldest first."""
    steps = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__name__isnull=False)
    rows = steps.select_related("revision", "workflow_state").order_by("started_at")
    pages = Page.objects.specific().in_bulk([int(each.workflow_state.object_id) for each in rows])
    found = []
    for step in rows:
        page = pages.get(int(step.workflow_state.object_id))
        site = next((each for each in sites if page and page.path.startswith(each.home.path)), None)
        if page is None or site is None:
            continue
        found.append(
            Waiting(
                page.pk, step.revision_id, page.draft_title or page.title, str(page._meta.verbose_name),
                site.name, step.revision.user_id, step.started_at, not page.live,
            )
        )  # fmt: skip
    return found


def faults_of(sites: Collection[PublicSite], *, state: str = FaultState.OPEN) -> list[Fault]:
    """Reports on these sites; open ones by due date."""
    found = Fault.objects.filter(site__in=list(sites), state=state).select_related("site")
    return list(found if state == FaultState.OPEN else found.order_by("-answered_at"))[:200]


def fault(sites: Collection[PublicSite], fault_id: int) -> Fault | None:
    """One of them."""
    return Fault.objects.filter(site__in=list(sites), pk=fault_id).select_related("site").first()


def fault_at(code: str) -> Fault | None:
    """By the code its sender was given."""
    return Fault.objects.filter(code=code.strip().upper()).select_related("site").first() if code else None
