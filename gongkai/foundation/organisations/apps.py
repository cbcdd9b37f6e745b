from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongkai.foundation.organisations"
    label = "organisations"
