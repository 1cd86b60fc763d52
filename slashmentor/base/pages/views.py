from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import page


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build pages here; the text isn't translated, as code isn't."""
    now = timezone.now()
    return page(
        request,
        "pages/design.html",
        {
            "ada": Person("Ada Okonjo", "AO", "Third-year PhD", "Havnes University"),
            "long": Person("Wilhelmina-Charlotte Donaudampfschifffahrtsgesellschaft", "WD", "", ""),
            "empty_form": Sample(),
            "wrong_form": Sample({"email": "hana@havnes", "body": ""}),
            "now": now,
            "moments": [now, now - timedelta(minutes=40), now - timedelta(days=3), now - timedelta(days=400)],
            "middle": SimpleNamespace(previous_url="?page=1", next_url="?page=3", number=2),
        },
    )


class Person:
    """Stands in for a member: what the components ask of one."""

    picture_id = None
    stage = ""

    def __init__(self, name: str, initials: str, position: str, affiliation: str) -> None:
        self.shown_name = name
        self.initials = initials
        self.position = position
        self.affiliation = affiliation

    def get_absolute_url(self) -> str:
        return "#"

    @cached_property
    def handle(self) -> str:
        return self.initials.lower()


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="Your question in one line", help_text="A stranger should understand it without the details."
    )
    email = forms.EmailField(label="E-mail")
    stage = forms.ChoiceField(
        label="Stage", choices=[("phd", "Doctoral researcher"), ("postdoc", "Postdoc")], required=False
    )
    names = forms.ChoiceField(
        label="Under which name?",
        choices=[("own", "My own"), ("none", "Without a name")],
        widget=forms.RadioSelect,
        initial="own",
    )
    kinds = forms.MultipleChoiceField(
        label="What I can help with",
        choices=[("a", "Accountability"), ("b", "Safe space")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    told = forms.BooleanField(
        label="Tell me when somebody answers", required=False, help_text="By e-mail, at most once a day."
    )
    picture = forms.FileField(label="A picture", required=False)
    body = forms.CharField(
        label="The details", widget=forms.Textarea, help_text="What did you try, and what came of it?"
    )

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        super().__init__(data, prefix="wrong" if data else None, auto_id="id_wrong_%s" if data else "id_%s")
        if data:
            self.data = {f"wrong-{name}": value for name, value in data.items()}
