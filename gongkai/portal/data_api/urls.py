"""Addresses of data for programs, under /api/data/. `<name>` is a data set's."""

from django.urls import path

from gongkai.portal.data_api import catalogue, rows, sets, trades

app_name = "data-api"
urlpatterns = [
    path("", sets.listed, name="sets"),
    path("openapi.json", sets.document, name="openapi"),
    path("catalogue.<slug:form>", catalogue.catalogue, name="catalogue"),
    path("ocds/<slug:kind>.json", trades.trades, name="trades"),
    path("<slug:name>/", sets.described, name="set"),
    path("<slug:name>/rows", rows.page, name="rows"),
    path("<slug:name>/rows.<slug:form>", rows.file, name="file"),
    path("<slug:name>/rows/<int:number>", rows.one, name="row"),
    path("<slug:name>/rows/<int:number>/versions", rows.versions, name="versions"),
    path("<slug:name>/changes", sets.changes, name="changes"),
    path("<slug:name>/changes/<int:number>", sets.change, name="change"),
    path("<slug:name>/schema.json", sets.schema, name="schema"),
    path("<slug:name>/write-schema.json", sets.write_schema_of, name="write_schema"),
    path("<slug:name>/table-schema.json", sets.table_schema, name="table_schema"),
    path("<slug:name>/datapackage.json", sets.data_package, name="package"),
    path("<path:rest>", sets.nothing, name="nothing"),  # last: what no other takes is refused in JSON
]
