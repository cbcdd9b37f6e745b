"""Every special view and the declared data sets that feed it."""

from gongkai.core.messages import N_
from gongkai.portal.data.special import (
    air,
    blacklist,
    budgets,
    enrolment,
    firm,
    food,
    land,
    polluters,
    powers,
    prices,
    projects,
    recipients,
    services,
    trades,
)
from gongkai.portal.data.special.asking import View

VIEWS = (
    View(
        "air", N_("今天的空气"), N_("各地的空气质量指数、级别和首要污染物，还有当月排名。"),
        {"air_daily": ("date", "division", "aqi", "level", "primary")}, air.build,
        takes=("air_ranking", "air_hourly"),
    ),
    View(
        "polluters", N_("重点排污单位实时监测"), N_("每个排放口最近的读数和限值，超标的在前。"),
        {"pollutant_readings": ("outlet", "item", "at", "value", "mark"),
         "polluter_limits": ("outlet", "item", "most", "least", "firm", "measure", "document", "since")},
        polluters.build, takes=("key_polluters",), by="outlet",
        rows={"polluter_limits": "outlet", "pollutant_readings": "outlet"},
    ),
    View(
        "powers", N_("权责清单"), N_("各部门有哪些权力，今年取消、下放、承接、合并了哪些；可以提建议。"),
        {"powers": ("code", "title", "kind", "body"),
         "power_changes": ("batch", "code", "title", "change", "body", "changed_on", "kind")},
        powers.build,
    ),
    View(
        "services", N_("网上能办哪些事"), N_("每个事项能在网上办到哪一步，可网办率和全程网办率。"),
        {"service_items": ("code", "title", "authority", "online_level")}, services.build,
    ),
    View(
        "project", N_("一个项目的全过程"), N_("重点项目从审批、招标、施工到竣工的每一步。"),
        {"projects": ("project_code", "title"),
         "project_steps": ("project_code", "stage", "done_on", "document", "decided_by")},
        projects.build, takes=("trade_notices",), by="code",
        rows={"projects": "project_code", "project_steps": "project_code", "trade_notices": "project_code"},
    ),
    View(
        "trade", N_("一笔交易的全过程"), N_("公共资源交易从公告、资格审查、结果到合同履行。"),
        {"trade_notices": ("trade", "title", "course", "published_on")}, trades.build,
        takes=("trade_qualifications", "trade_process", "trade_results", "trade_contracts"), by="trade",
        rows={name: "trade" for name in ("trade_notices", *trades.PARTS)},
    ),
    View(
        "budget", N_("预算决算查询"), N_("一个部门的钱花在哪里，从类到项逐级点开，和上一年比。"),
        {"budget_lines": ("year", "body", "kind", "function_code", "function_name", "economic_code",
                          "economic_name", "amount", "last_year")},
        budgets.build, takes=("budget_documents",), by="body", rows={"budget_documents": "body"},
    ),
    View(
        "land", N_("征地信息查询"), N_("在地图上和名单里按地区、村、项目查征地批准文件。"),
        {"land_requisitions": ("approval", "project", "division", "village")}, land.build,
        takes=("land_notices",),
    ),
    View(
        "firm", N_("查一家企业"), N_("许可、处罚、失信名单、信用分，按统一社会信用代码查。"),
        {"licences": ("credit_code", "party"), "penalties": ("credit_code", "party")}, firm.build,
        takes=("blacklist", "construction_firms", "score_events"), by="code", rows=firm.BY_CODE,
    ),
    View(
        "blacklist", N_("失信名单"),
        N_("名单上有谁，怎样列入的，什么时候移出，受到哪些联合惩戒；可以看以前某一天的名单。"),
        {"blacklist": ("document", "code", "subject", "kind", "ground", "noticed_on", "decided_on")},
        blacklist.build, takes=("joint_sanctions",),
    ),
    View(
        "recipients", N_("救助和保障名单"),
        N_("低保、扶贫、保障房等长期公示的名单，姓名部分隐去；可以反映问题。"),
        {"assistance_recipients": ("kind",)}, recipients.build,
        takes=("poverty_households", "housing_allocation"),
    ),
    View(
        "prices", N_("菜篮子价格和粮食收购"), N_("每周批发价格、价格指数和粮食收购进度。"),
        {"wholesale_prices": ("week", "product", "category", "price", "weight")}, prices.build,
        takes=("grain_purchase",),
    ),
    View(
        "enrolment", N_("住在哪里上哪所学校"), N_("输入住址，按公布的招生范围查对口学校。"),
        {"catchments": ("year", "code", "school", "stage", "division", "street", "first", "last", "side",
                        "estate"),
         "schools": ("title",)},
        enrolment.build,
    ),
    View(
        "food", N_("食品抽检查询"), N_("查一种食品、一家企业的抽检结果。"),
        {"food_samples": ("food", "category", "result")}, food.build,
    ),
)  # fmt: skip
