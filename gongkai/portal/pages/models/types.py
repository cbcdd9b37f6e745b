"""The kinds of designed pages."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from gongkai.portal.pages import blocks, filling
from gongkai.portal.pages.filling import Rule
from gongkai.portal.pages.models.base import DesignedPage

BELOW_HOME = [
    "pages.ColumnPage", "pages.TopicPage", "pages.LeadersPage", "pages.BodiesPage", "pages.PlatformPage",
    "pages.StaticPage", "pages.SiteMapPage", "pages.FaultPage",
]  # fmt: skip


class Codes(models.JSONField):
    """A list of codes, ticked from those there are."""

    def formfield(self, **options: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=filling.kind_choices, required=False, label=self.verbose_name,
            widget=forms.CheckboxSelectMultiple, help_text=self.help_text,
        )  # fmt: skip


class HomePage(DesignedPage):
    """首页 of a site. Made by the verb that opens the site."""

    column_type = "首页"
    blocks = StreamField(blocks.HomeBlocks(), blank=True, verbose_name=_("内容"))
    content_panels = [*DesignedPage.content_panels, FieldPanel("blocks")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types = BELOW_HOME
    is_creatable = False

    class Meta:
        verbose_name = _("首页")


class ColumnPage(DesignedPage):
    """栏目: fills itself by a rule with what is published, newest first; Atom and RSS of its own."""

    kinds = Codes(_("类别"), default=list, blank=True, help_text=_("不选就是全部类别"))
    subject = models.CharField(_("主题"), max_length=40, blank=True, choices=filling.subject_choices)
    genre = models.CharField(_("体裁"), max_length=40, blank=True, choices=filling.genre_choices)
    item_keyword = models.CharField(_("信息的关键词"), max_length=40, blank=True)
    scope = models.CharField(_("范围"), max_length=8, choices=filling.SCOPES, default="below")
    kind_of_column = models.CharField(
        _("栏目类型"),
        max_length=12,
        blank=True,
        choices=filling.column_type_choices,
        help_text=_("网页标签 ColumnType 的值"),
    )
    content_panels = [
        *DesignedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kinds"),
                FieldPanel("subject"),
                FieldPanel("genre"),
                FieldPanel("item_keyword"),
                FieldPanel("scope"),
            ],
            heading=_("放进本栏目的信息"),
            help_text=_("各项条件同时满足的信息自动进入本栏目，不用逐条添加。"),
        ),
        FieldPanel("kind_of_column"),
    ]
    page_description = _("按条件自动列出公开的信息")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ColumnPage", "pages.PlatformPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ColumnPage"]

    class Meta:
        verbose_name = _("栏目")

    def rule(self, body: int | None) -> Rule:
        return Rule(body, self.scope, tuple(self.kinds or ()), self.subject, self.genre, self.item_keyword)


class TopicPage(DesignedPage):
    """专题: sections with text, pictures, chosen items, questions and answers. A standing topic stays; one
    that has ended says since when."""

    column_type = "专题专栏"
    ended_on = models.DateField(
        _("专题结束日期"), null=True, blank=True, help_text=_("填写后页面标明“历史专题”")
    )
    blocks = StreamField(blocks.TopicBlocks(), blank=True, verbose_name=_("内容"))
    content_panels = [*DesignedPage.content_panels, FieldPanel("blocks"), FieldPanel("ended_on")]
    page_description = _("把一个主题的文字、图片、信息、问答放在一起")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.TopicPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StaticPage", "pages.TopicPage"]

    class Meta:
        verbose_name = _("专题")


class LeadersPage(DesignedPage):
    """负责人信息: name, post, duties, curriculum of each, in their order."""

    column_type = "负责人信息"
    leaders = StreamField([("leader", blocks.Leader())], blank=True, verbose_name=_("负责人"))
    content_panels = [*DesignedPage.content_panels, FieldPanel("leaders")]
    page_description = _("取自机构登记的负责人，可以加照片")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("负责人信息")


class BodiesPage(DesignedPage):
    """机构职能: the body and those below it as the register of bodies has them, with where to find their
    offices; the duties of each in the editors' words."""

    column_type = "机构职能"
    duties = StreamField(
        [("duty", blocks.Duty())], blank=True, verbose_name=_("职能"),
        help_text=_("名称、办公地址、时间和电话取自机构登记，这里只写职能。"),
    )  # fmt: skip
    content_panels = [*DesignedPage.content_panels, FieldPanel("duties")]
    page_description = _("取自机构登记：职能、办公地址、时间、电话")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("机构职能")


class PlatformPage(DesignedPage):
    """政府信息公开 platform with its five fixed parts (国办公开办函〔2019〕61号):
    指南、制度、法定主动公开内容、年报、 依申请公开. The last two are the program's own pages; the first is
    text, the others fill themselves."""

    column_type = "信息公开目录"
    guide = StreamField(blocks.StaticBlocks(), blank=True, verbose_name=_("政府信息公开指南"))
    rules = models.ForeignKey(
        "pages.ColumnPage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("政府信息公开制度栏目"),
    )  # fmt: skip
    content_panels = [*DesignedPage.content_panels, FieldPanel("guide"), FieldPanel("rules")]
    page_description = _("指南、制度、法定主动公开内容、年报、依申请公开")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ColumnPage", "pages.StaticPage"]

    class Meta:
        verbose_name = _("政府信息公开平台")


class StaticPage(DesignedPage):
    """A page of text: 概况, 关于本站, 使用帮助."""

    kind_of_column = models.CharField(
        _("栏目类型"), max_length=12, blank=True, choices=filling.column_type_choices
    )
    blocks = StreamField(blocks.StaticBlocks(), blank=True, verbose_name=_("内容"))
    content_panels = [
        *DesignedPage.content_panels,
        FieldPanel("blocks"),
        FieldPanel("kind_of_column"),
    ]
    subpage_types: ClassVar[list[str]] = ["pages.StaticPage"]
    page_description = _("只有文字和图片的页面，例如概况、关于本站")
    parent_page_types: ClassVar[list[str]] = [
        "pages.HomePage", "pages.StaticPage", "pages.TopicPage", "pages.PlatformPage",
    ]  # fmt: skip

    class Meta:
        verbose_name = _("文字页面")


class SiteMapPage(DesignedPage):
    """网站地图 for people."""

    page_description = _("自动列出网站的全部页面")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("网站地图")


class FaultPage(DesignedPage):
    """我为政府网站找错: a reader reports what is wrong; the site's people answer by a day."""

    column_type = "咨询投诉"
    page_description = _("公众报告网页上的错误，由网站编辑答复")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("我为政府网站找错")
