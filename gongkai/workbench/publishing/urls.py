"""Addresses of publishing, below /workbench/."""

from django.urls import path

from gongkai.workbench.publishing import (
    batches,
    document,
    editing,
    files,
    gate,
    leading,
    lists,
    marks,
    masking,
    registers,
    searching,
    steps,
)

urlpatterns = [
    path("documents/", lists.documents, name="documents"),
    path("documents/mine/", lists.mine, name="documents_mine"),
    path("documents/waiting/", lists.work, name="document_work"),
    path("documents/waiting/lead/", leading.lead, name="document_lead"),
    path("documents/new/", editing.new, name="document_new"),
    path("documents/normative/", registers.normative, name="document_normative"),
    path("documents/withheld/", registers.withheld, name="document_withheld"),
    path("documents/search/", searching.show, name="search_editing"),
    path("documents/search/propose/<slug:what>/", searching.propose, name="search_propose"),
    path("documents/search/drop/<slug:what>/<int:target>/", searching.drop, name="search_drop"),
    path("documents/search/<int:proposal_id>/", searching.proposal, name="search_proposal"),
    path("documents/marks/", marks.marks, name="document_marks"),
    path("documents/batches/", batches.show, name="document_batches"),
    path("documents/batches/template/", batches.empty, name="document_batch_template"),
    path("documents/batches/<int:batch_id>/", batches.batch, name="document_batch"),
    path("documents/batches/<int:batch_id>/confirm/", batches.confirm, name="document_batch_confirm"),
    path("documents/batches/<int:batch_id>/advance/", batches.advance, name="document_batch_advance"),
    path("documents/<int:document_id>/", document.show, name="document"),
    path("documents/<int:document_id>/edit/", editing.edit, name="document_edit"),
    path("documents/<int:document_id>/files/", files.files, name="document_files"),
    path("documents/<int:document_id>/mask/", masking.mask, name="document_mask"),
    path("documents/<int:document_id>/mask/<int:picture_id>/", masking.draw, name="document_draw"),
    path(
        "documents/<int:document_id>/mask/<int:picture_id>/<int:place>.png", masking.image,
        name="document_page",
    ),
    path("documents/<int:document_id>/history/", document.history, name="document_history"),
    path(
        "documents/<int:document_id>/editions/<int:edition_number>/", document.edition,
        name="document_edition",
    ),
    path("documents/<int:document_id>/gate/", gate.show, name="document_gate"),
    path("documents/<int:document_id>/gate/<int:review_id>.pdf", gate.form, name="document_gate_form"),
    path("documents/<int:document_id>/steps/<str:verb>/", steps.step, name="document_step"),
]  # fmt: skip
