"""Writing a document: a new one, and its words. What two people type at once is never lost."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gongkai.core.comparing import Stretch, compared
from gongkai.core.publishing.kinds import Required
from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Drafted, Words
from gongkai.publishing.sanitising import cleaned
from gongkai.workbench.answering import into_form, refusal_text
from gongkai.workbench.cases.step_forms.base import line_field, text_field
from gongkai.workbench.cases.steps import based_on, overtaken_context
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.desk import (
    SECTION,
    WRITING,
    Desk,
    crumbs,
    document_crumbs,
    seen_desk,
)
from gongkai.workbench.publishing.document import head
from gongkai.workbench.publishing.typed import as_html
from gongkai.workbench.publishing.words import kinds
from gongkai.workbench.shell import StaffRequest, page, staff_view

_SEPARATORS = re.compile(r"[\s、，,；;]+")
_DAYS = ("formed_on", "effective_on", "expires_on")


class NewForm(forms.Form):
    """The kind decides the chain and what the document must carry."""

    body_id = forms.TypedChoiceField(label=_("制作机关"), coerce=int)
    kind = forms.ChoiceField(label=_("类别"))
    title = line_field(_("标题"), 300)

    def __init__(self, *args: Any, bodies: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body_id", [(pk, each.name) for pk, each in bodies.items()])
        offer(self, "kind", kinds())


class EditForm(forms.Form):
    """The words of an edition and what is told of it; fields its kind does not know are left out."""

    title = line_field(_("标题"), 300)
    html = forms.CharField(
        label=_("正文"), required=False, max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_(
            "可以从 Word 粘贴。直接打字的：一行一段，“# ”开头是标题，“- ”开头是列表，“| 甲 | 乙 |”是表格。"
        ),
    )  # fmt: skip
    summary = text_field(_("内容概述"), required=False)
    subject = forms.ChoiceField(label=_("主题分类"), required=False)
    genre = forms.ChoiceField(label=_("体裁分类"), required=False)
    keywords = line_field(_("关键词"), 200, required=False, help_text=_("用空格或者顿号分开。"))
    form = forms.ChoiceField(label=_("解读形式"), required=False)
    elements = forms.MultipleChoiceField(
        label=_("解读的内容"), required=False, widget=forms.CheckboxSelectMultiple
    )
    formed_on = DayField(label=_("成文日期"), required=False)
    effective_on = DayField(label=_("施行日期"), required=False)
    expires_on = DayField(label=_("有效期至"), required=False)
    change_note = text_field(
        _("变动说明"), rows=2, required=False, help_text=_("公众看到的：这一版改了什么、为什么。")
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = law.rules().metadata
        empty = ("", _now("未选"))
        interpretation = law.interpretation()
        for name, choices in (
            ("subject", [empty, *((each.code, _now(each.title)) for each in rules.subjects.subject)]),
            ("genre", [empty, *((each.code, _now(each.title)) for each in rules.genres.genre)]),
            ("form", [empty, *((each.code.value, _now(each.title)) for each in interpretation.form)]),
            ("elements", [(each.code.value, _now(each.title)) for each in interpretation.element]),
        ):
            offer(self, name, choices)
        for name in _left_out(desk):
            del self.fields[name]

    def words(self) -> Words:
        """What the verb is called with; a day that was emptied is cleared."""
        given = dict(self.cleaned_data)
        if "keywords" in given:
            given["keywords"] = [each for each in _SEPARATORS.split(given["keywords"]) if each]
        given["html"] = as_html(given["html"])
        cleared = [name for name in _DAYS if name in given and given[name] is None]
        return Words(**given, cleared=cleared)


def _left_out(desk: Desk) -> list[str]:
    kind = law.kind_of(desk.document.kind)
    gone = [
        name
        for name, required in (("effective_on", Required.EFFECTIVE_ON), ("expires_on", Required.EXPIRES_ON))
        if not kind.needs(required) and not kind.has_force
    ]
    if kind.code != "interpretation":
        gone += ["form", "elements"]
    if desk.edition is None or desk.edition.number == 1:
        gone.append("change_note")
    return gone


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def new(request: StaffRequest) -> HttpResponse:
    """A new document of one of the bodies the person drafts for."""
    staff = request.staff
    bodies = dict(organisations.latest_bodies(sorted(staff.actor.bodies_as(Role.DRAFTER))))
    form = NewForm(request.POST or None, bodies=bodies, initial={"kind": request.GET.get("kind", "official")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.begin(
            actor=staff.actor, now=staff.now, body_id=given["body_id"], kind=given["kind"],
            words=Words(title=given["title"]),
        )  # fmt: skip
        if not isinstance(made, Refused):
            return redirect("workbench:document_edit", document_id=made.edition.document_id)
        into_form(form, made)
    return page(
        request, "workbench/publishing/new.html", SECTION, form=form, crumbs=crumbs((_now("起草"), ""))
    )


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def edit(request: StaffRequest, document_id: int) -> HttpResponse:
    """The editor. With `autosave` it answers in JSON, for the script that saves while one types."""
    desk = drafting(request, document_id)
    if not desk.may("edition.draft"):
        messages.info(request, _now("现在的状态下不能编辑。"))
        return redirect(desk.back)
    if request.method == "GET":
        return _editor(request, desk, EditForm(desk=desk, initial=_initial(desk)))
    form = EditForm(request.POST, desk=desk)
    quiet = "autosave" in request.POST
    if not form.is_valid():
        problems = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"problems": problems}, status=422) if quiet else _editor(request, desk, form)
    assert desk.edition is not None
    result = actions.draft(
        actor=request.staff.actor, now=request.staff.now, edition_id=desk.edition.id, words=form.words(),
        based_on=based_on(request),
    )  # fmt: skip
    if quiet:
        return _quiet(result)
    if isinstance(result, Refused):
        if not isinstance(result, Overtaken):
            into_form(form, result)
        return _editor(request, desk, form, result if isinstance(result, Overtaken) else None)
    messages.success(request, _saved(result))
    return redirect(desk.back if "close" in request.POST else request.path)


def drafting(request: StaffRequest, document_id: int) -> Desk:
    """The document before somebody who drafts."""
    desk = seen_desk(request, document_id)
    if not desk.ever_does("edition.draft"):
        raise PermissionDenied
    return desk


def _initial(desk: Desk) -> dict[str, Any]:
    words = desk.edition.words if desk.edition else None
    if words is None:
        return {}
    names = [name for name in EditForm.base_fields if name != "keywords"]
    return {**{name: getattr(words, name) for name in names}, "keywords": " ".join(words.keywords)}


def _editor(
    request: StaffRequest, desk: Desk, form: EditForm, overtaken: Overtaken | None = None
) -> HttpResponse:
    assert desk.edition is not None
    fresh = form.is_bound and overtaken is None
    seen = based_on(request) if fresh else None
    return page(
        request, "workbench/publishing/edit.html", SECTION, **head(desk), form=form,
        based_on=desk.edition.revision if seen is None else seen, theirs=_theirs(desk, form, overtaken),
        crumbs=document_crumbs(desk, _now("编辑")), **overtaken_context(overtaken),
    )  # fmt: skip


def _theirs(desk: Desk, form: EditForm, overtaken: Overtaken | None) -> tuple[Stretch, ...]:
    """The text that was saved meanwhile against the one typed here."""
    words = desk.edition.words if desk.edition else None
    if overtaken is None or words is None:
        return ()
    return compared(words.text, cleaned(as_html(form.cleaned_data["html"])).text)


def _quiet(result: Drafted | Refused) -> HttpResponse:
    if isinstance(result, Refused):
        status = 409 if isinstance(result, Overtaken) else 422
        return JsonResponse({"problems": [refusal_text(result)]}, status=status)
    return JsonResponse({"revision": result.edition.revision, "told": _saved(result)})


def _saved(result: Drafted) -> str:
    told = [_now("已保存。")]
    if result.pictures_removed:
        number = result.pictures_removed
        said = ngettext("去掉了 {number} 幅外来的图片，请作为附件上传。",
                        "去掉了 {number} 幅外来的图片，请作为附件上传。", number)  # fmt: skip
        told.append(said.format(number=number))
    if result.active_removed:
        number = result.active_removed
        said = ngettext("去掉了 {number} 处脚本等不安全的内容。",
                        "去掉了 {number} 处脚本等不安全的内容。", number)  # fmt: skip
        told.append(said.format(number=number))
    return " ".join(told)
