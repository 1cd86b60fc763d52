"""Where those who run an instance open communities and appoint moderators: the admin, over the actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from slashmentor.commons.people.models import Member

from . import actions
from .models import Community, Moderator


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # a generic for mypy only
    list_display = ("name", "slug", "tagline", "question_count", "answer_count", "created_at")
    fields = ("name", "slug", "tagline", "about")
    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Community | None = None) -> tuple[str, ...]:  # noqa: ARG002 Django's signature
        return ("slug",) if obj else ()  # addresses last

    def get_prepopulated_fields(self, request: HttpRequest, obj: Community | None = None) -> dict[str, Any]:  # noqa: ARG002 Django's signature
        return {} if obj else dict(self.prepopulated_fields)

    def has_delete_permission(self, request: HttpRequest, obj: Community | None = None) -> bool:  # noqa: ARG002 Django's signature
        return False  # everything asked there would go with it

    def save_model(self, request: HttpRequest, obj: Community, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 Django's signature
        by, now = _member(request), timezone.now()
        words = {"name": obj.name, "tagline": obj.tagline, "about": obj.about}
        if change:
            actions.describe_community(obj, **words, by=by, now=now)
        else:
            obj.pk = actions.open_community(slug=obj.slug, **words, by=by, now=now).pk


@admin.register(Moderator)
class ModeratorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # a generic for mypy only
    list_display = ("member", "community", "since")
    list_filter = ("community",)
    fields = ("member", "community")
    autocomplete_fields = ("member",)

    def has_change_permission(self, request: HttpRequest, obj: Moderator | None = None) -> bool:
        return obj is None and super().has_change_permission(
            request, obj
        )  # appointed or not, nothing between

    def save_model(self, request: HttpRequest, obj: Moderator, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 Django's signature
        actions.appoint(obj.member, obj.community, by=_member(request), now=timezone.now())
        obj.pk = Moderator.objects.get(member=obj.member, community=obj.community).pk

    def delete_model(self, request: HttpRequest, obj: Moderator) -> None:
        actions.dismiss(obj.member, obj.community, by=_member(request), now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Moderator]) -> None:
        for moderator in queryset.select_related("member", "community"):
            self.delete_model(request, moderator)


def _member(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
