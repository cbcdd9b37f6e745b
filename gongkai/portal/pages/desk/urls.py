"""Addresses of the desk, below the workbench's."""

from django.urls import path

from gongkai.portal.pages.desk import views

app_name = "site_desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("pages/<int:page_id>/", views.review, name="review"),
    path("pages/<int:page_id>/draft/", views.draft, name="draft"),
    path("pages/<int:page_id>/<slug:step>/", views.step, name="step"),
    path("faults/<int:fault_id>/", views.fault, name="fault"),
    path("sites/<int:site_id>/", views.site, name="site"),
]
