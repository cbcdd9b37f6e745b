"""Public addresses."""

from django.urls import include, path

from gongkai.portal import checking, downloads, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:body>/<int:year>/", views.report, name="report"),
    path("reports/<slug:body>/<int:year>/figures/<str:code>/", views.figure, name="figure"),
    path("reports/<slug:body>/<int:year>/download/<slug:kind>/", downloads.download, name="download"),
    path("check/", checking.check, name="check"),
    path("requests/", include("gongkai.portal.requests.urls")),
    path("", include("gongkai.portal.publications.urls")),
    path("", include("gongkai.portal.publications.subscription_urls")),
    path("data/", include("gongkai.portal.data.urls")),
    path("open-data/", views.open_data, name="open_data"),
]
