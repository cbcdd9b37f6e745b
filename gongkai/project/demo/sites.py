"""The sample city's site and a county's: home, platform, columns that fill themselves, a topic, leaders,
bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.publishing.findings import Finding
from gongkai.foundation.organisations.queries import account, actor_for
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role
from gongkai.portal.pages import actions, composing
from gongkai.portal.pages.queries import open_findings
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import SET_UP, YEAR, done, moment
from gongkai.project.demo.staff import person

BUILT = date(YEAR, 1, 9)
COLUMNS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("zwdt", "政务动态", "工作动态", ("news",)),
    ("zcwj", "政策文件", "政策文件", ("rule", "normative", "official")),
    ("zcjd", "政策解读", "政策解读", ("interpretation",)),
    ("tzgg", "通知公告", "通知公告", ("notice",)),
)
GUIDE = (
    "<p>需要本机关主动公开以外的政府信息的，可以提出申请。在网上、到受理点或者写信都可以。</p>"
    "<p>申请要写明姓名或者名称、联系方式，需要的信息的名称、文号或者便于查询的其他特征，以及希望的形式。</p>"
)
TOPIC_TEXT = (
    "<p>2017年，全市继续推进决策、执行、管理、服务、结果公开。这里汇集当年年度报告记载的重点工作。</p>"
)


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who writes a site's pages, and who looks over them."""

    body: int
    writer: int
    reader: int


def enter_sites(city: SampleCity) -> tuple[int, ...]:
    """The city's site and one county's, every page through another person's hands; the numbers of the
    sites."""
    county = next(each for each in city.bodies if each.share.code == "lanshan")
    return (
        _city_site(city.city, "linyi", "临沂市人民政府（示例）", "9900000001"),
        _county_site(county, "lanshan", "兰山区人民政府（示例）", "9900000002"),
    )


def _city_site(body: SampleBody, slug: str, name: str, code: str) -> int:
    site, keepers = _open(body, slug, name, code)
    columns = _columns(site, keepers)
    platform = _added(
        site, keepers,
        composing.new(
            "platform",
            title="政府信息公开", slug="xxgk", show_in_menus=True, rules=columns[1], guide=[("text", GUIDE)],
            search_description="指南、制度、法定主动公开内容、年报、依申请公开",
        ),
    )  # fmt: skip
    topic = _added(site, keepers, _topic(columns[0]))
    _added(site, keepers, composing.new("leaders", title="负责人信息", slug="fzr", show_in_menus=True))
    _added(site, keepers, composing.new("bodies", title="机构职能", slug="jgzn", show_in_menus=True))
    _common(site, keepers)
    _home(site, keepers, columns, (("政府信息公开", platform), (topic.title, topic)))
    _reports(site, keepers)
    return site.pk


def _county_site(body: SampleBody, slug: str, name: str, code: str) -> int:
    site, keepers = _open(body, slug, name, code)
    columns = _columns(site, keepers, 2)
    _common(site, keepers)
    _home(site, keepers, columns, ())
    return site.pk


def _open(body: SampleBody, slug: str, name: str, code: str) -> tuple[Any, Keepers]:
    facts = actions.Facts(
        name=name, code=code, icp="鲁ICP备00000000号（示例）", police="鲁公网安备00000000000000号（示例）",
        host=f"{body.short_name}人民政府办公室（示例）", contact="示例电话 0000-0000000",
    )  # fmt: skip
    site = done(
        actions.open_site(actor=SYSTEM, now=SET_UP, body_id=body.id, slug=slug, facts=facts, is_sample=True)
    )
    code_of_body, short = body.share.code, body.short_name
    writer = person(f"{code_of_body}-wangzhan", f"{short}网站编辑（示例）", body.id, Role.SITE_EDITOR)
    return site, Keepers(body.id, writer, body.desk.signer)


def _columns(site: Any, keepers: Keepers, of: int = len(COLUMNS)) -> list[Any]:
    return [
        _added(
            site, keepers,
            composing.new(
                "column",
                title=title, slug=slug, kinds=list(kinds), kind_of_column=kind, show_in_menus=number < 2,
                search_description=f"{site.name}的{title}", keywords=title,
            ),
        )
        for number, (slug, title, kind, kinds) in enumerate(COLUMNS[:of])
    ]  # fmt: skip


def _topic(column: Any) -> Any:
    questions = {
        "title": "问答",
        "questions": [
            {"question": "年度报告里的数字从哪里来？",
            "answer": "<p>由各单位填报、逐级审核，点开每个数字就能看到由哪些单位加总而来。</p>"},
            {"question": "没有找到想看的信息怎么办？", "answer": "<p>可以提出政府信息公开申请。</p>"},
        ],
    }  # fmt: skip
    newest = {"column": column, "title": "相关动态", "number": 6, "most": 1}
    return composing.new(
        "topic",
        title="政务公开年度重点", slug="zdgz", show_in_menus=True, keywords="政务公开、年度重点",
        search_description="2017年政务公开重点工作",
        blocks=[
            ("section", {"title": "总体情况"}), ("text", TOPIC_TEXT),
            ("section", {"title": "重点领域"}), ("newest", newest),
            ("section", {"title": "常见问题"}), ("questions", questions),
        ],
    )  # fmt: skip


def _common(site: Any, keepers: Keepers) -> None:
    """What every site has at its foot."""
    _added(site, keepers, composing.new("map", title="网站地图", slug="map"))
    _added(site, keepers, composing.new("fault", title="我为政府网站找错", slug="fault"))


def _home(
    site: Any,
    keepers: Keepers,
    columns: Sequence[Any],
    links: Sequence[tuple[str, Any]],
) -> None:
    home: Any = composing.home(site)
    shown: list[tuple[str, Any]] = [
        ("newest", {"column": each, "title": "", "number": 6, "most": 1}) for each in columns
    ]
    if links:
        listed = [{"title": title, "page": page, "address": "", "note": ""} for title, page in links]
        shown.append(("links", {"title": "专题和服务", "links": listed}))
    home.blocks = shown
    _reviewed(home, keepers)


def _added(site: Any, keepers: Keepers, page: Any) -> Any:
    """A new page below the home page, written by one and let out by another."""
    composing.below_home(site, page, keepers.writer)
    _reviewed(page, keepers)
    return page


def _reviewed(page: Any, keepers: Keepers) -> None:
    page.save_revision(user=account(keepers.writer))
    actions.submit(page, keepers.writer)
    reader = actor_for(keepers.reader, BUILT)
    for number, each in enumerate(_found(page)):
        done(
            actions.judge_finding(
                actor=reader, now=moment(BUILT, 14, number), page_id=page.pk, finding=each.key,
                reason="示例内容，不是真实信息",
            )
        )  # fmt: skip
    revision = page.get_latest_revision()
    done(actions.publish_page(actor=reader, now=moment(BUILT, 15), page_id=page.pk, revision_id=revision.pk))
    page.refresh_from_db()


def _found(page: Any) -> tuple[Finding, ...]:
    return open_findings(page.pk, page.get_latest_revision_as_object())


def _reports(site: Any, keepers: Keepers) -> None:
    """One reader's report that was answered, and one still to be."""
    mended = done(
        actions.report_fault(
            actor=PUBLIC, now=moment(date(YEAR, 12, 20), 10), site_id=site.pk, kind="broken", page="/jgzn/",
            words="机构职能页面上有一个链接打不开（示例）。",
        )
    )  # fmt: skip
    done(
        actions.answer_fault(
            actor=actor_for(keepers.writer, date(YEAR, 12, 21)), now=moment(date(YEAR, 12, 21), 9),
            fault_id=mended.pk, result=actions.FaultResult.MENDED, answer="链接已经改正，谢谢您（示例）。",
        )
    )  # fmt: skip
    done(
        actions.report_fault(
            actor=PUBLIC, now=moment(date(YEAR, 12, 27), 10), site_id=site.pk, kind="stale", page="/zcwj/",
            words="政策文件栏目很久没有更新了（示例）。",
        )
    )  # fmt: skip
