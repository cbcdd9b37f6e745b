"""Tables of casework. Imported only by this room; others use `queries` and `actions`, or a string foreign
key."""

from gongkai.casework.models.access import (
    AccountCase,
    AccountVisit,
    CaseAccess,
    Draft,
    IntakeKey,
    SignInLink,
    WrongTries,
)
from gongkai.casework.models.applicants import Applicant, ApplicantType, Application, Delivery, Form
from gongkai.casework.models.cases import Case, CaseEvent, CaseFile, CaseKind, CaseStanding, FileRole
from gongkai.casework.models.challenges import Challenge, ChallengeGroup, Stage
from gongkai.casework.models.handling import (
    Consultation,
    Extension,
    FeeNotice,
    Inquiry,
    Notice,
    Opinion,
    PhoneLog,
)
from gongkai.casework.models.importing import ImportLine, ImportRun
from gongkai.casework.models.outreach import Advice, ProactiveTask, PublishedReply
from gongkai.casework.models.replies import Redaction, Reply, ReplyTemplate, Series, Service, Way
from gongkai.casework.models.setup import RemedyAddresses

__all__ = [
    "AccountCase",
    "AccountVisit",
    "Advice",
    "Applicant",
    "ApplicantType",
    "Application",
    "Case",
    "CaseAccess",
    "CaseEvent",
    "CaseFile",
    "CaseKind",
    "CaseStanding",
    "Challenge",
    "ChallengeGroup",
    "Consultation",
    "Delivery",
    "Draft",
    "Extension",
    "FeeNotice",
    "FileRole",
    "Form",
    "ImportLine",
    "ImportRun",
    "Inquiry",
    "IntakeKey",
    "Notice",
    "Opinion",
    "PhoneLog",
    "ProactiveTask",
    "PublishedReply",
    "Redaction",
    "RemedyAddresses",
    "Reply",
    "ReplyTemplate",
    "Series",
    "Service",
    "SignInLink",
    "Stage",
    "Way",
    "WrongTries",
]
