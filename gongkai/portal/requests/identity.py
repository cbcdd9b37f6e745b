"""What kind of proof of identity somebody named."""

from django.utils import translation

from gongkai.portal.requests.forms import ID_KINDS


def kept_name(kind: str) -> str:
    """As the case keeps it: in Chinese, whatever language the page was read in; empty when none was named."""
    with translation.override(None):
        return str(dict(ID_KINDS).get(kind, ""))
