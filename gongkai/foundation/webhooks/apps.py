from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "gongkai.foundation.webhooks"
    label = "webhooks"
