"""Query parameters that an operation does not declare are refused: a misspelt filter would else be passed
over, and more be answered than was asked for."""

import functools
import inspect
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.operation import Operation
from ninja.params.models import QueryModel

type Run = Callable[..., HttpResponse]


class UnknownParametersError(Exception):
    """`names` stand in the address, and the operation knows none of them."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__("、".join(names))
        self.names = sorted(names)


def only_known(run: Run) -> Run:
    """For `NinjaAPI.add_decorator(…, mode="view")`. Asked once the caller was let in, so that a stranger
    learns nothing by it."""
    operation: Operation = inspect.unwrap(run).__self__
    known, view = _declared(operation), operation.view_func

    @functools.wraps(view)
    def asked(request: HttpRequest, **values: Any) -> Any:
        unknown = request.GET.keys() - known
        if unknown:
            raise UnknownParametersError(unknown)
        return view(request, **values)

    operation.view_func = asked
    return run


def _declared(operation: Operation) -> set[str]:
    """The names, as the OpenAPI document tells them."""
    queries = [each for each in operation.models if issubclass(each, QueryModel)]
    return {name for each in queries for name in getattr(each, "__ninja_flatten_map__", each.model_fields)}
