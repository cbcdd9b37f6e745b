"""An API whose answers are for their caller alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from gongkai.foundation.interface.parameters import only_known


class ConfidentialAPI(NinjaAPI):
    """No cache on the way keeps what it answers; a query parameter it doesn't know is refused."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.add_decorator(only_known, mode="view")

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        response["Cache-Control"] = "no-store"
        return response
