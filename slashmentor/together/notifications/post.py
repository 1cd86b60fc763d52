"""Handing a letter to the mail server, and knowing whether it has it.

A letter must not go out twice, and a mail server that is away must not swallow it. So who sends claims the letter
in the database first (`mailed_at`, a conditional UPDATE) and gives the claim back only when the server certainly
has not taken it (`NotTaken`: it couldn't be reached, or said "not now"). Whatever is less certain, a connection
that broke after the text went out, a process killed in between, leaves the claim: that letter may be lost, never
doubled. What it told still waits behind the bell. Every letter has a Message-ID of its own that stays the same,
for mail programs that know one letter by it.
"""

import logging
import smtplib

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The mail server has certainly not taken the letter, and may take it later."""


def hand_over(letter: EmailMessage) -> bool:
    """Give one letter to the mail server. False when it will never take it, or nobody can say whether it did.

    Raises NotTaken when it is sure that it was not sent, and worth another attempt.
    """
    server = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(f"The mail server can't be reached: {error}") from error
    try:
        server.send_messages([letter])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        if _is_for_now(error):
            raise NotTaken(f"The mail server takes nothing just now: {error}") from error
        logger.warning("A letter was refused for good: %s", error)
        return False
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("The connection broke while a letter was sent; it isn't sent again: %s", error)
        return False
    finally:
        server.close()
    return True


def _is_for_now(error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> bool:
    """Whether the server answered with a 4xx: try again later."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    else:
        codes = [error.smtp_code]
    return all(400 <= code < 500 for code in codes)
