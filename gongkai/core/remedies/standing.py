"""The body that replied, and the organs and courts that stand over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.messages import N_


class BodyKind(StrEnum):
    """As foundation.organisations.kinds; a test keeps them equal."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    ZONE_COMMITTEE = "zone_committee"
    INSTITUTION = "institution"


class BodyLevel(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Line(StrEnum):
    """How a body is led; decides who reviews it."""

    ORDINARY = "ordinary"
    VERTICAL = "vertical"  # 海关、金融、外汇管理等垂直领导，税务、国家安全
    JUSTICE = "justice"  # 履行行政复议机构职责的司法行政部门
    DISPATCHED = "dispatched"  # 派出机构 of a department; 派出机关 when the kind is government


class Organ(StrEnum):
    """The reviewing organ, by rule."""

    SAME_LEVEL_GOVERNMENT = "same_level_government"  # 本级人民政府
    SUPERIOR_GOVERNMENT = "superior_government"  # 上一级人民政府
    SUPERIOR_DEPARTMENT = "superior_department"  # 上一级主管部门
    FOUNDING_GOVERNMENT = "founding_government"  # 设立该派出机关、管委会的人民政府
    FOUNDING_DEPARTMENT = "founding_department"  # 设立该派出机构的部门
    GOVERNMENT_OF_FOUNDER = "government_of_founder"  # 设立该派出机构的部门的本级人民政府
    MANAGING_BODY = "managing_body"  # 直接管理该组织的人民政府或者部门
    MANAGING_GOVERNMENT = "managing_government"  # 管理该组织的（部门的本级）人民政府
    ITSELF = "itself"  # 本机关: a provincial government


class CourtLevel(StrEnum):
    BASIC = "basic"  # 基层人民法院
    INTERMEDIATE = "intermediate"  # 中级人民法院


@dataclass(frozen=True, slots=True)
class BodyStanding:
    """The body that replied, as it stood on that day."""

    kind: BodyKind
    level: BodyLevel
    line: Line = Line.ORDINARY


KINDS: Mapping[BodyKind, str] = {
    BodyKind.GOVERNMENT: N_("人民政府"),
    BodyKind.DEPARTMENT: N_("部门及直属机构"),
    BodyKind.ZONE_COMMITTEE: N_("开发区（功能区）管委会"),
    BodyKind.INSTITUTION: N_("事业单位"),
}

LEVELS: Mapping[BodyLevel, str] = {
    BodyLevel.PROVINCE: N_("省级"),
    BodyLevel.CITY: N_("设区的市级"),
    BodyLevel.COUNTY: N_("县级"),
    BodyLevel.TOWNSHIP: N_("乡级"),
    BodyLevel.VILLAGE: N_("村级"),
}
