"""What the ledger's lines are about: titles and addresses of posts, for the page that explains each point."""

from collections.abc import Collection

from django.db.models import Q

from slashmentor.commons.standing.posts import Post, names_posts

from .models import Entry


@names_posts
def titles_of_posts(ids: Collection[int]) -> dict[int, Post]:
    """Those that everybody may see: neither deleted, nor written under a persona that must not lead anywhere."""
    here = Q(deleted_at=None, persona=None) & (Q(question=None) | Q(question__deleted_at=None))
    found = Entry.objects.filter(here, pk__in=ids).values_list(
        "pk", "kind", "title", "slug", "question__title"
    )
    return {
        pk: Post(title, f"/questions/{pk}/{slug}") if kind == Entry.Kind.QUESTION else Post(of, f"/a/{pk}")
        for pk, kind, title, slug, of in found
    }
