"""Every address of the installation."""

from django.urls import include, path

urlpatterns = [
    path("", include("gongkai.portal.urls")),
    path("workbench/", include("gongkai.workbench.urls")),
    path("accounts/", include("allauth.urls")),
]
