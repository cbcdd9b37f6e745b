"""Uploads are cut off while they arrive, and what was typed survives."""

import resource

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from gongkai.foundation.files import uploading

BOUNDARY = "frontier"
MEBIBYTE = 1 << 20


class Body:
    """A form that is made up while it is read, so that two gigabytes need no memory here."""

    def __init__(self, *parts, announced=None):
        self.length = sum(size for _, size in parts) if announced is None else announced
        self.given = 0
        self._pieces = self._made(parts)
        self._waiting = b""

    @staticmethod
    def _made(parts):
        for piece, size in parts:
            while size > 0:
                made = piece if len(piece) == size else piece * min(size, MEBIBYTE)
                size -= len(made)
                yield made

    def readline(self):
        raise NotImplementedError

    def read(self, size=-1):
        self._waiting = self._waiting or next(self._pieces, b"")
        given = self._waiting if size < 0 else self._waiting[:size]
        self._waiting = self._waiting[len(given) :]
        self.given += len(given)
        return given


def _field(name, value):
    text = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    return text, len(text)


def _file(name, size):
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="a.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()
    return (head, len(head)), (b"x", size), (b"\r\n", 2)


def _end():
    text = f"--{BOUNDARY}--\r\n".encode()
    return text, len(text)


def _request(body):
    environ = RequestFactory().generic("POST", "/").environ
    return WSGIRequest(
        environ
        | {
            "wsgi.input": body,
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(body.length),
        }
    )


@pytest.fixture(autouse=True)
def limits(settings, tmp_path):
    settings.FILES_LARGEST = 4 * MEBIBYTE
    settings.FILES_LARGEST_REQUEST = 16 * MEBIBYTE
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def test_the_settings_put_the_quota_first(settings):
    request = RequestFactory().post("/")
    kinds = [type(handler) for handler in request.upload_handlers]
    assert kinds == [uploading.Quota, MemoryFileUploadHandler, uploading.Spool]


def test_a_file_that_fits_arrives_whole():
    request = _request(Body(_field("what", "申请"), *_file("file", 3 * MEBIBYTE), _end()))
    assert request.FILES["file"].size == 3 * MEBIBYTE
    assert uploading.refused(request) == ()


def test_one_that_is_too_large_is_left_out_and_the_rest_stays(limits):
    request = _request(
        Body(
            _field("what", "申请公开"), *_file("first", 5 * MEBIBYTE), *_file("second", MEBIBYTE),
            _field("after", "后面的"), _end(),
        )
    )  # fmt: skip
    ((field, reason),) = uploading.refused(request)
    assert (field, "超过 4 MB" in str(reason)) == ("first", True)
    assert (request.POST["what"], request.POST["after"]) == ("申请公开", "后面的")
    assert list(request.FILES) == ["second"]
    assert all(path.stat().st_size <= MEBIBYTE for path in limits.iterdir())


def test_two_gigabytes_fill_neither_memory_nor_disk(limits):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    body = Body(_field("what", "申请公开"), *_file("file", 2048 * MEBIBYTE), _end())
    request = _request(body)
    ((_, reason),) = uploading.refused(request)
    assert "合计超过 16 MB" in str(reason)
    assert request.POST["what"] == "申请公开"
    assert body.given < 2 * MEBIBYTE
    assert list(limits.iterdir()) == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_many_files_that_are_too_much_together():
    files = [part for _ in range(6) for part in _file("file", 3 * MEBIBYTE)]
    body = Body(_field("what", "申请公开"), *files, _end())
    request = _request(body)
    assert "合计" in str(uploading.refused(request)[-1][1])
    assert request.POST["what"] == "申请公开"
    assert len(request.FILES.getlist("file")) == 0


def test_a_client_that_understates_is_read_no_further_than_it_said():
    files = [part for _ in range(6) for part in _file("file", 3 * MEBIBYTE)]
    body = Body(_field("what", "申请公开"), *files, _end(), announced=10 * MEBIBYTE)
    request = _request(body)
    assert request.POST["what"] == "申请公开"
    assert len(request.FILES.getlist("file")) == 3
    assert body.given <= 10 * MEBIBYTE


def test_what_is_counted_is_what_arrives(settings):
    """Where the length is not told truthfully by the server in front, counting still stops it."""
    request = RequestFactory().post("/")
    quota = uploading.Quota(request)
    quota.handle_raw_input(None, {}, 0, b"")
    for _ in range(16):
        quota.new_file("file", "a.pdf", "application/pdf", None)
        quota.receive_data_chunk(b"x" * MEBIBYTE, 0)
    with pytest.raises(StopUpload):
        quota.receive_data_chunk(b"x", 0)
    assert "合计" in str(uploading.refused_of(request)[0][1])
