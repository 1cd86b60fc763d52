"""Slashmentor: a home for distributed mentoring in academia."""
