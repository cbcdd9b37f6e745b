"""Roles, and the person who acts with them."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may be appointed to, per body and period."""

    DRAFTER = "drafter", _("拟稿人")
    REVIEWER = "reviewer", _("审核人")
    CONFIDENTIALITY_REVIEWER = "confidentiality_reviewer", _("保密审查员")
    LEGAL_REVIEWER = "legal_reviewer", _("合法性审查员")
    SIGNER = "signer", _("签发人")
    OFFICE_HEAD = "office_head", _("公开机构负责人")
    REQUEST_CLERK = "request_clerk", _("依申请公开经办人")
    STATISTICS_CLERK = "statistics_clerk", _("统计填报人")
    SITE_EDITOR = "site_editor", _("网站编辑")
    BODY_ADMINISTRATOR = "body_administrator", _("单位管理员")
    CITY_OFFICE = "city_office", _("政务公开主管部门")
    PROVINCE_OBSERVER = "province_observer", _("省级观察员")
    AUDITOR = "auditor", _("审计员")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the verbs see it. Built at the edge from a signed-in person, or `SYSTEM`, or `PUBLIC`.

    `roles` are (role, body id) pairs valid on the day. A city office's role is held in the city's body and
    covers the bodies below it.
    """

    code: str
    person_id: int | None = None
    roles: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    is_system: bool = False

    def holds(self, role: Role, body_id: int) -> bool:
        return (role.value, body_id) in self.roles

    def bodies_as(self, *roles: Role) -> frozenset[int]:
        """Bodies in which the person holds one of `roles`."""
        wanted = {role.value for role in roles}
        return frozenset(body for role, body in self.roles if role in wanted)

    @property
    def bodies(self) -> frozenset[int]:
        return frozenset(body for _, body in self.roles)


SYSTEM = Actor(code="system", is_system=True)
PUBLIC = Actor(code="public")
