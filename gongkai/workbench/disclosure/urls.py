"""Addresses of structured disclosure, below /workbench/."""

from django.urls import path

from gongkai.workbench.disclosure import (
    board,
    filling,
    lists,
    mending,
    objections,
    owed,
    release,
    rows,
    sets,
    sources,
    stating,
    steps,
)

urlpatterns = [
    path("data/", owed.mine, name="data"),
    path("data/board/", board.board, name="data_board"),
    path("data/bodies/<int:body_id>/", owed.of_body, name="data_body"),
    path("data/releases/", lists.listed, name="data_releases"),
    path("data/releases/<int:release_id>/", release.show, name="data_release"),
    path("data/releases/<int:release_id>/mend/", mending.mend, name="data_mend"),
    path("data/releases/<int:release_id>/again/", filling.again, name="data_again"),
    path("data/releases/<int:release_id>/refused.csv", release.refusals, name="data_refusals"),
    path("data/releases/<int:release_id>/upload/", release.upload, name="data_upload"),
    path("data/releases/<int:release_id>/steps/<slug:verb>/", steps.step, name="data_step"),
    path("data/statements/", stating.statements, name="data_statements"),
    path("data/statements/<int:statement_id>/take-back/", stating.take_back, name="data_take_back"),
    path("data/sources/", sources.sources, name="data_sources"),
    path("data/sources/new/", sources.propose, name="data_source_new"),
    path("data/sources/<int:source_id>/<slug:verb>/", sources.step, name="data_source_step"),
    path("data/objections/", objections.objections, name="data_objections"),
    path("data/objections/<int:objection_id>/", objections.answer, name="data_objection"),
    path("data/sets/<slug:name>/", sets.show, name="data_set"),
    path("data/sets/<slug:name>/template/", sets.empty, name="data_template"),
    path("data/sets/<slug:name>/new/", filling.new, name="data_new"),
    path("data/sets/<slug:name>/state/", stating.state, name="data_state"),
    path("data/sets/<slug:name>/rows/<int:row>/", rows.show, name="data_row"),
    path("data/sets/<slug:name>/rows/<int:row>/correct/", rows.correct, name="data_correct"),
    path("data/sets/<slug:name>/rows/<int:row>/withdraw/", rows.withdraw, name="data_withdraw"),
]
