"""Addresses of data. `<name>` is a data set's; `<number>` a row's permanent one."""

from django.urls import path

from gongkai.portal.data import (
    boards,
    comparing,
    downloads,
    draws,
    feeds,
    index,
    objecting,
    proofs,
    releases,
    row_page,
    searchable,
    set_page,
    subscribing,
)
from gongkai.portal.data.special import views as special

urlpatterns = [
    path("", index.index, name="data"),
    path("due-and-missing/", boards.missing, name="data_missing"),
    path("view/draws/", draws.draws, name="data_draws"),
    path("view/draws/<slug:code>/", draws.draw, name="data_draw"),
    path("view/draws/<slug:code>/proof.json", proofs.of_draw, name="data_draw_proof"),
    path("view/draws/<slug:code>/<slug:which>.json", draws.file, name="data_draw_file"),
    path("sitemap.xml", searchable.pages, name="data_sitemap"),
    path("<slug:name>/sitemap-<int:number>.xml", searchable.rows_of, name="data_sitemap_rows"),
    path("view/blacklist/changes.json", special.sanctions, name="data_sanctions"),
    path("view/<slug:view>/", special.view, name="data_view"),
    path("subscriptions/<str:token>/", subscribing.manage, name="data_subscription"),
    path("subscriptions/<str:token>/confirm/", subscribing.confirm, name="data_subscription_confirm"),
    path("subscriptions/<str:token>/end/", subscribing.end, name="data_subscription_end"),
    path("subscriptions/<str:token>/one-click/", subscribing.one_click, name="data_subscription_one_click"),
    path("<slug:name>/", set_page.data_set, name="data_set"),
    path("<slug:name>/compare/", comparing.compare, name="data_compare"),
    path("<slug:name>/feed.atom", feeds.of_set, name="data_feed"),
    path("<slug:name>/subscribe/", subscribing.subscribe, name="data_subscribe"),
    path("<slug:name>/subscribe/sent/", subscribing.sent, name="data_subscription_sent"),
    path("<slug:name>/releases/", releases.releases, name="data_releases"),
    path("<slug:name>/releases/<int:number>/", releases.release, name="data_release"),
    path("<slug:name>/releases/<int:number>/proof.json", proofs.of_release, name="data_release_proof"),
    path("<slug:name>/download/<slug:form>/", downloads.download, name="data_download"),
    path("<slug:name>/download/<slug:form>/<slug:key>/", downloads.made, name="data_made"),
    path("<slug:name>/<int:number>/", row_page.row, name="data_row"),
    path("<slug:name>/<int:number>/<int:version>/proof.json", proofs.of_row, name="data_row_proof"),
    path("<slug:name>/object/", objecting.object_to_list, name="data_object_list"),
    path("<slug:name>/<int:number>/object/", objecting.object_to, name="data_object"),
    path("<slug:name>/<int:number>/feed.atom", feeds.of_row, name="data_row_feed"),
]
