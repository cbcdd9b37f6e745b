from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongkai.foundation.files"
    label = "files"
