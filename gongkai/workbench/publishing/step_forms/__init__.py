"""The form of each verb of publishing that is taken on a page of its own."""

from gongkai.workbench.publishing.step_forms import attributes, catalogue_row, chain, facts, standings
from gongkai.workbench.publishing.step_forms.base import Step

STEPS: dict[str, type[Step]] = {
    form.verb: form
    for room in (chain, attributes, catalogue_row, facts, standings)
    for form in vars(room).values()
    if isinstance(form, type) and issubclass(form, Step) and form is not Step and hasattr(form, "verb")
}
"""Verb → form, in the order in which the page offers them."""
