"""Addresses of the gazette, below /workbench/."""

from django.urls import path

from gongkai.workbench.publishing.gazette import beginning, copies, editing, issue, lists, old

urlpatterns = [
    path("gazette/", lists.show, name="gazette"),
    path("gazette/masthead/", beginning.masthead, name="gazette_masthead"),
    path("gazette/new/", beginning.new, name="gazette_new"),
    path("gazette/old/", beginning.upload, name="gazette_old"),
    path("gazette/<int:issue_id>/", issue.show, name="gazette_issue"),
    path("gazette/<int:issue_id>/steps/<slug:verb>/", issue.step, name="gazette_step"),
    path("gazette/<int:issue_id>/add/", editing.add, name="gazette_add"),
    path("gazette/<int:issue_id>/order/", editing.order, name="gazette_order"),
    path("gazette/<int:issue_id>/leave-out/", editing.leave_out, name="gazette_leave_out"),
    path("gazette/<int:issue_id>/erratum/", editing.erratum, name="gazette_erratum"),
    path("gazette/<int:issue_id>/copies/", copies.copies, name="gazette_copies"),
    path("gazette/<int:issue_id>/copies/<int:entry>/strike/", copies.strike, name="gazette_strike"),
    path("gazette/<int:issue_id>/split/", old.split, name="gazette_split"),
    path("gazette/<int:issue_id>/entries/<int:entry_id>/", old.text, name="gazette_text"),
    path("gazette/<int:issue_id>/pages/<int:number>.png", old.picture, name="gazette_picture"),
]
