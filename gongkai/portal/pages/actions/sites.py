"""Verbs on sites."""

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Site

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, record, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.pages import ground, policy, releasing
from gongkai.portal.pages.addressing import stands
from gongkai.portal.pages.models import HomePage, Language, Picture, PublicSite
from gongkai.portal.pages.parts import go_live, made_below
from gongkai.portal.pages.reading import digest_of
from gongkai.portal.pages.reserved import RESERVED

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")
_ADDRESS = re.compile(r"(?=.{1,300}$)(?:/(?![/\\])|https?://[^/\s]+)[^\s\\]*")
_LONGEST_NOTE = 200
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
    language: str = Language.CHINESE


@verb("site.open")
def open_site(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    slug: str,
    facts: Facts,
    parts: Collection[str] = (),
    is_sample: bool = False,
) -> PublicSite | Refused:
    """A body's site with its home page, its editors' group and its shelf of pictures; and those of the fixed
    `parts` (`parts.TITLES`) that are wanted at once.

    The first one answers under every name that is no other site's. Those after it stand at `/slug/` there,
    and under their own domain when they have one.
    """
    refused = first_refusal(
        policy.may_open_site(actor, body_id, timezone.localdate(now)),
        _taken(body_id, slug),
        _wrong(facts, None),
    )
    if refused is not None:
        return refused
    home = HomePage(title=facts.name, slug=slug, draft_title=facts.name)
    ground.root_page().add_child(instance=home)
    go_live(home)
    collection = ground.new_collection(facts.name)
    group = ground.editors_of(f"site:{body_id}", home, collection)
    ground.review_of(home)
    _answer_as(facts, home)
    site = PublicSite(
        body_id=body_id, home=home, collection=collection, group=group, is_sample=is_sample, **asdict(facts)
    )
    write(site)
    for page in made_below(home, parts):
        revision = page.live_revision
        record(
            subject=("page", page.pk), body=body_id,
            after={
                "revision": revision.pk, "digest": digest_of(revision), "title": page.title,
                "address": page.url_path,
            },
        )  # fmt: skip
    return site


@verb("site.close")
def close_site(
    *, actor: Actor, now: datetime, site_id: int, note: str, moved_to: str = ""
) -> PublicSite | Refused:
    """关停网站: every address of the site answers with `note` and leads to `moved_to`, where its content has
    gone; nobody edits it any more. The first site stays as long as others stand at its paths."""
    site = PublicSite.objects.select_for_update().get(pk=site_id)
    refused = first_refusal(
        policy.may_open_site(actor, site.body_id, timezone.localdate(now)),
        Refused(Message(N_("这个网站已经关停。"))) if site.closed_at else None,
        _carries_others(site),
        None if note.strip() else Refused(Message(N_("请写明关停公告。")), policy.GUIDELINES),
        _wrong_way(moved_to),
    )
    if refused is not None:
        return refused
    write(
        site, reason=note.strip(), closed_at=now, closing_note=note.strip()[:_LONGEST_NOTE],
        moved_to=moved_to.strip(),
    )  # fmt: skip
    Picture.objects.filter(collection=site.collection_id).update(released_at=None)
    return site


@verb("site.reopen")
def reopen_site(*, actor: Actor, now: datetime, site_id: int, reason: str) -> PublicSite | Refused:
    """恢复网站: everything stands where it stood."""
    site = PublicSite.objects.select_for_update().get(pk=site_id)
    refused = first_refusal(
        policy.may_open_site(actor, site.body_id, timezone.localdate(now)),
        None if site.closed_at else Refused(Message(N_("这个网站没有关停。"))),
        None if reason.strip() else Refused(Message(N_("请写明理由。"))),
    )
    if refused is not None:
        return refused
    write(site, reason=reason.strip(), closed_at=None, closing_note="", moved_to="")
    for page in Page.objects.descendant_of(site.home, inclusive=True).live().specific():
        releasing.release_pictures(page, now)
    return site


@verb("site.describe")
def describe_site(
    *, actor: Actor, now: datetime, site_id: int, facts: Facts, reason: str = ""
) -> PublicSite | Refused:
    """Change the name, registrations and contact of a site; the domain too."""
    site = PublicSite.objects.select_for_update().get(pk=site_id)
    refused = first_refusal(
        policy.may_describe_site(actor, site.body_id, timezone.localdate(now)), _wrong(facts, site_id)
    )
    if refused is not None:
        return refused
    if facts.domain != site.domain:
        Site.objects.filter(root_page=site.home_id, is_default_site=False).delete()
        _answer_as(facts, site.home)
    write(site, reason=reason, **asdict(facts))
    return site


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


def _carries_others(site: PublicSite) -> Refused | None:
    known = stands()
    if known[0].number != site.pk or all(each.is_closed or each.is_first for each in known):
        return None
    return Refused(Message(N_("其他网站在这个网站的网址之下，不能关停。")))


def _wrong_way(address: str) -> Refused | None:
    if not address.strip() or _ADDRESS.fullmatch(address.strip()):
        return None
    return Refused(Message(N_("迁移后的地址以 / 或 https:// 开头，不超过 300 个字符。")))


def _wrong(facts: Facts, site_id: int | None) -> Refused | None:
    if not facts.name.strip():
        return Refused(Message(N_("请填写网站名称。")))
    if facts.language not in Language.values:
        return Refused(Message(N_("请选择网站的语言。")))
    if facts.code and not _CODE.fullmatch(facts.code):
        return Refused(Message(N_("网站标识码是十位数字，部委网站是 bm 加八位数字。")), policy.GUIDELINES)
    if facts.domain and not _DOMAIN.fullmatch(facts.domain):
        return Refused(Message(N_("域名的格式不对。")))
    others = PublicSite.objects.exclude(pk=site_id or 0).filter(domain=facts.domain)
    if facts.domain and others.exists():
        return Refused(Message(N_("这个域名已是另一个网站的。")))
    return None
