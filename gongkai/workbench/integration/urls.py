"""Addresses of tokens and subscriptions."""

from django.urls import path

from gongkai.workbench.integration import views

urlpatterns = [
    path("integration/", views.integration, name="integration"),
    path("integration/tokens/new/", views.issue_token, name="token_issue"),
    path("integration/tokens/<int:token_id>/revoke/", views.revoke_token, name="token_revoke"),
    path("integration/webhooks/new/", views.subscribe, name="subscribe"),
    path("integration/webhooks/<int:subscription_id>/", views.subscription, name="subscription"),
    path(
        "integration/webhooks/<int:subscription_id>/steps/<slug:step>/",
        views.subscription_step,
        name="subscription_step",
    ),
    path("integration/deliveries/<int:delivery_id>/resend/", views.resend, name="delivery_resend"),
]
