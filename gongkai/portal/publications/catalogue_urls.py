"""Addresses of the catalogue, guides and reading points."""

from django.urls import path

from gongkai.portal.publications import catalogue

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/compare/", catalogue.compare, name="catalogue_compare"),
    path("catalogue/reading-points/", catalogue.reading_points, name="reading_points"),
    path("catalogue/<slug:body>/<slug:kind>/", catalogue.guide, name="guide"),
    path("catalogue/<slug:body>/<slug:field>.xlsx", catalogue.workbook, name="catalogue_workbook"),
]
