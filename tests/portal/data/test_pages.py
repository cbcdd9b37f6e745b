"""Pages of data sets and rows, as everybody meets them."""

import pytest
from django.test import Client

from .conftest import DAY

pytestmark = pytest.mark.django_db


def test_the_page_of_a_data_set(listed, client: Client):
    answer = client.get("/data/fines/")
    assert answer.status_code == 200
    said = answer.content.decode()
    open("/tmp/p5_set.html", "w").write(said)
    for path in ("/data/", "/data/due-and-missing/", "/data/fines/compare/", "/data/fines/releases/", "/data/fines/releases/1/", "/data/fines/feed.atom"):
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.content.decode()[:3000])
