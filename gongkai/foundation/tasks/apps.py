from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "gongkai.foundation.tasks"
    label = "tasks"
