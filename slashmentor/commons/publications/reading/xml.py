"""ORCID's XML in the shape of its JSON. No DTD, no entity, nothing fetched."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError  # types only: reading is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid

_DEEPEST = 30


class Broken(ValueError):
    """It isn’t XML; `lineno` says from where on."""

    def __init__(self, lineno: int) -> None:
        super().__init__(str(lineno))
        self.lineno = lineno


def as_json(text: str) -> Any:
    """The document with names without their namespaces; elements that stand several times as lists.

    Raises Invalid for a file with a DTD or entities, Broken for what is no XML.
    """
    try:
        # Encoded anew: what the file says of its encoding holds no longer.
        root = fromstring(_without_declaration(text).encode(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise Invalid(
            _("That file has a DTD or entities, which no ORCID record has. It wasn’t read.")
        ) from error
    except ParseError as error:
        raise Broken(error.position[0]) from error
    inside = _shape(root, 0)
    name = _name(root.tag)
    # A single work is the document itself; others are told by what they hold.
    return inside if name != "error" or not isinstance(inside, dict) else {"response-code": 0, **inside}


def _shape(element: Element, depth: int) -> Any:
    if depth > _DEEPEST:
        raise Invalid(_("That is no ORCID record, and no list of works from one."))
    shaped: dict[str, Any] = {_name(name): value for name, value in element.attrib.items()}
    for child in element:
        name, value = _name(child.tag), _shape(child, depth + 1)
        if name in shaped:
            before = shaped[name]
            shaped[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            shaped[name] = value
    words = (element.text or "").strip()
    if not shaped:
        return words
    if words and not len(element):
        shaped["value"] = words
    return shaped


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _without_declaration(text: str) -> str:
    text = text.lstrip()
    return text.partition("?>")[2] if text.startswith("<?xml") else text
