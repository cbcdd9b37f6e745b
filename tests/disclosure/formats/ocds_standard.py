"""The Open Contracting Data Standard as its publisher wrote it, laid out as its archive, for its own checker.

The schemas are those that the standard's libraries carry beside their tests (`scripts/browser` brings them):
of releases from ocdsmerge, of packages from ocdskit. There the package of records is written out with an
extended release in it; the plain release is put back where the standard names it.
"""

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parents[3] / ".tools" / "standards"
MERGE, KIT = PLACE / "ocdsmerge-0.8.0.tar.gz", PLACE / "ocdskit-1.7.0.tar.gz"
IS_HERE = MERGE.exists() and KIT.exists()
RELEASE = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json"
OPEN_LISTS = {"partyRole.csv": "buyer procuringEntity supplier tenderer", "documentType.csv": "tenderNotice"}
"""Codes that we use of the open lists, which no schema holds."""


def archive() -> bytes:
    """As it is downloaded from the standard's repository."""
    release = _file(MERGE, "release-schema-1__1__4.json") | {"id": RELEASE}
    schemas = {
        "release-schema.json": release,
        "release-package-schema.json": _file(KIT, "fixtures/release-package-schema.json"),
        "record-package-schema.json": _records(),
        "versioned-release-validation-schema.json": {"$schema": release["$schema"]},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("standard-1__1__5/", "")
        for name, schema in schemas.items():
            file.writestr(f"standard-1__1__5/schema/{name}", json.dumps(schema))
        for name, codes in (_codes(release) | {k: set(v.split()) for k, v in OPEN_LISTS.items()}).items():
            lines = "".join(f"{each},{each},{each}\n" for each in sorted(codes))
            file.writestr(f"standard-1__1__5/schema/codelists/{name}", f"Code,Title,Description\n{lines}")
    return out.getvalue()


def _file(package: Path, ending: str) -> dict[str, Any]:
    with tarfile.open(package) as held:
        name = next(each for each in held.getnames() if each.endswith(ending))
        file = held.extractfile(name)
        assert file is not None
        return json.load(file)


def _records() -> dict[str, Any]:
    package = _file(KIT, "fixtures/a/record-package-schema-dereferenced.json")
    record = package["properties"]["records"]["items"]
    record["properties"]["compiledRelease"] = {"$ref": RELEASE}
    record["properties"]["releases"]["oneOf"][1]["items"] = {"$ref": RELEASE}
    del record["properties"]["versionedRelease"]
    package["definitions"] = {"record": record}
    package["properties"]["records"]["items"] = {"$ref": "#/definitions/record"}
    return package


def _codes(schema: Any) -> dict[str, set[str]]:
    """The lists that the schema names, with the codes that it allows."""
    found: dict[str, set[str]] = {}
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "codelist" in one:
                items = one.get("items") or {}
                found.setdefault(one["codelist"], set()).update(
                    filter(None, one.get("enum") or items.get("enum") or ())
                )
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
