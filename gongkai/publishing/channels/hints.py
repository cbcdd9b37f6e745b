"""What a person does next about a delivery that does not go on by itself."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Hint(StrEnum):
    WORDS = "words"
    GAZETTE = "gazette"
    BY_HAND = "by_hand"
    CHECK = "check"
    SECRET = "secret"
    NETWORK = "network"
    PERMISSION = "permission"
    CONTENT = "content"
    SETTLE = "settle"
    PLATFORM = "platform"
    ACCOUNT = "account"
    LETTERS = "letters"


WORDS = {
    Hint.WORDS: _("请拟写发布的内容并由他人审核，审核通过后系统发布。"),
    Hint.GAZETTE: _("等公报收录。"),
    Hint.BY_HAND: _("请办理后登记日期和凭证，由他人核对。"),
    Hint.CHECK: _("请核对凭证，确认已经公开。"),
    Hint.SECRET: _("平台不认账号的密钥。请账号管理人在平台上重新取得，在“账号”页更新后再发送。"),
    Hint.NETWORK: _("平台只接受登记过的服务器地址。请把本系统的出口地址加到平台的白名单，再发送。"),
    Hint.PERMISSION: _("平台没有给这个账号发布的权限。请在平台上申请；急需发布的，到平台上手工发布并登记。"),
    Hint.CONTENT: _("平台没有通过内容检查。请修改内容、重新审核后再发送。"),
    Hint.SETTLE: _("平台没有回音，系统没有查到结果。请到平台上看看，再登记“已经发出”或者“没有发出”。"),
    Hint.PLATFORM: _("平台多次没有办成。请看平台的答复，处理后再发送，或者到平台上手工发布并登记。"),
    Hint.ACCOUNT: _("账号没有开通或者没有连接。请在“账号”页处理后再发送。"),
    Hint.LETTERS: _("有的邮件没有送到。请核对联系人的邮箱，改正后再发送。"),
}
TAKING_DOWN = WORDS | {
    Hint.BY_HAND: _("请从这个渠道撤下、收回，再登记日期和凭证，由他人核对。"),
    Hint.CHECK: _("请核对凭证，确认已经撤下。"),
}
"""The same where a withdrawal follows to the channel."""
