"""A declaration that can't be read stops the installation from starting, with file and line, not a page."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext

from gongkai.core.declarations import DeclarationError
from gongkai.disclosure import declared
from gongkai.foundation.rulebook.fields import OWN_FOLDER


def declarations(**_: Any) -> list[CheckMessage]:
    """For Django's system check."""
    try:
        declared.fields()
    except DeclarationError as error:
        return [Error(error.message.in_language(gettext), id="disclosure.E001")]
    except FileNotFoundError as error:
        said = gettext("没有 {variable} 指明的目录：{folder}").format(variable=OWN_FOLDER, folder=error)
        return [Error(said, id="disclosure.E002")]
    return []
