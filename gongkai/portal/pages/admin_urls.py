"""Wagtail's admin behind its door."""

from django.urls import path
from wagtail.admin import urls as admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from gongkai.portal.pages.choosing import published
from gongkai.portal.pages.editor_words import words
from gongkai.portal.pages.gate import guarded

_own = [
    path("jsi18n/", words, name="wagtailadmin_javascript_catalog"),
    path("choosing/<slug:wanted>/", published, name="wagtailadmin_choose_published"),
]
urlpatterns = decorate_urlpatterns([*_own, *admin.urlpatterns], guarded)
