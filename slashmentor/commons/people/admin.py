"""What a host sees and decides in Django's admin: members, and claims of imported names."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import ForPeople
from slashmentor.commons.happenings import happened
from slashmentor.commons.people import actions
from slashmentor.commons.people.models import BroughtAccount, Claim, Member


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Accounts are made on the pages and with `slashmentor admin create`; here they are looked up and closed."""

    list_display = ("handle", "name", "email", "stage", "is_claimed", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff", "is_claimed", "stage")
    search_fields = ("handle", "name", "email")
    ordering = ("-joined_at",)
    fields = (
        "handle",
        "name",
        "email",
        "bio",
        "is_active",
        "is_staff",
        "is_superuser",
        "joined_at",
        "last_login",
    )
    readonly_fields = ("handle", "name", "email", "bio", "joined_at", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:  # noqa: ARG002 - Django's signature
        return False  # leaving is more than deleting a row

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        super().save_model(request, obj, form, change)
        # So that kept pages are made anew without them.
        happened("member.changed", by=request.user, about=obj, now=timezone.now(), fields=form.changed_data)


@admin.register(Claim)
class ClaimAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("member", "email", "code", "where", "made_at", "granted", "decided_by")
    list_filter = ("granted",)
    search_fields = ("email", "member__handle", "member__name")
    readonly_fields = (
        "member",
        "email",
        "code",
        "where",
        "said",
        "page",
        "proven",
        "made_at",
        "granted",
        "decided_at",
        "decided_by",
    )
    actions = ("let_them_have_it", "say_no")

    @admin.display(description=gettext_lazy("look for the code here"))
    def where(self, claim: Claim) -> str:
        brought = BroughtAccount.objects.filter(member=claim.member).select_related("community")
        return " ".join(f"{one.community.origin_url}/users/{one.origin_id}" for one in brought)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    @admin.action(description=gettext_lazy("The code is in the original profile: let them have the name"))
    def let_them_have_it(self, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        for claim in claims:
            self._decide(request, claim, actions.grant)

    @admin.action(description=gettext_lazy("Say no"))
    def say_no(self, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        for claim in claims:
            self._decide(request, claim, actions.decline)

    def _decide(self, request: HttpRequest, claim: Claim, decide: Any) -> None:
        try:
            decide(claim, by=request.user, now=timezone.now())
        except ForPeople as error:
            messages.error(request, f"{claim}: {error.sentence}")
        else:
            messages.success(request, _("Decided: %(claim)s") % {"claim": claim})
