"""Small pieces of markup that stand on a page a hundred times: made once, since escaping and translating cost most."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

from slashmentor.base.pages.words import number


def topic_links(names: Iterable[str]) -> Markup:
    """Each topic as a link to its page."""
    return Markup("").join([_topic_link(name) for name in names])


def answers(count: int, *, accepted: bool) -> Markup:
    """How many answers, and a mark when one was accepted: what stands in a list's margin."""
    return _answers(get_language(), count, accepted)


@lru_cache(maxsize=4096)
def _topic_link(name: str) -> Markup:
    return Markup('<a href="/topics/{}" rel="tag">{}</a>').format(quote(name), name)


@lru_cache(maxsize=1024)
def _answers(_language: str | None, count: int, accepted: bool) -> Markup:  # noqa: FBT001 - a key of the cache
    made = Markup(ngettext("<b>{}</b> answer", "<b>{}</b> answers", count)).format(number(count))  # noqa: S704 - ours
    if not accepted:
        return made
    mark = Markup('<svg class="i" role="img" aria-label="{}"><use href="{}#check"/></svg>')
    return made + mark.format(gettext("one accepted"), static("pages/icons.svg"))
