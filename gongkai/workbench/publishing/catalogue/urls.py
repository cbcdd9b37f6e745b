"""Addresses of catalogues and guides, below /workbench/."""

from django.urls import path

from gongkai.workbench.publishing.catalogue import guides, pages, tables

_ONE = "catalogue/<int:catalogue_id>"

urlpatterns = [
    path("catalogue/", pages.catalogues, name="catalogues"),
    path("catalogue/new/", pages.new, name="catalogue_new"),
    path("catalogue/tables/<int:table_id>/", tables.table, name="catalogue_table"),
    path(f"{_ONE}/", pages.catalogue, name="catalogue"),
    path(f"{_ONE}/workbook/", pages.workbook, name="catalogue_workbook"),
    path(f"{_ONE}/table/", tables.upload, name="catalogue_upload"),
    path(f"{_ONE}/rows/new/", pages.row, name="catalogue_row_new"),
    path(f"{_ONE}/rows/<int:item_id>/", pages.row, name="catalogue_row"),
    path(f"{_ONE}/rows/<int:item_id>/history/", pages.history, name="catalogue_history"),
    path(f"{_ONE}/steps/<slug:verb>/", pages.step, name="catalogue_step"),
    path(f"{_ONE}/changes/<int:change_id>/<slug:verb>/", pages.decide, name="catalogue_decide"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<int:body_id>/<slug:kind>/", guides.guide, name="guide"),
    path("guides/<int:body_id>/<slug:kind>/<slug:verb>/", guides.decide, name="guide_decide"),
]
