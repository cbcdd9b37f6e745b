"""Addresses of the staff who handle cases."""

from gongkai.foundation.organisations.roles import Role
from tests.architecture.routes.places import (
    ASKED,
    CASE_SEERS,
    CASEWORK,
    CLERK,
    HANDLERS,
    MAIL_READERS,
    OVERSEERS,
    SETTING_UP,
    Public,
    SignIn,
    Staff,
)

ROUTES: dict[str, Public | SignIn | Staff] = {
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
