"""What a host sees of imports in Django's admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from slashmentor.world.transfers.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To be looked at: an import that was broken off goes on with the same command."""

    list_display = ("community", "source", "state", "phase", "rows", "began_at", "ended_at")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  Django's signature
        return False
