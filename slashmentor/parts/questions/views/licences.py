import re

_CC = re.compile(r"CC BY-SA (\d\.\d)")


def licence_url(name: str) -> str:
    """The deed of the licence of an imported post ("CC BY-SA 4.0"); an overview for names we don't know."""
    found = _CC.fullmatch(name)
    return (
        f"https://creativecommons.org/licenses/by-sa/{found[1]}/"
        if found
        else "https://creativecommons.org/licenses/"
    )
