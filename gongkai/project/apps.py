from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds the commands that concern the whole installation."""

    name = "gongkai.project"
    label = "project"
