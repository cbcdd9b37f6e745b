"""What of publishing waits for a person: the front page counts it by step and lists it, soonest due first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.foundation.waiting import Line
from gongkai.publishing.catalogue.queries.visible import due_for_review
from gongkai.publishing.channels.queries.deliveries import dead_of
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries.cards import DocumentCard
from gongkai.publishing.queries.work import Work, steps_waiting, work_of
from gongkai.workbench.publishing.channels.shell import channel_name
from gongkai.workbench.publishing.words import kind_name, state_name
from gongkai.workbench.shell import Staff

MOST = 10
FEW = 3


@dataclass(frozen=True, slots=True)
class PublishingWaiting:
    """`steps`: (name, address, how many) by step; `more`: things beyond those listed."""

    steps: tuple[tuple[str, str, int], ...]
    lines: tuple[Line, ...]
    more: int


def publishing_waiting(staff: Staff) -> PublishingWaiting | None:
    """None for those without a part in publishing."""
    if not staff.acts_as(*HANDLERS):
        return None
    found = work_of(staff.actor, staff.today)
    dated = [*_lines(found, staff.today), *_reviews(staff)]
    lines = [*_dead(staff), *sorted(dated, key=lambda each: each.due or date.max)]
    address = reverse("workbench:document_work")
    steps = tuple(
        (state_name("edition", state), f"{address}#{state}", number)
        for state, number in steps_waiting(staff.actor).items()
    )
    return PublishingWaiting(steps, tuple(lines[:MOST]), max(len(lines) - MOST, 0))


def _reviews(staff: Staff) -> list[Line]:
    """Catalogues whose review has come due."""
    return [
        Line(
            reverse("workbench:catalogue", args=[number]), _(field), _("公开目录"), _("定期复核"), due,
            due < staff.today,
        )
        for number, field, due in due_for_review(staff.actor, staff.today)
    ]  # fmt: skip


def _dead(staff: Staff) -> list[Line]:
    """What did not arrive for good, or of which nobody knows: the first few, or how many in one line."""
    found = dead_of(staff.actor, staff.today)
    if len(found) > FEW:
        title = _("{number} 条信息没有送达渠道").format(number=len(found))
        return [Line(reverse("workbench:channels"), title, _("发布渠道"), _("没有送达，请处理"), None, False)]
    return [
        Line(
            reverse("workbench:document_channels", args=[each.document_id]), each.title,
            channel_name(each.channel), _("没有送达，请处理"), None, False,
        )
        for each in found
    ]  # fmt: skip


def _lines(found: Work, today: date) -> list[Line]:
    def line(card: DocumentCard, step: str, due: date | None = None) -> Line:
        title = card.title or _("（无标题）")
        address = reverse("workbench:document", args=[card.id])
        return Line(address, title, kind_name(card.kind), step, due, due is not None and due < today)

    return [
        *(line(each, _("按期解读"), each.interpretation_by) for each in found.interpret),
        *(line(each, _("评估是否继续有效"), each.expires_on) for each in found.expiring),
        *(line(each, _("重新评估公开属性"), each.reassess_on) for each in found.reassess),
        *(line(each, _("审批公开属性变更")) for each in found.changes),
        *(line(each, state_name("edition", each.state)) for each in found.steps),
    ]
