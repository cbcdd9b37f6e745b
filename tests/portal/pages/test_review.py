"""From a draft to the street: another person, what the machine points at, the ledger; and off the street
again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.pages import actions, reading
from gongkai.portal.pages.actions.reviewing import submit
from gongkai.portal.pages.models import Judgement, StaticPage
from gongkai.portal.pages.queries import open_findings, waiting_in, writers_of
from tests.portal.pages.conftest import NOW, Sites, done


def _draft(sites: Sites, body: str, text: str, by: str) -> StaticPage:
    home = sites.sites[body].home
    home.refresh_from_db()
    page = StaticPage(title="关于本站", slug="about", live=False, owner_id=sites.people[by])
    page.blocks = [("text", f"<p>{text}</p>")]
    home.add_child(instance=page)
    page.save_revision(user=organisations.account(sites.people[by]))
    return page


def _publish(sites: Sites, who: str, page: Page):
    page.refresh_from_db()
    return actions.publish_page(
        actor=sites.actor(who), now=NOW, page_id=page.pk, revision_id=page.latest_revision_id
    )


@pytest.mark.django_db
def test_a_page_goes_live_by_another_person_after_what_it_says_of_people_was_judged(sites, client, browser):
    page = _draft(sites, "forestry", "值班电话 13900000000，请打。", "forestry.ann")
    assert isinstance(_publish(sites, "forestry.ben", page), Refused)  # not handed in
    submit(page, sites.people["forestry.ann"])
    assert [each.title for each in waiting_in([sites.sites["forestry"]])] == ["关于本站"]
    assert waiting_in([sites.sites["city"]]) == []
    assert client.get("/forestry/about/").status_code == 404
    address = reverse("site_desk:review", args=[page.pk])
    for who, waits in (("forestry.ann", False), ("forestry.ben", True), ("city.ann", False)):
        assert (address in browser(who).get(reverse("workbench:home")).content.decode()) is waits, who

    for who, why in (
        ("forestry.ann", "另一个人"), ("city.ben", "只有本网站"), ("forestry.dan", "只有本网站"),
        ("forestry.ben", "核对"),
    ):  # fmt: skip
        refused = _publish(sites, who, page)
        assert isinstance(refused, Refused)
        assert why in str(refused.reason), who
    (finding,) = open_findings(page.pk, page.get_latest_revision_as_object())
    assert finding.words == "13900000000"
    judge = {"now": NOW, "page_id": page.pk, "finding": finding.key}
    assert isinstance(
        actions.judge_finding(actor=sites.actor("forestry.ann"), reason="公开的", **judge), Refused
    )
    assert isinstance(actions.judge_finding(actor=sites.actor("forestry.ben"), reason=" ", **judge), Refused)
    row = done(actions.judge_finding(actor=sites.actor("forestry.ben"), reason="单位公布的值班电话", **judge))
    assert Judgement.objects.get().pk == row.pk
    stale = actions.publish_page(actor=sites.actor("forestry.cai"), now=NOW, page_id=page.pk, revision_id=1)
    assert isinstance(stale, Refused)
    done(_publish(sites, "forestry.cai", page))

    shown = client.get("/forestry/about/")
    assert shown.status_code == 200
    assert "13900000000" in shown.content.decode()
    event = Event.objects.filter(verb="page.publish").get()
    assert event.after["digest"] == reading.digest_of(page.get_latest_revision())
    assert "13900000000" not in str(list(Event.objects.values_list("after", flat=True)))
    assert writers_of(Page.objects.get(pk=page.pk)) == frozenset()

    page.refresh_from_db()
    page.slug = "elsewhere"
    page.save_revision(user=organisations.account(sites.people["forestry.ann"]))
    submit(page, sites.people["forestry.ann"])
    moved = _publish(sites, "forestry.cai", Page.objects.get(pk=page.pk))
    assert "网址不再改变" in str(moved.reason)

    down = {"now": NOW, "page_id": page.pk}
    assert isinstance(actions.take_down_page(actor=sites.actor("city.ann"), reason="错", **down), Refused)
    assert isinstance(actions.take_down_page(actor=sites.actor("forestry.ann"), reason="", **down), Refused)
    done(actions.take_down_page(actor=sites.actor("forestry.ann"), reason="内容过时", **down))
    assert client.get("/forestry/about/").status_code == 404
    assert Event.objects.filter(verb="page.take_down").get().reason == "内容过时"
    assert not list(mismatches())


@pytest.mark.django_db
def test_no_door_of_wagtail_leads_past_the_verb(sites, browser):
    page = _draft(sites, "forestry", "欢迎。", "forestry.ann")
    chief = organisations.account(sites.people["forestry.cai"])
    chief.is_superuser = True
    for user in (None, chief):
        with pytest.raises(PermissionDenied):
            page.get_latest_revision().publish(user=user)
    rights = page.permissions_for_user(chief)
    assert not any((rights.can_publish(), rights.can_unpublish(), rights.can_copy(), rights.can_move()))
    submit(page, sites.people["forestry.ann"])
    refused = actions.return_page(actor=sites.actor("forestry.ann"), now=NOW, page_id=page.pk, reason="改")
    assert isinstance(refused, Refused)
    done(
        actions.return_page(actor=sites.actor("forestry.ben"), now=NOW, page_id=page.pk, reason="请补充地址")
    )
    assert Page.objects.get(pk=page.pk).current_workflow_state.status == "needs_changes"
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit in browser("forestry.ann").get(reverse("workbench:home")).content.decode()
    home = sites.sites["forestry"].home
    kept = actions.take_down_page(actor=sites.actor("forestry.ben"), now=NOW, page_id=home.pk, reason="试")
    assert isinstance(kept, Refused)
