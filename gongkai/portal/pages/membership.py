"""Wagtail's groups follow the appointments: who is 网站编辑 in a body is in the group of the body's site,
on the days he is, and in no other."""

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.portal.pages.models import PublicSite
from gongkai.portal.pages.sites import sites_of


def keep(actor: Actor) -> list[PublicSite]:
    """Bring the person's groups up to his roles of today; the sites he edits."""
    sites = sites_of(actor, Role.SITE_EDITOR)
    if actor.person_id is None:
        return sites
    account = organisations.account(actor.person_id)
    wanted = {each.group_id for each in sites}
    if set(account.groups.values_list("pk", flat=True)) != wanted:
        account.groups.set(wanted)
    return sites
