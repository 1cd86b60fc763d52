"""Mentorships: from a request to a mentor on. Requests first; the relationship is built on them."""
