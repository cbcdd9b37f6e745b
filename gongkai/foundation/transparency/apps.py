from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "gongkai.foundation.transparency"
    label = "transparency"
