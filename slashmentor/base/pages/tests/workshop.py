"""The page on which `test_scripts.py` tries our scripts, and what they ask the server for."""

from datetime import timedelta

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.utils import timezone

from slashmentor.base.pages.render import page


class Thoughts(forms.Form):
    title = forms.CharField(label="Title")
    topics = forms.CharField(
        label="Topics", required=False, widget=forms.TextInput(attrs={"data-complete": "/workshop/topics"})
    )
    body = forms.CharField(label="Details", required=False, widget=forms.Textarea)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if title == "refuse me":
            raise forms.ValidationError("Please say more.")
        return title


WORKSHOP = """
{% extends "pages/layout.html" %}
{% import "pages/components.html" as c %}
{% set interactive = true %}
{% block scripts %}{{ c.editor_scripts() }}<script src="{{ static("pages/js/complete.js") }}" type="module"></script>{% endblock %}
{% block main %}
<h1>Workshop</h1>{{ moment|when }}
<form class="form" method="post" data-draft="workshop">{{ csrf_input }}
{{ c.field(form["title"]) }}{{ c.field(form["topics"]) }}
{{ c.editor(form["body"], preview_url="/workshop/preview", people_url="/workshop/people") }}
<button class="btn go" id="send">Send</button></form>
<details class="menu"><summary class="btn">More</summary><div class="menu-items"><a href="#a">First</a></div></details>
<button class="btn" hx-post="/workshop/refused" hx-target="#out">Try it</button><div id="out"></div>
{% endblock %}
"""


def workshop(request: HttpRequest) -> HttpResponse:
    form = Thoughts(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cache.add("sent", 0)
        cache.incr("sent")
        return page(request, "pages/wrong.html", {"title": "Sent", "sentence": "Thank you."})
    context = {"form": form, "moment": timezone.now() - timedelta(days=3, hours=1)}
    return HttpResponse(engines["jinja2"].from_string(WORKSHOP).render(context, request))


def topics(request: HttpRequest) -> HttpResponse:
    names = ["peer-review", "pedagogy", "funding"]
    return suggestions(request, [{"value": name, "label": "12 questions"} for name in names])


def people(request: HttpRequest) -> HttpResponse:
    return suggestions(request, [{"value": "ada", "label": "Ada Lovelace"}, {"value": "mo", "label": "Mo"}])


def suggestions(request: HttpRequest, known: list[dict[str, str]]) -> HttpResponse:
    return JsonResponse([each for each in known if each["value"].startswith(request.GET["q"])], safe=False)


def preview(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>rendered: {request.POST['body']}</p>")
