"""The closed lists of casework, for the forms and interfaces of the rooms above."""

from gongkai.casework.models import ApplicantType, CaseKind, ChallengeGroup, FileRole, Opinion, Way
from gongkai.casework.models.applicants import Delivery, Form
from gongkai.casework.models.cases import ChannelLabel

__all__ = [
    "ApplicantType",
    "CaseKind",
    "ChallengeGroup",
    "ChannelLabel",
    "Delivery",
    "FileRole",
    "Form",
    "Opinion",
    "Way",
]
