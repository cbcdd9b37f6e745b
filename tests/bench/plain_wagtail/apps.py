from django.apps import AppConfig


class PlainConfig(AppConfig):
    name = "tests.bench.plain_wagtail"
    label = "plain_wagtail"
