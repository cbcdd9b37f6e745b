"""What a request has to contain before it is taken up."""

from gongkai.casework.models import Applicant, Application, Case, CaseFile, FileRole
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused

_ARTICLES = {
    "2007": "《政府信息公开条例》（2007年）第二十条",
    "2019": "《政府信息公开条例》（2019年修订）第二十九条",
}


def lacking(case: Case) -> Refused | None:
    """Name, contact, description and form wanted; since 2019 proof of identity as well: its number, or a copy
    among the files."""
    applicant = Applicant.objects.filter(case=case).first()
    application = Application.objects.filter(case=case).first()
    found = dict(_missing(case, applicant, application))
    if not found:
        return None
    values = {"fields": "、".join(str(each) for each in found.values())}
    return Refused(
        Message(N_("申请还缺：{fields}。请联系申请人补充，或者发出补正告知书。"), values),
        _ARTICLES.get(case.regime, ""),
        tuple(found.items()),
    )


def _missing(
    case: Case, applicant: Applicant | None, application: Application | None
) -> list[tuple[str, Message]]:
    found: list[tuple[str, Message]] = []
    if applicant is None or not applicant.name:
        found.append(("name", Message(N_("姓名或者名称"))))
    if case.regime != "2007" and not _identified(case, applicant):
        found.append(("id_number", Message(N_("身份证明"))))
    if applicant is None or not (applicant.phone or applicant.email or applicant.address):
        found.append(("contact", Message(N_("联系方式"))))
    if application is None or not (application.wanted.strip() or application.corrected.strip()):
        found.append(("wanted", Message(N_("所需信息的内容描述"))))
    return found


def _identified(case: Case, applicant: Applicant | None) -> bool:
    if applicant is not None and applicant.id_number:
        return True
    return CaseFile.objects.filter(case=case, role=FileRole.IDENTITY).exists()
