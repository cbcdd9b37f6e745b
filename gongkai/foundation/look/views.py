"""The reader's choices, the gallery of components, the demonstration's accounts, and the error pages."""

from collections.abc import Callable, Iterable

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from gongkai.core.cells import BLANK, STRUCK, Cell

YEAR = 365 * 24 * 3600


@csrf_exempt
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Remember 大字版 and go back to where the reader was."""
    return _chosen(request, "large_type")


@csrf_exempt
@require_POST
def high_contrast(request: HttpRequest) -> HttpResponse:
    """Remember 高对比度 and go back to where the reader was."""
    return _chosen(request, "high_contrast")


language = csrf_exempt(set_language)
"""Remember the language. Like the other choices it takes no token: nobody gains by making it for somebody
else, and a page that caches keep for everybody can hold no token."""


def _chosen(request: HttpRequest, choice: str) -> HttpResponse:
    """The choice in a cookie of its name."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        choice, "1" if request.POST.get("on") == "1" else "0", max_age=YEAR, samesite="Lax",
        httponly=True, secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


class _Sample(forms.Form):
    name = forms.CharField(label=gettext_lazy("名称"), help_text=gettext_lazy("与单位公章一致的全称。"))
    level = forms.ChoiceField(label=gettext_lazy("层级"), choices=[("city", "市级"), ("county", "县级")])
    zero = forms.BooleanField(label=gettext_lazy("本年度无此项工作"), required=False)
    reason = forms.CharField(label=gettext_lazy("理由"), widget=forms.Textarea(attrs={"rows": 3}))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, to be looked at and checked for accessibility."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "look/gallery.html", {
        "form": _Sample(), "wrong_form": _Sample({"level": "city"}, auto_id="wrong_%s"),
        "cells": [Cell.number(29_736), Cell.number(0), BLANK, STRUCK],
        "crumbs": [(_("首页"), "/"), (_("组件"), "")],
        "tabs": [(_("全部"), "#", True), (_("待办"), "#tabs", False)],
        "page": {"previous": "before=20", "next": "after=40"},
    })  # fmt: skip


@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Sample accounts with their passwords and present one-time codes; only in the demonstration."""
    if not settings.DEMO:
        raise Http404
    accounts: Callable[[], Iterable[object]] = import_string(settings.DEMO_ACCOUNTS)
    return render(request, "look/demo.html", {"accounts": accounts(), "crumbs": [(_("演示账号"), "")]})


def problem(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    """An error page that needs neither session nor database."""
    return render(request, "look/problem.html", {"title": title, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 400, _("请求有误"), _("请返回上一页重新操作。"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request, 403, _("没有权限"), _("您的账号不能查看这个页面。如确需查看，请联系本单位管理员。")
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(
        request, 403, _("页面已过期"), _("请返回上一页，刷新后重新提交；若仍不行，请允许本站使用 Cookie。")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request, 404, _("没有找到这个页面"), _("地址可能有误，或者页面已移走。请核对地址，或从首页进入。")
    )


def failed(request: HttpRequest) -> HttpResponse:
    return problem(request, 500, _("系统出错了"), _("您的操作没有完成。错误已记录，请稍后再试。"))
