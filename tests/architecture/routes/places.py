"""Who is who in the tables of addresses, and what a row of them says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.api import documents_steps
from gongkai.workbench.api.steps import PLACES

EVERY_ROLE = frozenset(Role)
HOLES = (
    *PLACES,
    *documents_steps.PLACES,
    "batch_id",
    "run_id",
    "mail_id",
    "file_id",
    "number",
    "release_id",
    "data_set",
    "name",
    "kind",
    "year",
    "cell",
)
OVERSEERS = frozenset({Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR})
OFFICE = frozenset({Role.CITY_OFFICE})
ADMINISTRATORS = frozenset({Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE})
REGISTRARS = frozenset({Role.BODY_ADMINISTRATOR, Role.STATISTICS_CLERK, Role.CITY_OFFICE})
FILLING = frozenset({Role.DRAFTER, Role.REVIEWER, Role.SIGNER, Role.STATISTICS_CLERK, Role.CITY_OFFICE})
HANDLERS = frozenset(
    {
        Role.REQUEST_CLERK, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER, Role.SIGNER,
        Role.OFFICE_HEAD,
    }
)  # fmt: skip
CLERK = frozenset({Role.REQUEST_CLERK})
MAIL_READERS = CLERK | {Role.OFFICE_HEAD}
ASKED = MAIL_READERS | {Role.DRAFTER}
CASE_SEERS = HANDLERS | OVERSEERS | {Role.STATISTICS_CLERK}
CASEWORK = CASE_SEERS | {Role.DRAFTER}
DRAFTER = frozenset({Role.DRAFTER})
UPLOADERS = DRAFTER | {Role.OFFICE_HEAD}
PUBLISHERS = HANDLERS - CLERK | DRAFTER
READS_DOCUMENTS = PUBLISHERS | OVERSEERS | CLERK | {Role.STATISTICS_CLERK, Role.BODY_ADMINISTRATOR}
SEES_DRAFTS = PUBLISHERS | OFFICE
EDITORS = UPLOADERS
MASTERS = frozenset({Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR})
EDITS_GAZETTE = EDITORS | {Role.SIGNER, Role.CONFIDENTIALITY_REVIEWER, Role.STATISTICS_CLERK}
SEES_GAZETTE = EDITS_GAZETTE | {Role.BODY_ADMINISTRATOR} | OFFICE
GAZETTE = SEES_GAZETTE | OVERSEERS
PAGE_REVIEWERS = frozenset({Role.SITE_EDITOR, Role.SIGNER, Role.OFFICE_HEAD})
SITE_KEEPERS = PAGE_REVIEWERS | {Role.BODY_ADMINISTRATOR}
CHANNELS = HANDLERS - {Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER} | {
    Role.DRAFTER, Role.BODY_ADMINISTRATOR,
}  # fmt: skip
DATA_HANDLERS = frozenset({Role.DRAFTER, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.OFFICE_HEAD})
DATA_SEERS = DATA_HANDLERS | OVERSEERS
DATA_ANSWERERS = DATA_HANDLERS - {Role.CONFIDENTIALITY_REVIEWER}
SETS_SOURCES_UP = DRAFTER | {Role.BODY_ADMINISTRATOR}
SEES_SOURCES = DATA_HANDLERS | {Role.BODY_ADMINISTRATOR}
PENALTIES = {"name": "penalties"}
PREPARERS = DRAFTER | {Role.OFFICE_HEAD}
ACCOUNT_KEEPERS = frozenset({Role.BODY_ADMINISTRATOR, Role.OFFICE_HEAD, Role.CITY_OFFICE})
CATALOGUERS = EDITORS | {Role.REVIEWER, Role.SIGNER, Role.STATISTICS_CLERK}
SEES_CATALOGUE = CATALOGUERS | OVERSEERS
CATALOGUE = SEES_CATALOGUE | {Role.BODY_ADMINISTRATOR}
APPROVES_CATALOGUE = frozenset({Role.REVIEWER, Role.SIGNER, Role.OFFICE_HEAD})
KEEPS_POINTS = frozenset({Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR, Role.STATISTICS_CLERK})
SEES_PACKAGES = KEEPS_POINTS | DRAFTER | OVERSEERS
SETTING_UP = CASE_SEERS | {Role.BODY_ADMINISTRATOR}


@dataclass(frozen=True)
class Public:
    """Open to everybody. `status` where the sample city has nothing to show there."""

    status: int = 200
    post: bool = False
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ByToken(Public):
    """Of the programming interfaces: neither a stranger nor a signed-in person comes in without a token or
    a query code. Who comes in with one is tested in tests/workbench/api and tests/portal/casework_api."""

    status: int = 401
    where: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(HOLES, "1"))


@dataclass(frozen=True)
class SignIn:
    """Part of signing in."""


@dataclass(frozen=True)
class Staff:
    """For staff, as told above."""

    roles: frozenset[Role] = EVERY_ROLE
    elsewhere: bool = False
    post: bool = False
    data: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)


PUBLIC, SIGN_IN, STAFF = Public(), SignIn(), Staff(elsewhere=True)

UNPUBLISHED = Public(status=404)
DATA_SET = Public(where={"name": "penalties", "form": "csv"})
NO_ROW = Public(
    status=404, where={"name": "penalties", "number": "999", "version": "1", "form": "csv", "key": "0"}
)
OBJECTION = Public(where={"name": "penalties", "number": "1"})
NO_VIEW = Public(status=404, where={"view": "none"})
NO_ISSUE = Public(status=404, where={"number": "1", "order": "1", "page": "1"})
NO_DOCUMENT = Public(
    status=404,
    where={
        "address": "x-2017-00001",
        "edition": "1",
        "earlier": "1",
        "later": "2",
        "file_id": "1",
        "number": "1",
    },
)
OWN = Staff()
