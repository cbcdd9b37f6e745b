"""Every address of the editors' admin as a stranger, a colleague who edits nothing, another's editor."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.pages.actions.reviewing import submit
from gongkai.portal.pages.gate import ADDRESS, ELSEWHERE, OPEN
from gongkai.portal.pages.models import Picture, StaticPage
from tests.portal.pages.pictures import png

_spec = importlib.util.spec_from_file_location(
    "walking_the_admin", Path(__file__).parents[2] / "architecture" / "walking.py"
)
walking = importlib.util.module_from_spec(_spec)
sys.modules["walking_the_admin"] = walking
_spec.loader.exec_module(walking)
TITLE = "尚未公开的搬迁方案"
NOT_THERE = 404
OBJECTS = {"page_id", "parent_page_id", "pk", "image_id", "revision_id"}


@pytest.fixture
def secret(sites, settings, tmp_path) -> dict[str, object]:
    """A draft of the forestry office's site that waits for review, and a picture of its shelf."""
    settings.STORAGES["pictures"]["OPTIONS"]["location"] = str(tmp_path)
    home = sites.sites["forestry"].home
    page = StaticPage(title=TITLE, slug="plan", live=False, owner_id=sites.people["forestry.ann"])
    home.add_child(instance=page)
    writer = organisations.account(sites.people["forestry.ann"])
    revision = page.save_revision(user=writer)
    submit(page, writer.pk)
    picture = Picture(
        title="方案图", file=ContentFile(png(), "plan.png"), collection=sites.sites["forestry"].collection
    )
    picture.save()
    step = page.current_workflow_task_state
    return {
        "page_id": page.pk, "parent_page_id": home.pk, "pk": page.pk, "image_id": picture.pk,
        "revision_id": revision.pk, "content_type_app_name": "pages", "content_type_model_name": "staticpage",
        "app_label": "pages", "model_name": "staticpage", "object_id": page.pk, "session_id": 1,
        "task_state_id": step.pk, "task_id": step.task_id, "workflow_state_id": step.workflow_state_id,
        "revision_id_a": "earliest", "revision_id_b": "latest", "action_name": "approve", "action": "delete",
    }  # fmt: skip


def _addresses():
    return [each for each in walking.addresses() if each.pattern.startswith(ADDRESS)]


def _url(pattern: str, holes: dict[str, object]) -> str:
    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda hole: str(holes.get(hole[1], 1)), pattern)
    plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(holes.get(hole[1], 1)), plain)
    return "/" + plain.replace("\\.", ".").replace("^", "").replace("$", "")


@pytest.mark.django_db
def test_nobody_comes_through_a_door_that_is_not_his(sites, secret, browser):
    chief = organisations.account(sites.people["forestry.dan"])
    chief.is_superuser = True
    chief.save()
    foreign, colleague, own = browser("city.ann"), browser("forestry.dan"), browser("forestry.ben")
    people = {"stranger": Client(), "colleague": colleague, "foreign": foreign, "own": own}
    wrong = []
    for address in _addresses():
        holes = {**secret, "pk": secret["image_id"]} if address.name.startswith("wagtailimages") else secret
        url = _url(address.pattern, holes)
        if address.name not in OPEN and address.name not in ELSEWHERE:
            if own.get(url).status_code != 404:
                wrong.append(f"{address.name} {url} is not closed")
            continue
        for who, client in people.items():
            status = _tried(client, url, "get")
            if not _right(who, address, status):
                wrong.append(f"{address.name} {url} as {who}: {status}")
        if OBJECTS & set(address.arguments) and _tried(foreign, url, "post") != NOT_THERE:
            wrong.append(f"a foreign editor may post to {address.name} {url}")
    assert not wrong, "\n".join(wrong)
    assert Page.objects.get(pk=secret["page_id"]).title == TITLE


def _tried(client: Client, url: str, method: str) -> int:
    """The status; what it did is undone."""
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return status


def _right(who: str, address, status: int) -> bool:
    if who == "stranger":
        return status in (302, 404)  # to sign in
    if address.name in ELSEWHERE:
        return status == 302
    if who == "colleague":
        return status == 404
    if who == "foreign" and OBJECTS & set(address.arguments):
        return status == 404
    return status < 500


@pytest.mark.django_db
def test_another_bodys_drafts_show_in_no_list(sites, secret, browser):
    foreign, own = browser("city.ann"), browser("forestry.ben")
    asked = {
        reverse("wagtailadmin_home"): {}, reverse("wagtailadmin_explore_root"): {},
        reverse("wagtailadmin_pages:search"): {"q": "搬迁"}, reverse("wagtailimages:index"): {},
        reverse("wagtailadmin_choose_page"): {}, reverse("wagtailadmin_choose_page_search"): {"q": "搬迁"},
        reverse("wagtailadmin_choose_page_chosen_multiple"): {"id": secret["page_id"]},
        reverse("wagtailimages_chooser:choose"): {}, reverse("site_desk:desk"): {},
    }  # fmt: skip
    for url, question in asked.items():
        shown = foreign.get(url, question, follow=True).content.decode()
        assert TITLE not in shown, url
        assert "方案图" not in shown, url
    assert TITLE in own.get(reverse("wagtailadmin_explore", args=[secret["parent_page_id"]])).content.decode()
    assert TITLE in own.get(reverse("site_desk:desk")).content.decode()


@pytest.mark.django_db
def test_who_is_no_longer_appointed_edits_no_longer(sites, secret, browser):
    former = browser("forestry.ann")
    edit = reverse("wagtailadmin_pages:edit", args=[secret["page_id"]])
    shown = former.get(edit)
    assert shown.status_code == 200
    policy = shown["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    account = organisations.account(sites.people["forestry.ann"])
    assert account.groups.count() == 1
    account.appointments.update(valid_to="2026-01-02")
    assert former.get(edit).status_code == 404
    assert account.groups.count() == 0
