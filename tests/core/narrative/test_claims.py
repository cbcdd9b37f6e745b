# ruff: noqa: E501 - sentences are quoted whole
"""Which cell a figure of the prose speaks of, in the ways reports are really written."""

import pytest

from tests.core.narrative.reports import claimed, report

# (form, text, what it claims as measure=value; "measure@topic=value" where the topic decides)
TEXTS = [
    (
        "2021",
        "2024年，全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），均在法定期限内予以答复。",
        "received=3119 answered=3050 carried-in=34 carried-out=103",
    ),
    (
        "2021",
        "全区各职能部门、镇街共收到政府信息依申请公开1499件。其中，通过网络申请1303件，占86.92%；通过信函申请172件，占11.47%；通过当面申请24件，占1.60%。",
        "received=1499 by-net=1303 by-letter=172 by-hand=24",
    ),
    (
        "2021",
        "全区共完成政府信息依申请公开答复1453件，包括上年结转信息公开申请30件。其中，予以公开答复966件，占66.48%；部分公开67，占4.61%；不予公开81件；无法提供的182件；不予处理的61件；其他处理96件。",
        "answered=1453 carried-in=30 granted=966 partly-granted=67 refused=81 unavailable=182 not-processed=61"
        " otherwise-handled=96",
    ),
    (
        "2021",
        "全年共收到依申请公开14件（其中信件申请10件，网络申请4件），已办结12件，2件结转下年办理。因政府信息公开引起的行政复议案件9件，已审结。行政诉讼案件3件，目前案件正在审理中。",
        "received=14 by-letter=10 by-net=4 answered=12 carried-out=2 cases@review=9 cases@suit=3",
    ),
    (
        "2021",
        "共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，本办不掌握相关政府信息2件，其他1件。无下年度结转。",
        "received=8 granted=2 partly-granted=2 not-held=2 carried-out=0",
    ),
    (
        "2021",
        "全年共收到政府信息公开申请10件，其中9件为网上申请，1件为书面申请，均依法办结，未引起行政复议和行政诉讼情形。",
        "received=10 by-net=9 by-letter=1 cases@review=0 cases@suit=0",
    ),
    (
        "2021",
        "政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件；政府信息公开行政诉讼46件，其中结果维持25件，结果纠正5件，其他结果9件，尚未审结7件。",
        "cases@review=351 upheld-cases@review=72 corrected-cases@review=64 other-cases@review=178"
        " open-cases@review=37 cases@suit=46 upheld-cases@suit=25 corrected-cases@suit=5 other-cases@suit=9"
        " open-cases@suit=7",
    ),
    (
        "2021",
        "因政府信息公开被申请行政复议12件（维持8件，纠正1件，其他结果2件，尚未审结1件），被提起行政诉讼9件，其中未经复议直接起诉5件（维持4件，尚未审结1件），复议后起诉4件（结果维持3件、其他结果1件）。",
        "cases@review=12 upheld-cases@review=8 corrected-cases@review=1 other-cases@review=2"
        " open-cases@review=1 cases@suit=9 suits-by-way@suit-direct=5 upheld-cases@suit-direct=4"
        " open-cases@suit-direct=1 suits-by-way@suit-after=4 upheld-cases@suit-after=3 other-cases@suit-after=1",
    ),
    (
        "2021",
        "共新收政府信息公开申请43件，其中商业企业申请2件、自然人申请41件；上年度结转1件；办理结果为予以公开20件、不予公开3件（属于国家秘密1件、属于行政查询事项2件）、无法提供10件（其中本机关不掌握相关政府信息8件，没有现成信息需要另行制作2件）、不予处理2件（信访举报投诉类申请1件、重复申请1件）、其他处理1件；结转下年3件。",
        "received=43 by-business=2 by-natural-person=41 carried-in=1 granted=20 refused=3 state-secret=1 administrative-query=2 unavailable=10 not-held=8"
        " no-ready-information=2 not-processed=2 petition-like=1 repeated=1 otherwise-handled=1 carried-out=3",
    ),
    ("2021", "2024年度，未收到和处理政府信息公开申请事项，无政府信息公开类行政复议、行政诉讼情况发生。", "received=0 cases@review=0 cases@suit=0"),
    ("2021", "我乡无依申请公开政府信息事项，无因政府信息公开申请行政复议、提起行政诉讼和申诉的情况。", "received=0 cases@review=0 cases@suit=0"),
    ("2021", "本年度我镇未收到申请人提出的依申请公开申请。", "received=0"),
    ("2021", "我办受理依申请信息56条，现将有关情况汇报如下。", "received=56"),
    ("2021", "受理信息公开申请10件，办理上年度结转申请1件。答复11件，均在法定期限内答复。", "received=10 carried-in=1 answered=11"),
    ("2021", "共发生行政复议2起、行政诉讼1起，均与政府信息公开有关。", "cases@review=2 cases@suit=1"),
    ("2021", "予以公开及部分公开258件，因本机关不掌握等原因无法提供265件。", "granted-or-partly=258 unavailable=265"),
    ("2021", "全年制发行政规范性文件8件，废止行政规范性文件26件，现行有效行政规范性文件66件。", "normative-made=8 normative-repealed=26 normative-valid=66"),
    (
        "2014",
        "2017年，全市共收到政府信息公开申请1108件。根据申请方式来看：当面申请43件，传真申请3件，网络申请234件，信函申请828件。",
        "received=1108 by-hand=43 by-fax=3 by-net=234 by-letter=828",
    ),
    (
        "2014",
        "全市共收到因政府信息公开提起的行政复议509件，均已在规定时限内办结，其中维持具体行政行为数182起，被依法纠错81起，其他情形246起；受理60起因政府信息公开申请提起的行政诉讼，其中维持具体行政行为或者驳回原告诉讼请求的45起，被依法纠错数6次，其他情形9起。",
        "cases@review=509 upheld-cases@review=182 corrected-cases@review=81 other-cases@review=246"
        " cases@suit=60 upheld-cases@suit=45 corrected-cases@suit=6 other-cases@suit=9",
    ),
    (
        "2014",
        "按时办结1200件，延期办结40件。答复1240件，其中属于已主动公开范围200件，同意公开答复500件，同意部分公开答复40件，不同意公开答复100件，不属于本行政机关公开200件，申请信息不存在150件，告知作出更改补充30件，告知通过其他途径办理20件。",
        "closed-in-time=1200 closed-late=40 answered=1240 already-public=200 granted-by-name=500 partly-granted=40"
        " refused=100 not-ours=200 does-not-exist=150 asked-to-amend=30 sent-elsewhere=20",
    ),
    (
        "2014",
        "全市设立政府信息公开工作专门机构126个，设置政府信息公开查阅点231个，从事政府信息公开工作人员数1021人，其中专职人员128人，兼职人员893人。政府信息公开专项经费投入234.5万元。全年召开政府信息公开工作会议或专题会议89次，举办各类培训班67次，接受培训人员4521人次。",
        "bodies=126 reading-points=231 staff=1021 staff-full-time=128 staff-part-time=893 funds=2345000"
        " meetings=89 trainings=67 trainees=4521",
    ),
    (
        "2014",
        "全市主动公开政府信息23.4万条，其中：政府公报公开政府信息数320条，政务微博公开政府信息数1.2万条，其他方式公开政府信息数9000条。",
        "published=234000 published-by-gazette=320 published-by-weibo=12000 published-otherwise=9000",
    ),
    ("2014", "共编辑发布市政府公报12期，发布文件168篇，向社会赠阅7.5万份。", "gazette-issues=12 gazette-documents=168 gazette-copies=75000"),
    ("2014", "参加或举办新闻发布会总次数45次，其中主要负责同志参加新闻发布会次数12次，政府网站在线访谈次数33次，政策解读稿件发布数560篇。", "press-conferences=45 press-conferences-led=12 interviews=33 interpretations=560"),
    ("2014", "本局2017年度依申请公开收取的费用（检索费、邮寄费、复制费等）为0元。", "fees=0"),
]  # fmt: skip

# Figures that no cell knows.
SILENT = [
    ("2021", "涉及政府信息公开的行政复议、行政诉讼案件分别为5件、3件。"),
    ("2021", "受理申请事项主要涉及征地拆迁20件、规划10件。"),
    ("2021", "组织依申请公开培训3次，开展依申请公开业务指导12次。"),
    ("2021", "办理回复领导信箱来件94件，处办12345热线工单共计7639件，答复网民留言1424条。"),
    ("2021", "全年收取政府信息公开信息处理费3940元。"),
    ("2021", "全年新增公开市政府政策性文件11件。"),
    ("2021", "公开县人大代表建议办理结果169件，政协委员提案办理结果110件。"),
    ("2021", "未按要求整改的2家单位已通报，未发生失泄密事件。"),
    ("2021", "按期答复33件，延期答复2件。"),
    ("2014", "可办理市县两级行政许可事项3280项，其中3085项许可事项可网上申请办理。"),
    ("2014", "2018年，共制作政府信息3021条，其中主动公开信息1027条，依申请公开信息459条，不予公开信息1535条。"),
    ("2014", "共收到来信2879件次，其中省长信箱2件。"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), TEXTS)
def test_each_figure_is_tied_to_its_measure(form: str, text: str, expected: str) -> None:
    shown = [
        f"{claim.measure.id}{'@' + claim.topic if len(claim.measure.cells) > 1 and claim.topic else ''}"
        f"={claim.value:f}".removesuffix(".0")
        for claim in claimed(report(form, text))
    ]
    assert sorted(shown) == sorted(expected.split())


@pytest.mark.parametrize(("form", "text"), SILENT)
def test_figures_that_no_cell_knows_are_left_alone(form: str, text: str) -> None:
    assert claimed(report(form, text, heading="一、总体情况")) == []
