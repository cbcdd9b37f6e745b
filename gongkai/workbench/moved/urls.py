"""Addresses of the page of old addresses, below /workbench/."""

from django.urls import path

from gongkai.workbench.moved import views

urlpatterns = [
    path("old-addresses/", views.old_addresses, name="old_addresses"),
    path("old-addresses/load/", views.load, name="old_address_load"),
    path("old-addresses/<int:old_address_id>/close/", views.close, name="old_address_close"),
]
