"""E-mail for an instance that has no mail server yet: each letter becomes a file, and the log says where."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class FolderBackend(BaseEmailBackend):
    """Writes each letter to EMAIL_FILE_PATH as .eml, readable in an editor and by every mail program.

    Links in letters (log-in codes, passwords) let whoever reads the folder in, so only its owner may.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc] # set when EMAIL_URL is empty
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for letter in email_messages:
            path = folder / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{uuid4().hex[:8]}.eml"
            path.touch(mode=0o600)
            path.write_bytes(letter.message().as_bytes())
            logger.info("Letter “%s” to %s: %s", letter.subject, ", ".join(letter.recipients()), path)
        return len(email_messages)
