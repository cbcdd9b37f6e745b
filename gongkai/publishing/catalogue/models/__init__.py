"""Tables of catalogues and guides."""

from gongkai.publishing.catalogue.models.catalogues import (
    Catalogue,
    CatalogueChange,
    CatalogueItem,
    CatalogueTable,
    CatalogueVersion,
    ChangeKind,
)
from gongkai.publishing.catalogue.models.guides import GuideVersion

__all__ = [
    "Catalogue",
    "CatalogueChange",
    "CatalogueItem",
    "CatalogueTable",
    "CatalogueVersion",
    "ChangeKind",
    "GuideVersion",
]
