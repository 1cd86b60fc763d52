"""Badges: habits that a community wants to thank for."""
