"""Everything a template may leave to be filled."""

from enum import StrEnum


class Placeholder(StrEnum):
    """Stands between braces: `{applicant}`."""

    APPLICANT = "applicant"  # 申请人姓名或者名称
    ADDRESSEE = "addressee"  # 第三方、共同制作机关或者单位
    BODY = "body"  # 本机关名称
    NUMBER = "number"  # 发文字号
    CASE_NUMBER = "case_number"  # 登记编号
    QUERY_CODE = "query_code"  # 查询码
    CHANNEL = "channel"  # 提交申请的方式
    RECEIVED = "received"  # 收到申请之日
    SUBMITTED = "submitted"  # 提交之日
    DESCRIPTION = "description"  # 申请人写的内容描述
    FACTS = "facts"  # 办理经过
    GROUNDS = "grounds"  # 具体理由
    GROUND = "ground"  # 选定的情形
    ARTICLE = "article"  # 依据的条款
    ATTACHMENTS = "attachments"
    WHERE_TO_FIND = "where_to_find"
    RESPONSIBLE_BODY = "responsible_body"
    SEARCH_RECORD = "search_record"
    EARLIER_REPLY = "earlier_reply"
    OTHER_CHANNEL = "other_channel"
    ITEMS = "items"  # 补正的事项、需要核查的事项
    PERIOD_END = "period_end"  # 期限的最后一天
    DUE = "due"  # 答复期限
    NEW_DUE = "new_due"  # 延期、延迟后的答复期限
    WORKDAYS = "workdays"  # 延长的工作日数
    REASON = "reason"  # 延期、延迟的理由
    INFORMATION = "information"  # 征求意见、决定公开的信息内容
    FEE_STANDARD = "fee_standard"
    FEE_AMOUNT = "fee_amount"
    FEE_PAYMENT = "fee_payment"  # 缴纳方式
    REMEDY = "remedy"  # 救济途径，由系统计算
    CONTACT = "contact"  # 联系人、电话、地址
    DATE = "date"  # 成文日期
