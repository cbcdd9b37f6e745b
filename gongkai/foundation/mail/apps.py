from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "gongkai.foundation.mail"
    label = "mail"
