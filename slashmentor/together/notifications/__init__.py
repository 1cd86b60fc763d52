"""Who hears of what: the bell, and letters by e-mail."""
