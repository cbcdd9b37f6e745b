"""A request's life told in one line: what happened on which day, done through the verbs.

`request 2026-02-02; consulted 2026-02-06 third A; opinion 2026-02-26 A; extended 2026-03-10 20` registers a
request at the counter and takes it up, and so on. Nothing is written past the verbs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongkai.casework import actions
from gongkai.casework.actions import ArrivalFacts, ChallengeFacts, Conclusion
from gongkai.casework.models import Consultation
from gongkai.casework.policy import applicant_of
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass
class Life:
    """One request of the forestry office. `said` is what the last step answered."""

    office: Any
    case_id: int = 0
    letters: dict[str, int] = field(default_factory=dict)
    said: Any = None

    def tell(self, story: str) -> "Life":
        """Every step must be allowed, but for the last."""
        steps = [step.split() for step in story.split(";") if step.strip()]
        for n, (verb, on, *rest) in enumerate(steps):
            self.said = _STEPS[verb](self, day(on), *rest)
            if isinstance(self.said, Refused) and n < len(steps) - 1:
                raise AssertionError(f"{verb} {on}: {self.said.reason}")
        return self

    def do(self, verb: Callable[..., Any], entered: date, actor: Any = None, **more: Any) -> Any:
        return self.office.do(verb, self.case_id, entered, actor, **more)

    def received(self, on: date, channel: str = "counter", *known: str) -> Any:
        """With `submitted=`, `signed=`, `system=` or `confirmed=` of other days where the channel asks."""
        given = dict(each.split("=") for each in known)
        arrival = Arrival(
            Channel(channel), day(given.get("submitted", str(on))), _maybe(given, "signed"),
            _maybe(given, "system"), _maybe(given, "confirmed"), misdirected="astray" in given,
        )  # fmt: skip
        made = self.office.register(on, arrival=arrival)
        self.case_id = made.case_id if made else 0
        return made

    def request(self, on: date) -> Any:
        """Handed in at the counter and taken up on that day."""
        return self.received(on) and self.taken(on)

    def taken(self, on: date) -> Any:
        return self.do(actions.examine, on)

    def confirmed(self, on: date) -> Any:
        return self.do(actions.confirm_receipt, on, note="电话确认")

    def asked(self, on: date, until: str) -> Any:
        return self.do(actions.ask_correction, on, items="请写明年度", until=day(until))

    def corrected(self, on: date, entered: str = "", reason: str = "") -> Any:
        return self.do(
            actions.receive_correction, day(entered) if entered else on, text="2025年度", on=on,
            good_reason=reason,
        )  # fmt: skip

    def consulted(self, on: date, party: str, ref: str, served: str = "") -> Any:
        asked = self.do(
            actions.consult, on, party={"third": "third_party", "joint": "co_author"}[party], name="样本公司",
            information="合同", address="样本路9号", days=15 if on < day("2019-05-15") else None,
        )  # fmt: skip
        if asked:
            self.letters[ref] = asked.pk
            if served:
                self.do(actions.record_service, day(served), served_on=day(served), consultation_id=asked.pk)
        return asked

    def opinion(self, on: date, ref: str, said: str = "agrees", entered: str = "") -> Any:
        return self.do(
            actions.receive_opinion, day(entered) if entered else on, consultation_id=self.letters[ref],
            opinion=said, text="含有技术秘密", on=on,
        )  # fmt: skip

    def silence(self, on: date) -> Any:
        return self.do(actions.end_silent, on, SYSTEM)

    def overridden(self, on: date, ref: str) -> Any:
        return self.do(
            actions.notify_override, on, consultation_id=self.letters[ref], information="合同",
            reason="关系公共安全",
        )  # fmt: skip

    def requested(self, on: date, days: str) -> Any:
        return self.do(actions.request_extension, on, days=int(days), reason="卷宗多")

    def granted(self, on: date) -> Any:
        return self.do(actions.extend, on, self.office.head)

    def extended(self, on: date, days: str) -> Any:
        return self.requested(on, days) and self.granted(on)

    def reasons_asked(self, on: date, until: str) -> Any:
        return self.do(actions.ask_reasons, on, why="一个月四十件", until=day(until))

    def reasons(self, on: date) -> Any:
        return self.do(actions.receive_reasons, on, applicant_of(self.case_id), text="研究需要")

    def delayed(self, on: date, until: str) -> Any:
        return self.do(actions.delay, on, self.office.head, until=day(until), reason="数量大")

    def fee(self, on: date, way: str = "handed") -> Any:
        return self.do(actions.ask_fee, on, basis="page", pages=40, payment="缴入国库", way=way)

    def served(self, on: date, entered: str = "") -> Any:
        return self.do(actions.record_service, day(entered) if entered else on, served_on=on)

    def paid(self, on: date, entered: str = "") -> Any:
        return self.do(actions.receive_fee, day(entered) if entered else on, voucher="0001", on=on)

    def lapsed(self, on: date) -> Any:
        return self.do(actions.lapse, on, SYSTEM)

    def withdrawn(self, on: date, entered: str = "") -> Any:
        return self.do(actions.withdraw, day(entered) if entered else on, on=on)

    def decided(self, on: date, outcome: str) -> Any:
        return self.do(actions.decide, on, outcome=outcome, grounds="理由")

    def receipt(self, on: date, channel: str, *known: str) -> Any:
        """Put right on that day."""
        given = dict(each.split("=") for each in known)
        arrival = ArrivalFacts(
            Channel(channel), day(given["submitted"]), _maybe(given, "signed"), _maybe(given, "system"),
            _maybe(given, "confirmed"),
        )  # fmt: skip
        return self.do(actions.correct_receipt, on, self.office.head, arrival=arrival, reason="登错")

    def found(self, on: date, entered: str) -> Any:
        """A correction of `on` that was found after the request was closed."""
        return self.do(
            actions.undo_correction_lapse, day(entered), self.office.head, on=on, text="2025年度",
            reason="压在收发室",
        )  # fmt: skip

    def found_paid(self, on: date, entered: str) -> Any:
        return self.do(
            actions.undo_fee_lapse, day(entered), self.office.head, on=on, voucher="0001", reason="回单迟到"
        )

    def overturned(self, on: date, *ordered: str) -> Any:
        """A review decision of the day before, received on that day: reply again."""
        given = dict(each.split("=") for each in ordered)
        office, before = self.office, on - timedelta(days=1)
        clerk = office.person(Role.REQUEST_CLERK)
        made = actions.register_reconsideration(
            actor=clerk, now=office.at(before), body_id=office.bodies["forestry"], about_id=self.case_id,
            facts=ChallengeFacts("某市人民政府", before),
        )  # fmt: skip
        conclusion = Conclusion(
            "revoked", "某政复决1号", before, corrected_what="撤销", orders_reply=True,
            ordered_days=int(given["days"]) if "days" in given else None, reply_by=_maybe(given, "by"),
        )  # fmt: skip
        return actions.conclude_reconsideration(
            actor=clerk, now=office.at(on), case_id=made.case_id, conclusion=conclusion, on=on
        )

    def opinions(self) -> list[str]:
        return list(
            Consultation.objects.filter(case_id=self.case_id).order_by("pk").values_list("opinion", flat=True)
        )


def _maybe(given: dict[str, str], name: str) -> date | None:
    return day(given[name]) if name in given else None


_STEPS: dict[str, Callable[..., Any]] = {
    name: step
    for name, step in vars(Life).items()
    if callable(step) and not name.startswith("_") and name not in ("tell", "do", "opinions")
}
