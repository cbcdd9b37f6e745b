"""Lists of media that are sent what a body publishes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.channels import actions
from gongkai.publishing.channels.queries import accounts as queries
from gongkai.publishing.channels.queries.accounts import MediaListCard
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.channels.forms import MediaForm
from gongkai.workbench.publishing.channels.shell import HANDLERS, PREPARING, channel_name, form_page, show
from gongkai.workbench.publishing.words import kind_name
from gongkai.workbench.shell import Staff, StaffRequest, staff_view


@require_GET
@staff_view(*HANDLERS)
def media(request: StaffRequest) -> HttpResponse:
    """The lists of one's bodies."""
    staff = request.staff
    found = queries.media_lists(staff.actor, staff.today)
    return show(
        request, "media", "media", (_("媒体名单"), ""),
        rows=[
            (each, channel_name(each.channel), [kind_name(kind) for kind in each.kinds],
             each.body in staff.actor.bodies_as(*PREPARING))
            for each in found
        ],
        bodies=organisations.latest_bodies({each.body for each in found}),
        may_keep=bool(_bodies(staff)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*PREPARING)
def keep(request: StaffRequest, list_id: int | None = None) -> HttpResponse:
    """A new list, or one that is there."""
    staff = request.staff
    card = _seen(staff, list_id) if list_id is not None else None
    form = MediaForm(request.POST or None, bodies=_bodies(staff), initial=_first(card))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        body = card.body if card is not None else said["body"]
        said.pop("body")
        done = actions.keep_list(actor=staff.actor, now=staff.now, body_id=body, list_id=list_id, **said)
        if not isinstance(done, Refused):
            messages.success(request, _("已经保存。"))
            return redirect("workbench:channel_media")
        into_form(form, done)
    if card is not None:
        form.fields["body"].disabled = True
    title = _("媒体名单") if card is not None else _("新建媒体名单")
    return form_page(request, form, title, reverse("workbench:channel_media"))


@require_POST
@staff_view(*PREPARING)
def drop(request: StaffRequest, list_id: int) -> HttpResponse:
    _seen(request.staff, list_id)
    done = actions.drop_list(actor=request.staff.actor, now=request.staff.now, list_id=list_id)
    say(request, done, _("名单已停用，联系人已删除。"))
    return redirect("workbench:channel_media")


def _seen(staff: Staff, list_id: int) -> MediaListCard:
    card = queries.media_list(staff.actor, list_id, staff.today)
    if card is None or card.body not in staff.actor.bodies_as(*PREPARING):
        raise Http404
    return card


def _first(card: MediaListCard | None) -> dict[str, object]:
    if card is None:
        return {}
    contacts = "\n".join(f"{name} {email}".strip() for name, email in card.contacts)
    return {
        "body": card.body, "name": card.name, "channel": card.channel, "kinds": list(card.kinds),
        "contacts": contacts,
    }  # fmt: skip


def _bodies(staff: Staff) -> list[tuple[int, str]]:
    found = organisations.latest_bodies(staff.actor.bodies_as(*PREPARING))
    return [(each.id, each.name) for each in found.values()]
