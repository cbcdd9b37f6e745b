from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "gongkai.foundation.tokens"
    label = "tokens"
