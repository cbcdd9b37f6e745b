from django.apps import AppConfig


class MovedConfig(AppConfig):
    name = "gongkai.foundation.moved"
    label = "moved"
