"""The pages, for any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slashmentor.settings")

application = get_wsgi_application()
