import pytest
from gongkai.publishing.models import Document


@pytest.mark.django_db
def test_x():
    assert Document.objects.count() == 0
