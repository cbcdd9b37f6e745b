"""Public trades in the Open Contracting Data Standard, OCDS 1.1.

One trade (一个交易编号) is one contracting process: its notice is the tender, its results are awards, its
contracts contracts. A sale (land, property, emission rights, forest) has the seller as procuring entity and
no buyer: the standard knows purchases, and says nothing else of who pays whom.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

VERSION = "1.1"
CURRENCY = "CNY"
SCHEME = "CN-USCC"  # 统一社会信用代码
CITY_TIME = "+08:00"
_FEN = 100
_PURCHASES = frozenset({"tender", "procurement"})
_METHODS = {
    "open": "open", "selective": "selective", "limited": "limited", "direct": "direct", "auction": "open",
}  # fmt: skip

type Content = Mapping[str, Any]
type Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trade:
    """Everything public of one trade, canonical rows. `changed_at`: the newest of their times; `method`, as
    people read it; `notice` names the trade."""

    notice: Content
    changed_at: datetime
    method: str = ""
    bidders: Sequence[Content] = ()
    results: Sequence[Content] = ()
    contracts: Sequence[Content] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes; `prefix` is the city's registered one (ocds-xxxxxx)."""

    name: str
    address: str
    prefix: str
    licence: str
    policy: str


@dataclass(slots=True)
class _Parties:
    known: dict[str, Told] = field(default_factory=dict)

    def add(self, name: str, code: str | None, role: str) -> Told:
        number = f"{SCHEME}-{code}" if code else f"name-{name}"
        party = self.known.setdefault(number, {"id": number, "name": name, "roles": []})
        if code:
            party["identifier"] = {"scheme": SCHEME, "id": code, "legalName": name}
        if role not in party["roles"]:
            party["roles"].append(role)
        return {"id": number, "name": name}


def ocid(prefix: str, trade: str) -> str:
    return f"{prefix}-{trade}"


def release(trade: Trade, publisher: Publisher) -> Told:
    """The process as it stands, as one release. Its identifier tells when it came to be so."""
    parties = _Parties()
    number = str(trade.notice["trade"])
    process = ocid(publisher.prefix, number)
    tender, buyer = _tender(trade, parties)
    awards = [_award(number, each, parties) for each in trade.results]
    contracts = [_contract(number, each, trade.results) for each in trade.contracts]
    told: Told = {
        "ocid": process,
        "id": f"{process}-{trade.changed_at.strftime('%Y%m%dT%H%M%S%f')}",
        "date": trade.changed_at.isoformat(timespec="seconds"),
        "tag": ["tender", *(["award"] if awards else []), *(["contract"] if contracts else [])],
        "initiationType": "tender",
        "language": "zh",
        "tender": tender,
    }
    if buyer:
        told["buyer"] = buyer
    if awards:
        told["awards"] = awards
    if contracts:
        told["contracts"] = contracts
    told["parties"] = list(parties.known.values())
    return told


def release_package(releases: Iterable[Told], publisher: Publisher, uri: str, published: datetime) -> Told:
    """The standard has no empty package."""
    return {**_package(publisher, uri, published), "releases": list(releases)}


def record_package(releases: Iterable[Told], publisher: Publisher, uri: str, published: datetime) -> Told:
    """A record a process: its release, and the same compiled, with the identifier that merging would give."""
    records = [
        {
            "ocid": each["ocid"],
            "releases": [each],
            "compiledRelease": {**each, "id": f"{each['ocid']}-{each['date']}", "tag": ["compiled"]},
        }
        for each in releases
    ]
    return {**_package(publisher, uri, published), "records": records}


def _package(publisher: Publisher, uri: str, published: datetime) -> Told:
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": published.isoformat(timespec="seconds"),
        "publisher": {"name": publisher.name, "uri": publisher.address},
        "license": publisher.licence,
        "publicationPolicy": publisher.policy,
    }


def _tender(trade: Trade, parties: _Parties) -> tuple[Told, Told | None]:
    notice = trade.notice
    entity = parties.add(notice["buyer"], notice.get("buyer_code"), "procuringEntity")
    buyer = None
    if notice["course"] in _PURCHASES:
        buyer = parties.add(notice["buyer"], notice.get("buyer_code"), "buyer")
    told: Told = {
        "id": str(notice["trade"]),
        "title": notice["title"],
        "status": "complete" if trade.results else "active",
        "procuringEntity": entity,
        "procurementMethod": _METHODS[notice["method"]],
        "tenderPeriod": {"startDate": _day(notice["published_on"])},
    }
    if trade.method:
        told["procurementMethodDetails"] = trade.method
    if notice["course"] == "tender":
        told["mainProcurementCategory"] = "works"
    if notice.get("budget") is not None:
        told["value"] = _money(notice["budget"])
    if notice.get("closes_at"):
        told["tenderPeriod"]["endDate"] = f"{notice['closes_at']}{CITY_TIME}"
    if notice.get("qualification"):
        told["eligibilityCriteria"] = notice["qualification"]
    if notice.get("address"):
        told["documents"] = [{"id": "notice", "documentType": "tenderNotice", "url": notice["address"]}]
    tenderers = {
        each["bidder"]: parties.add(each["bidder"], each.get("bidder_code"), "tenderer")
        for each in sorted(trade.bidders, key=lambda each: not each.get("bidder_code"))
    }
    if tenderers:
        told["tenderers"] = list({each["id"]: each for each in tenderers.values()}.values())
        told["numberOfTenderers"] = len(told["tenderers"])
    return told, buyer


def _award(trade: str, result: Content, parties: _Parties) -> Told:
    winner = parties.add(result["winner"], result.get("winner_code"), "supplier")
    return {
        "id": _award_id(trade, result),
        "title": str(result["lot"]),
        "status": "active",
        "date": _day(result["chosen_on"]),
        "value": _money(result["price"]),
        "suppliers": [winner],
    }


def _award_id(trade: str, result: Content) -> str:
    return f"{trade}-{result['lot']}"


def _contract(trade: str, contract: Content, results: Sequence[Content]) -> Told:
    """Its award is that of the same supplier, else the first; without one it names the trade."""
    same = [each for each in results if each["winner"] == contract["supplier"]] or list(results)
    told: Told = {
        "id": str(contract["contract"]),
        "awardID": _award_id(trade, same[0]) if same else trade,
        "status": contract["state"],
        "value": _money(contract["amount"]),
        "dateSigned": _day(contract["signed_on"]),
        "period": {"startDate": _day(contract["signed_on"])},
    }
    if contract.get("ends_on"):
        told["period"]["endDate"] = _day(contract["ends_on"])
    if contract.get("changes"):
        told["description"] = contract["changes"]
    return told


def _money(fen: int) -> Told:
    """Yuan; a number of at most two decimals."""
    amount = fen // _FEN if fen % _FEN == 0 else fen / _FEN
    return {"amount": amount, "currency": CURRENCY}


def _day(day: str) -> str:
    return f"{day}T00:00:00{CITY_TIME}"
