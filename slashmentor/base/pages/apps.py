from contextlib import suppress
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class Pages(AppConfig):
    name = "slashmentor.base.pages"
    label = "pages"

    def ready(self) -> None:
        # Whitenoise warns of a folder that isn't there, which says nothing to a host who never collects.
        with suppress(OSError):
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
