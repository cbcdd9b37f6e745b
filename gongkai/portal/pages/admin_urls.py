"""Wagtail's admin behind its door."""

from wagtail.admin import urls as admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from gongkai.portal.pages.gate import guarded

urlpatterns = decorate_urlpatterns(admin.urlpatterns, guarded)
