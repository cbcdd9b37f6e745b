"""The list of fees and government funds through the year: what stands in January, and what the province cut
in April; a district's own list comes out in autumn, late."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row
from gongkai.project.demo.ground import YEAR

_LISTED, _OUT = date(YEAR, 1, 3), date(YEAR, 1, 4)
_CUT, _CUT_OUT = date(YEAR, 4, 1), date(YEAR, 4, 5)
_DISTRICT, _DISTRICT_CHANGED, _DISTRICT_OUT = "lanshan", date(YEAR, 8, 16), date(YEAR, 9, 28)

_FEE, _OF_FIRMS, _FUND = "行政事业性收费", "涉企行政事业性收费", "政府性基金"
_TREASURY, _SHARED, _ACCOUNT = "缴入地方国库", "缴入中央和地方国库", "缴入财政专户"
_FEES = (
    (
        "103040101",
        "居民身份证工本费",
        _FEE,
        "公安",
        _TREASURY,
        "《居民身份证法》",
        "换领每证20元，补领每证40元",
    ),
    ("103040102", "机动车号牌工本费", _FEE, "公安", _TREASURY, "《道路交通安全法》", "汽车反光号牌每副100元"),
    (
        "103043301",
        "不动产登记费",
        _OF_FIRMS,
        "国土资源",
        _TREASURY,
        "财税〔2016〕79号",
        "住宅每件80元，非住宅每件550元",
    ),
    (
        "103043302",
        "土地复垦费",
        _OF_FIRMS,
        "国土资源",
        _TREASURY,
        "《土地复垦条例》",
        "按破坏程度每亩1000至2000元",
    ),
    ("103043303", "土地闲置费", _OF_FIRMS, "国土资源", _TREASURY, "《城市房地产管理法》", "出让价款的20%"),
    ("103043304", "耕地开垦费", _OF_FIRMS, "国土资源", _TREASURY, "《土地管理法》", "每平方米20至40元"),
    (
        "103042509",
        "城镇垃圾处理费",
        _FEE,
        "城市管理",
        _TREASURY,
        "《城市市容和环境卫生管理条例》",
        "居民每户每月6元",
    ),
    (
        "103042510",
        "城市道路占用挖掘修复费",
        _OF_FIRMS,
        "城市管理",
        _TREASURY,
        "《城市道路管理条例》",
        "按路面结构每平方米计收",
    ),
    ("103042750", "普通高中学费", _FEE, "教育", _ACCOUNT, "《教育法》", "省级规范化学校每生每学期800元"),
    ("103042751", "普通高中住宿费", _FEE, "教育", _ACCOUNT, "《教育法》", "每生每学期不超过300元"),
    ("103044601", "水资源费", _OF_FIRMS, "水利", _SHARED, "《水法》", "地表水每立方米0.4元，地下水1.5元"),
    ("103044609", "水土保持补偿费", _OF_FIRMS, "水利", _SHARED, "《水土保持法》", "一般性项目每平方米1.2元"),
    (
        "103043201",
        "排污费",
        _OF_FIRMS,
        "环境保护",
        _SHARED,
        "《排污费征收使用管理条例》",
        "废气每污染当量6.0元",
    ),
    (
        "103044808",
        "预防接种服务费",
        _FEE,
        "卫生计生",
        _ACCOUNT,
        "《疫苗流通和预防接种管理条例》",
        "每剂次20元",
    ),
    (
        "103045004",
        "防空地下室易地建设费",
        _OF_FIRMS,
        "人民防空",
        _TREASURY,
        "《人民防空法》",
        "每平方米1400元",
    ),
    (
        "103045801",
        "特种设备检验检测费",
        _OF_FIRMS,
        "质量技术监督",
        _TREASURY,
        "《特种设备安全法》",
        "按设备种类和吨位计收",
    ),
    (
        "103010201",
        "教育费附加",
        _FUND,
        "税务",
        _TREASURY,
        "《征收教育费附加的暂行规定》",
        "增值税、消费税税额的3%",
    ),
    ("103010202", "地方教育附加", _FUND, "税务", _TREASURY, "《教育法》", "增值税、消费税税额的2%"),
    (
        "103011201",
        "残疾人就业保障金",
        _FUND,
        "残联",
        _TREASURY,
        "《残疾人就业条例》",
        "差额人数乘以上年在岗职工平均工资",
    ),
    (
        "103015601",
        "城市基础设施配套费",
        _FUND,
        "住房城乡建设",
        _TREASURY,
        "财综函〔2002〕3号",
        "每平方米236元",
    ),
    (
        "103014801",
        "新型墙体材料专项基金",
        _FUND,
        "住房城乡建设",
        _TREASURY,
        "财综〔2007〕77号",
        "每平方米10元",
    ),
    ("103014901", "城市公用事业附加", _FUND, "财政", _TREASURY, "财税〔2017〕18号", "随电价每千瓦时1分"),
)
"""Code, name, kind, who collects, where it goes, basis, rate; amounts of the sample, not of the day."""

_ENDED = {"103014801": "财税〔2017〕18号", "103014901": "财税〔2017〕18号"}
_OF_THE_DISTRICT = ("103042509", "103042510", "103042750")


def fees_and_funds(data_set: DataSet) -> Iterator[Batch]:
    """The city's list twice, whole each time; two funds end with the first of April."""
    listed = [_row(*each) for each in _FEES]
    yield Batch(data_set.name, "czj", _OUT, listed)
    cut = [
        row | {"state": "已取消", "changed_on": _CUT, "standard_basis": _ENDED[row["code"]]}
        if row["code"] in _ENDED else row
        for row in listed
    ]  # fmt: skip
    yield Batch(data_set.name, "czj", _CUT_OUT, cut)
    own = [
        row | {"code": f"{row['code'][:-2]}{70 + n}", "title": f"{row['title']}（兰山区）",
               "changed_on": _DISTRICT_CHANGED}
        for n, row in enumerate(each for each in listed if each["code"] in _OF_THE_DISTRICT)
    ]  # fmt: skip
    yield Batch(data_set.name, _DISTRICT, _DISTRICT_OUT, own)


def _row(code: str, title: str, kind: str, collector: str, goes: str, basis: str, rate: str) -> Row:
    return {
        "code": code, "title": title, "kind": kind, "collector": collector, "management": goes,
        "basis": basis, "standard": rate, "changed_on": _LISTED, "state": "执行",
    }  # fmt: skip


CHARGED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {fees_and_funds.__name__: fees_and_funds}
"""By data set."""
