"""Verbs on sites."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.pages import deciding, ground, policy
from gongkai.portal.pages.models import HomePage, PublicSite
from gongkai.portal.pages.reserved import RESERVED

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")
_DOMAIN = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands at the foot of a site's pages. Empty: left out."""

    name: str
    domain: str = ""
    code: str = ""
    icp: str = ""
    police: str = ""
    host: str = ""
    builder: str = ""
    contact: str = ""


@verb("site.open")
def open_site(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    slug: str,
    facts: Facts,
    is_sample: bool = False,
) -> PublicSite | Refused:
    """A body's site with its home page, its editors' group and its shelf of pictures.

    The first one answers under every name that is no other site's. Those after it stand at `/slug/` there,
    and under their own domain when they have one.
    """
    refused = first_refusal(
        policy.may_open_site(actor, body_id, now.date()), _taken(body_id, slug), _wrong(facts, None)
    )
    if refused is not None:
        return refused
    home = HomePage(title=facts.name, slug=slug, draft_title=facts.name)
    ground.root_page().add_child(instance=home)
    _go_live(home)
    collection = ground.new_collection(facts.name)
    group = ground.editors_of(f"site:{body_id}", home, collection)
    ground.review_of(home)
    _answer_as(facts, home)
    site = PublicSite(
        body_id=body_id, home=home, collection=collection, group=group, is_sample=is_sample, **asdict(facts)
    )
    write(site)
    return site


@verb("site.describe")
def describe_site(
    *, actor: Actor, now: datetime, site_id: int, facts: Facts, reason: str = ""
) -> PublicSite | Refused:
    """Change the name, registrations and contact of a site; the domain too."""
    site = PublicSite.objects.select_for_update().get(pk=site_id)
    refused = first_refusal(policy.may_describe_site(actor, site.body_id, now.date()), _wrong(facts, site_id))
    if refused is not None:
        return refused
    if facts.domain != site.domain:
        Site.objects.filter(root_page=site.home_id, is_default_site=False).delete()
        _answer_as(facts, site.home)
    write(site, reason=reason, **asdict(facts))
    return site


def _go_live(home: HomePage) -> None:
    """The empty home page is public from the start, so that the site answers."""
    revision = home.save_revision()
    with deciding.decided(revision.pk):
        revision.publish()
    home.refresh_from_db()


def _answer_as(facts: Facts, home: HomePage) -> None:
    """Under which name Wagtail finds the site; none for one that only stands at a path."""
    here = urlsplit(settings.SITE_URL)
    standing = Site.objects.filter(is_default_site=True).first()
    if standing is not None and standing.root_page_id != home.pk and not facts.domain:
        return
    port = here.port or (443 if here.scheme == "https" else 80)
    if standing is None:
        standing = Site(is_default_site=True)
    elif standing.root_page_id != home.pk:
        standing = Site(is_default_site=False)
    standing.hostname, standing.port = facts.domain or here.hostname or "localhost", port
    standing.root_page, standing.site_name = home, facts.name
    standing.save()


def _taken(body_id: int, slug: str) -> Refused | None:
    if PublicSite.objects.filter(body=body_id).exists():
        return Refused(Message(N_("这个单位已有网站。一个单位最多开设一个网站。")), policy.GUIDELINES)
    first = Site.objects.filter(is_default_site=True).first()
    below = Page.objects.child_of(first.root_page).filter(slug=slug).exists() if first else False
    same = HomePage.objects.filter(slug=slug).exists()
    if not _SLUG.fullmatch(slug) or slug in RESERVED or below or same:
        return Refused(Message(N_("网址中的名字只能用小写字母、数字和短横，且不能与已有的相同。")))
    return None


def _wrong(facts: Facts, site_id: int | None) -> Refused | None:
    if not facts.name.strip():
        return Refused(Message(N_("请填写网站名称。")))
    if facts.code and not _CODE.fullmatch(facts.code):
        return Refused(Message(N_("网站标识码是十位数字，部委网站是 bm 加八位数字。")), policy.GUIDELINES)
    if facts.domain and not _DOMAIN.fullmatch(facts.domain):
        return Refused(Message(N_("域名的格式不对。")))
    others = PublicSite.objects.exclude(pk=site_id or 0).filter(domain=facts.domain)
    if facts.domain and others.exists():
        return Refused(Message(N_("这个域名已是另一个网站的。")))
    return None
