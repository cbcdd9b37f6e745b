"""Things to be found that look like a city's: titles by templates, bodies of sentences of the law and of a
real report, with names, places and figures between them. The same number gives the same thing."""

import itertools
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from gongkai.foundation.search.items import PUBLIC, Item, Key

_PLACES = "兰山 罗庄 河东 沂南 郯城 沂水 兰陵 费县 平邑 莒南 蒙阴 临沭 高新 经开 临港".split()
_TOWNS = "柳青 银雀 盛庄 册山 相公 汤头 砖埠 辛集 归昌 泉源 沙沟 诸葛 向城 尚岩 探沂 薛庄 卞桥 武台 坊前 垛庄".split()
_OFFICES = (
    "人民政府办公室 发展和改革委员会 教育局 科学技术局 公安局 民政局 司法局 财政局 自然资源局 生态环境局 住房和城乡建设局 "
    "交通运输局 水利局 农业农村局 商务局 文化和旅游局 卫生健康委员会 应急管理局 审计局 市场监督管理局 体育局 统计局 "
    "医疗保障局 林业局 行政审批服务局 城市管理局 退役军人事务局 粮食和物资储备局"
).split()
_TOPICS = (
    "政务公开 政府信息公开 优化营商环境 安全生产 秋冬季大气污染防治 农村饮水安全 义务教育招生入学 城乡居民基本医疗保险 "
    "高标准农田建设 老旧小区改造 防汛抗旱 森林防火 食品安全 食品抽检 保障性住房 农民工工资支付 残疾人两项补贴 城市生活垃圾分类 "
    "农村公路养护 行政执法公示 扫黑除恶 招商引资 科技创新 人才引进 养老服务 学前教育 乡村振兴 脱贫攻坚 土地征收 国有土地使用权出让 "
    "城镇老旧管网改造 重大建设项目 公共资源交易 政府采购 财政预算 财政决算 行政许可 行政处罚 双随机一公开 社会救助 就业创业 "
    "河长制 湿地保护 古树名木保护 校园安全 疫情防控 疫苗接种 殡葬管理 地名管理 烟花爆竹管理 犬只管理 非机动车停放 公共租赁住房"
).split()
_FORMS = (
    "工作要点 实施方案 管理办法 实施细则 应急预案 专项整治行动方案 年度报告 考核办法 奖励办法 工作总结 三年行动计划 责任清单 "
    "指导意见 暂行规定 补贴标准 工作规则"
).split()
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志飞雪琳鑫垚淼焱森赟翀琦瑾瑜煜晟懿翊骁昊旻"
_COMPANY = "鑫源 恒泰 金锣 鲁南 沂蒙 瑞丰 华盛 翔宇 天元 宏艺 新程 奥德 罗欣 东方 三禾 立晨 众兴 龙立 中瑞 百阳 垚鑫 淼昊".split()
_TRADES = "建材 食品 机械 化工 木业 陶瓷 物流 医药 置业 再生资源 生物科技 新能源".split()
_FIRST = datetime(2003, 1, 1, 1, 0, tzinfo=UTC)
_DAYS = 5000
_LONGEST = 1300  # characters of a body


def items(number: int) -> Iterator[Item]:
    """So many things, no two with the same title."""
    seen: set[str] = set()
    for at in range(number):
        chance = random.Random(at)
        title = _title(chance)
        while title in seen:
            title = _title(chance)
        seen.add(title)
        yield _item(at, title, chance)


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
            lambda: f"关于{_name(chance)}等{chance.randrange(2, 40)}名同志{year}年{chance.choice(('任职', '免职', '任前公示'))}的通知",
            lambda: f"{body}召开{year}年第{chance.randrange(1, 40)}次{topic}调度会",
            lambda: f"{body}对{_company(chance)}作出行政处罚决定书（{year}）第{chance.randrange(1, 900)}号",
        )
    )()  # fmt: skip


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


def _company(chance: random.Random) -> str:
    owner = chance.choice(_COMPANY) + chance.choice(_GIVEN)
    return f"{chance.choice(_PLACES)}{owner}{chance.choice(_TRADES)}有限公司"


def _village(chance: random.Random) -> str:
    return f"{chance.choice('东西南北前后大小')}{chance.choice(_SURNAMES)}{chance.choice('家庄岭湖沟坡')}"


def _text(chance: random.Random) -> str:
    parts: list[str] = []
    length, wanted = 0, chance.randrange(150, _LONGEST)
    while length < wanted:
        part = chance.choice(sentences()) if chance.random() < 0.6 else _told(chance)  # noqa: PLR2004
        parts.append(part)
        length += len(part)
    return "\n".join(parts)


def _told(chance: random.Random) -> str:
    place, topic = chance.choice(_PLACES), chance.choice(_TOPICS)
    month, day, sum_ = chance.randrange(1, 13), chance.randrange(1, 29), chance.randrange(3, 90_000)
    return chance.choice(
        (
            f"{month}月{day}日，{place}{chance.choice(_OFFICES)}副局长{_name(chance)}到{chance.choice(_TOWNS)}镇检查{topic}工作。",
            f"经研究，同意{_company(chance)}投资{sum_}万元建设{chance.choice(_TRADES)}项目，选址{place}{chance.choice(_TOWNS)}镇。",
            f"联系人：{_name(chance)}，办公地点：{place}{chance.choice(_TOWNS)}路{chance.randrange(1, 300)}号。",
            f"全年完成{topic}任务{sum_}件，同比增长{chance.randrange(1, 60)}.{chance.randrange(10)}%。",
        )
    )


@cache
def sentences() -> tuple[str, ...]:
    """From the texts of the law in the rules, and from a city's report."""
    root = Path(__file__).parents[2]
    files = sorted((root / "gongkai" / "rules").rglob("*.toml"))
    texts = [each.read_text(encoding="utf-8") for each in files]
    texts.append((root / "tests" / "samples" / "linyi-2017-report.txt").read_text(encoding="utf-8"))
    found = (re.findall(r"[\u4e00-\u9fa5，、；“”《》（）0-9]{12,120}[。；]?", text) for text in texts)
    return tuple(dict.fromkeys(itertools.chain.from_iterable(found)))
