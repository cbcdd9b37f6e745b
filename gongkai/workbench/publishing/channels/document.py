"""The channels of one document: where it went, what is to go, and the words for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import law
from gongkai.publishing.channels import actions
from gongkai.publishing.channels.pictures import Picture, pictures_of
from gongkai.publishing.channels.queries import accounts, deliveries
from gongkai.publishing.channels.queries.accounts import Poster
from gongkai.publishing.channels.queries.deliveries import PostingLine
from gongkai.publishing.queries.whole import EditionWhole
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.channels.forms import ManualForm, PostingForm, ReasonForm
from gongkai.workbench.publishing.channels.shell import (
    HANDLERS,
    PREPARING,
    TAGS,
    channel_name,
    form_page,
    show,
)
from gongkai.workbench.publishing.channels.waiting import bodies_of, lines
from gongkai.workbench.publishing.desk import SECTION, SEEING, Desk, document_crumbs, seen_desk
from gongkai.workbench.publishing.document import head
from gongkai.workbench.shell import StaffRequest, page, staff_view

WECHAT = "wechat"


@require_GET
@staff_view(*SEEING)
def channels(request: StaffRequest, document_id: int) -> HttpResponse:
    """Deliveries with their state and steps; words prepared; accounts that could post it."""
    desk = seen_desk(request, document_id)
    staff = request.staff
    found = deliveries.of_document(staff.actor, document_id, staff.today)
    postings = deliveries.postings_of(staff.actor, document_id, staff.today)
    edition = _edition(desk)
    there = {each.account for each in postings if edition is not None and each.edition_id == edition.id}
    could = [each for each in _could_post(desk) if each.id not in there]
    return page(
        request, "workbench/publishing/channels/document.html", SECTION, **head(desk), tags=TAGS,
        rows=lines(found), bodies=bodies_of(found),
        postings=[(each, channel_name(each.channel)) for each in postings],
        could=could, manual=ManualForm() if edition is not None and _may_choose(desk) else None,
        crumbs=document_crumbs(desk, _("渠道")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*PREPARING)
def prepare(request: StaffRequest, document_id: int, account_id: int) -> HttpResponse:
    """Write what the account posts; it goes to another person for review."""
    desk = seen_desk(request, document_id)
    staff = request.staff
    account = next((each for each in accounts.accounts_to_post(staff.actor) if each.id == account_id), None)
    edition = _edition(desk)
    if account is None or edition is None:
        raise Http404
    platform = law.rules().channels.platform_of(account.platform)
    back = reverse("workbench:document_channels", args=[document_id])
    there = [
        each
        for each in deliveries.postings_of(staff.actor, document_id, staff.today)
        if each.account == account_id and each.edition_id == edition.id
    ]
    form = PostingForm(
        request.POST or None, longest_title=platform.longest_title, longest=platform.longest,
        initial=_first_words(edition, there, platform.longest_title, platform.longest),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = actions.prepare(
            actor=staff.actor, now=staff.now, edition_id=edition.id, account_id=account_id,
            title=form.cleaned_data.get("title", ""), text=form.cleaned_data["text"],
        )  # fmt: skip
        if not isinstance(done, Refused):
            messages.success(request, _("已经送审，由他人审核以后发布。"))
            return redirect(back)
        into_form(form, done)
    return form_page(
        request, form, _("拟写{account}发布的内容").format(account=account.name), back,
        button=_("送审"), subtitle=desk.whole.card.title,
        intro=_intro(there, len(_pictures(platform.channel, edition.id))),
    )  # fmt: skip


@require_POST
@staff_view(*PREPARING)
def choose(request: StaffRequest, document_id: int) -> HttpResponse:
    """A channel where people make it public."""
    desk = seen_desk(request, document_id)
    edition = _edition(desk)
    if edition is None:
        raise Http404
    if not _may_choose(desk):
        raise PermissionDenied
    done = actions.choose(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition.id,
        channel=request.POST.get("channel", "")[:20],
    )  # fmt: skip
    say(request, done, _("已经选定，发布以后由人办理并登记凭证。"))
    return redirect("workbench:document_channels", document_id)


@require_http_methods(["GET", "POST"])
@staff_view(*HANDLERS)
def posting(request: StaffRequest, posting_id: int) -> HttpResponse:
    """The words, and what may be done with them."""
    line = _posting(request, posting_id)
    if request.method == "POST":
        return _answered(request, line)
    names = organisations.names_of({line.prepared_by, line.approved_by} - {""})
    return show(
        request, "posting", "waiting", (_("待发内容"), ""), line=line, channel=channel_name(line.channel),
        prepared_by=names.get(line.prepared_by, line.prepared_by),
        approved_by=names.get(line.approved_by, line.approved_by), form=ReasonForm(),
        pictures=_pictures(line.channel, line.edition_id),
    )  # fmt: skip


def _pictures(channel: str, edition_id: int) -> list[Picture]:
    """Pictures that the system sends along: to WeChat only."""
    return pictures_of(edition_id) if channel == WECHAT else []


def _intro(there: list[PostingLine], pictures: int) -> str:
    said = [_("退回意见：{note}").format(note=there[0].note)] if there and there[0].note else []
    if pictures:
        along = ngettext(
            "本文的 {number} 幅图片随文发出，第一幅作封面。",
            "本文的 {number} 幅图片随文发出，第一幅作封面。",
            pictures,
        )
        said.append(along.format(number=pictures))
    return " ".join(said)


def _answered(request: StaffRequest, line: PostingLine) -> HttpResponse:
    """Which button was pressed."""
    staff, step = request.staff, request.POST.get("step", "")
    if step not in line.steps:
        raise PermissionDenied
    reason = request.POST.get("reason", "")[:300]
    common: dict[str, Any] = {"actor": staff.actor, "now": staff.now, "posting_id": line.id}
    based_on = int(text) if (text := request.POST.get("based_on", "")).isdecimal() else None
    if step == "approve":
        say(request, actions.approve(**common, based_on=based_on), _("审核通过。文件发布以后由系统发布。"))
    elif step == "return":
        done = actions.return_posting(**common, reason=reason, based_on=based_on)
        say(request, done, _("已经退回修改。"))
    else:
        say(request, actions.drop(**common, reason=reason), _("不再发布。"))
    return redirect("workbench:document_channels", line.document_id)


def _posting(request: StaffRequest, posting_id: int) -> PostingLine:
    line = deliveries.posting(request.staff.actor, posting_id, request.staff.today)
    if line is None:
        raise Http404
    return line


def _edition(desk: Desk) -> EditionWhole | None:
    """The one that is posted: the newest in the chain or out. What is kept back, or withdrawn, is not."""
    edition = desk.edition
    if edition is None or edition.words is None or edition.state in ("kept", "discarded"):
        return None
    if desk.document.attribute != "open" or desk.document.standing == "withdrawn":
        return None
    return edition


def _could_post(desk: Desk) -> list[Poster]:
    edition = _edition(desk)
    if edition is None:
        return []
    found = accounts.accounts_to_post(desk.staff.actor)
    out = edition.words is not None and edition.words.released_at is not None
    return [each for each in found if out or each.body == desk.document.body_id]


def _may_choose(desk: Desk) -> bool:
    return desk.document.body_id in desk.staff.actor.bodies_as(*PREPARING)


def _first_words(
    edition: EditionWhole, there: list[PostingLine], longest_title: int, longest: int
) -> dict[str, str]:
    """What was written before; or the document's own words, cut to what fits."""
    if there:
        return {"title": there[0].title, "text": there[0].text}
    words = edition.words
    assert words is not None
    own = words.text if longest_title else (words.summary or words.title)
    return {"title": words.title[:longest_title], "text": own[:longest]}
