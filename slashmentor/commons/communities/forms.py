"""The settings of a community as a form: what it says, how it looks, and every number it lives by."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slashmentor.base.pages.forms import Taking

from .looks import SIGNS
from .models import Community
from .numbers import Number, subjects

_SAYS = "name", "tagline", "about"
_LOOK = "accent", "icon", "shows_reputation"


@dataclass(frozen=True)
class NumberField:
    """A number with its field, and how it stands to what is usual."""

    bound: forms.BoundField
    number: Number
    usual: float
    is_changed: bool

    @property
    def is_open(self) -> bool:
        """Whether it should be seen at once: it differs, or can't be as it was sent."""
        return self.is_changed or bool(self.bound.errors)


class SettingsForm(Taking):
    """Everything that its moderators decide. An empty number is the usual one."""

    name = forms.CharField(label=_("Name"), max_length=80)
    tagline = forms.CharField(label=_("In one line"), max_length=160, required=False)
    about = forms.CharField(
        label=_("About"),
        required=False,
        max_length=20_000,
        help_text=_("For whom it is and what belongs here. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    accent = forms.CharField(
        label=_("Ink"),
        required=False,
        max_length=7,
        help_text=_(
            "A dark colour like #7a1d54, for links and buttons on the community’s pages; its tone for the night is made from it. Empty: the instance’s own."
        ),
        widget=forms.TextInput(attrs={"placeholder": "#7a1d54", "size": 8, "autocomplete": "off"}),
    )
    icon = forms.ChoiceField(
        label=_("Sign"),
        required=False,
        choices=[("", pgettext_lazy("sign", "none")), *SIGNS.items()],
        help_text=_("Stands before its name in lists."),
    )
    shows_reputation = forms.BooleanField(label=_("Show reputation beside names"), required=False)
    is_grown = forms.ChoiceField(
        label=_("How far it has come"),
        choices=[
            ("", _("New: much opens early, so that the first members can do what is needed")),
            ("1", _("Grown: privileges open later, and closing takes more votes")),
        ],
        required=False,
        widget=forms.RadioSelect(attrs={"data-quiet": True}),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        self.community = community
        kwargs["initial"] = {
            **{name: getattr(community, name) for name in (*_SAYS, *_LOOK)},
            "is_grown": "1" if community.is_grown else "",
            **{name: _short(value) for name, value in community.numbers.items()},
        }
        super().__init__(*args, **kwargs)
        for number in _all():
            self.fields[number.name] = forms.FloatField(
                label=str(number.says),
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 7, "data-quiet": True}),
            )

    def fields_of_words(self) -> list[forms.BoundField]:
        return [self[name] for name in _SAYS]

    def fields_of_look(self) -> list[forms.BoundField]:
        return [self[name] for name in _LOOK]

    def fields_of_numbers(self) -> list[tuple[str | Promise, list[NumberField]]]:
        """The numbers by subject, each with what is usual in a community like this one."""
        return [
            (
                each.title,
                [
                    NumberField(
                        self[number.name],
                        number,
                        number.usual(is_grown=self.community.is_grown),
                        is_changed=number.name in self.community.numbers,
                    )
                    for number in each.numbers
                ],
            )
            for each in subjects()
        ]

    def settled(self) -> dict[str, Any]:
        """What was sent, as `settle_community` takes it; once the form is valid."""
        sent = self.cleaned_data
        names = [number.name for number in _all()]
        return {
            **{name: value for name, value in sent.items() if name not in names},
            "is_grown": sent["is_grown"] == "1",
            "numbers": {name: sent.get(name) for name in names},
        }


def _all() -> list[Number]:
    return [number for each in subjects() for number in each.numbers]


def _short(value: float) -> str:
    return f"{value:g}" if value % 1 else str(int(value))
