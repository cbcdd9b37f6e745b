"""Addresses of channels, below /workbench/."""

from django.urls import path

from gongkai.workbench.publishing.channels import accounts, document, inbox, media, waiting

urlpatterns = [
    path("channels/", waiting.waiting, name="channels"),
    path("channels/deliveries/", waiting.deliveries, name="channel_deliveries"),
    path(
        "channels/deliveries/<int:sent_id>/<slug:step>/", waiting.step, name="channel_delivery_step"
    ),
    path("channels/postings/<int:posting_id>/", document.posting, name="posting"),
    path("channels/accounts/", accounts.accounts, name="channel_accounts"),
    path("channels/accounts/new/", accounts.register, name="channel_account_new"),
    path("channels/accounts/<int:account_id>/", accounts.account, name="channel_account"),
    path("channels/accounts/<int:account_id>/<slug:step>/", accounts.step, name="channel_account_step"),
    path("channels/inbox/", inbox.inbox, name="channel_inbox"),
    path("channels/inbox/<int:message_id>/", inbox.message, name="channel_message"),
    path("channels/media/", media.media, name="channel_media"),
    path("channels/media/new/", media.keep, name="channel_media_new"),
    path("channels/media/<int:list_id>/", media.keep, name="channel_media_list"),
    path("channels/media/<int:list_id>/drop/", media.drop, name="channel_media_drop"),
    path("documents/<int:document_id>/channels/", document.channels, name="document_channels"),
    path("documents/<int:document_id>/channels/choose/", document.choose, name="document_channel_choose"),
    path(
        "documents/<int:document_id>/channels/accounts/<int:account_id>/", document.prepare,
        name="posting_prepare",
    ),
]  # fmt: skip
