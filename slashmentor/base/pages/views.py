from django.http import HttpRequest, HttpResponse

from slashmentor.base.pages.render import page


def design(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build pages here."""
    return page(request, "pages/design.html")
