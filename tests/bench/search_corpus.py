"""Things to be found that look like a city's: titles by templates, bodies of sentences of the law and of a
real report, with names, places and figures between them. The same number gives the same thing."""

import itertools
import random
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from gongkai.foundation.search.items import PUBLIC, Item, Key

_TOLD = tomllib.loads(Path(__file__).with_name("search_words.toml").read_text(encoding="utf-8"))


def words(name: str) -> list[str]:
    """A list of search_words.toml."""
    return str(_TOLD[name]).split()


def mistyped() -> dict[str, str]:
    """What was typed → what was meant."""
    return dict(_TOLD["mistyped"])


_PLACES, _TOWNS, _OFFICES = words("places"), words("towns"), words("offices")
_TOPICS, _FORMS = words("topics"), words("forms")
_COMPANIES, _TRADES = words("companies"), words("trades")
_SURNAMES, _GIVEN = words("surnames"), words("given")
_FIRST = datetime(2003, 1, 1, 1, 0, tzinfo=UTC)
_DAYS = 5000
_LONGEST = 1300  # characters of a body


def items(number: int) -> Iterator[Item]:
    """So many things, no two with the same title."""
    for at, (title, chance) in enumerate(_titled(number)):
        yield _item(at, title, chance)


def titles(number: int) -> Iterator[str]:
    """Their titles, which are had sooner."""
    return (title for title, _chance in _titled(number))


def _titled(number: int) -> Iterator[tuple[str, random.Random]]:
    """Each title, and the chance that goes on with what stands under it."""
    seen: set[str] = set()
    for at in range(number):
        chance = random.Random(at)
        title = _title(chance)
        while title in seen:
            title = _title(chance)
        seen.add(title)
        yield title, chance


def _item(at: int, title: str, chance: random.Random) -> Item:
    place, office = chance.choice(_PLACES), chance.choice(_OFFICES)
    day = _FIRST + timedelta(days=chance.randrange(_DAYS), minutes=at % 600)
    facets = {
        "body": (f"{place}{office}",), "kind": (chance.choice(("official", "notice", "news", "normative")),),
        "subject": (str(chance.randrange(22)),), "year": (str(day.year),),
    }  # fmt: skip
    number = f"{place}政办发〔{day.year}〕{at % 4000 + 1}号"
    return Item(Key("document", at), title, _text(chance), day, (number,), facets, frozenset({PUBLIC}))


def _title(chance: random.Random) -> str:
    place, office, year = chance.choice(_PLACES), chance.choice(_OFFICES), chance.randrange(2004, 2027)
    topic, form = chance.choice(_TOPICS), chance.choice(_FORMS)
    body = f"{place}{chance.choice('县区')}{office}"
    return chance.choice(
        (
            lambda: f"{body}关于印发{year}年{topic}{form}的通知",
            lambda: f"{body}{year}年{topic}{form}",
            lambda: f"关于{_company(chance)}{topic}项目环境影响报告书的批复",
            lambda: f"{place}{chance.choice(_TOWNS)}镇{_village(chance)}村{year}年{topic}情况公示",
            lambda: f"关于{_name(chance)}等{chance.randrange(2, 40)}名同志{year}年{_post(chance)}的通知",
            lambda: f"{body}召开{year}年第{chance.randrange(1, 40)}次{topic}调度会",
            lambda: f"{body}对{_company(chance)}作出行政处罚决定书（{year}）第{chance.randrange(1, 900)}号",
        )
    )()  # fmt: skip


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


def _post(chance: random.Random) -> str:
    return chance.choice(("任职", "免职", "任前公示"))


def _company(chance: random.Random) -> str:
    owner = chance.choice(_COMPANIES) + chance.choice(_GIVEN)
    return f"{chance.choice(_PLACES)}{owner}{chance.choice(_TRADES)}有限公司"


def _village(chance: random.Random) -> str:
    return f"{chance.choice('东西南北前后大小')}{chance.choice(_SURNAMES)}{chance.choice('家庄岭湖沟坡')}"


def _text(chance: random.Random) -> str:
    parts: list[str] = []
    length, wanted = 0, chance.randrange(150, _LONGEST)
    while length < wanted:
        part = chance.choice(sentences()) if chance.random() < 0.25 else _told(chance)
        parts.append(part)
        length += len(part)
    return "\n".join(parts)


def _told(chance: random.Random) -> str:
    place, topic, town = chance.choice(_PLACES), chance.choice(_TOPICS), chance.choice(_TOWNS)
    kind, sum_ = chance.randrange(4), chance.randrange(3, 90_000)
    if kind == 0:
        day = f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"
        who = f"{place}{chance.choice(_OFFICES)}副局长{_name(chance)}"
        return f"{day}，{who}到{town}镇检查{topic}工作。"
    if kind == 1:
        trade = chance.choice(_TRADES)
        return f"经研究，同意{_company(chance)}投资{sum_}万元建设{trade}项目，选址{place}{town}镇。"
    if kind == 2:
        return f"联系人：{_name(chance)}，办公地点：{place}{town}路{chance.randrange(1, 300)}号。"
    share = f"{chance.randrange(1, 60)}.{chance.randrange(10)}"
    return f"全年完成{topic}任务{sum_}件，同比增长{share}%。"


@cache
def sentences() -> tuple[str, ...]:
    """From the texts of the law in the rules, and from a city's report."""
    root = Path(__file__).parents[2]
    files = sorted((root / "gongkai" / "rules").rglob("*.toml"))
    texts = [each.read_text(encoding="utf-8") for each in files]
    texts.append((root / "tests" / "samples" / "linyi-2017-report.txt").read_text(encoding="utf-8"))
    found = (re.findall(r"[\u4e00-\u9fa5，、；“”《》（）0-9]{12,120}[。；]?", text) for text in texts)
    return tuple(dict.fromkeys(itertools.chain.from_iterable(found)))
