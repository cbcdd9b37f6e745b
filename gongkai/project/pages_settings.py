"""Settings of the editors' Wagtail, at /pages-admin/, that no installation changes."""

from django.utils.translation import gettext_lazy as _

# Wagtail's migrations in one step each: docs/decisions/0023.
_PAGES = "gongkai.portal.pages.migrations"
MIGRATION_MODULES = {
    "wagtailcore": f"{_PAGES}.wagtail_core",
    "wagtailadmin": f"{_PAGES}.wagtail_admin",
    "wagtailimages": f"{_PAGES}.wagtail_images",
    "wagtailsearch": f"{_PAGES}.wagtail_search",
    "wagtailusers": f"{_PAGES}.wagtail_users",
    "taggit": f"{_PAGES}.taggit",
}
WAGTAIL_SITE_NAME = _("网站编辑")
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # a Chinese title makes no address; the page's kind does
WAGTAIL_AUTOSAVE_INTERVAL = 0  # every save is a draft somebody wrote; none without his doing
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}}
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "gongkai.portal.pages.uploads.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png"]
WAGTAILIMAGES_RENDITION_STORAGE = "pictures"
