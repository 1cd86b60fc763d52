"""Pages of standing: what was earned, what it opens, joining."""
