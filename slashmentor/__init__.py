"""Slashmentor: a home for distributed mentoring in academia."""

__version__ = "0.1.0"
