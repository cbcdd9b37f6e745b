from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "gongkai.portal.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
