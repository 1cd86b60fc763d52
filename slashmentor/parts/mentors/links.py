"""Links that every page has to the mentors."""
