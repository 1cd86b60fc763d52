"""The demo community: thirty people, three communities, seventy questions, so that a new instance is lived in."""

from slashmentor.world.transfers.demo.load import LOG_INS, load
from slashmentor.world.transfers.demo.people import PASSWORD

__all__ = ["LOG_INS", "PASSWORD", "load"]
