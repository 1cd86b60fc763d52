"""Letting signals count more or less than was learned, and trying it on this instance's own past first."""
