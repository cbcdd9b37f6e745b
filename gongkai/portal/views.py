"""x"""

from django.shortcuts import render


def home(request):
    return render(request, "portal/home.html", {"section": "home"})


reports = check = open_data = home
