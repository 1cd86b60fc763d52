"""Which pictures the wikis show, so that they stay when who brought them leaves."""

from slashmentor.commons.media.actions import in_use, named_in

from .models import TopicHere


@in_use
def pictures_shown(names: set[str]) -> set[str]:
    wikis = TopicHere.objects.filter(wiki_html__contains="/media/").values_list("wiki_html", flat=True)
    return names & named_in(wikis.iterator())
