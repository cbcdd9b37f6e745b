"""The part of OCDS 1.1 that our packages use, laid out as the standard's archive, for its own checker.

Written from the reference of the standard; nothing but these fields is allowed, so that a field outside of
them is found.
"""

import io
import json
import zipfile
from typing import Any

RELEASE = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json"
DRAFT = "http://json-schema.org/draft-04/schema#"
MOMENT = {"type": "string", "format": "date-time"}
LINK = {"type": "string", "format": "uri"}
WORDS = {"type": "string", "minLength": 1}
CODES = {
    "releaseTag": "planning tender award contract implementation compiled",
    "initiationType": "tender",
    "partyRole": "buyer procuringEntity supplier tenderer",
    "method": "open selective limited direct",
    "procurementCategory": "goods works services",
    "tenderStatus": "planning planned active cancelled unsuccessful complete withdrawn",
    "awardStatus": "pending active cancelled unsuccessful",
    "contractStatus": "pending active cancelled terminated",
    "currency": "CNY",
    "documentType": "tenderNotice awardNotice contractSigned",
}


def closed(required: str, **properties: Any) -> dict[str, Any]:
    told = {"type": "object", "properties": properties, "additionalProperties": False}
    return told | ({"required": required.split()} if required else {})


def code(name: str, *, is_open: bool = False) -> dict[str, Any]:
    told = {"type": "string", "codelist": f"{name}.csv", "openCodelist": is_open}
    return told if is_open else {**told, "enum": CODES[name].split()}


def many(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


MONEY = closed("", amount={"type": "number"}, currency=code("currency"))
PERIOD = closed("", startDate=MOMENT, endDate=MOMENT)
SCHEMA = {
    "id": RELEASE,
    "$schema": DRAFT,
    **closed(
        "ocid id date tag initiationType", ocid=WORDS, id=WORDS, date=MOMENT,
        tag=many(code("releaseTag"), 1), initiationType=code("initiationType"), language=WORDS,
        parties={**many(ref("Organization")), "uniqueItems": True}, buyer=ref("OrganizationReference"),
        tender=ref("Tender"), awards={**many(ref("Award")), "uniqueItems": True},
        contracts={**many(ref("Contract")), "uniqueItems": True},
    ),
    "definitions": {
        "Identifier": closed("", scheme=WORDS, id=WORDS, legalName=WORDS),
        "Organization": closed(
            "id", id=WORDS, name=WORDS, identifier=ref("Identifier"),
            roles=many(code("partyRole", is_open=True), 1),
        ),
        "OrganizationReference": closed("id", id=WORDS, name=WORDS),
        "Document": closed(
            "id", id=WORDS, documentType=code("documentType", is_open=True), url=LINK
        ),
        "Tender": closed(
            "id", id=WORDS, title=WORDS, status=code("tenderStatus"),
            procuringEntity=ref("OrganizationReference"), procurementMethod=code("method"),
            procurementMethodDetails=WORDS, mainProcurementCategory=code("procurementCategory"), value=MONEY,
            tenderPeriod=PERIOD, eligibilityCriteria=WORDS, documents=many(ref("Document")),
            tenderers=many(ref("OrganizationReference")), numberOfTenderers={"type": "integer"},
        ),
        "Award": closed(
            "id", id=WORDS, title=WORDS, status=code("awardStatus"), date=MOMENT, value=MONEY,
            suppliers=many(ref("OrganizationReference")),
        ),
        "Contract": closed(
            "id awardID", id=WORDS, awardID=WORDS, description=WORDS, status=code("contractStatus"),
            value=MONEY, dateSigned=MOMENT, period=PERIOD,
        ),
    },
}  # fmt: skip
AROUND = {
    "uri": LINK, "version": {"type": "string", "pattern": r"^1\.1$"}, "publishedDate": MOMENT,
    "publisher": closed("name", name=WORDS, uri=LINK), "license": LINK, "publicationPolicy": LINK,
    "links": closed("", next=LINK),
}  # fmt: skip
ONE = {"$ref": RELEASE}
RECORD = closed(
    "ocid releases", ocid=WORDS, compiledRelease=ONE,
    releases={"oneOf": [many(closed("url", url=LINK), 1), many(ONE, 1)]},
)  # fmt: skip
PACKAGES = {
    "release": closed("uri publisher publishedDate releases version", **AROUND, releases=many(ONE, 1)),
    "record": {
        **closed("uri publisher publishedDate records version", **AROUND, records=many(ref("record"), 1)),
        "definitions": {"record": RECORD},
    },
}


def archive() -> bytes:
    """As it is downloaded from the standard's repository."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        held = {"release-schema.json": SCHEMA, "versioned-release-validation-schema.json": {"$schema": DRAFT}}
        held |= {
            f"{kind}-package-schema.json": {"$schema": DRAFT, **schema} for kind, schema in PACKAGES.items()
        }
        file.writestr("standard-1__1__5/", "")
        for name, schema in held.items():
            file.writestr(f"standard-1__1__5/schema/{name}", json.dumps(schema))
        for name, codes in CODES.items():
            lines = "".join(f"{each},{each},{each}\n" for each in codes.split())
            file.writestr(f"standard-1__1__5/schema/codelists/{name}.csv", f"Code,Title,Description\n{lines}")
    return out.getvalue()
