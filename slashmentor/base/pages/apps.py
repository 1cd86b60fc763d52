from contextlib import suppress
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from slashmentor.base.pages import nav


class Pages(AppConfig):
    name = "slashmentor.base.pages"
    label = "pages"

    def ready(self) -> None:
        checks.register(nav.broken, checks.Tags.urls)
        # Whitenoise warns of a folder that isn't there, which says nothing to a host who never collects.
        with suppress(OSError):
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
