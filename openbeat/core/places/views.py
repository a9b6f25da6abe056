"""The administrator's pages about areas and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.places import queries, services
from openbeat.core.places.facts import Reach
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.forms import AreaForm, ImportForm, NewAreaForm, NewPostForm, PostForm
from openbeat.core.places.policies import POLICY, Act
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.core.places.models import Area, Post


@reads
def index(request: Request) -> HttpResponse:
    """All areas, and all posts."""
    POLICY.require(request.actor, Act.SEE, None)
    posts: dict[int, list[Post]] = {}
    for post in queries.posts():
        posts.setdefault(post.area_id, []).append(post)
    rows = [(area, posts.get(area.pk, [])) for area in queries.areas(closed=True)]
    return page(request, "places/index.html", rows=rows, areas=queries.areas())


@reads
def new(request: Request) -> HttpResponse:
    """The form for a new area."""
    POLICY.require(request.actor, Act.ADD, None)
    first = {"name_language": get_language(), "about_language": get_language()}
    return page(request, "places/new.html", form=NewAreaForm(initial=first))


@writes
def add(request: Request) -> HttpResponse:
    """Add an area."""
    form = NewAreaForm(request.POST)
    if form.is_valid():
        try:
            parent = queries.area(form.cleaned_data["parent"])
            area = services.add(form.cleaned_data["kind"], form.facts(), parent, by=request.actor, at=now())
        except ValidationError as problem:
            _told(form, problem)
        else:
            messages.success(request, _("The area was added."))
            return redirect("places:area", area.pk)
    return page(request, "places/new.html", status=422, form=form)


@reads
def area(request: Request, pk: int) -> HttpResponse:
    """One area: what is said about it, and its posts."""
    found = _area(pk)
    POLICY.require(request.actor, Act.DESCRIBE, found)
    return _area_page(request, found, AreaForm(initial=AreaForm.first(found)))


@writes
def describe(request: Request, pk: int) -> HttpResponse:
    """Change what is said about an area."""
    found, form = _area(pk), AreaForm(request.POST)
    if not form.is_valid():
        return _area_page(request, found, form, 422)
    try:
        services.describe(found, form.facts(), form.cleaned_data["version"] or 0, by=request.actor, at=now())
    except Conflict as conflict:
        return _area_page(request, found, _newer(form, conflict), 409, theirs=conflict.theirs, mine=form.facts().about)
    except ValidationError as problem:
        return _area_page(request, found, _told(form, problem), 422)
    messages.success(request, _("Saved."))
    return redirect("places:area", pk)


@writes
def close(request: Request, pk: int) -> HttpResponse:
    """Take an area out of use."""
    services.close(_area(pk), by=request.actor, at=now())
    return redirect("places:area", pk)


@writes
def open_again(request: Request, pk: int) -> HttpResponse:
    """Use a closed area again."""
    services.open_again(_area(pk), by=request.actor, at=now())
    return redirect("places:area", pk)


def _area(pk: int) -> Area:
    found = queries.area(pk)
    if found is None:
        raise Http404
    return found


def _area_page(request: Request, found: Area, form: Form, status: int = 200, **more: str) -> HttpResponse:
    doors = POLICY.doors(request.actor, found)
    doors.pop(Act.EDIT_POST.value, None)
    context = {"theirs": "", "mine": "", **more}
    return page(
        request,
        "places/area.html",
        status=status,
        area=found,
        areas=queries.areas(),
        posts=list(queries.posts_of(found)),
        form=form,
        new_post=NewPostForm(),
        doors=doors,
        **context,
    )


@writes
def make_post(request: Request, pk: int) -> HttpResponse:
    """Give an area a post."""
    found, form = _area(pk), NewPostForm(request.POST)
    if not form.is_valid():
        return _area_page(request, found, AreaForm(initial=AreaForm.first(found)), 422)
    post = services.make_post(found, form.cleaned_data["role"], Reach(), by=request.actor, at=now())
    return redirect(post)


@reads
def post(request: Request, pk: int) -> HttpResponse:
    """How a post is reached, for whoever holds it and for administrators."""
    found = _post(pk)
    POLICY.require(request.actor, Act.EDIT_POST, found)
    return _post_page(request, found, PostForm(initial=PostForm.first(found)))


@writes
def edit_post(request: Request, pk: int) -> HttpResponse:
    """Change how a post is reached."""
    found, form = _post(pk), PostForm(request.POST)
    if not form.is_valid():
        return _post_page(request, found, form, 422)
    try:
        services.edit_post(found, form.reach(), form.cleaned_data["version"], by=request.actor, at=now())
    except Conflict as conflict:
        return _post_page(request, found, _newer(form, conflict), 409, theirs=conflict.theirs, mine=form.reach().hours)
    messages.success(request, _("Saved."))
    return redirect(found)


def _post(pk: int) -> Post:
    found = queries.post_by_key(pk)
    if found is None:
        raise Http404
    return found


def _post_page(request: Request, found: Post, form: Form, status: int = 200, **more: str) -> HttpResponse:
    context = {"theirs": "", "mine": "", **more}
    may_see_all = POLICY.verdict(request.actor, Act.SEE, None)
    return page(request, "places/post.html", status=status, post=found, form=form, may_see_all=may_see_all, **context)


@reads
def importing(request: Request) -> HttpResponse:
    """The form for a file of boundaries."""
    POLICY.require(request.actor, Act.IMPORT, None)
    return page(request, "places/import.html", form=ImportForm(), done=None)


@writes
def take(request: Request) -> HttpResponse:
    """Take the areas of a file; all or nothing."""
    POLICY.require(request.actor, Act.IMPORT, None)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, "places/import.html", status=422, form=form, done=None)
    source = services.Source(form.cleaned_data["kind"], form.cleaned_data["name_field"], get_language() or "en")
    try:
        done = services.import_data(form.cleaned_data["file"], source, by=request.actor, at=now())
    except Broken as problem:
        for sentence in str(problem).splitlines():
            form.add_error("file", sentence)
        return page(request, "places/import.html", status=422, form=form, done=None)
    return page(request, "places/import.html", form=ImportForm(), done=done.sentences())


def _newer[F: Form](form: F, conflict: Conflict) -> F:
    """The person's own words stay in the form; sent again, they replace what stands now."""
    sent: Any = form.data
    sent = sent.copy()
    sent["version"] = str(conflict.version)
    form.data = sent
    return form


def _told[F: Form](form: F, problem: ValidationError) -> F:
    for sentence in problem.messages:
        form.add_error(None, sentence)
    return form
