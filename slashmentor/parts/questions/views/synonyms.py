"""Another name of a topic leads to the topic, wherever it stands in an address."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from slashmentor.commons.topics.queries import main_names

View = Callable[..., HttpResponse]


def follows_synonyms(view: View) -> View:
    """Where there is no such topic, look whether it is another one's name: only then, so that nobody else pays for it."""

    @wraps(view)
    def followed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            name = str(kwargs.get("name") or request.GET.get("topic", "").lower())[:35]
            main = main_names([name])[0] if name else ""
            if main == name:
                raise
            return HttpResponseRedirect(_address(request, main, in_path="name" in kwargs))

    return followed


def _address(request: HttpRequest, main: str, *, in_path: bool) -> str:
    """The same address with the topic's own name."""
    query = request.GET.copy()
    path = request.path
    if in_path:
        path = f"/topics/{quote(main)}{'.atom' if path.endswith('.atom') else ''}"
    else:
        query["topic"] = main
    return path + (f"?{query.urlencode()}" if query else "")
