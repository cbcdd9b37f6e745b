"""The sample city publishes the items of its printed report through every step."""

from pathlib import Path

import pytest

from gongkai.foundation.transparency.queries import proof_of
from gongkai.project.demo import city as sample
from gongkai.project.demo import publications
from gongkai.project.demo.ground import DATA, entering
from gongkai.publishing.queries import public

PRINTED = (DATA / publications.PRINTED).read_text(encoding="utf-8")


def test_the_items_of_the_print_are_read_whole():
    items = list(publications.printed_items(PRINTED))
    titles = [each.title for each in items]
    assert len(items) == 18
    assert "推进“双随机、一公开”监管" in titles
    text = next(each.text for each in items if each.title == "做好教育监管信息公开")
    assert text.startswith("继续推进高校本科教学质量")
    assert "\n" not in text


@pytest.mark.django_db
def test_each_is_published_with_its_proof(monkeypatch, settings, tmp_path):
    settings.HEAD_KEY = str(tmp_path / "head.key")
    few = list(publications.printed_items(PRINTED))[:3]
    monkeypatch.setattr(publications, "printed_items", lambda text: iter(few))
    with entering():
        assert publications.enter_publications(sample.enter_city()) == 3
    items = public.released().items
    assert [each.title for each in items] == [f"2017年政务公开：{each.title}" for each in reversed(few)]
    assert all(each.is_sample for each in items)
    assert proof_of(items[0].index_number)["content"]["title"] == items[0].title
    assert Path(settings.HEAD_KEY).exists()
