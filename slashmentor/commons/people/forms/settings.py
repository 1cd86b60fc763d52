"""What a member says about themselves, and how they want to be treated."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.zones import known_zones
from slashmentor.commons.people.forms.languages import LanguagesField
from slashmentor.commons.people.models import Member, Stage, Theme

MOST_LINKS = 6
AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

_check_url = URLValidator(schemes=["http", "https"])


class ProfileForm(forms.Form):
    """Everything on one's page that is typed."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    is_pseudonym = forms.BooleanField(label=gettext_lazy("This name is a pseudonym"), required=False)
    pronouns = forms.CharField(label=gettext_lazy("Pronouns"), max_length=40, required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    position = forms.CharField(
        label=gettext_lazy("What you do, in a line"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Like: third-year PhD, plant ecology. It stands beside what you write."),
    )
    affiliation = forms.CharField(label=gettext_lazy("Affiliation"), max_length=120, required=False)
    languages = LanguagesField(
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Those you can advise in, with commas between: English, Deutsch, polski."),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    links = forms.CharField(
        label=gettext_lazy("Links"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line: an address, then what to call it. https://example.org My field notes"
        ),
    )
    bio = forms.CharField(
        label=gettext_lazy("About you"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What you have been through, and what you like to be asked. Markdown works."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        initial = {name: getattr(member, name) for name in self.base_fields}
        initial["links"] = "\n".join(f"{link['url']} {link['label']}".strip() for link in member.links)
        super().__init__(*args, **{**kwargs, "initial": initial})
        for field in self.fields.values():
            field.widget.attrs["data-quiet"] = True  # the page says once that all of it is optional
        self.fields["stage"].choices = [("", _("Rather not say")), *Stage.choices]  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = _zones(member.time_zone)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_links(self) -> list[dict[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("At most %(most)s links, please.") % {"most": MOST_LINKS})
        return [_link(line) for line in lines]


class PrivacyForm(forms.Form):
    listed = forms.BooleanField(
        label=gettext_lazy("List me among the people here"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise only who knows your handle, or reads what you wrote, finds your page."
        ),
    )
    indexable = forms.BooleanField(
        label=gettext_lazy("Let search engines show my page"),
        required=False,
        help_text=gettext_lazy("What you ask and answer is public in any case."),
    )
    shows_activity = forms.BooleanField(
        label=gettext_lazy("Show what I asked and answered on my page"),
        required=False,
        help_text=gettext_lazy("It can still be found where you wrote it."),
    )


class LookForm(forms.Form):
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"), choices=Theme.choices, required=False, widget=forms.RadioSelect
    )


class PictureForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A picture"),
        help_text=gettext_lazy(
            "JPEG, PNG, GIF or WebP, up to 5 MB. It is cut square, and what the camera wrote into it is removed."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"}),
    )


class LeaveForm(forms.Form):
    """The way out: the handle typed, the password if there is one, and what becomes of the words."""

    words = forms.ChoiceField(
        label=gettext_lazy("What you asked and answered"),
        choices=[
            ("keep", gettext_lazy("stays for others to read, without your name")),
            ("remove", gettext_lazy("is removed too, except where others’ answers depend on it")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    handle = forms.CharField(
        label=gettext_lazy("Type your handle"),
        max_length=31,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("So that nobody does this by a slip."),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if not member.has_usable_password():
            del self.fields["password"]

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"].strip().removeprefix("@").lower()
        if handle != self.member.handle:
            raise ValidationError(_("Your handle is %(handle)s.") % {"handle": self.member.handle})
        return handle

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.member.check_password(password):
            raise ValidationError(_("That isn’t your password."))
        return password


def _zones(present: str) -> list[Any]:
    """Zones by area, without the old names that zoneinfo keeps for machines; the member's own is always there."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(known_zones()):
        area, slash, place = zone.partition("/")
        if slash and area in AREAS:
            areas.setdefault(area, []).append((zone, place.replace("_", " ").replace("/", ", ")))
    known = {zone for places in areas.values() for zone, _place in places}
    others = [zone for zone in dict.fromkeys(["UTC", present]) if zone not in known]
    return [*((zone, zone) for zone in others), *areas.items()]


def _link(line: str) -> dict[str, str]:
    url, _space, label = line.partition(" ")
    if "://" not in url:
        url = f"https://{url}"
    try:
        _check_url(url)
    except ValidationError as error:
        raise ValidationError(
            _("“%(url)s” is no address of a page. It looks like https://example.org/me.") % {"url": url[:60]}
        ) from error
    return {
        "url": url,
        "label": " ".join(label.split())[:60] or (urlsplit(url).hostname or url).removeprefix("www."),
    }
