"""Tables of reading points, deposits and yearly packages."""

from gongkai.publishing.archives.models.packages import Package, PackageProgress, PackageState
from gongkai.publishing.archives.models.points import Deposit, ReadingPoint, Visits

__all__ = [
    "Deposit",
    "Package",
    "PackageProgress",
    "PackageState",
    "ReadingPoint",
    "Visits",
]
