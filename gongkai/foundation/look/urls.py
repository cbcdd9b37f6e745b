"""Addresses of the look: the reader's choices, the gallery, the demonstration's accounts."""

from django.urls import path
from django.views.i18n import set_language

from gongkai.foundation.look import views

app_name = "look"
urlpatterns = [
    path("look/", views.gallery, name="gallery"),
    path("look/large-type/", views.large_type, name="large_type"),
    path("look/language/", set_language, name="language"),
    path("demo/", views.demo, name="demo"),
]
