"""What stands at the foot of every public page (《政府网站发展指引》): who runs the site, registrations."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from gongkai.portal.pages import footers


@dataclass(frozen=True, slots=True)
class Footer:
    """Empty where an installation has not said it; then the page leaves it out.

    `code` 政府网站标识码, ten characters; `icp` and `police` the two registrations, `police_number` the
    digits in the second one; `host` 主办单位, `builder` 承办单位. `faults`: address of 我为政府网站找错;
    `site_map` that of the map for people.
    """

    name: str
    domain: str
    code: str = ""
    icp: str = ""
    police: str = ""
    host: str = ""
    builder: str = ""
    contact: str = ""
    faults: str = ""
    site_map: str = ""

    @property
    def police_number(self) -> str:
        return "".join(each for each in self.police if each.isdigit())


def footer_of(request: HttpRequest, name: str) -> Footer:
    """Of the site that answers under the reader's name, where editors have one; else of the installation."""
    designed = footers.of_site(request)
    own = urlsplit(settings.SITE_URL).hostname or ""
    if designed is None:
        return Footer(name=name, domain=own, **settings.SITE_FOOTER)
    told = {**settings.SITE_FOOTER, **designed}
    return Footer(**{**told, "domain": told["domain"] or own})
