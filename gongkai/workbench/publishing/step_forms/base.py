"""What every step's form on a document shares: the document before the person."""

from typing import Any

from gongkai.foundation.look.choosing import offer
from gongkai.workbench.publishing.desk import Desk
from gongkai.workbench.step_form import Said, StepForm, day_field, line_field, reason_field, text_field

__all__ = ["Said", "Step", "day_field", "line_field", "reason_field", "text_field"]


class Step(StepForm):
    """One verb on a document or its edition."""

    desk: Desk

    @classmethod
    def unavailable(cls, desk: Desk) -> Said:
        """Why there is nothing to do by this step now; empty when it may be tried."""
        return ""

    def choose(self, name: str, choices: Any) -> None:
        """The choices of the field `name`."""
        offer(self, name, choices)

    def about(self) -> tuple[str, int]:
        return self.desk.about(self.verb)
