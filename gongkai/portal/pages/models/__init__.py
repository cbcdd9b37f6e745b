"""Tables of designed sites. Imported only by this room."""

from gongkai.portal.pages.models.base import DesignedPage
from gongkai.portal.pages.models.faults import Fault, FaultResult, FaultState
from gongkai.portal.pages.models.pictures import Drawn, Picture
from gongkai.portal.pages.models.review import AnotherPerson, Judgement
from gongkai.portal.pages.models.sites import Language, PublicSite
from gongkai.portal.pages.models.types import (
    BodiesPage,
    ColumnPage,
    FaultPage,
    HomePage,
    LeadersPage,
    PlatformPage,
    SiteMapPage,
    StaticPage,
    TopicPage,
)

__all__ = [
    "AnotherPerson", "BodiesPage", "ColumnPage", "DesignedPage", "Drawn", "Fault", "FaultPage", "FaultResult",
    "FaultState", "HomePage", "Judgement", "Language", "LeadersPage", "Picture", "PlatformPage", "PublicSite",
    "SiteMapPage",
    "StaticPage", "TopicPage",
]  # fmt: skip
