"""Who may open what: one row for every address of the installation. An address without a row fails the build.

The walker (`test_routes.py`) opens each address as a stranger, as each role where it belongs to the land
office (or oversees it), and as each role of another body.

- `PUBLIC`: everybody, signed in or not.
- `ByToken`: programs with a token, or a case's query code, only.
- `SIGN_IN`: pages of signing in; they answer everybody without failing, and show nothing of the staff's.
- `Staff(…)`: a stranger is sent to sign in, a signed-in person without second factor to enrol one.
  `roles`: who of the land office, or overseeing it, may. Others get 403 or 404.
  `elsewhere`: the page is about no body in particular, so people of another body may open it too.
  `post`: the address takes POST only, with `data`. Past the door the verb may still refuse, in words.
  `where`: what stands in the address's holes, where the sample (`conftest.py`) doesn't fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.api import documents_steps
from gongkai.workbench.api.steps import PLACES, steps

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
NO_ROW = Public(status=404, where={"name": "penalties", "number": "999", "form": "csv", "key": "0"})
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

ROUTES: dict[str, Public | SignIn | Staff] = {
    "look:demo": Public(status=404),
    "look:gallery": Public(status=404),
    "look:language": Public(status=302, post=True),
    "look:large_type": Public(status=302, post=True),
    "look:high_contrast": Public(status=302, post=True),
    "portal:home": PUBLIC,
    "portal:reports": PUBLIC,
    "portal:report": UNPUBLISHED,
    "portal:figure": UNPUBLISHED,
    "portal:download": UNPUBLISHED,
    "portal:check": PUBLIC,
    "portal:open_data": PUBLIC,
    "portal:data": PUBLIC,
    "portal:data_missing": PUBLIC,
    "portal:data_view": NO_VIEW,
    "portal:data_set": DATA_SET,
    "portal:data_compare": DATA_SET,
    "portal:data_feed": DATA_SET,
    "portal:data_releases": DATA_SET,
    "portal:data_release": NO_ROW,
    "portal:data_download": DATA_SET,
    "portal:data_made": NO_ROW,
    "portal:data_row": NO_ROW,
    "portal:data_row_feed": NO_ROW,
    "portal:data_object": OBJECTION,
    "portal:documents": PUBLIC,
    "pages:column_feed": Public(404, where={"number": "1", "form": "atom"}),
    "pages:picture": Public(404, where={"name": "none.jpg"}),
    "pages:fault_report": Public(404, post=True, where={"number": "1"}),
    "pages:fault_followed": Public(404, where={"code": "none"}),
    "wagtail_serve": Public(404, where={"path": "none"}),
    "site_desk:desk": Staff(SITE_KEEPERS, elsewhere=True),
    "site_desk:review": Staff(PAGE_REVIEWERS),
    "site_desk:draft": Staff(PAGE_REVIEWERS),
    "site_desk:step": Staff(PAGE_REVIEWERS, post=True, data={"reason": "错"}, where={"step": "take-down"}),
    "site_desk:fault": Staff(frozenset({Role.SITE_EDITOR, Role.OFFICE_HEAD})),
    "site_desk:site": Staff(frozenset({Role.BODY_ADMINISTRATOR})),
    "portal:catalogue": PUBLIC,
    "portal:catalogue_compare": PUBLIC,
    "portal:reading_points": PUBLIC,
    "portal:guide": Public(404, where={"kind": "guide"}),
    "portal:catalogue_workbook": Public(404, where={"field": "taxation"}),
    "portal:gazette": PUBLIC,
    "portal:gazette_issue": NO_ISSUE,
    "portal:gazette_pdf": NO_ISSUE,
    "portal:gazette_epub": NO_ISSUE,
    "portal:gazette_entry": NO_ISSUE,
    "portal:gazette_scan": NO_ISSUE,
    "portal:documents_feed": Public(where={"form": "atom"}),
    "portal:document": NO_DOCUMENT,
    "portal:document_json": NO_DOCUMENT,
    "portal:document_pdf": NO_DOCUMENT,
    "portal:edition_pdf": NO_DOCUMENT,
    "portal:document_text": NO_DOCUMENT,
    "portal:document_proof": NO_DOCUMENT,
    "portal:document_edition": NO_DOCUMENT,
    "portal:edition_proof": NO_DOCUMENT,
    "portal:document_compare": NO_DOCUMENT,
    "portal:document_file": NO_DOCUMENT,
    "portal:subscribe": PUBLIC,
    "portal:subscription_sent": Public(status=302),
    "portal:subscription": Public(status=404),
    "portal:subscription_confirm": Public(status=404, post=True),
    "portal:subscription_end": Public(status=404, post=True),
    "portal:subscription_one_click": Public(status=404, post=True),
    "portal:platform_wechat": Public(status=404),
    "portal:proofs": PUBLIC,
    "portal:proof_verify": PUBLIC,
    "portal:proof_consistency": NO_DOCUMENT,
    "portal:proof_heads": PUBLIC,
    "portal:proof_keys": PUBLIC,
    "portal:sitemap": PUBLIC,
    "portal:sitemap_part": NO_DOCUMENT,
    "portal:robots": PUBLIC,
    "portal:requests": PUBLIC,
    "portal:requests_alike": Public(post=True),
    "portal:request_new": Public(status=302),
    "portal:request_body": Public(status=302),
    "portal:request_you": Public(status=302),
    "portal:request_delivery": Public(status=302),
    "portal:request_check": Public(status=302),
    "portal:request_received": Public(status=302),
    "portal:request_received_text": Public(status=302),
    "portal:request_draft": PUBLIC,
    "portal:follow": PUBLIC,
    "portal:follow_leave": Public(status=302, post=True),
    "portal:follow_case": Public(status=302),
    "portal:follow_dates": Public(status=404),
    "portal:follow_file": Public(status=404),
    "portal:follow_correct": Public(status=302),
    "portal:follow_reasons": Public(status=302),
    "portal:follow_pay": Public(status=302),
    "portal:follow_withdraw": Public(status=302),
    "portal:follow_object": Public(status=302),
    "portal:follow_tidings": Public(status=302, post=True),
    "portal:mine": PUBLIC,
    "portal:mine_sent": Public(status=302),
    "portal:mine_enter": PUBLIC,
    "portal:mine_open": Public(status=302, post=True),
    "portal:mine_leave": Public(status=302, post=True),
    "portal:replies": PUBLIC,
    "portal:replies_feed": PUBLIC,
    "portal:reply": UNPUBLISHED,
    "portal:data_correction": PUBLIC,
    "portal:suggest": PUBLIC,
    "portal:side_sent": Public(status=302),
    "api:api-root": Public(status=404),
    "api:openapi-json": PUBLIC,
    "api:reports": PUBLIC,
    "api:report": UNPUBLISHED,
    "api:figure": UNPUBLISHED,
    "api:check": Public(status=422, post=True),
    "api:documents": PUBLIC,
    "api:find": Public(status=422),
    "api:document": NO_DOCUMENT,
    "data-api:sets": PUBLIC,
    "data-api:openapi": PUBLIC,
    "data-api:catalogue": Public(where={"form": "ttl"}),
    "data-api:trades": Public(where={"kind": "releases"}),
    "data-api:set": DATA_SET,
    "data-api:rows": DATA_SET,
    "data-api:file": DATA_SET,
    "data-api:row": NO_ROW,
    "data-api:versions": NO_ROW,
    "data-api:changes": DATA_SET,
    "data-api:change": NO_ROW,
    "data-api:nothing": Public(status=404, where={"rest": "no/such/address"}),
    "data-api:schema": DATA_SET,
    "data-api:write_schema": DATA_SET,
    "data-api:table_schema": DATA_SET,
    "data-api:package": DATA_SET,
    "citizen-api:api-root": Public(status=404),
    "citizen-api:openapi-json": PUBLIC,
    "citizen-api:bodies": PUBLIC,
    "citizen-api:replies": PUBLIC,
    "citizen-api:similar": Public(status=422),
    "citizen-api:reply": Public(status=404),
    "citizen-api:upload": Public(status=422, post=True),
    "citizen-api:ask": Public(status=422, post=True),
    "citizen-api:suggest": Public(status=422, post=True),
    "citizen-api:correct_data": Public(status=422, post=True),
    "citizen-api:own": ByToken(),
    "citizen-api:own_file": ByToken(),
    "citizen-api:own_receive_correction": ByToken(post=True),
    "citizen-api:own_receive_reasons": ByToken(post=True),
    "citizen-api:own_tell_payment": ByToken(post=True),
    "citizen-api:own_withdraw": ByToken(post=True),
    "citizen-api:own_set_tidings": ByToken(post=True),
    "citizen-api:own_dates": ByToken(),
    "citizen-api:own_remedies": ByToken(),
    "citizen-api:own_fee": ByToken(),
    "citizen-api:own_complain": ByToken(post=True),
    "citizen-api:complain": Public(status=422, post=True),
    "staff-api:api-root": Public(status=404),
    "staff-api:openapi-json": PUBLIC,
    "staff-api:data_begin": ByToken(post=True),
    "staff-api:data_releases": ByToken(),
    "staff-api:data_release": ByToken(),
    "staff-api:data_rows": ByToken(post=True),
    "staff-api:data_check": ByToken(post=True),
    "staff-api:data_submit": ByToken(post=True),
    "staff-api:data_cancel": ByToken(post=True),
    "staff-api:cases": ByToken(),
    "staff-api:case": ByToken(),
    "staff-api:case_history": ByToken(),
    "staff-api:case_register": ByToken(post=True),
    "staff-api:case_parts": ByToken(),
    "staff-api:unmask": ByToken(post=True),
    "staff-api:reply": ByToken(),
    "staff-api:file": ByToken(),
    "staff-api:upload": ByToken(post=True),
    "staff-api:me": ByToken(),
    "staff-api:bodies": ByToken(),
    "staff-api:deadlines": ByToken(),
    "staff-api:list": ByToken(),
    "staff-api:list_cases": ByToken(),
    "staff-api:list_templates": ByToken(),
    "staff-api:list_overview": ByToken(),
    "staff-api:overview": ByToken(),
    "staff-api:import_template": ByToken(),
    "staff-api:case_similar": ByToken(),
    "staff-api:mails": ByToken(),
    "staff-api:mail": ByToken(),
    "staff-api:mail_raw": ByToken(),
    "staff-api:mail_take": ByToken(post=True),
    "staff-api:mail_set_aside": ByToken(post=True),
    "staff-api:explanations": ByToken(),
    "staff-api:explain": ByToken(post=True),
    "staff-api:import_begin": ByToken(post=True),
    "staff-api:imports": ByToken(),
    "staff-api:import": ByToken(),
    "staff-api:import_lines": ByToken(),
    "staff-api:import_report": ByToken(),
    "staff-api:import_confirm": ByToken(post=True),
    "staff-api:advice": ByToken(),
    "staff-api:advice_one": ByToken(),
    "staff-api:tasks": ByToken(),
    "staff-api:task": ByToken(),
    "staff-api:inquiries": ByToken(),
    "staff-api:opinions": ByToken(),
    "staff-api:templates": ByToken(),
    "staff-api:statistics": ByToken(),
    "staff-api:behind": ByToken(),
    **{f"staff-api:{step.name}": ByToken(post=True) for step in (*steps(), *documents_steps.steps())},
    "staff-api:documents": ByToken(),
    "staff-api:document": ByToken(),
    "staff-api:document_history": ByToken(),
    "staff-api:document_begin": ByToken(post=True),
    "staff-api:edition": ByToken(),
    "staff-api:edition_gate": ByToken(),
    "staff-api:edition_attach": ByToken(post=True),
    "staff-api:marks": ByToken(),
    "staff-api:batch_template": ByToken(),
    "staff-api:batches": ByToken(),
    "staff-api:batch": ByToken(),
    "staff-api:batch_receive": ByToken(post=True),
    "staff-api:batch_items": ByToken(post=True),
    "staff-api:batch_file": ByToken(post=True),
    "staff-api:batch_report": ByToken(),
    "staff-api:batch_confirm": ByToken(post=True),
    "staff-api:batch_advance": ByToken(post=True),
    "workbench:home": STAFF,
    "workbench:search": STAFF,
    "workbench:returns": Staff(roles=FILLING, elsewhere=True),
    "workbench:return": OWN,
    "workbench:save": Staff(post=True, data={"cell-3.1.1": "3", "based_on": "0"}),
    "workbench:cell": OWN,
    "workbench:history": OWN,
    "workbench:step": Staff(post=True, where={"verb": "send_to_review"}),
    "workbench:send_back": Staff(where={"verb": "send_back"}),
    "workbench:explain": Staff(post=True),
    "workbench:remind": Staff(post=True),
    "workbench:workbook": OWN,
    "workbench:workbook_download": OWN,
    "workbench:report": OWN,
    "workbench:slot": OWN,
    "workbench:draft_file": OWN,
    "workbench:overview": Staff(roles=OVERSEERS),
    "workbench:remind_late": Staff(roles=OFFICE, post=True),
    "workbench:open_year": Staff(roles=OFFICE, post=True),
    "workbench:bodies": STAFF,
    "workbench:body": OWN,
    "workbench:body_change": Staff(roles=OFFICE),
    "workbench:register": Staff(roles=REGISTRARS),
    "workbench:register_entry": Staff(roles=REGISTRARS),
    "workbench:register_withdraw": Staff(roles=REGISTRARS, post=True),
    "workbench:people": Staff(roles=ADMINISTRATORS | OVERSEERS, elsewhere=True),
    "workbench:person_create": Staff(roles=ADMINISTRATORS, elsewhere=True),
    "workbench:person": Staff(roles=ADMINISTRATORS | OVERSEERS),
    "workbench:person_appoint": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:person_end_appointment": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:person_deactivate": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:person_password": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:file": OWN,
    "workbench:calendar": Staff(roles=OVERSEERS),
    "workbench:calendar_preview": Staff(roles=OFFICE, post=True),
    "workbench:calendar_load": Staff(roles=OFFICE, post=True),
    "workbench:ledger": Staff(roles=OVERSEERS),
    "workbench:ledger_verify": Staff(roles=OVERSEERS, post=True),
    "workbench:data": Staff(roles=DATA_SEERS, elsewhere=True),
    "workbench:data_board": Staff(roles=OVERSEERS),
    "workbench:data_body": Staff(roles=DATA_SEERS),
    "workbench:data_releases": Staff(roles=DATA_SEERS, elsewhere=True),
    "workbench:data_release": Staff(roles=DATA_SEERS),
    "workbench:data_mend": Staff(roles=DRAFTER),
    "workbench:data_again": Staff(roles=DRAFTER),
    "workbench:data_refusals": Staff(roles=DATA_HANDLERS),
    "workbench:data_upload": Staff(roles=DATA_HANDLERS),
    "workbench:data_step": Staff(roles=DATA_SEERS, post=True, where={"verb": "check"}),
    "workbench:data_statements": Staff(roles=DATA_SEERS, elsewhere=True),
    "workbench:data_take_back": Staff(roles=DATA_ANSWERERS, post=True),
    "workbench:data_sources": Staff(roles=DATA_HANDLERS, elsewhere=True),
    "workbench:data_source_new": Staff(roles=DRAFTER, elsewhere=True),
    "workbench:data_source_step": Staff(roles=DATA_HANDLERS, post=True, where={"verb": "stop"}),
    "workbench:data_objections": Staff(roles=DATA_HANDLERS, elsewhere=True),
    "workbench:data_objection": Staff(roles=DATA_ANSWERERS),
    "workbench:data_set": Staff(roles=DATA_SEERS, elsewhere=True, where=PENALTIES),
    "workbench:data_template": Staff(roles=DRAFTER, elsewhere=True, where=PENALTIES),
    "workbench:data_new": Staff(roles=DRAFTER, elsewhere=True, where=PENALTIES),
    "workbench:data_state": Staff(roles=DATA_ANSWERERS, elsewhere=True, where=PENALTIES),
    "workbench:data_row": Staff(roles=DATA_SEERS, elsewhere=True, where=PENALTIES),
    "workbench:data_correct": Staff(roles=DRAFTER, where=PENALTIES),
    "workbench:data_withdraw": Staff(roles=DRAFTER, where=PENALTIES),
    "workbench:tasks": Staff(roles=OVERSEERS),
    "workbench:integration": STAFF,
    "workbench:old_addresses": Staff(roles=OFFICE, elsewhere=True),
    "workbench:old_address_load": Staff(roles=OFFICE, elsewhere=True, post=True),
    "workbench:old_address_close": Staff(
        roles=OFFICE, elsewhere=True, post=True, where={"old_address_id": "1"}
    ),
    "workbench:token_issue": STAFF,
    "workbench:token_revoke": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:subscribe": Staff(roles=ADMINISTRATORS, elsewhere=True),
    "workbench:subscription": Staff(roles=ADMINISTRATORS),
    "workbench:subscription_step": Staff(roles=ADMINISTRATORS, post=True, where={"step": "stop"}),
    "workbench:delivery_resend": Staff(roles=ADMINISTRATORS, post=True),
    "workbench:gazette": Staff(roles=GAZETTE, elsewhere=True),
    "workbench:gazette_masthead": Staff(roles=MASTERS, elsewhere=True),
    "workbench:gazette_new": Staff(roles=EDITORS),
    "workbench:gazette_old": Staff(roles=EDITORS),
    "workbench:gazette_issue": Staff(roles=SEES_GAZETTE),
    "workbench:gazette_step": Staff(roles=SEES_GAZETTE, post=True, where={"verb": "offer"}),
    "workbench:gazette_add": Staff(roles=EDITORS, post=True),
    "workbench:gazette_order": Staff(roles=EDITORS, post=True),
    "workbench:gazette_leave_out": Staff(roles=EDITORS, post=True),
    "workbench:gazette_erratum": Staff(roles=EDITORS),
    "workbench:gazette_copies": Staff(roles=EDITORS | {Role.STATISTICS_CLERK}, post=True),
    "workbench:gazette_strike": Staff(roles=frozenset({Role.OFFICE_HEAD, Role.STATISTICS_CLERK}), post=True),
    "workbench:gazette_split": Staff(roles=EDITORS, post=True),
    "workbench:gazette_text": Staff(roles=SEES_GAZETTE),
    "workbench:gazette_picture": Staff(roles=SEES_GAZETTE, where={"number": "1"}),
    "workbench:catalogues": Staff(roles=CATALOGUE, elsewhere=True),
    "workbench:catalogue_new": Staff(roles=EDITORS, elsewhere=True),
    "workbench:catalogue_table": Staff(roles=EDITORS),
    "workbench:catalogue": Staff(roles=SEES_CATALOGUE),
    "workbench:catalogue_workbook": Staff(roles=SEES_CATALOGUE),
    "workbench:catalogue_upload": Staff(roles=EDITORS),
    "workbench:catalogue_row_new": Staff(roles=EDITORS),
    "workbench:catalogue_row": Staff(roles=EDITORS),
    "workbench:catalogue_history": Staff(roles=SEES_CATALOGUE),
    "workbench:catalogue_step": Staff(roles=CATALOGUERS, post=True, where={"verb": "review"}),
    "workbench:catalogue_decide": Staff(roles=CATALOGUERS, post=True, where={"verb": "refuse"}),
    "workbench:guides": Staff(roles=CATALOGUE, elsewhere=True),
    "workbench:guide": Staff(roles=SEES_CATALOGUE, where={"kind": "guide"}),
    "workbench:guide_decide": Staff(
        roles=APPROVES_CATALOGUE, post=True, where={"kind": "guide", "verb": "return"}
    ),
    "workbench:reading_points": Staff(roles=CATALOGUE, elsewhere=True),
    "workbench:reading_point_new": Staff(roles=KEEPS_POINTS, elsewhere=True),
    "workbench:reading_point": Staff(roles=CATALOGUE, elsewhere=True),
    "workbench:reading_point_change": Staff(roles=KEEPS_POINTS),
    "workbench:reading_point_deposit": Staff(roles=KEEPS_POINTS, elsewhere=True, post=True),
    "workbench:reading_point_visits": Staff(roles=KEEPS_POINTS, elsewhere=True, post=True),
    "workbench:reading_point_strike": Staff(
        roles=KEEPS_POINTS, elsewhere=True, post=True, where={"deposit_id": "1"}
    ),
    "workbench:archive_packages": Staff(roles=CATALOGUE, elsewhere=True),
    "workbench:archive_package": Staff(roles=SEES_PACKAGES),
    "workbench:archive_package_download": Staff(roles=KEEPS_POINTS | DRAFTER),
    "workbench:archive_package_drop": Staff(roles=EDITORS, post=True),
    "workbench:documents": Staff(roles=READS_DOCUMENTS, elsewhere=True),
    "workbench:documents_mine": Staff(roles=DRAFTER, elsewhere=True),
    "workbench:document_work": Staff(roles=PUBLISHERS, elsewhere=True),
    "workbench:document_new": Staff(roles=DRAFTER, elsewhere=True),
    "workbench:document_normative": Staff(roles=READS_DOCUMENTS, elsewhere=True),
    "workbench:document_withheld": Staff(roles=PUBLISHERS, elsewhere=True),
    "workbench:search_editing": Staff(roles=OFFICE, elsewhere=True),
    "workbench:search_propose": Staff(roles=OFFICE, elsewhere=True, where={"what": "synonyms"}),
    "workbench:search_drop": Staff(
        roles=OFFICE, elsewhere=True, post=True, where={"what": "synonyms", "target": "1"}
    ),
    "workbench:search_proposal": Staff(roles=OFFICE, elsewhere=True),
    "workbench:document_marks": Staff(roles=PUBLISHERS | ADMINISTRATORS, elsewhere=True),
    "workbench:document_batches": Staff(roles=PUBLISHERS, elsewhere=True),
    "workbench:document_batch_template": Staff(roles=UPLOADERS, elsewhere=True),
    "workbench:document_batch": Staff(roles=PUBLISHERS),
    "workbench:document_batch_confirm": Staff(roles=UPLOADERS, post=True),
    "workbench:document_batch_advance": Staff(roles=PUBLISHERS, post=True),
    "workbench:document": Staff(roles=SEES_DRAFTS),
    "workbench:document_edit": Staff(roles=DRAFTER),
    "workbench:document_files": Staff(roles=DRAFTER),
    "workbench:document_mask": Staff(roles=DRAFTER),
    "workbench:document_draw": Staff(roles=DRAFTER),
    "workbench:document_page": Staff(roles=DRAFTER, where={"place": "1"}),
    "workbench:document_history": Staff(roles=SEES_DRAFTS),
    "workbench:document_edition": Staff(roles=PUBLISHERS),
    "workbench:document_gate": Staff(roles=SEES_DRAFTS),
    "workbench:document_gate_form": Staff(roles=SEES_DRAFTS),
    "workbench:document_step": Staff(roles=DRAFTER, where={"verb": "edition.send_to_review"}),
    "workbench:document_channels": Staff(roles=SEES_DRAFTS),
    "workbench:document_channel_choose": Staff(roles=PREPARERS, post=True),
    "workbench:posting_prepare": Staff(roles=PREPARERS),
    "workbench:channels": Staff(roles=CHANNELS | OVERSEERS, elsewhere=True),
    "workbench:channel_deliveries": Staff(roles=CHANNELS | OVERSEERS, elsewhere=True),
    "workbench:channel_delivery_step": Staff(roles=CHANNELS | OVERSEERS, where={"step": "prove"}),
    "workbench:posting": Staff(roles=CHANNELS),
    "workbench:channel_accounts": Staff(roles=CHANNELS | OVERSEERS, elsewhere=True),
    "workbench:channel_account_new": Staff(roles=ACCOUNT_KEEPERS, elsewhere=True),
    "workbench:channel_account": Staff(roles=CHANNELS | OVERSEERS),
    "workbench:channel_account_step": Staff(roles=ACCOUNT_KEEPERS, where={"step": "review"}),
    "workbench:channel_inbox": Staff(roles=CHANNELS, elsewhere=True),
    "workbench:channel_message": Staff(roles=CHANNELS),
    "workbench:channel_media": Staff(roles=CHANNELS, elsewhere=True),
    "workbench:channel_media_new": Staff(roles=PREPARERS, elsewhere=True),
    "workbench:channel_media_list": Staff(roles=PREPARERS),
    "workbench:channel_media_drop": Staff(roles=PREPARERS, post=True),
    "workbench:cases": Staff(roles=CASEWORK, elsewhere=True),
    "workbench:cases_export": Staff(roles=CASEWORK, elsewhere=True, where={"form": "csv"}),
    "workbench:case_export_other": Staff(
        roles=CASEWORK, elsewhere=True, where={"what": "advice", "form": "csv"}
    ),
    "workbench:case_choose": Staff(roles=CLERK),
    "workbench:case_new": Staff(roles=CLERK, elsewhere=True, where={"channel": "counter"}),
    "workbench:case_board": Staff(roles=CASEWORK),
    "due_dates": Public(status=404),
    "workbench:case_mail": Staff(roles=MAIL_READERS),
    "workbench:case_mail_upload": Staff(roles=CLERK, post=True),
    "workbench:case_mail_open": Staff(roles=MAIL_READERS),
    "workbench:case_mail_aside": Staff(roles=MAIL_READERS, post=True),
    "workbench:case_mail_put": Staff(roles=CLERK, post=True),
    "workbench:case_mail_raw": Staff(roles=MAIL_READERS),
    "workbench:case_mail_part": Staff(roles=MAIL_READERS, where={"place": "0"}),
    "workbench:case_requests": Staff(roles=CASEWORK),
    "workbench:case_inquiry": Staff(roles=ASKED),
    "workbench:case_opinion": Staff(roles=ASKED),
    "workbench:case_complaint": Staff(roles=MAIL_READERS),
    "workbench:case_statistics": Staff(roles=CASEWORK),
    "workbench:case_behind": Staff(roles=CASEWORK),
    "workbench:case_statistics_export": Staff(roles=CASEWORK, elsewhere=True, where={"form": "csv"}),
    "workbench:case_table": Staff(roles=CASEWORK),
    "workbench:case_table_cell": Staff(
        roles=CASEWORK, elsewhere=True, where={"year": "2024", "cell": "T3.R3.1.C1"}
    ),
    "workbench:case_settings": Staff(roles=SETTING_UP),
    "workbench:case_addresses": Staff(roles=SETTING_UP),
    "workbench:case_mailbox": Staff(roles=SETTING_UP),
    "workbench:case_wording": Staff(
        roles=SETTING_UP, elsewhere=True, where={"regime": "2019", "code": "disclosed"}
    ),
    "workbench:case_wording_drop": Staff(
        roles=SETTING_UP - OVERSEERS, post=True, where={"regime": "2019", "code": "disclosed"}
    ),
    "workbench:case_import": Staff(roles=CLERK),
    "workbench:case_import_template": Staff(roles=CLERK),
    "workbench:case_import_run": Staff(roles=CLERK),
    "workbench:case_import_confirm": Staff(roles=CLERK, post=True),
    "workbench:case_import_report": Staff(roles=CLERK),
    "workbench:challenge_new": Staff(roles=CLERK, elsewhere=True, where={"kind": "lawsuit"}),
    "workbench:other_new": Staff(roles=CLERK, elsewhere=True, where={"kind": "suggestion"}),
    "workbench:case": Staff(roles=CASE_SEERS),
    "workbench:case_history": Staff(roles=CASE_SEERS),
    "workbench:case_unmask": Staff(roles=CASE_SEERS, post=True),
    "workbench:case_registered": Staff(roles=CLERK),
    "workbench:case_slip": Staff(roles=CLERK, post=True),
    "workbench:case_renew_code": Staff(roles=CLERK),
    "workbench:case_sealed": Staff(roles=CLERK),
    "workbench:case_notice": Staff(roles=HANDLERS),
    "workbench:case_step": Staff(roles=CLERK, where={"verb": "case.add_file"}),
    "workbench:case_decide": Staff(roles=CLERK),
    "workbench:case_redact": Staff(roles=CLERK),
    "workbench:case_page": Staff(roles=CLERK, where={"place": "1"}),
    "workbench:case_publish": Staff(roles=frozenset({Role.REVIEWER, Role.OFFICE_HEAD})),
    "workbench:case_reply": Staff(roles=HANDLERS),
    "workbench:case_reply_draft": Staff(roles=HANDLERS, post=True),
    "workbench:case_reply_pdf": Staff(roles=HANDLERS),
    "workbench:case_reply_step": Staff(roles=CLERK, where={"verb": "reply.send_to_review"}),
    "workbench:advice_new": Staff(roles=CLERK),
    "workbench:task_new": Staff(roles=CLERK),
    "workbench:advice": Staff(roles=CASE_SEERS),
    "workbench:advice_step": Staff(roles=CLERK, where={"verb": "advice.submit"}),
    "workbench:task": Staff(roles=CASE_SEERS),
    "workbench:task_step": Staff(
        roles=frozenset({Role.OFFICE_HEAD}), where={"verb": "proactive_task.assign"}
    ),
}
"""By name with its namespaces; an address without a name by its pattern."""

SIGN_IN_ROUTES = (
    "account_*",
    "mfa_*",
    "socialaccount_*",
    "openid_connect_*",
    "signin_closed",
    "accounts/social/*",
)
"""The addresses of allauth, by pattern of their names."""

EDITOR_ROUTES = (
    "wagtailadmin_*", "wagtailimages*", "wagtailusers_*", "wagtail_bulk_action", "pages-admin/*",
)  # fmt: skip
"""The addresses of Wagtail's admin, by pattern of their names; walked by tests of the pages (isolation)."""
