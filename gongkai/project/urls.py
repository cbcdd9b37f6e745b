"""Every address of the installation."""

from django.urls import include, path

from gongkai.portal.api import api
from gongkai.portal.casework_api.api import api as citizens_api
from gongkai.portal.pages import urls as pages
from gongkai.workbench.api.api import api as staff_api
from gongkai.workbench.cases.feed_views import feed

urlpatterns = [
    path("", include("gongkai.foundation.look.urls")),
    path("", include("gongkai.portal.urls")),
    path("api/citizen/", citizens_api.urls),
    path("api/staff/", staff_api.urls),
    path("api/data/", include("gongkai.portal.data_api.urls")),
    path("api/", api.urls),
    path("calendar/<str:token>.ics", feed, name="due_dates"),
    path("workbench/sites/", include("gongkai.portal.pages.desk.urls")),
    path("workbench/", include("gongkai.workbench.urls")),
    path("accounts/", include("gongkai.foundation.signin.urls")),
    path("pages-admin/", include("gongkai.portal.pages.admin_urls")),
    path("", include("gongkai.portal.pages.urls")),
    *pages.last,
]

handler400 = "gongkai.foundation.look.views.bad_request"
handler403 = "gongkai.foundation.look.views.forbidden"
handler404 = "gongkai.foundation.look.views.not_found"
handler500 = "gongkai.foundation.look.views.failed"
