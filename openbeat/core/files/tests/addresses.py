"""The addresses of the house, and one form with a photo for the tests of uploading."""

from importlib import import_module

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from openbeat.core.files.forms import PhotoField


class PhotoForm(forms.Form):
    words = forms.CharField()
    photo = PhotoField()


@login_not_required
def send(request: HttpRequest) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return HttpResponse(f"{form['words'].value()}: {form.errors.as_text()}", "text/plain", 422)
    photo = form.cleaned_data["photo"]
    return HttpResponse(f"{form.cleaned_data['words']}: {photo.width if photo else 'no photo'}", "text/plain")


@login_not_required
def fill_the_disk(request: HttpRequest) -> HttpResponse:
    raise OSError(28, "No space left on device")


urlpatterns = [
    path("send/", send),
    path("full/", fill_the_disk),
    *import_module("openbeat.config.urls").urlpatterns,
]
