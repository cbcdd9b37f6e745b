"""Addresses under /requests/."""

from django.urls import path

from gongkai.portal.requests import asking, drafts, following, mine, published, sending, sides, steps

urlpatterns = [
    path("", asking.start, name="requests"),
    path("alike/", asking.alike, name="requests_alike"),
    path("new/", asking.new, name="request_new"),
    path("new/body/", asking.body, name="request_body"),
    path("new/you/", asking.you, name="request_you"),
    path("new/delivery/", asking.delivery, name="request_delivery"),
    path("new/check/", sending.check, name="request_check"),
    path("received/", sending.received, name="request_received"),
    path("received/text/", sending.received_text, name="request_received_text"),
    path("draft/", drafts.open_draft, name="request_draft"),
    path("follow/", following.follow, name="follow"),
    path("follow/leave/", following.leave, name="follow_leave"),
    path("follow/case/", following.case, name="follow_case"),
    path("follow/case/dates.ics", following.dates, name="follow_dates"),
    path("follow/case/files/<int:file_id>/", following.file, name="follow_file"),
    path("follow/case/correct/", steps.correct, name="follow_correct"),
    path("follow/case/reasons/", steps.reasons, name="follow_reasons"),
    path("follow/case/pay/", steps.pay, name="follow_pay"),
    path("follow/case/withdraw/", steps.withdraw, name="follow_withdraw"),
    path("follow/case/tidings/", steps.tidings, name="follow_tidings"),
    path("follow/case/object/", steps.objections, name="follow_object"),
    path("mine/", mine.mine, name="mine"),
    path("mine/sent/", mine.sent, name="mine_sent"),
    path("mine/enter/<str:token>/", mine.enter, name="mine_enter"),
    path("mine/open/", mine.open_case, name="mine_open"),
    path("mine/leave/", mine.leave, name="mine_leave"),
    path("replies/", published.replies, name="replies"),
    path("replies/feed/", published.feed, name="replies_feed"),
    path("replies/<int:reply_id>/", published.reply, name="reply"),
    path("data-correction/", sides.data_correction, name="data_correction"),
    path("suggest/", sides.suggest, name="suggest"),
    path("sent/", sides.sent, name="side_sent"),
]
