"""One type of page: a title, a date, a text."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    date = models.DateField(null=True)
    body = RichTextField(blank=True)
    template = "plain_page.html"
