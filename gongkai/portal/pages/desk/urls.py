"""Addresses of the desk, below the workbench's."""

from django.urls import path

from gongkai.portal.pages.desk import office, views

app_name = "site_desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("pages/<int:page_id>/", views.review, name="review"),
    path("pages/<int:page_id>/draft/", views.draft, name="draft"),
    path("pages/<int:page_id>/<slug:step>/", views.step, name="step"),
    path("faults/<int:fault_id>/", views.fault, name="fault"),
    path("sites/<int:site_id>/", views.site, name="site"),
    path("all/", office.sites, name="sites"),
    path("all/open/", office.opening, name="opening"),
    path("all/<int:site_id>/", office.site, name="office_site"),
    path("all/<int:site_id>/close/", office.close, name="close"),
    path("all/<int:site_id>/reopen/", office.reopen, name="reopen"),
]
