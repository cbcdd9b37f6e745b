"""Numbers of documents: one series a body, code and year, without gaps or doubles, none given twice."""

from gongkai.core.messages import N_, Message
from gongkai.core.publishing import index_numbers
from gongkai.foundation.ledger import serials
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.publishing.models import NumberSeries


def next_serial(body_id: int, code: str, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers of a series, inside a verb."""
    return serials.next_serial(NumberSeries, body_id, code, year, count)


def address_of(body_code: str, year: int, serial: int) -> str:
    """lyjyj-2026-00012: the permanent address of a document, letters, digits and hyphens only."""
    return f"{body_code}-{year}-{serial:05d}"


def no_code(body: BodyOnDay) -> Refused | None:
    """Without its code a body gives no 索引号."""
    if index_numbers.code_problem(body.credit_code) is None:
        return None
    return Refused(
        Message(N_("{body}没有登记统一社会信用代码，不能编索引号，请管理员先登记。"), {"body": body.name})
    )


def numbers_of(body: BodyOnDay, year: int, serial: int) -> tuple[str, str]:
    """Address and 索引号 of the document with that number in the body's series."""
    number = index_numbers.index_number(body.credit_code, year, serial)
    return address_of(body.code, year, serial), str(number)
