"""Staff addresses."""

from django.urls import path

from gongkai.workbench import calendar, files, home, ledger, tasks
from gongkai.workbench.cases import urls as cases
from gongkai.workbench.disclosure import urls as disclosure
from gongkai.workbench.integration import urls as integration
from gongkai.workbench.moved import urls as moved
from gongkai.workbench.organisations import people_views as people
from gongkai.workbench.organisations import views as organisations
from gongkai.workbench.overview import views as overview
from gongkai.workbench.publishing import urls as publishing
from gongkai.workbench.publishing.archives import urls as archives
from gongkai.workbench.publishing.catalogue import urls as catalogue
from gongkai.workbench.publishing.channels import urls as channels
from gongkai.workbench.publishing.gazette import urls as gazette
from gongkai.workbench.report import views as report
from gongkai.workbench.returns import cell, steps, workbooks
from gongkai.workbench.returns import views as returns

app_name = "workbench"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("returns/", returns.returns, name="returns"),
    path("returns/<int:return_id>/", returns.show, name="return"),
    path("returns/<int:return_id>/save/", returns.save, name="save"),
    path("returns/<int:return_id>/cells/<str:code>/", cell.cell, name="cell"),
    path("returns/<int:return_id>/history/", returns.history, name="history"),
    path("returns/<int:return_id>/steps/<slug:verb>/", steps.step, name="step"),
    path("returns/<int:return_id>/send-back/<slug:verb>/", steps.send_back, name="send_back"),
    path("returns/<int:return_id>/explain/", steps.explain, name="explain"),
    path("returns/<int:return_id>/remind/", steps.remind, name="remind"),
    path("returns/<int:return_id>/workbook/", workbooks.workbook, name="workbook"),
    path("returns/<int:return_id>/workbook/download/", workbooks.download, name="workbook_download"),
    path("returns/<int:return_id>/report/", report.report, name="report"),
    path("returns/<int:return_id>/report/draft/<slug:kind>/", report.draft_file, name="draft_file"),
    path("returns/<int:return_id>/report/text/<str:key>/", report.slot, name="slot"),
    path("overview/", overview.board, name="overview"),
    path("overview/remind/", overview.remind_late, name="remind_late"),
    path("overview/open-year/", overview.open_year, name="open_year"),
    path("bodies/", organisations.bodies, name="bodies"),
    path("bodies/<int:body_id>/", organisations.body, name="body"),
    path("bodies/<int:body_id>/change/<slug:change>/", organisations.change, name="body_change"),
    path("bodies/<int:body_id>/registers/<slug:register>/", organisations.register, name="register"),
    path(
        "bodies/<int:body_id>/registers/<slug:register>/<int:entry>/",
        organisations.register,
        name="register_entry",
    ),
    path(
        "bodies/<int:body_id>/registers/<slug:register>/<int:entry>/withdraw/",
        organisations.withdraw,
        name="register_withdraw",
    ),
    path("people/", people.people, name="people"),
    path("people/new/", people.create, name="person_create"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/appoint/", people.appoint, name="person_appoint"),
    path(
        "people/<int:person_id>/appointments/<int:appointment_id>/end/",
        people.end_appointment,
        name="person_end_appointment",
    ),
    path("people/<int:person_id>/deactivate/", people.deactivate, name="person_deactivate"),
    path("people/<int:person_id>/password/", people.new_password, name="person_password"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/preview/", calendar.preview, name="calendar_preview"),
    path("calendar/load/", calendar.load, name="calendar_load"),
    path("files/<int:file_id>/", files.file, name="file"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
    path("tasks/", tasks.tasks, name="tasks"),
    *cases.urlpatterns,
    *publishing.urlpatterns,
    *channels.urlpatterns,
    *gazette.urlpatterns,
    *catalogue.urlpatterns,
    *archives.urlpatterns,
    *disclosure.urlpatterns,
    *integration.urlpatterns,
    *moved.urlpatterns,
]
