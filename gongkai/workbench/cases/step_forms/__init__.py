"""Every step of every lifecycle as a form, by its verb."""

from gongkai.workbench.cases.step_forms import (
    challenges,
    ending,
    outreach,
    receiving,
    replies,
    righting,
    time,
    waiting,
)
from gongkai.workbench.cases.step_forms.base import Step

__all__ = ["STEPS", "Step"]

STEPS: dict[str, type[Step]] = {
    form.verb: form
    for module in (receiving, waiting, time, righting, ending, replies, challenges, outreach)
    for form in vars(module).values()
    if isinstance(form, type) and issubclass(form, Step) and "verb" in vars(form)
}
"""By verb."""
