"""A catalogue row from the desk to the citizen's phone, and where that citizen can go and read."""

import pytest
from playwright.sync_api import Page

from gongkai.core.publishing.guide import PageKind
from gongkai.publishing.archives import actions as archives
from gongkai.publishing.archives.actions import PointFacts
from gongkai.publishing.catalogue import actions, law
from gongkai.publishing.catalogue.actions import RowChange
from gongkai.publishing.catalogue.facts import Facts
from tests.journeys import publishing_office
from tests.journeys.city import FOUNDED, OPENED
from tests.journeys.desk import press_on
from tests.journeys.looking import follow, visit
from tests.journeys.request_office import Office

ROW = Facts(
    "1", "最低生活保障", "办事指南", ("办理事项", "办理条件", "所需材料"),
    ("《社会救助暂行办法》",),
    "自制定或获取信息之日起10个工作日内", "青山市林业局", ("website", "reading_point"),
    ("press",), township=True,
)  # fmt: skip
POINT = PointFacts(
    "青山市图书馆政府信息查阅点", "library", "青山市样本路2号", "周二至周日 9:00—17:00", FOUNDED,
    phone="100-0000-0002", accessible="坡道、低位服务台",
)  # fmt: skip


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    office = publishing_office.build()
    own = {"body_id": office.body}
    of = office.do(actions.open_catalogue, "drafter", **own, field="social_assistance").pk
    change = office.do(
        actions.propose, "drafter", catalogue_id=of, rows=[RowChange(None, ROW)], reason="按标准指引编制"
    )
    office.do(actions.approve, "head", change_id=change.pk)
    elements = law.guide_rules(OPENED.date()).elements_of(PageKind.GUIDE)
    sections = {each.code: "见市林业局网站。" for each in elements}
    guide = office.do(actions.write_guide, "drafter", **own, kind="guide", sections=sections)
    office.do(actions.publish_guide, "head", guide_id=guide.pk)
    office.do(archives.register_point, "head", **own, facts=POINT)
    return office


def test_from_the_desk_to_the_reader(office: Office, seat, reader: Page):
    drafter: Page = seat("drafter")
    visit(drafter, "/workbench/catalogue/")
    follow(drafter, drafter.get_by_role("link", name="社会救助"))
    follow(drafter, drafter.get_by_role("link", name="修改", exact=True))
    drafter.get_by_label("公开时限").fill("及时公开")
    drafter.get_by_label("理由", exact=True).first.fill("缩短时限")
    follow(drafter, press_on(drafter, "提出"))
    head: Page = seat("head")
    visit(head, drafter.url)
    follow(head, press_on(head, "审定"))
    follow(head, head.get_by_role("link", name="历史"))
    visit(head, "/workbench/reading-points/")
    follow(head, head.get_by_role("link", name=POINT.name))
    visit(head, "/workbench/packages/")
    visit(head, f"/workbench/guides/{office.body}/guide/")
    for address in ("", "reading-points/", "linye/guide/", "compare/"):
        visit(reader, f"/catalogue/{address}")
