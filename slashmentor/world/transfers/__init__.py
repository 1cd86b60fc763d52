"""How things get in and out: dumps of other sites, the demo, a member's own data."""
