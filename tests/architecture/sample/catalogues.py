"""A site, a catalogue, an archive package, in the sample of the walk."""

from typing import Any

from django.utils import timezone

from gongkai.core.publishing.catalogue import Reading
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role
from gongkai.portal.pages import actions as pages
from gongkai.portal.pages.actions.reviewing import submit
from gongkai.portal.pages.models import StaticPage
from gongkai.publishing.archives import actions as archives
from gongkai.publishing.archives import making as packing
from gongkai.publishing.catalogue import actions as catalogue
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import CatalogueItem
from tests.architecture.sample.people import FOUNDED, NOW, done


def site_of(body: int) -> dict[str, Any]:
    """The land office's site, with a public page and a reader's report."""
    facts = pages.Facts(name="国土局网站")
    site = done(pages.open_site(actor=SYSTEM, now=NOW, body_id=body, slug="land", facts=facts))
    page = StaticPage(title="概况", slug="about", live=False)
    site.home.add_child(instance=page)
    page.save_revision()
    submit(page, None)
    done(
        pages.publish_page(actor=SYSTEM, now=NOW, page_id=page.pk, revision_id=page.get_latest_revision().pk)
    )
    told = pages.report_fault(actor=PUBLIC, now=NOW, site_id=site.pk, kind="content", page="/", words="错")
    return {"site_id": site.pk, "page_id": page.pk, "fault_id": done(told).pk}


def catalogue_of(body: int) -> dict[str, int]:
    """A catalogue with a row, a proposal that waits, a table that was read; a guide in hand."""
    writer = Actor("someone:catalogue-writer", roles=frozenset({(Role.DRAFTER.value, body)}))
    head = Actor("someone:catalogue-head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))
    own: dict[str, Any] = {"actor": writer, "now": timezone.now()}
    of = done(catalogue.open_catalogue(**own, body_id=body, field="social_assistance")).pk
    row = Facts(
        "1", "最低生活保障", "办事指南", ("条件",), ("《办法》",), "及时公开", "民政局", ("website",)
    )  # fmt: skip
    told: dict[str, Any] = {"catalogue_id": of, "reason": "编制"}
    first = done(catalogue.propose(**own, **told, rows=[catalogue.RowChange(None, row)]))
    done(catalogue.approve(actor=head, now=timezone.now(), change_id=first.pk))
    second = done(catalogue.propose(**own, **told, rows=[catalogue.RowChange(None, row)]))
    reading = Reading({1: row.row()}, ())
    table = done(catalogue.receive_table(**own, catalogue_id=of, name="目录.xlsx", reading=reading))
    done(catalogue.write_guide(**own, body_id=body, kind="guide", sections={}))
    item = CatalogueItem.objects.get(catalogue=of).pk
    return {"catalogue_id": of, "item_id": item, "change_id": second.pk, "table_id": table.pk}


def archives_of(body: int) -> dict[str, int]:
    """A reading point, and a yearly package that lies in the folder."""
    head = Actor("someone:archive-head", roles=frozenset({(Role.OFFICE_HEAD.value, body)}))
    own: dict[str, Any] = {"actor": head, "now": timezone.now()}
    facts = archives.PointFacts("档案馆", "archive", "某路1号", "周一至周五", FOUNDED)
    point = done(archives.register_point(**own, body_id=body, facts=facts))
    package = done(archives.ask(**own, body_id=body, year=timezone.localdate().year))
    packing.make(package.pk, timezone.now)
    return {"point": point.entry_id, "package_id": package.pk}
