"""Addresses of publications. `<address>` is a document's permanent one."""

from django.urls import path

from gongkai.portal.publications import catalogue_urls, feeds, formats, gazette_urls, proofs, views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/feed.<slug:form>", feeds.feed, name="documents_feed"),
    path("documents/<slug:address>/", views.document, name="document"),
    path("documents/<slug:address>.json", formats.as_json, name="document_json"),
    path("documents/<slug:address>.txt", formats.as_text, name="document_text"),
    path("documents/<slug:address>.pdf", formats.as_pdf, name="document_pdf"),
    path("documents/<slug:address>/editions/<int:edition>.pdf", formats.as_pdf, name="edition_pdf"),
    path("documents/<slug:address>/proof.json", formats.proof, name="document_proof"),
    path("documents/<slug:address>/editions/<int:edition>/", views.document, name="document_edition"),
    path("documents/<slug:address>/editions/<int:edition>/proof.json", formats.proof, name="edition_proof"),
    path(
        "documents/<slug:address>/compare/<int:earlier>/<int:later>/", views.compare, name="document_compare"
    ),
    path("documents/<slug:address>/files/<int:file_id>/", formats.attachment, name="document_file"),
    path("proofs/", proofs.proofs, name="proofs"),
    path("proofs/verify/", proofs.verify, name="proof_verify"),
    path("proofs/consistency/<int:earlier>-<int:later>.json", proofs.consistency, name="proof_consistency"),
    path("proofs/since.json", proofs.since, name="proof_since"),
    path("proofs/heads.json", proofs.heads, name="proof_heads"),
    path(".well-known/gongkai-keys.json", proofs.keys, name="proof_keys"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
    *gazette_urls.urlpatterns,
    *catalogue_urls.urlpatterns,
]
