"""指南 and 制度 of the sample city and of a county, as they hold these days."""

from datetime import date, datetime, timedelta

from gongkai.core.publishing.guide import PageKind
from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import SHANGHAI, done, moment
from gongkai.publishing.catalogue import actions

BODIES = ("linyi", "lanshan")
_PUBLISHED = timedelta(days=190)

_GUIDE = {
    "classes": "机构职能、政策文件、规划计划、财政预决算、行政许可和处罚、重点领域信息等，见公开目录。",
    "arrangement": "目录按领域编排，每项有编号。每份文件有索引号，可以按索引号、标题、文号查找。",
    "ways": "主动公开的信息在门户网站、政府公报、查阅点阅读；其他信息可以网上、当面或者来信申请。",
    "hours": "工作日9:00—12:00，13:30—17:00",
    "phone": "0000-0000000（示例）", "fax": "无", "address": "示例路1号（示例）",
    "contact": "网上申请：/requests/；电子邮箱：gongkai@sample.invalid",
    "remedies": "认为没有依法公开的，可以向上一级行政机关投诉、举报，也可以申请行政复议、提起行政诉讼。",
}  # fmt: skip
_SYSTEM = {
    "laws": "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "local": "省、市有关政务公开的规定",
    "own": "保密审查制度、主动公开审核发布制度、依申请公开办理制度、政策解读制度（示例）",
}


def enter_guides(city: SampleCity, now: datetime) -> None:
    """Written by who drafts, published by who reviews."""
    day = now.astimezone(SHANGHAI).date() - _PUBLISHED
    for body in city.everyone:
        if body.share.code in BODIES:
            office = {"office": f"{body.name}办公室政务公开科（示例）"}
            _published(body, PageKind.GUIDE, {**_GUIDE, **office}, day)
            _published(body, PageKind.SYSTEM, _SYSTEM, day)


def _published(body: SampleBody, kind: PageKind, sections: dict[str, str], day: date) -> None:
    written = done(
        actions.write_guide(
            actor=actor_for(body.clerk, day), now=moment(day, 9), body_id=body.id, kind=kind,
            sections=sections, is_sample=True,
        )
    )  # fmt: skip
    done(actions.publish_guide(actor=actor_for(body.reviewer, day), now=moment(day, 15), guide_id=written.pk))
