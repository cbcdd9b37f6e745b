from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "gongkai.foundation.look"
    label = "look"
