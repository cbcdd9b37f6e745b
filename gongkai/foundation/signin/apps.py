from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "gongkai.foundation.signin"
    label = "signin"
