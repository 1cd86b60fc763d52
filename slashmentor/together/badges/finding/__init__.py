"""How those who have earned a badge are found: a query for each, for everybody or for some (`Scope`)."""
