"""Proof files: what holds, what has changed since, and what was tampered with."""

import copy
import hashlib

import pytest

from gongkai.core.transparency import reading
from gongkai.core.transparency.proof import (
    FORMAT,
    SINCE_FORMAT,
    Act,
    Entry,
    Head,
    Holds,
    canonical,
    content_digest,
    examine,
    examine_since,
)
from gongkai.core.transparency.tree import completed_by, inclusion, leaf_hash, root

ADDRESS = "11370000000000000X/2017-00001"
CONTENT = {
    "title": "关于印发《样例办法》的通知",
    "text": "第一条……",
    "files": [{"name": "附件.pdf", "sha256": "ab" * 32}],
}
NEWER = {**CONTENT, "text": "第一条（修改）……"}


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _entry(content: dict, edition: int = 1, address: str = ADDRESS, act: Act = Act.PUBLISHED) -> Entry:
    return Entry(
        address, edition, act, f"2017-03-0{edition}T09:00:00+08:00", content_digest("sha256", sha256, content)
    )


def _told(entry: Entry) -> dict:
    return {each: getattr(entry, each) for each in ("address", "edition", "act", "at", "content")}


def made(entries: list[Entry], about: int = 0, content: dict | None = None) -> dict:
    """The proof file of the entry number `about` in a tree of these."""
    nodes: dict[tuple[int, int], bytes] = {}

    def kept(level: int, index: int) -> bytes:
        return nodes[level, index]

    for position, entry in enumerate(entries):
        for level, index, found in completed_by(sha256, kept, position, leaf_hash(sha256, entry.bytes())):
            nodes[level, index] = found

    def step(position: int) -> dict:
        path = [each.hex() for each in inclusion(sha256, kept, position, len(entries))]
        return {"entry": _told(entries[position]), "position": position, "path": path}

    same = [
        number
        for number, entry in enumerate(entries)
        if number > about and entry.address == entries[about].address
    ]
    return {
        "format": FORMAT,
        "content": content or CONTENT,
        **step(about),
        "later": [step(number) for number in same],
        "head": {"issuer": "样例市", "size": len(entries), "root": root(sha256, kept, len(entries)).hex(),
                 "at": "2017-03-31T00:05:00+08:00", "digest": "sha256"},
        "signature": {"algorithm": "ed25519", "key": "k1", "value": "00" * 64},
    }  # fmt: skip


def looked_over(proof: dict, signed: bool | None = True):
    return examine(proof, {"sha256": sha256}, lambda head, signature: signed)


OTHERS = [_entry({"n": number}, address=f"other/{number}") for number in range(5)]


def test_what_was_published_holds():
    found = looked_over(made([_entry(CONTENT), *OTHERS]))
    assert found.holds is Holds.CURRENT
    assert found.entry.address == ADDRESS
    assert found.content == CONTENT


def test_a_later_edition_is_told():
    found = looked_over(made([_entry(CONTENT), *OTHERS, _entry(NEWER, 2)]))
    assert found.holds is Holds.CHANGED
    assert [entry.edition for entry in found.later] == [2]


def test_a_withdrawal_is_told():
    found = looked_over(
        made([_entry(CONTENT), *OTHERS, _entry({"notice": "内容有误"}, 2, act=Act.WITHDRAWN)])
    )
    assert found.holds is Holds.CHANGED
    assert found.later[0].act is Act.WITHDRAWN


def test_nobody_vouches_for_a_key_that_is_not_known():
    assert looked_over(made([_entry(CONTENT), *OTHERS]), signed=None).holds is Holds.UNKNOWN_KEY


def test_a_signature_that_does_not_fit_breaks_it():
    found = looked_over(made([_entry(CONTENT), *OTHERS]), signed=False)
    assert found.holds is Holds.BROKEN
    assert "签名" in found.problem.text


def _bend(proof: dict, *way: object, to: object) -> dict:
    bent = copy.deepcopy(proof)
    place = bent
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = to
    return bent


@pytest.mark.parametrize(
    ("way", "to", "said"),
    [
        (("content", "text"), "第一条（改）……", "内容与当时公开的不一致"),
        (("content", "files"), [], "内容与当时公开的不一致"),
        (("entry", "at"), "2016-01-01T00:00:00+08:00", "不在已签名的目录树中"),
        (("entry", "edition"), 2, "不在已签名的目录树中"),
        (("position",), 1, "不在已签名的目录树中"),
        (("head", "root"), "00" * 32, "不在已签名的目录树中"),
        (("head", "size"), 9, "不在已签名的目录树中"),
        (("later", 0, "entry", "at"), "2030-01-01T00:00:00+08:00", "不在已签名的目录树中"),
        (("later", 0, "path"), [], "不在已签名的目录树中"),
        (("format",), "other/1", "这不是公开证明文件"),
        (("path",), ["xyz"], "“path”的写法不对"),
        (("path",), ["0A" * 32], "“path”的写法不对"),
        (("position",), "0", "“position”的写法不对"),
        (("position",), 0.0, "“position”的写法不对"),
        (("entry", "edition"), True, "“entry/edition”的写法不对"),
        (("entry", "title"), "另一个标题", "多出了“entry/title”"),
        (("note",), "此文件有效", "多出了“note”"),
        (("later", 0, "note\x1b[2J"), "", "多出了“later 1/note\ufffd[2J”"),
        (("content",), [], "“content”的写法不对"),
        (("entry", "address"), "\ud800", "这不是公开证明文件"),
        (("head", "digest"), "md5", "这不是公开证明文件"),
        (("entry", "act"), "praised", "这不是公开证明文件"),
        (("later",), [{}], "缺少“later 1/entry”"),
        (("later",), None, "“later”的写法不对"),
        (("signature",), {}, "缺少“signature/algorithm”"),
    ],
)
def test_whatever_is_bent_is_noticed(way, to, said):
    bent = _bend(made([_entry(CONTENT), *OTHERS, _entry(NEWER, 2)]), *way, to=to)
    found = looked_over(bent)
    assert found.holds is Holds.BROKEN
    assert said in found.problem.text.format(**found.problem.values)


def _places(told: object, way: tuple = ()):
    """Every place of a file, each value and each part."""
    yield from [(way, told)] if way else ()
    pairs = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for name, value in pairs:
        yield from _places(value, (*way, name))


def test_no_letter_of_it_can_be_changed():
    """Each place cut out, emptied, made another. The signer's own words are the signature's to guard, and a
    file without what came later is one from before it: only the publisher can tell (`examine_since`)."""
    proof = made([_entry(CONTENT), *OTHERS, _entry(NEWER, 2)])
    unguarded = {("head", "issuer"), ("head", "at"), ("signature", "algorithm"), ("signature", "key"),
                 ("signature", "value"), ("later",), ("later", 0)}  # fmt: skip
    for way, value in _places(proof):
        if way in unguarded:
            continue
        others = [None, [], {}, "", -1, 1.5, True, "\u202e", [value], {"a": value}]
        others += [value + 1] if type(value) is int else [f"{value}0", f" {value}"] * isinstance(value, str)
        for other in others:
            if other != value or type(other) is not type(value):
                assert looked_over(_bend(proof, *way, to=other)).holds is Holds.BROKEN, (way, other)
        cut = copy.deepcopy(proof)
        place = cut
        for step in way[:-1]:
            place = place[step]
        del place[way[-1]]
        assert looked_over(cut).holds is Holds.BROKEN, way


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这不是公开证明文件"),
        (b"no json", "这不是公开证明文件"),
        (b"[]", "这不是公开证明文件"),
        (b"\xff\xfe{}", "这不是公开证明文件"),
        (b"[" * 100_000, "这不是公开证明文件"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "这不是公开证明文件"),
        (b'{"content": {"text": "x", "text": "y"}}', "“text”写了两次"),
    ],
)
def test_what_is_no_proof_file_is_told(content, said):
    with pytest.raises(reading.NoProofError) as refused:
        reading.file(content)
    assert said in refused.value.words.text.format(**refused.value.words.values)


def test_a_file_saved_by_an_editor_that_marks_its_beginning_is_read():
    assert reading.file(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def _since(proof: dict) -> dict:
    steps = [
        {name: each[name] for name in ("entry", "position", "path")} for each in (proof, *proof["later"])
    ]
    told = {name: proof[name] for name in ("head", "signature")}
    return {"format": SINCE_FORMAT, "entries": steps, **told}


def test_what_was_cut_out_of_a_file_the_publisher_tells():
    whole = made([_entry(CONTENT), *OTHERS, _entry(NEWER, 2)])
    cut = {**whole, "later": []}
    found = looked_over(cut)
    assert found.holds is Holds.CURRENT
    digests, signed = {"sha256": sha256}, lambda head, signature: True
    now = examine_since(_since(whole), found, digests, signed)
    assert now.holds is Holds.CHANGED
    assert [each.edition for each in now.later] == [2]
    assert examine_since(_since(cut), found, digests, signed).holds is Holds.CURRENT
    other = _since(made([_entry(CONTENT), *OTHERS], 2))
    for told, check in ((other, signed), (_since(whole), lambda head, signature: None), ({}, signed)):
        assert examine_since(told, found, digests, check).holds is Holds.BROKEN


def test_a_change_of_another_address_cannot_be_passed_off_as_one_of_this():
    proof = made([_entry(CONTENT), *OTHERS])
    proof["later"] = [
        {
            key: value
            for key, value in made([_entry(CONTENT), *OTHERS], 3).items()
            if key in ("entry", "position", "path")
        }
    ]
    assert looked_over(proof).holds is Holds.BROKEN


def test_canonical_json_does_not_depend_on_the_order_of_writing():
    assert (
        canonical({"乙": 1, "a": [1, "二"]})
        == canonical({"a": [1, "二"], "乙": 1})
        == '{"a":[1,"二"],"乙":1}'.encode()
    )


def test_heads_and_entries_are_hashed_over_all_they_say():
    head = Head("样例市", 1, "ab", "2017-03-31T00:05:00+08:00", "sha256")
    for each in (
        "样例市",
        '"size":1',
        '"root":"ab"',
        "2017-03-31T00:05:00+08:00",
        '"sha256"',
        "gongkai-head/1",
    ):
        assert each in head.bytes().decode()
