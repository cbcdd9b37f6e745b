"""What Wagtail needs before the first site: a language, a root of pages and of collections, one way of
review."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from gongkai.portal.pages.models import AnotherPerson

PAGE_RIGHTS = ("add_page", "change_page")
PICTURE_RIGHTS = ("add_image", "change_image", "choose_image")
REVIEW = "他人审核"


def root_page() -> Page:
    """The root of all sites; made when there is none."""
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale, url_path="/", draft_title="Root")
    )


def new_collection(name: str) -> Collection:
    """A shelf of pictures below the root."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return root.add_child(name=name)


def review_of(home: Page) -> None:
    """Every page from `home` down is reviewed by another person."""
    found = Workflow.objects.filter(name=REVIEW).first()
    if found is None:
        found = Workflow.objects.create(name=REVIEW)
        task = AnotherPerson.objects.create(name=REVIEW)
        WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=found, page=home)


def editors_of(name: str, home: Page, collection: Collection) -> Group:
    """The group whose members edit from `home` down, and nothing else. It publishes nothing."""
    group = Group.objects.create(name=name)
    group.permissions.add(_right("wagtailadmin", "access_admin"))
    for codename in PAGE_RIGHTS:
        right = _right("wagtailcore", codename)
        GroupPagePermission.objects.create(group=group, page=home, permission=right)
    for codename in PICTURE_RIGHTS:
        right = _right("wagtailimages", codename)
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)
    return group


def _right(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
