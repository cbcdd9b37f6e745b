"""Files of a document: put to it, told in words, taken from it. A video comes with poster and text."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.foundation.files import uploading
from gongkai.foundation.ledger.verbs import Refused
from gongkai.publishing import actions
from gongkai.workbench.answering import refusal_text, say, words
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.step_forms.base import FilesField, text_field
from gongkai.workbench.publishing.desk import SECTION, WRITING, Desk, document_crumbs
from gongkai.workbench.publishing.document import head
from gongkai.workbench.publishing.editing import drafting
from gongkai.workbench.publishing.words import PARTS
from gongkai.workbench.shell import StaffRequest, page, staff_view

TOLD = ("picture", "video")


class UploadForm(forms.Form):
    """Attachments or pictures, any number at once."""

    part = forms.ChoiceField(
        label=_("作为"), choices=[(code, PARTS[code]) for code in ("attachment", "picture")],
        initial="attachment", widget=forms.RadioSelect,
    )  # fmt: skip
    alternative = text_field(
        _("图片的文字说明"), rows=2, required=False,
        help_text=_("图片上有什么，写给看不见图片的人。几张图片的，上传以后逐张写。"),
    )  # fmt: skip
    uploads = FilesField(label=_("选择文件"), allow_empty_file=True)  # refused by its name


class VideoForm(forms.Form):
    """One video with what stands for it."""

    transcript = text_field(
        _("文字稿"), rows=5, help_text=_("说了什么、画面上有什么，写给听不见、看不见的人。")
    )
    poster = forms.FileField(label=_("封面图片"), help_text=_("播放以前显示，PNG 或者 JPEG。"))
    video = forms.FileField(label=_("视频"), help_text=_("MP4 或者 WebM。"))


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def files(request: StaffRequest, document_id: int) -> HttpResponse:
    """The files, and forms to change them. An upload by script is answered in JSON, so that it can tell how
    far it is."""
    desk = drafting(request, document_id)
    form, video = UploadForm(), VideoForm(prefix="")
    if request.method == "POST":
        quiet = request.headers.get("Accept", "").startswith("application/json")
        cut_off = [f"{field}: {words(said)}" for field, said in uploading.refused(request)]
        if "remove" in request.POST or "describe" in request.POST:
            return _changed(request, desk)
        if "video" in request.FILES or "transcript" in request.POST:
            video = VideoForm(request.POST, request.FILES)
            done = not cut_off and video.is_valid() and _kept_video(request, desk, video)
        else:
            form = UploadForm(request.POST, request.FILES)
            done = not cut_off and form.is_valid() and _kept(request, desk, form)
        if done:
            here = reverse("workbench:document_files", args=[document_id])
            return JsonResponse({"address": here}) if quiet else redirect(here)
        problems = cut_off or [str(said) for each in (form, video) for said in each.errors.values()]
        if quiet:
            told = [str(one) for each in (form, video) for errors in each.errors.values() for one in errors]
            return JsonResponse({"problems": cut_off or told}, status=422)
        for said in cut_off:
            messages.error(request, said)
        if not problems:
            messages.error(request, _now("没有上传，请重新选择文件。"))
    return page(
        request, "workbench/publishing/files.html", SECTION, **head(desk), form=form, video=video,
        files=[(each, PARTS[each.part], each.part in TOLD) for each in desk.edition.files]
        if desk.edition else (),
        may_change=desk.may("edition.attach"), crumbs=document_crumbs(desk, _now("附件")),
    )  # fmt: skip


def _kept(request: StaffRequest, desk: Desk, form: UploadForm) -> bool:
    """Those that may come in do; each of the others is told by its name, with what is wrong."""
    given = form.cleaned_data
    pictured, kept = given["part"] == "picture", 0
    for each in given["uploads"]:
        alternative = given["alternative"] if pictured and len(given["uploads"]) == 1 else ""
        result = _attached(request, desk, each, part=given["part"], alternative=alternative)
        if isinstance(result, Refused):
            form.add_error("uploads", f"{each.name}: {refusal_text(result)}")
        else:
            kept += 1
    if "uploads" not in form.errors:
        messages.success(request, _now("已上传。系统在后台读取文字，供保密审查和检索。"))
    elif kept:
        told = _now("其余 {count} 个文件已经上传，不用再选。").format(count=kept)
        form.add_error("uploads", told)
    return "uploads" not in form.errors


def _kept_video(request: StaffRequest, desk: Desk, form: VideoForm) -> bool:
    given = form.cleaned_data
    made = _attached(request, desk, given["video"], part="video", alternative=given["transcript"])
    if isinstance(made, Refused):
        form.add_error("video", refusal_text(made))
        return False
    poster = _attached(request, desk, given["poster"], part="poster", beside=made.file_id)
    if isinstance(poster, Refused):
        actions.detach(**_about(request, desk), file_id=made.file_id)
        form.add_error("poster", refusal_text(poster))
        return False
    messages.success(request, _now("视频已上传。保密审查时要有人看过。"))
    return True


def _attached(request: StaffRequest, desk: Desk, file: Any, **more: Any) -> Any:
    return actions.attach(**_about(request, desk), name=str(file.name), content=file.read(), **more)


def _about(request: StaffRequest, desk: Desk) -> dict[str, Any]:
    assert desk.edition is not None
    return {"actor": request.staff.actor, "now": request.staff.now, "edition_id": desk.edition.id}


def _changed(request: StaffRequest, desk: Desk) -> HttpResponse:
    """A file taken away, or told in words."""
    given = request.POST
    if "describe" in given:
        result: object = actions.describe_file(
            **_about(request, desk), file_id=number(given["describe"]) or 0,
            alternative=given.get("alternative", ""),
        )  # fmt: skip
        say(request, result, _now("已保存。"))
    else:
        result = actions.detach(**_about(request, desk), file_id=number(given["remove"]) or 0)
        say(request, result, _now("已移除。"))
    return redirect(reverse("workbench:document_files", args=[desk.document.pk]))
