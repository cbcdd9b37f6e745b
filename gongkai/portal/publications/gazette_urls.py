"""Addresses of the gazette: body, year and number of an issue, and the place of a document in it."""

from django.urls import path

from gongkai.portal.publications import gazette

_ISSUE = "gazette/<slug:body>/<int:year>/<int:number>"

urlpatterns = [
    path("gazette/", gazette.issues, name="gazette"),
    path(f"{_ISSUE}/", gazette.issue, name="gazette_issue"),
    path(f"{_ISSUE}/issue.pdf", gazette.pdf, name="gazette_pdf"),
    path(f"{_ISSUE}/issue.epub", gazette.epub, name="gazette_epub"),
    path(f"{_ISSUE}/proof.json", gazette.proof, name="gazette_proof"),
    path(f"{_ISSUE}/<int:order>/", gazette.entry, name="gazette_entry"),
    path(f"{_ISSUE}/pages/<int:page>.png", gazette.scan, name="gazette_scan"),
]
