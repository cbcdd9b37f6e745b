"""Logic some fields have of their own. A declaration names it from this closed list; no field brings code.

`Logic` is the list; the module of the same subject beside this file holds the pure functions.
"""

from enum import StrEnum


class Logic(StrEnum):
    """What a data set may name under `logic`. The columns each needs: `logic/columns.py`."""

    AIR_INDEX = "air_index"  # 空气质量指数、首要污染物（air.py）
    AIR_RANKING = "air_ranking"  # 综合指数和县区排名（ranking.py）
    RANDOM_DRAW = "random_draw"  # 双随机抽取（draw.py）
    BLACKLIST = "blacklist"  # 失信名单的列入和移出（blacklist.py）
    CREDIT_SCORE = "credit_score"  # 建筑企业信用分（scores.py）
    SERVICE_RATES = "service_rates"  # 可网办率、全程网办率（services.py）
    POWER_CHANGES = "power_changes"  # 权责清单的取消、下放、承接、合并（powers.py）
    READINGS = "readings"  # 监测数据与限值（readings.py）
    PRICE_BASKET = "price_basket"  # 一篮子价格指数（prices.py）
    LIST_CONSULTATION = "list_consultation"  # 名单公示和异议（consultation.py）
    CATCHMENT = "catchment"  # 招生范围：地址对应的学校（enrolment.py）
    PROJECT_LIFE = "project_life"  # 重大建设项目的环节（stages.py）
    TRADE_STAGES = "trade_stages"  # 公共资源交易的环节和期限（stages.py）
    BUDGET_TREE = "budget_tree"  # 预决算逐级汇总和比较（budgets.py）
    PPP_DATES = "ppp_dates"  # 政府和社会资本合作项目的公开期限（ppp.py）
