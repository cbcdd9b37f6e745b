"""What editors compose pages from. No block takes raw HTML, scripts or addresses of pictures elsewhere."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from gongkai.portal.pages import filling
from gongkai.portal.pages.choosing import Chooser, Wanted, item_address

TEXT_FEATURES = ["h3", "h4", "bold", "ol", "ul", "link"]
MOST_SHOWN = 20


class Field(blocks.CharBlock):
    """A line of text that a chooser helps to fill."""

    wanted: Wanted

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        field = self.field
        field.widget = Chooser(self.wanted)
        field.widget.attrs.update(field.widget_attrs(field.widget))

    def get_searchable_content(self, value: str) -> list[str]:
        """None: an address is no words for readers, what stands there is found by itself."""
        return []


class PlainText(blocks.RichTextBlock):
    """正文: headings, lists, links within the site and out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **options)

    class Meta:
        icon = "pilcrow"
        label = _("正文")
        template = "portal/pages/blocks/text.html"


class Picture(blocks.StructBlock):
    """图片 with the words for who cannot see it; both are required (《无障碍环境建设法》第三十二条)."""

    image = ImageChooserBlock(label=_("图片"))
    alternative = blocks.CharBlock(
        label=_("替代文字"), max_length=120, help_text=_("看不到图片的人读到的文字")
    )
    caption = blocks.CharBlock(label=_("图片说明"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("图片")
        template = "portal/pages/blocks/picture.html"


class Address(Field):
    """Where a link leads; published items and data sets are found by their titles."""

    wanted = Wanted.LINKS

    class Meta:
        help_text = _("输入标题里的字，选公开的信息或者数据集；也可以填以 / 开头的本站地址或完整的网址")


class Link(blocks.StructBlock):
    """A page of these sites, or an address; one of the two."""

    title = blocks.CharBlock(label=_("名称"), max_length=60)
    page = blocks.PageChooserBlock(label=_("本站页面"), required=False)
    address = Address(label=_("地址"), max_length=300, required=False)
    note = blocks.CharBlock(label=_("说明"), max_length=80, required=False)

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        address = cleaned["address"]
        if bool(cleaned["page"]) == bool(address):
            raise blocks.StructBlockValidationError(
                {"address": ValidationError(_("请在“本站页面”和“地址”中填一个，只填一个。"))}
            )
        if address and not re.match(r"^(/(?![/\\])|https?://)[^\s\\]*$", address):
            raise blocks.StructBlockValidationError({"address": ValidationError(_("地址的格式不对。"))})
        return cleaned

    class Meta:
        icon = "link"
        label = _("链接")


class Links(blocks.StructBlock):
    """常用链接."""

    title = blocks.CharBlock(label=_("标题"), max_length=40)
    links = blocks.ListBlock(Link(), label=_("链接"), max_num=24)

    class Meta:
        icon = "list-ul"
        label = _("一组链接")
        template = "portal/pages/blocks/links.html"


class MostOfOne(blocks.IntegerBlock):
    """每个单位最多几条: so that one body that publishes much in a day does not fill the list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"label": _("每个单位最多几条"), "required": False, "min_value": 1, "max_value": MOST_SHOWN}
            | options
        )

    class Meta:
        help_text = _("不填就不限；填了，一个单位一天发布很多条时，也看得到其他单位的信息")


class Newest(blocks.StructBlock):
    """最新: fills itself from a column's rule."""

    column = blocks.PageChooserBlock(label=_("栏目"), page_type="pages.ColumnPage")
    title = blocks.CharBlock(label=_("标题"), max_length=40, required=False, help_text=_("不填就用栏目名称"))
    number = blocks.IntegerBlock(label=_("条数"), min_value=1, max_value=MOST_SHOWN, default=6)
    most = MostOfOne()

    class Meta:
        icon = "list-ul"
        label = _("栏目最新信息")
        template = "portal/pages/blocks/newest.html"


class Fitting(blocks.StructBlock):
    """按条件取最新: a rule of its own, without a column."""

    title = blocks.CharBlock(label=_("标题"), max_length=40)
    kind = blocks.ChoiceBlock(label=_("类别"), choices=filling.kind_choices, required=False)
    subject = blocks.ChoiceBlock(label=_("主题"), choices=filling.subject_choices, required=False)
    keyword = blocks.CharBlock(label=_("关键词"), max_length=40, required=False)
    scope = blocks.ChoiceBlock(label=_("范围"), choices=filling.SCOPES, default="below")
    number = blocks.IntegerBlock(label=_("条数"), min_value=1, max_value=MOST_SHOWN, default=6)
    most = MostOfOne()

    def get_searchable_content(self, value: Mapping[str, Any]) -> list[str]:
        """Its heading; the rule is the editor's."""
        return [str(value["title"])]

    class Meta:
        icon = "search"
        label = _("按条件取最新信息")
        template = "portal/pages/blocks/fitting.html"


class ItemAddress(Field):
    """Where a published item stands; found by words of its title, or its address pasted."""

    wanted = Wanted.ITEMS

    def clean(self, value: str) -> str:
        address = item_address(super().clean(value))
        if not filling.chosen((address,)):
            raise ValidationError(_("没有找到这条公开的信息。请输入标题里的字再选，或者粘贴它的网址。"))
        return address

    class Meta:
        help_text = _("输入标题里的字，从列出的信息里选；也可以粘贴它的网址")


class Chosen(blocks.StructBlock):
    """选定的信息: items an editor picked, in his order."""

    title = blocks.CharBlock(label=_("标题"), max_length=40)
    items = blocks.ListBlock(
        ItemAddress(label=_("信息"), max_length=300), label=_("选定的信息"), max_num=MOST_SHOWN
    )

    class Meta:
        icon = "doc-full"
        label = _("选定的信息")
        template = "portal/pages/blocks/chosen.html"


class Question(blocks.StructBlock):
    """一问一答."""

    question = blocks.CharBlock(label=_("问"), max_length=120)
    answer = blocks.RichTextBlock(label=_("答"), features=TEXT_FEATURES)


class Questions(blocks.StructBlock):
    """问答."""

    title = blocks.CharBlock(label=_("标题"), max_length=40, default="问答")
    questions = blocks.ListBlock(Question(), label=_("问题"), max_num=40)

    class Meta:
        icon = "help"
        label = _("问答")
        template = "portal/pages/blocks/questions.html"


class OneColumn(blocks.StreamBlock):
    """One of several columns side by side."""

    text = PlainText()
    picture = Picture()
    links = Links()


class Columns(blocks.StructBlock):
    """并排: two or three columns; on a phone one below the other."""

    columns = blocks.ListBlock(OneColumn(), label=_("栏"), min_num=2, max_num=3)

    class Meta:
        icon = "grip"
        label = _("并排")
        template = "portal/pages/blocks/columns.html"


class Section(blocks.StructBlock):
    """小标题 of a part of a long page; the page lists them."""

    title = blocks.CharBlock(label=_("小标题"), max_length=40)

    class Meta:
        icon = "title"
        label = _("分节")
        template = "portal/pages/blocks/section.html"


class Leader(blocks.StructBlock):
    """A leader as the site shows him: name, post, duties, curriculum, picture."""

    name = blocks.CharBlock(label=_("姓名"), max_length=40)
    post = blocks.CharBlock(label=_("职务"), max_length=80)
    duties = blocks.TextBlock(label=_("工作分工"), max_length=800)
    life = blocks.TextBlock(label=_("简历"), max_length=2000, required=False)
    picture = ImageChooserBlock(label=_("照片"), required=False)

    class Meta:
        icon = "user"
        label = _("负责人")


class Duty(blocks.StructBlock):
    """职能 of one body, in the words of 三定规定."""

    body = blocks.CharBlock(label=_("单位名称"), max_length=80, help_text=_("与机构登记的全称一致"))
    duties = blocks.TextBlock(label=_("职能"), max_length=2000)

    class Meta:
        icon = "group"
        label = _("职能")


class Lead(blocks.TextBlock):
    """导语."""

    class Meta:
        icon = "openquote"
        label = _("导语")
        template = "portal/pages/blocks/lead.html"


class HomeBlocks(blocks.StreamBlock):
    """首页."""

    lead = Lead(max_length=200)
    chosen = Chosen()
    newest = Newest()
    fitting = Fitting()
    links = Links()
    picture = Picture()


class TopicBlocks(blocks.StreamBlock):
    """专题."""

    lead = Lead(max_length=400)
    section = Section()
    text = PlainText()
    picture = Picture()
    chosen = Chosen()
    newest = Newest()
    fitting = Fitting()
    questions = Questions()
    columns = Columns()
    links = Links()


class StaticBlocks(blocks.StreamBlock):
    """A page of text."""

    section = Section()
    text = PlainText()
    picture = Picture()
    questions = Questions()
    links = Links()
