"""Reading badges: of everybody, of one badge, of one member."""
