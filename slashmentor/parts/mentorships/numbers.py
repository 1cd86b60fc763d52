"""The numbers of requests to a mentor (rules.md, “Mentoring” and “Votes and rates”), all in one place."""

from datetime import timedelta

LENGTH = range(200, 2001)  # characters of what one asks
WHY = 1000  # of why one asks this person
TIME = 160  # of how much time
NAME = range(2, 81)  # of whoever has no account
WORDS = range(1, 2001)  # of what is said about a request afterwards

MOST_OPEN = 3  # requests of one person at once
ON_FIRST_DAY = 2  # within the first 24 hours of an account

REMIND_AFTER = timedelta(days=5)  # the mentor, of one that waits
ENDS_AFTER = timedelta(days=14)  # one that waits, by itself
CONFIRM_WITHIN = timedelta(days=2)  # the letter to whoever has no account
FORGET_AFTER = timedelta(days=30)  # their address, once it is over
OTHERS = 3  # mentors who may fit as well, where one has no room

# How often forms are taken, a visitor's by the address they come from.
ASKS_AN_HOUR = 20
LETTERS_A_DAY = 5  # to one e-mail address
WORDS_AN_HOUR = 60
