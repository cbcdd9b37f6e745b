"""Addresses of e-mail subscriptions, and of what platforms tell us."""

from django.urls import path

from gongkai.portal.publications import incoming, subscriptions

urlpatterns = [
    path("subscriptions/", subscriptions.subscribe, name="subscribe"),
    path("subscriptions/sent/", subscriptions.sent, name="subscription_sent"),
    path("subscriptions/<str:token>/", subscriptions.manage, name="subscription"),
    path("subscriptions/<str:token>/confirm/", subscriptions.confirm, name="subscription_confirm"),
    path("subscriptions/<str:token>/end/", subscriptions.end, name="subscription_end"),
    path("subscriptions/<str:token>/one-click/", subscriptions.one_click, name="subscription_one_click"),
    path("platforms/wechat/<int:account_id>/", incoming.wechat, name="platform_wechat"),
]
