"""Lists of mentor pages as other instances give them, good and bad, and a server that gives them."""

import json

PATH = "/.well-known/mentor"


def a_mentor(number=1, at="", **said):
    """An entry; `at` is the address of its instance."""
    return {"url": f"{at}/@m{number}/mentor", "name": f"Mentor {number}", **said}


def a_list(*mentors, **said):
    return json.dumps({"version": 1, "mentors": list(mentors), **said}).encode()


class Giver:
    """An instance elsewhere: what it answers, page by page."""

    def __init__(self, server):
        self.server = server
        self.address = server.url("")

    def gives(self, *mentors, at="", **said):
        """`mentors`: numbers, or whole entries."""
        entries = [a_mentor(one, self.address) if type(one) is int else one for one in mentors]
        self.server.pages[PATH + at] = a_list(*entries, **said)

    def gives_bytes(self, body, at=""):
        self.server.pages[PATH + at] = body

    def is_away(self):
        """From now on there is nothing."""
        self.server.pages.clear()
        self.server.pages[PATH] = b"<h1>Closed for the summer</h1>"
