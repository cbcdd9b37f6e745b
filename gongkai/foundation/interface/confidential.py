"""An API whose answers are for their caller alone."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI


class ConfidentialAPI(NinjaAPI):
    """No cache on the way keeps what it answers."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        response["Cache-Control"] = "no-store"
        return response
