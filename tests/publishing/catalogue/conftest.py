"""A city with a catalogue of social assistance, and the steps to one that is in force."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.catalogue import actions
from gongkai.publishing.catalogue.actions import RowChange
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import Catalogue, CatalogueItem
from tests.publishing.conftest import DAY, Office, office

__all__ = ["DAY", "office"]

FIELD = "social_assistance"
ROW = Facts(
    number="1", first="最低生活保障", second="办事指南", elements=("办理事项", "办理条件"),
    basis=("《社会救助暂行办法》",), limit="自制定或获取信息之日起10个工作日内", maker="市民政部门",
    must=("website", "reading_point"), township=True,
)  # fmt: skip
ROWS = (ROW, replace(ROW, number="2", second="审核信息", limit="每年1月31日前", township=False))


@dataclass
class Desk:
    office: Office

    def head(self) -> Any:
        return self.office.person(Role.OFFICE_HEAD)

    def opened(self, field: str = FIELD) -> Catalogue:
        return self.office.must(
            actions.open_catalogue, self.office.drafter(), body_id=self.office.bodies["forestry"], field=field
        )

    def propose(self, catalogue: Catalogue, *rows: RowChange, **more: Any) -> Any:
        more = {"reason": "按国家标准指引编制"} | more
        return self.office.do(
            actions.propose, self.office.drafter(), catalogue_id=catalogue.pk, rows=rows, **more
        )

    def in_force(self, *facts: Facts) -> Catalogue:
        catalogue = self.opened()
        change = self.propose(catalogue, *(RowChange(None, each) for each in facts or ROWS))
        assert change, change
        self.office.must(actions.approve, self.head(), change_id=change.pk)
        return Catalogue.objects.get(pk=catalogue.pk)


def items_of(catalogue: Catalogue) -> list[CatalogueItem]:
    return list(CatalogueItem.objects.filter(catalogue=catalogue).order_by("pk"))


@pytest.fixture
def desk(office: Office, settings: Any, tmp_path: Any) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return Desk(office)
