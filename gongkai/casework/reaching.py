"""How an applicant can be told something at once."""

import re

from gongkai.casework.models import Applicant

_MOBILE = re.compile(r"1\d{10}")


def reachable_by(case_id: int) -> tuple[str, str]:
    """(e-mail, mobile telephone) of the case's applicant; empty where there is none."""
    found = Applicant.objects.filter(case_id=case_id, erased_at=None).values_list("email", "phone").first()
    email, phone = found or ("", "")
    digits = "".join(phone.split())
    return email, digits if _MOBILE.fullmatch(digits) else ""
