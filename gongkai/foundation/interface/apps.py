from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "gongkai.foundation.interface"
    label = "interface"
