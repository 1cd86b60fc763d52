from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.pages.forms import Taking

from .reading import MOST_BYTES
from .reading.doi import MOST_TEXT

MOST_FILES = 5


class _Several(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """One file or several; each may have so many bytes."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = (data if isinstance(data, list) else [data]) or [None]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at once, please.") % {"most": MOST_FILES})
        cleaned: list[Any] = [super(_Files, self).clean(file, initial) for file in files]
        for file in cleaned:
            if (file.size or 0) > MOST_BYTES:
                raise forms.ValidationError(
                    _("%(name)s is larger than 10 MB. Please bring it in parts.") % {"name": file.name}
                )
        return cleaned


class FilesForm(Taking):
    files: Any = _Files(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("BibTeX (.bib), or an ORCID record (.json, .xml, .zip). Up to 10 MB each."),
        allow_empty_file=False,
        max_length=200,
        widget=_Several(attrs={"accept": ".bib,.bibtex,.txt,.json,.xml,.zip"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("That file is empty."),
        },
    )


class DoisForm(Taking):
    dois = forms.CharField(
        label=gettext_lazy("DOIs"),
        help_text=gettext_lazy("One a line, or parted by commas; with or without https://doi.org/ in front."),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={
            "required": gettext_lazy("Paste at least one DOI. One looks like 10.1000/xyz123."),
            "max_length": gettext_lazy("That is more than we read at once. Please paste it in parts."),
        },
    )
