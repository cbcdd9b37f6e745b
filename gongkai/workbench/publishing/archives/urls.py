"""Addresses of reading points and packages, below /workbench/."""

from django.urls import path

from gongkai.workbench.publishing.archives import packages, points

_POINT = "reading-points/<int:point>"

urlpatterns = [
    path("reading-points/", points.points, name="reading_points"),
    path("reading-points/new/", points.new, name="reading_point_new"),
    path(f"{_POINT}/", points.point, name="reading_point"),
    path(f"{_POINT}/change/", points.change, name="reading_point_change"),
    path(f"{_POINT}/deposit/", points.deposit, name="reading_point_deposit"),
    path(f"{_POINT}/visits/", points.visits, name="reading_point_visits"),
    path(f"{_POINT}/deposits/<int:deposit_id>/strike/", points.strike, name="reading_point_strike"),
    path("packages/", packages.packages, name="archive_packages"),
    path("packages/<int:package_id>/", packages.package, name="archive_package"),
    path("packages/<int:package_id>/download/", packages.download, name="archive_package_download"),
    path("packages/<int:package_id>/drop/", packages.drop, name="archive_package_drop"),
]
