from django.contrib import admin

from slashmentor.commons.media.models import Picture


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # a generic for mypy only
    list_display = ("name", "owner", "alt", "width", "height", "bytes", "added_at")
    search_fields = ("name", "owner__handle")
    readonly_fields = ("owner", "name", "width", "height", "bytes", "added_at")
    ordering = ("-added_at",)
