"""Public addresses."""

from django.urls import path

from gongkai.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("reports/", views.reports, name="reports"),
    path("check/", views.check, name="check"),
    path("open-data/", views.open_data, name="open_data"),
]
