"""What verbs on sites, their pages and readers' reports are called."""

from django.utils.translation import gettext_lazy

SITE_VERBS = {
    "site.open": gettext_lazy("开设网站"),
    "site.close": gettext_lazy("关停网站"),
    "site.reopen": gettext_lazy("恢复网站"),
    "site.describe": gettext_lazy("修改网站页脚信息"),
    "page.publish": gettext_lazy("发布网站页面"),
    "page.return": gettext_lazy("退回网站页面"),
    "page.judge": gettext_lazy("核对网站页面中的疑似个人信息"),
    "page.take_down": gettext_lazy("撤下网站页面"),
    "fault.report": gettext_lazy("提交网站找错"),
    "fault.answer": gettext_lazy("答复网站找错"),
}
