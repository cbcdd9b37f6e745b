"""What people call the verbs of catalogues, guides, reading points and packages."""

from django.utils.translation import gettext_lazy

CATALOGUE_VERBS = {
    "catalogue.open": gettext_lazy("新建目录"),
    "catalogue.propose": gettext_lazy("提出目录增改"),
    "catalogue.declare_not_covered": gettext_lazy("声明未涉及领域"),
    "catalogue.withdraw_proposal": gettext_lazy("收回目录增改"),
    "catalogue.approve": gettext_lazy("审定目录增改"),
    "catalogue.refuse": gettext_lazy("退回目录增改"),
    "catalogue.review": gettext_lazy("登记目录复核"),
    "catalogue.remind_review": gettext_lazy("提醒复核目录"),
    "catalogue.receive_table": gettext_lazy("收下并检查目录表"),
    "catalogue.propose_table": gettext_lazy("按表格提出目录增改"),
    "guide.write": gettext_lazy("编写指南或者制度"),
    "guide.publish": gettext_lazy("公布指南或者制度"),
    "guide.return": gettext_lazy("退回指南或者制度"),
    "reading_point.register": gettext_lazy("登记查阅点"),
    "reading_point.change": gettext_lazy("变更查阅点登记"),
    "reading_point.record_visits": gettext_lazy("登记查阅点接待人次"),
    "deposit.record": gettext_lazy("登记向查阅场所报送"),
    "deposit.strike": gettext_lazy("划去报送登记"),
    "archive_package.ask": gettext_lazy("年度归档打包"),
    "archive_package.note_made": gettext_lazy("登记归档包打成"),
    "archive_package.hand_over": gettext_lazy("移交年度归档包"),
    "archive_package.drop": gettext_lazy("归档包作废"),
}
