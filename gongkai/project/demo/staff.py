"""The sample's people, and who of each body has which part in its cases.

Larger bodies have a person for each step. In the others one person reviews in every respect and one decides
and signs: nobody approves what he wrote himself, and no more is asked.
"""

from dataclasses import dataclass
from typing import Any

from gongkai.casework import actions as casework
from gongkai.casework.actions import RemedyFacts
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.project.demo.ground import FOUNDED, IN_OFFICE_FROM, SET_UP, done

PASSWORD = "Linyi-2017-sample"

# Those whose password the demonstration tells; the others can't sign in until somebody gives them one.
TOLD = (
    "gongkaiban", "shengbanguancha", "shenji", "linyi-tianbao", "linyi-shenhe",
    "linyi-wangzhan", "linyi-fuze", "lanshan-wangzhan",
    "lanshan-tianbao", "lanshan-shenhe", "lanshan-jingban", "lanshan-baomi", "lanshan-fazhi",
    "lanshan-qianfa", "lanshan-fuze",
    "jyj-tianbao", "jyj-shenhe", "jyj-jingban", "jyj-baomi", "jyj-fazhi", "jyj-qianfa", "jyj-fuze",
)  # fmt: skip
LARGE = ("lanshan", "jyj")

_HALLS = (
    "教育", "科学技术", "公安", "民政", "司法", "财政", "人力资源和社会保障", "国土资源", "交通运输", "水利",
    "农业", "林业", "商务", "文化广电新闻出版", "审计", "环境保护",
)  # fmt: skip
"""Of these the province has a 厅."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Numbers of the people who handle the body's cases."""

    clerk: int
    reviewer: int
    confidentiality: int
    legal: int
    signer: int
    head: int


def person(username: str, name: str, body: int, *roles: Role) -> int:
    """Somebody appointed in the body from the year's first day."""
    made = done(
        organisations.create_person(
            actor=SYSTEM, now=SET_UP, body_id=body, username=username, name=name,
            email=f"{username}@sample.invalid", phone="", password=PASSWORD if username in TOLD else None,
            is_sample=True,
        )
    )  # fmt: skip
    for role in roles:
        done(
            organisations.appoint(
                actor=SYSTEM, now=SET_UP, person_id=made, body_id=body, role=role, on=IN_OFFICE_FROM
            )
        )
    return made


def desk_of(body: int, code: str, short: str, reviewer: int) -> Desk:
    """Who handles cases. `reviewer` is the body's reviewer of returns, who reviews replies as well."""
    clerk = person(f"{code}-jingban", f"{short}经办人（示例）", body, Role.REQUEST_CLERK)
    if code not in LARGE:
        for role in (Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER):
            appointed = organisations.appoint(
                actor=SYSTEM, now=SET_UP, person_id=reviewer, body_id=body, role=role, on=IN_OFFICE_FROM
            )
            done(appointed)
        head = person(f"{code}-fuze", f"{short}公开机构负责人（示例）", body, Role.OFFICE_HEAD, Role.SIGNER)
        return Desk(clerk, reviewer, reviewer, reviewer, head, head)
    return Desk(
        clerk,
        reviewer,
        person(f"{code}-baomi", f"{short}保密审查员（示例）", body, Role.CONFIDENTIALITY_REVIEWER),
        person(f"{code}-fazhi", f"{short}合法性审查员（示例）", body, Role.LEGAL_REVIEWER),
        person(f"{code}-qianfa", f"{short}签发人（示例）", body, Role.SIGNER),
        person(f"{code}-fuze", f"{short}公开机构负责人（示例）", body, Role.OFFICE_HEAD),
    )


def register_organs(body: int, entry: dict[str, Any], kind: str) -> None:
    """Who hears complaints about the body's replies, and the prefix of their numbers; invented addresses."""
    city, province = "临沂市人民政府", "山东省人民政府"
    court = "临沂市兰山区人民法院" if kind == "department" else "临沂市中级人民法院"
    superior = {"city": province, "department": _superior(entry["name"])}.get(kind, city)
    facts = RemedyFacts(
        government_name=province if kind == "city" else city, government_address="示例路1号",
        superior_name=superior, superior_address="示例路2号", court_name=court,
        court_address="示例路3号", online_review="https://fuyi.sample.invalid/",
        reply_prefix=f"{entry['short_name']}公开",
    )  # fmt: skip
    done(casework.register_addresses(actor=SYSTEM, now=SET_UP, body_id=body, valid_from=FOUNDED, facts=facts))


def _superior(name: str) -> str:
    field = name.removeprefix("临沂市人民政府").removeprefix("临沂市")
    if field.removesuffix("局") in _HALLS:
        return f"山东省{field.removesuffix('局')}厅"
    return f"山东省{field}"
