"""Addresses of the look: the reader's choices, the gallery, the demonstration's accounts."""

from django.urls import path

from gongkai.foundation.look import views

app_name = "look"
urlpatterns = [
    path("look/", views.gallery, name="gallery"),
    path("look/large-type/", views.large_type, name="large_type"),
    path("look/high-contrast/", views.high_contrast, name="high_contrast"),
    path("look/language/", views.language, name="language"),
    path("demo/", views.demo, name="demo"),
]
