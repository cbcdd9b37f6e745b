"""Reading points, deposits and visits with their figures; a yearly package, looked over by the independent
bagit."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import bagit
import pytest

from gongkai.core.counts import Period
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook import form
from gongkai.publishing import actions as publishing
from gongkai.publishing.archives import actions, making, storage
from gongkai.publishing.archives.actions import PointFacts
from gongkai.publishing.archives.bagging import Bag
from gongkai.publishing.archives.models import Package, PackageProgress
from gongkai.publishing.archives.queries import public, work
from gongkai.publishing.archives.queries.work import NoSuchPointError
from gongkai.reporting.counts import counted
from tests.publishing.conftest import DAY, NEWS, Office, fresh, office

__all__ = ["office"]

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2026)
LIBRARY = PointFacts(
    "某市图书馆政府信息查阅点", "library", "某市样本路2号", "周二至周日 9:00—17:00", date(2020, 5, 1),
    phone="100-0000-0002", accessible="坡道、低位服务台",
)  # fmt: skip
JANUARY = date(2027, 1, 8)


def value(office: Office, name: str, position: int | None = None) -> int:
    at = chain.position() if position is None else position
    return counting.value(name, office.bodies["forestry"], YEAR, at).value


def point(office: Office, facts: PointFacts = LIBRARY) -> Any:
    head = office.person(Role.OFFICE_HEAD)
    return office.must(actions.register_point, head, body_id=office.bodies["forestry"], facts=facts)


def test_reading_points_deposits_and_visits_count(office: Office):
    head, clerk = office.person(Role.OFFICE_HEAD), office.person(Role.STATISTICS_CLERK)
    assert not office.do(
        actions.register_point, office.drafter(), body_id=office.bodies["forestry"], facts=LIBRARY
    )
    assert not office.do(
        actions.register_point, head, body_id=office.bodies["forestry"], facts=replace(LIBRARY, hours=" ")
    )
    library = point(office)
    archive = point(office, replace(LIBRARY, name="某市档案馆查阅点", place="archive"))
    first, second = office.released(), office.released(office.drafted(words=replace(NEWS, title="又一条")))
    withdrawn = office.released(office.drafted(words=replace(NEWS, title="发错了")))
    office.must(publishing.withdraw, head, document_id=withdrawn.document_id, reason="发布有误")
    documents = [first.document_id, second.document_id, withdrawn.document_id, office.drafted().document_id]

    def hand(place: Any, form: str, ids: list[int], **more: Any) -> Any:
        more = {"on": DAY} | more
        return office.do(actions.deposit, clerk, point=place.entry_id, document_ids=ids, form=form, **more)

    assert hand(library, "paper", documents, copies=2) == 2
    assert not hand(library, "paper", documents)
    assert hand(archive, "paper", documents[:1]) == 1  # counts once all the same
    assert hand(archive, "electronic", documents[:1]) == 1
    assert not hand(archive, "electronic", documents[:2], on=date(2026, 12, 31))
    assert (value(office, "deposits[paper]"), value(office, "deposits[electronic]")) == (2, 1)
    before = chain.position()
    lines = work.point(library.entry_id, DAY).deposits
    office.must(actions.strike_deposit, clerk, entry=lines[0].entry, reason="登错了")
    assert value(office, "deposits[paper]", before) == 2

    for month, visitors in ((date(2026, 1, 15), 30), (date(2026, 2, 1), 20), (date(2026, 2, 1), 25)):
        office.must(actions.record_visits, clerk, point=library.entry_id, month=month, visitors=visitors)
    assert not office.do(
        actions.record_visits, clerk, point=library.entry_id, month=date(2026, 4, 1), visitors=1
    )
    assert value(office, "visits[city]") == 55
    assert work.point(library.entry_id, DAY).months == ((date(2026, 2, 1), 25), (date(2026, 1, 1), 30))
    closed = replace(LIBRARY, name="某市档案馆查阅点", place="archive", valid_to=DAY)
    office.must(actions.change_point, head, entry=archive.entry_id, facts=closed, reason="搬迁")
    assert value(office, "reading_points[city]") == 1
    assert [each.name for each in public.points(DAY)] == [LIBRARY.name]
    forestry = office.bodies["forestry"]
    told = counted(form("2014"), 2026, [forestry], chain.position())[forestry]
    wanted = {"7.2": 1, "10.1": 1, "11.1": 55, "12.2": 1}
    assert {code: told[code] for code in wanted} == wanted
    stranger = office.person(Role.OFFICE_HEAD, "land")
    theirs = {"point": library.entry_id, "month": DAY, "visitors": 1}
    assert not office.do(actions.record_visits, stranger, **theirs)
    assert not office.do(
        actions.deposit, stranger, point=library.entry_id, document_ids=documents, form="electronic", on=DAY
    )
    with pytest.raises(NoSuchPointError):
        work.point(0, DAY)
    assert list(mismatches()) == []


def test_a_yearly_package_is_made_and_handed_over(office: Office, settings: Any, tmp_path: Any):
    settings.MEDIA_ROOT = tmp_path / "media"
    edition = office.drafted()
    office.attach(edition)
    office.released(edition)
    material = office.must(publishing.new_edition, office.drafter(), document_id=edition.document_id)
    office.must(
        publishing.draft,
        office.drafter(),
        edition_id=material.pk,
        words=replace(NEWS, change_note="更正日期"),
    )
    office.released(fresh(material), JANUARY)
    body, head = office.bodies["forestry"], office.person(Role.OFFICE_HEAD)
    assert not office.do(actions.ask, office.person(Role.OFFICE_HEAD, "land"), body_id=body, year=2026)
    asked = office.must(actions.ask, head, JANUARY, body_id=body, year=2026)
    assert not office.do(actions.ask, head, JANUARY, body_id=body, year=2026)
    making.make(asked.pk, lambda: office.at(JANUARY))
    making.make(asked.pk, lambda: office.at(JANUARY))  # finds it done
    package = Package.objects.get()
    assert (package.state, package.documents) == ("ready", [edition.document_id])
    assert PackageProgress.objects.values_list("done", "of", "problem").get() == (1, 1, "")

    path = storage.path_of(package.pk, package.sha256)
    assert path.stat().st_size == package.size
    with zipfile.ZipFile(path) as container:
        container.extractall(tmp_path / "out")
    bag = bagit.Bag(str(tmp_path / "out" / "forestry-2026"))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Source-Organization"] == "市林业局"
    (found,) = (tmp_path / "out").glob("*-2026/data/*/document.json")
    told = json.loads(found.read_text())
    assert [each["number"] for each in told["editions"]] == [1, 2]
    assert told["editions"][0]["reviews"][0]["result"] == "open"
    assert told["editions"][0]["approvals"]
    (file,) = told["editions"][0]["files"]
    assert (tmp_path / "out" / "forestry-2026" / file["path"]).read_bytes() == "造林面积表".encode()
    (tmp_path / "out" / "forestry-2026" / file["path"]).write_bytes(b"other")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()
    for year, held in ((2027, [edition.document_id]), (1990, [])):  # changed that year; nothing at all
        other = office.must(actions.ask, head, JANUARY, body_id=body, year=year)
        making.make(other.pk, lambda: office.at(JANUARY))
        other = Package.objects.get(pk=other.pk)
        assert other.documents == held
        with zipfile.ZipFile(storage.path_of(other.pk, other.sha256)) as container:
            container.extractall(tmp_path / "out")
        bagit.Bag(str(tmp_path / "out" / f"forestry-{year}")).validate()
    for year in (1989, 2028):
        assert not office.do(actions.ask, head, JANUARY, body_id=body, year=year)

    place = point(office)
    wanted = {"package_id": package.pk, "point": place.entry_id, "on": JANUARY}
    assert not office.do(actions.hand_over, head, JANUARY, **wanted, receipt=" ")
    office.must(actions.hand_over, head, JANUARY, **wanted, receipt="样本馆员 收字2027第1号")
    assert not office.do(actions.drop, head, JANUARY, package_id=package.pk, reason="不要了")
    assert {each.point for each in work.packages(head, JANUARY)} == {LIBRARY.name, ""}
    assert counting.value("deposits[electronic]", body, Period.of_year(2027), chain.position()).value == 1
    assert list(mismatches()) == []


def test_a_package_that_finds_no_room_says_so(office: Office, settings: Any, tmp_path: Any, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    office.released()
    head = office.person(Role.OFFICE_HEAD)
    asked = office.must(actions.ask, head, body_id=office.bodies["forestry"], year=2026)

    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Bag, "add", full)
    with pytest.raises(making.PackageNotMadeError):
        making.make(asked.pk, lambda: office.at())
    assert list(storage.folder().iterdir()) == []
    assert work.package(head, asked.pk, DAY).problem == "服务器磁盘已满"
    office.must(actions.drop, head, package_id=asked.pk, reason="换一台服务器再做")
