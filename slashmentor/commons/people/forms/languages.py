"""A field for languages, by any of their names."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slashmentor.commons.people.languages import OWN_NAMES, code_of

MOST_LANGUAGES = 8


class LanguagesField(forms.CharField):
    """Their names with commas between, by which a page shows them; a list of codes, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, "required": False, **kwargs})

    def prepare_value(self, value: Iterable[str] | str | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return ", ".join(OWN_NAMES.get(code, code) for code in value)

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        codes: list[str] = []
        for name in (name for name in text.replace(";", ",").split(",") if name.strip()):
            code = code_of(name)
            if code is None:
                raise ValidationError(
                    _("We don’t know a language called “%(name)s”. Try its English name, or its own.")
                    % {"name": name.strip()}
                )
            if code not in codes:
                codes.append(code)
        if len(codes) > MOST_LANGUAGES:
            raise ValidationError(_("At most %(most)s languages, please.") % {"most": MOST_LANGUAGES})
        return codes
