"""Tables of reading points, deposits and yearly packages."""

from gongkai.publishing.archives.models.packages import Package, PackageProgress, PackageState
from gongkai.publishing.archives.models.points import Deposit, DepositForm, PlaceType, ReadingPoint, Visits

__all__ = [
    "Deposit",
    "DepositForm",
    "Package",
    "PackageProgress",
    "PackageState",
    "PlaceType",
    "ReadingPoint",
    "Visits",
]
