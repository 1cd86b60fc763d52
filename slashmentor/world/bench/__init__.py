"""Measuring: how much the main pages cost, beside an empty page of the same server in the same run."""
