from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Level


class _Topics(forms.CharField):
    """Names parted by commas or spaces, with completion where there is script."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "data-complete": "/topics/complete",
            "autocapitalize": "none",
            "spellcheck": "false",
            "data-quiet": True,
        }
        super().__init__(max_length=1500, required=False, widget=forms.TextInput(attrs=attrs), **kwargs)


class ExpertiseForm(forms.Form):
    """One field a level; a topic named twice counts with the stronger."""

    expert = _Topics(label=_("Expert"), help_text=_("You do this for a living, or others ask you about it."))
    can_help = _Topics(label=_("Can help"), help_text=_("You have been through it, or through most of it."))
    learning = _Topics(label=_("Learning"), help_text=_("You would like to read and hear more of it."))

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        listed: dict[str, list[str]] = {level: [] for level in Level.values}
        for known in member.knows:
            listed[known["level"]].append(known["topic"])
        initial = {level: " ".join(names) for level, names in listed.items()}
        super().__init__(*args, **{**kwargs, "initial": initial})

    @property
    def levels(self) -> dict[str, str]:
        chosen: dict[str, str] = {}
        for level in (Level.LEARNING, Level.CAN_HELP, Level.EXPERT):
            for name in self.cleaned_data[level].replace(",", " ").split():
                chosen[name.strip("/#").lower()] = level
        chosen.pop("", None)
        return chosen
