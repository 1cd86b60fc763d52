"""Joining the movement: what it is, buttons for one’s own site, who joined."""
