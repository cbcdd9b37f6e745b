"""The file of a draw, and `gongkai draw verify`."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from gongkai.core.disclosure.logic.draw import Candidate, Inspector, Plan, Pool, commit, draw
from gongkai.core.disclosure.verify.draw import DrawFile, content_of, read_draw, verify
from gongkai.project import draw_commands
from gongkai.project.cli import main

POOL = Pool(
    Plan("餐饮服务抽查", "食品", 3),
    tuple(Candidate(f"9199000{n}", f"示例餐馆{n}", 1 + n % 3) for n in range(9)),
    tuple(Inspector(f"99000{n}", ("食品",), ("91990001",) if n == 0 else ()) for n in range(5)),
)
SHARE, VALUE = "随机份额 7f3a", "第2017136期 03 09 12"
FILE = DrawFile(
    POOL,
    commit(POOL, SHARE, "双色球第2017136期", "2017-11-20T09:00:00+08:00"),
    SHARE, VALUE, "2017-11-21T21:30:00+08:00", "2017-11-22T10:00:00+08:00", "syj", draw(POOL, SHARE, VALUE),
)  # fmt: skip
CONTENT = json.loads(json.dumps(content_of(FILE)))


def test_the_file_comes_back_as_it_went() -> None:
    assert read_draw(CONTENT) == FILE
    found = verify(CONTENT)
    assert found.holds
    assert FILE.commitment.list_digest in str(found.notes[-1])


def altered(path: str, value: object) -> dict:
    content = deepcopy(CONTENT)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    place = content
    for step in way:
        place = place[step]
    place[last] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("pool.candidates.0.weight", 9, "被改动过"),
        ("pool.candidates.0.name", "别的餐馆", "被改动过"),
        ("pool.inspectors.1.avoids", ["91990002"], "被改动过"),
        ("pool.plan.objects", 2, "被改动过"),
        ("share", "换一个", "随机份额与事先"),
        ("public_value.value", "别的号码", "随机种子"),
        ("public_value.value", " ", "空的"),
        ("public_value.at", "2017-11-20T08:59:00+08:00", "事先挑选"),
        ("drawn_at", "2017-11-21T21:00:00+08:00", "抽取早于"),
        ("drawn_at", "2017-11-22T10:00:00", "时区"),
        ("drawn_at", "昨天", "值不对"),
        ("result.assignments.0.code", "91990099", "多了 91990099"),
        ("result.assignments", CONTENT["result"]["assignments"][::-1], "次序"),
        ("result.assignments.1.inspectors", ["990000", "990001"], "执法人员与重算的不一致"),
        ("format", "x", "不是抽取文件"),
        ("pool.plan.team", 1, "两人"),
        ("pool.candidates.0.weight", "9", "不完整"),
        ("pool.candidates.0.weight", 1.0, "不完整"),
        ("result", None, "不完整"),
        ("commitment", {}, "不完整"),
        ("pool.candidates.0.weight", 10**400, "权重"),  # and an answer comes at all
        ("pool.candidates.0.code", 91990000, "不完整"),
        ("pool.plan.objects", "3", "不完整"),
        ("share", "\ud800", "值不对"),
    ],
)
def test_whatever_was_altered_is_found(path: str, value: object, said: str) -> None:
    found = verify(altered(path, value))
    assert not found.holds
    assert any(said in str(problem) for problem in found.problems), [str(each) for each in found.problems]


@pytest.mark.parametrize("content", [None, [], "x", {"format": "gongkai-draw/1"}])
def test_what_is_no_draw_is_said(content: object) -> None:
    assert not verify(content).holds


def test_the_command(tmp_path, capsys) -> None:
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(CONTENT), encoding="utf-8")
    assert main(["draw", "verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert "成立" in said
    assert all(each.code in said for each in FILE.result.assignments)
    file.write_text(json.dumps(altered("share", "x")), encoding="utf-8")
    assert main(["draw", "verify", str(file)]) == 1
    assert "不成立" in capsys.readouterr().out
    file.write_text("{", encoding="utf-8")
    assert main(["draw", "verify", str(file)]) == 2
    assert main(["draw", "verify", str(tmp_path / "none.json")]) == 2
    for content in (b"\xff\xfe{", b"[" * 100_000):
        file.write_bytes(content)
        assert main(["draw", "verify", str(file)]) == 2
        assert "不是抽取文件" in capsys.readouterr().out


@pytest.mark.parametrize(("changed", "answer"), [(False, "same\n"), (True, "different\n")])
def test_the_program_in_the_documentation_repeats_the_draw(tmp_path, changed: bool, answer: str) -> None:
    """docs/draw.md promises that nothing of this system is needed."""
    page = (Path(__file__).parents[4] / "docs" / "draw.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    file = tmp_path / "draw.json"
    content = altered("result.assignments.0.short", True) if changed else CONTENT
    file.write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "repeat.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-I", str(tmp_path / "repeat.py"), str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout == answer


OBJECTS = """监管领域,统一社会信用代码,名称,抽取权重,更新日期
餐饮服务,91990000MA900008X2,示例餐饮管理有限公司,1,2017-06-01
餐饮服务,91990000MA900009X3,示例酒店有限公司,3,2017-06-01
餐饮服务,91990000MA900011XG,示例小吃店,2,2017-06-01
危险化学品,91990000MA900010XF,示例化工有限公司,5,2017-06-01
"""
PEOPLE = """certificate,name,body,lines,avoids,updated_on
99000017001,示例庚,syj,餐饮服务、食品流通,91990000MA900008X2,2017-06-01
99000017002,示例辛,syj,餐饮服务,,2017-06-01
99000017003,示例壬,syj,餐饮服务,,2017-06-01
"""
PLAN = ["--name", "餐饮抽查", "--line", "餐饮服务", "--objects", "2", "--public", "双色球第2017136期"]


def make(tmp_path, draft: str, out: str, at: str = "2099-01-01T00:00:00+08:00") -> int:
    value = ["--value", "03 09 12", "--value-at", at, "--operator", "市食药监局"]
    return main(["draw", "make", str(tmp_path / draft), str(tmp_path / out), *value])


def test_from_the_lists_to_a_file_that_holds(tmp_path, capsys, monkeypatch) -> None:
    (tmp_path / "objects.csv").write_bytes(OBJECTS.encode("gb18030"))
    (tmp_path / "people.csv").write_bytes(PEOPLE.encode("utf-8-sig"))
    lists = ["--from", str(tmp_path / "objects.csv"), "--by", str(tmp_path / "people.csv")]
    assert main(["draw", "commit", str(tmp_path / "draft.json"), *PLAN, *lists]) == 0
    said = capsys.readouterr().out
    draft = json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))
    assert "3 个对象，3 名执法人员" in said
    assert draft["share"] not in said
    assert (tmp_path / "draft.json").stat().st_mode & 0o077 == 0
    assert (
        main(["draw", "commit", str(tmp_path / "draft.json"), *PLAN, *lists]) == 2
    )  # never over what was committed
    assert make(tmp_path, "draft.json", "early.json", "2017-01-01T00:00:00+08:00") == 1
    assert not (tmp_path / "early.json").exists()
    assert make(tmp_path, "draft.json", "future.json") == 1  # the value has not come out yet
    monkeypatch.setattr(draw_commands, "_now", lambda: "2099-01-02T09:00:00+08:00")
    assert make(tmp_path, "draft.json", "draw.json") == 0
    capsys.readouterr()
    assert main(["draw", "verify", str(tmp_path / "draw.json")]) == 0
    drawn = json.loads((tmp_path / "draw.json").read_text(encoding="utf-8"))
    assert drawn["commitment"]["list_digest"] in said
    assert drawn["commitment"]["share_digest"] in said
    assert "示例庚" not in json.dumps(drawn, ensure_ascii=False)
    for each in drawn["result"]["assignments"]:
        assert not (each["code"] == "91990000MA900008X2" and "99000017001" in each["inspectors"])


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        (OBJECTS.replace("XG", "XX"), "第 4 行 统一社会信用代码"),
        (OBJECTS.replace("餐饮服务", "别的领域"), "没有“餐饮服务”的行"),
        (OBJECTS.replace("示例酒店有限公司,3", "示例酒店有限公司,0"), "抽取权重"),
        ("监管领域,统一社会信用代码,名称,抽取权重,更新日期\n", "没有"),
    ],
)
def test_lists_that_cannot_be_used_are_said(tmp_path, capsys, objects: str, said: str) -> None:
    (tmp_path / "objects.csv").write_text(objects, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    lists = ["--from", str(tmp_path / "objects.csv"), "--by", str(tmp_path / "people.csv")]
    assert main(["draw", "commit", str(tmp_path / "draft.json"), *PLAN, *lists]) == 1
    assert said in capsys.readouterr().out
