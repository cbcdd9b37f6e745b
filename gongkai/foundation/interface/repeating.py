"""Idempotency keys: a request that is sent again is done once and answered alike.

The claim on the key, the work and the answer are one transaction. A second request that comes while the
first runs waits for it in the database. A request that was refused changed nothing, and leaves its key free.
"""

import base64
import functools
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from ninja import Header

from gongkai.foundation.interface.models import KeptAnswer
from gongkai.foundation.interface.problems import CONFLICT

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
SHORTEST, LONGEST = 8, 80
KEPT_HEADERS = ("ETag", "Location")
_SALT = "gongkai.foundation.interface.repeating"
_REFUSED, _FAILED = 400, 500

type View = Callable[..., HttpResponse]
type Who = Callable[[HttpRequest], str | None]


def key_header(shortest: int = SHORTEST) -> Any:
    """The parameter that an operation declares for its key."""
    return Header(
        ..., alias=HEADER, min_length=shortest, max_length=LONGEST, pattern=r"^[\x21-\x7e]+$",
        description="调用方生成，每件事一个（如 UUID）。同键同内容重发，只办一次，回答相同；内容不同则拒绝。",
    )  # fmt: skip


def once(who: Who, moment: Callable[[HttpRequest], datetime]) -> Callable[[View], View]:
    """Decorator for a whole operation (ninja's `decorate_view`). `who` tells the caller; None for one who
    will not be let in, and is left to the operation to turn away. `moment`: when the request came."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key, caller = request.headers.get(HEADER, ""), who(request)
            if caller is None or not SHORTEST <= len(key) <= LONGEST:
                return view(request, *args, **kwargs)
            try:
                with transaction.atomic():
                    claim = _claimed(caller, key, request, moment(request))
                    if claim.status is not None:
                        return _again(claim, key, request)
                    return _first(claim, key, view(request, *args, **kwargs))
            except IntegrityError:
                return _problem(_("内容提到了没有的对象，或者与已有的记录冲突。请核对编号后再提交。"))

        return run

    return decorate


def forget_before(moment: datetime) -> None:
    """Let go of answers that nobody will ask for again."""
    KeptAnswer.objects.filter(at__lt=moment).delete()


def _claimed(caller: str, key: str, request: HttpRequest, now: datetime) -> KeptAnswer:
    """The row of this key: a new one, or that of the request that came first."""
    name = _mac(f"{caller}\n{request.method} {request.path}\n{key}").hex()
    kept_since = now - timedelta(hours=settings.API_ANSWERS_KEPT_HOURS)
    KeptAnswer.objects.filter(key_hash=name, at__lt=kept_since).delete()
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(key_hash=name, digest=_digest(request), at=now)
    except IntegrityError:
        return KeptAnswer.objects.get(key_hash=name)


def _first(claim: KeptAnswer, key: str, response: HttpResponse) -> HttpResponse:
    if response.status_code >= _FAILED:
        transaction.set_rollback(True)
    elif response.status_code >= _REFUSED:
        claim.delete()
    else:
        connection.check_constraints()  # now, where it can still be said, and not at the end
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        said = json.dumps({"headers": headers, "body": response.content.decode()})
        claim.status, claim.sealed = response.status_code, _box(key).encrypt(said.encode())
        claim.save()
    return response


def _again(claim: KeptAnswer, key: str, request: HttpRequest) -> HttpResponse:
    assert claim.status is not None
    if claim.digest != _digest(request):
        return _problem(_("这个 Idempotency-Key 已用于另一内容的请求。请为新的请求另取一个键。"))
    kept = json.loads(_box(key).decrypt(bytes(claim.sealed)))
    response = _json(kept["body"], claim.status)
    for name, value in kept["headers"].items():
        response[name] = value
    response[REPLAYED] = "true"
    return response


def _problem(said: str) -> HttpResponse:
    problem = {"message": said, "article": "", "details": []}
    return _json(json.dumps(problem, ensure_ascii=False), CONFLICT)


def _json(body: str, status: int) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _digest(request: HttpRequest) -> str:
    """Of what is asked: the content, and the revision it is based on. Files by their content, since the
    boundary between the parts is another each time."""
    found = hashlib.sha256(request.headers.get("If-Match", "").encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            found.update(json.dumps([name, values]).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                content = hashlib.sha256(file.read()).hexdigest()
                file.seek(0)
                found.update(json.dumps([name, file.name, content]).encode())
    else:
        found.update(request.body)
    return found.hexdigest()


def _mac(text: str) -> bytes:
    return salted_hmac(_SALT, text, algorithm="sha256").digest()


def _box(key: str) -> Fernet:
    """Opens with the caller's key and our SECRET_KEY together; the database alone doesn't tell the answer."""
    return Fernet(base64.urlsafe_b64encode(_mac(f"sealed\n{key}")))
