"""What every designed page has, and who may do what with it."""

from typing import Any, ClassVar
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PagePermissionTester, Revision

from gongkai.portal.pages import addressing, deciding, rendering
from gongkai.portal.pages.reserved import RESERVED

NOT_BY_HAND = _("页面的发布和撤下要经另一个人审核，请在网站工作台办理。")


class Rights(PagePermissionTester):
    """Nobody publishes, unpublishes, moves or copies in Wagtail, superusers neither: that is for verbs. A
    page that has ever been public is not deleted either; it is taken down and stays on record."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        was_public = self.page.get_descendants(inclusive=True).filter(first_published_at__isnull=False)
        return not was_public.exists() and super().can_delete(ignore_bulk)


class DesignedPage(Page):
    """A page that editors design. `search_description` is its ColumnDescription or Description, `keywords`
    its ColumnKeywords or Keywords in the page tags."""

    column_type: ClassVar[str] = ""
    keywords = models.CharField(_("关键词"), max_length=120, blank=True, help_text=_("用顿号分开"))

    content_panels = [FieldPanel("title", heading=_("标题"))]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading=_("网址中的名字")),
                FieldPanel("show_in_menus", heading=_("放进主菜单")),
                FieldPanel("search_description", heading=_("一句话介绍")),
                FieldPanel("keywords"),
            ],
            heading=_("网址和介绍"),
        )
    ]
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return [
            {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": _("手机")},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("电脑")},
        ]

    @property
    def default_preview_size(self) -> str:
        return "mobile"

    def permissions_for_user(self, user: AbstractBaseUser) -> Rights:
        return Rights(user, self)

    def get_url(self, request: HttpRequest | None = None, current_site: object = None) -> str:
        """As a reader of this site would write it."""
        return addressing.address_of(self.url_path)

    @property
    def full_url(self) -> str:
        return urljoin(settings.SITE_URL, self.get_url())

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED or Page.objects.filter(depth=2, slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("这个名字已有别的用处，请换一个。")})

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Only within `page.publish` of this very revision."""
        if not deciding.is_decided(revision.pk):
            raise PermissionDenied(NOT_BY_HAND)
        return super().publish(revision, *args, **{**kwargs, "skip_permission_checks": True})

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Only within `page.take_down`."""
        if not deciding.is_decided(self.pk, going=True):
            raise PermissionDenied(NOT_BY_HAND)
        # Wagtail would ask its own rights of the person; the verb has asked, and the ledger names him.
        return super().unpublish(*args, **{**kwargs, "user": None})

    url = property(get_url)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return rendering.shown(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return rendering.shown(request, self, is_preview=True)
