"""Endorsements: who was helped by an answer says with what, and it stands with what its author knows."""
