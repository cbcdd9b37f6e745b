"""Public addresses of designed pages. `wagtail_serve` comes last of all addresses: it takes what no other
does."""

from django.urls import path, re_path

from gongkai.portal.pages import serving

app_name = "pages"
urlpatterns = [
    path("sitemap-pages.xml", serving.site_map, name="sitemap"),
    path("columns/<int:number>/feed.<slug:form>", serving.feed, name="column_feed"),
    path("pictures/<path:name>", serving.picture, name="picture"),
    path("faults/<int:number>/", serving.report, name="fault_report"),
    path("faults/<slug:code>/followed/", serving.followed, name="fault_followed"),
]
last = [re_path(r"^(?!api/)(?P<path>(?:[\w-]+/)+)$", serving.page, name="wagtail_serve")]
"""Nothing under api/: a program that errs is told so at once, not sent to an address with a slash."""
